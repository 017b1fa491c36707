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
        ("2025-06-03", "2025-06-29", [("adjusted", "2025-06-10", "c-leads")]),
        ("2025-01-15", "2025-01-15", [("begun", "2025-01-15", "a-share"), ("begun", "2025-01-15", "b-revenue")]),
        ("2025-07-01", "2025-07-31", []),
    ],
)
def test_changes(make_workspace: MakeWorkspace, first: str, last: str, changes: list[tuple[str, str, str]]) -> None:
    world = world_of(make_workspace(TURNS), date.fromisoformat(last))
    found = span_changes(world, date.fromisoformat(first))
    assert [(one.kind, str(one.day), one.goal.id) for one in found] == changes
