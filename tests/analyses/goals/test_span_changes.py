"""What became of goals in a span."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.goals.span_changes import span_changes
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.mark.parametrize(
    ("first", "last", "changes"),
    [
        (
            "2025-06-01",
            "2025-06-30",
            [
                ("begun", "2025-06-02", "c-leads"),
                ("adjusted", "2025-06-10", "c-leads"),
                ("closed", "2025-06-30", "f-closed"),
                ("closed", "2025-06-30", "i-gone"),
            ],
        ),
        (
            "2025-06-03",
            "2025-06-29",
            [
                ("adjusted", "2025-06-10", "c-leads"),
                ("closed", "None", "f-closed"),  # closed while their period ran: nobody knows the day
                ("closed", "None", "i-gone"),
            ],
        ),
        ("2025-01-15", "2025-01-15", [("begun", "2025-01-15", "a-share"), ("begun", "2025-01-15", "b-revenue")]),
        ("2025-07-01", "2025-07-31", []),
    ],
)
def test_changes(make_workspace: MakeWorkspace, first: str, last: str, changes: list[tuple[str, str, str]]) -> None:
    world = world_of(make_workspace(TURNS), date.fromisoformat(last))
    found = span_changes(world, date.fromisoformat(first))
    assert [(one.kind, str(one.day), one.goal.id) for one in found] == changes


def test_what_began_later_was_not_closed_before(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/f-closed.yaml"] + "activated: 2025-06-20\n"
    root = make_workspace({"collab.yaml": TURNS["collab.yaml"], "goals/f-closed.yaml": text})
    assert span_changes(world_of(root, date(2025, 6, 19)), date(2025, 6, 1)) == ()
    found = span_changes(world_of(root, date(2025, 6, 20)), date(2025, 6, 1))
    assert [(one.kind, one.day) for one in found] == [("begun", date(2025, 6, 20)), ("closed", None)]
