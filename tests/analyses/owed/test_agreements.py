"""Agreements: positions not taken, charters not approved, objections to be settled."""

from __future__ import annotations

from tests.analyses.owed.owing import AWAY, REGISTERS, owed_by, short
from tests.conftest import MakeWorkspace

PROPOSAL = (
    "title: P\ntype: goal_set\nsubjects: [{ref: 'goal:g'}]\naffected: [sales, plant]\nopened: 2025-07-01\n"
    "deadline: 2025-07-10\npositions: [{department: sales, by: an, date: 2025-07-02, position: agree}]\n"
)
GOAL = 'title: G\nlevel: department\ndepartment: sales\nowner: an\nperiod: "2025"\n'


def test_a_position_is_asked_of_who_speaks_for_a_department_not_heard(make_workspace: MakeWorkspace) -> None:
    files = {"proposals/2025/p.yaml": PROPOSAL, "goals/2025/g.yaml": GOAL}
    assert short(owed_by(make_workspace, "an", files), "agreement") == []
    assert short(owed_by(make_workspace, "cy", files), "agreement") == [("position", "proposal:p", 3, None)]
    [(_, [thing])] = owed_by(make_workspace, "di", files, absences=AWAY).parts
    assert (thing.why, thing.spoken and thing.spoken.head) == ("position", "cy")
    assert thing.command == "collab proposal position p agree --department plant --by di"


def test_an_objection_waits_for_who_keeps_the_subject(make_workspace: MakeWorkspace) -> None:
    objection = "objections:\n  - {by: cy, reason: No, status: withdrawn}\n  - {by: di, reason: Too soon}\n"
    files = {"proposals/2025/p.yaml": PROPOSAL + objection, "goals/2025/g.yaml": GOAL}
    [mine] = [one for one in owed_by(make_workspace, "an", files).things if one.part == "agreement"]
    assert (mine.why, mine.detail) == ("objection", "Too soon")
    assert mine.command == "collab proposal resolve p 2 --resolution TEXT"
    assert short(owed_by(make_workspace, "di", files), "agreement") == [("objecting", "proposal:p", 3, None)]


def test_a_charter_is_approved_by_the_departments_it_binds(make_workspace: MakeWorkspace) -> None:
    charter = "title: C\nduties: [{id: selling, title: Selling, raci: {sales: A, plant: I}}]\n"
    settings = REGISTERS["collab.yaml"] + "check: {profile: standard}\n"
    files = {"charters/sales.yaml": charter, "collab.yaml": settings}
    assert short(owed_by(make_workspace, "an", files), "agreement") == [("approval", "charter:sales", None, None)]
    assert short(owed_by(make_workspace, "cy", files), "agreement") == []
    starter = settings.replace("standard", "starter")
    assert short(owed_by(make_workspace, "an", {**files, "collab.yaml": starter}), "agreement") == []
