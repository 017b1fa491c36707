"""Goals a person owns, check-ins that are late or near, and what is to be read."""

from __future__ import annotations

from datetime import date

from tests.analyses.owed.owing import owed_by, short
from tests.conftest import MakeWorkspace

GOAL = (
    'title: G\nlevel: department\ndepartment: sales\nowner: an\nperiod: "2025"\nstatus: active\nkey_results:\n'
    "  - {id: kr1, title: Sold, baseline: 0, target: 10, unit: x, checkins: [{date: 2025-06-01, value: 5}]}\n"
)


def test_a_check_in_is_told_a_week_before_it_is_due(make_workspace: MakeWorkspace) -> None:
    files = {"goals/2025/g.yaml": GOAL}
    for day, left in ((date(2025, 6, 8), []), (date(2025, 7, 1), [5]), (date(2025, 7, 20), [-14])):
        owed = owed_by(make_workspace, "an", files, day)
        assert [days for why, _, days, _ in short(owed, "goal") if why == "checkin"] == left
    assert short(owed_by(make_workspace, "bo", files), "goal") == []


def test_goals_and_charters_of_the_department_are_to_be_read_once(make_workspace: MakeWorkspace) -> None:
    charter = "title: C\nstatus: effective\nversion: 2\nduties: [{id: selling, raci: {sales: A}}]\n%s"
    files = {"goals/2025/g.yaml": GOAL, "charters/sales.yaml": charter % ""}
    both = [("read", "charter:sales", None, None), ("read", "goal:g", None, None)]
    assert short(owed_by(make_workspace, "bo", files), "reading") == both
    assert short(owed_by(make_workspace, "di", files), "reading") == []
    read = "acknowledgements: [{person: bo, date: 2025-07-01, version: %s}]\n"
    files["goals/2025/g.yaml"] = GOAL + "acknowledgements: [{person: bo, date: 2025-07-01}]\n"
    for version, left in (("1", both[:1]), ("2", [])):
        files["charters/sales.yaml"] = charter % (read % version)
        assert short(owed_by(make_workspace, "bo", files), "reading") == left
