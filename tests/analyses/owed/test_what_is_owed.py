"""All that concerns a person: the order of the parts, who stands in, what is restricted."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.owed.owed import SpokenFor
from collab_cli.analyses.owed.what_is_owed import Away
from tests.analyses.owed.owing import AWAY, REGISTERS, owed_by
from tests.conftest import MakeWorkspace

ACTION = "title: T\nowner: an\ndue: %s\n"


def test_parts_with_something_late_come_first(make_workspace: MakeWorkspace) -> None:
    files = {
        "actions/2025-07-01-a.yaml": ACTION % "2025-07-10",
        "handoffs/h.yaml": (
            "title: H\nfrom: sales\nto: plant\nitem: X\nstatus: agreed\ndeliveries: [{due: 2025-07-04}]\n"
        ),
    }
    assert [part for part, _ in owed_by(make_workspace, "an", files).parts] == ["handoff", "action", "training"]


def test_who_stands_in_answers_for_the_department(make_workspace: MakeWorkspace) -> None:
    until = date(2025, 7, 9)
    cy = owed_by(make_workspace, "cy", {}, absences=AWAY)
    assert (cy.speaks_for, cy.away) == ((), Away(until, ("di",)))
    di = owed_by(make_workspace, "di", {}, absences=AWAY)
    assert (di.speaks_for, di.away) == ((SpokenFor("plant", "cy", until),), None)
    back = owed_by(make_workspace, "cy", {}, date(2025, 7, 10), absences=AWAY)
    assert (back.speaks_for, back.away) == ((SpokenFor("plant"),), None)


def test_an_absent_head_nobody_stands_in_for_still_answers(make_workspace: MakeWorkspace) -> None:
    departments = REGISTERS["departments.yaml"].replace(", deputy: di", "")
    cy = owed_by(make_workspace, "cy", {"departments.yaml": departments}, absences=AWAY)
    assert (cy.speaks_for, cy.away) == ((SpokenFor("plant"),), Away(date(2025, 7, 9), ()))


def test_restricted_records_are_left_out(make_workspace: MakeWorkspace) -> None:
    files = {
        "collab.yaml": REGISTERS["collab.yaml"] + "restricted: {enabled: true}\n",
        "restricted/actions/2025-07-01-a.yaml": ACTION % "2025-07-01",
    }
    assert [part for part, _ in owed_by(make_workspace, "an", files).parts] == ["training"]


def test_duties_count_for_the_head_alone(make_workspace: MakeWorkspace) -> None:
    charter = "title: C\nstatus: effective\nduties: [{id: a, raci: {sales: A}}, {id: b, raci: {'person:bo': A}}]\n"
    files = {"charters/sales.yaml": charter}
    assert [owed_by(make_workspace, one, files).duties for one in ("an", "bo", "cy")] == [1, 1, 0]
