"""When an action was first due, and how often that changed."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.due_history import DueHistory, began, due_history
from collab_cli.model.action import Action
from collab_cli.model.record import Record
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

DAY = date(2025, 6, 30)


def action(
    make_workspace: MakeWorkspace, *entries: str, due: str = "2025-06-27", action_id: str = "2025-06-16-call-back"
) -> Record[Action]:
    history = "history:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries) if entries else ""
    text = f"title: Call back\nowner: chen-jie\ndue: {due}\n{history}"
    (found,) = world_of(make_workspace({f"actions/{action_id}.yaml": text})).all(Action)
    return found


def june(day: int) -> date:
    return date(2025, 6, day)


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((), DueHistory(june(27))),
        (("date: 2025-06-16, status: open",), DueHistory(june(27))),
        (("date: 2025-06-16, due: 2025-06-20",), DueHistory(june(20))),
        (("date: 2025-06-16, due: 2025-06-20", "date: 2025-06-19, due: 2025-06-27"), DueHistory(june(20), 1, 1)),
        (("date: 2025-06-19, due: 2025-06-27",), DueHistory(june(19), 1, 1)),
        (("date: 2025-06-19, due: 2025-06-27", "date: 2025-06-20, due: 2025-06-25"), DueHistory(june(19), 2, 1)),
        (("date: 2025-06-16, due: 2025-06-20", "date: 2025-06-18, due: 2025-06-20"), DueHistory(june(20))),
        (("date: 2025-06-16, due: 2025-06-20", "date: 2025-07-02, due: 2025-07-11"), DueHistory(june(20))),
        (("date: 2025-07-02, due: 2025-07-11",), DueHistory(None)),
        (
            (
                "date: 2025-06-16, due: 2025-06-20",
                "date: 2025-06-19, due: 2025-06-27",
                "date: 2025-06-02, due: 2025-06-30",
            ),
            DueHistory(june(20), 2, 1),
        ),
    ],
)
def test_the_first_due_date_and_its_changes(
    make_workspace: MakeWorkspace, entries: tuple[str, ...], found: DueHistory
) -> None:
    assert due_history(action(make_workspace, *entries), DAY) == found


def test_entries_count_in_the_order_of_their_days(make_workspace: MakeWorkspace) -> None:
    entries = ("date: 2025-06-20, due: 2025-06-27", "date: 2025-06-16, due: 2025-06-20")
    assert due_history(action(make_workspace, *entries), DAY) == DueHistory(june(20), 1, 1)


def test_when_an_action_came_up(make_workspace: MakeWorkspace) -> None:
    assert began(action(make_workspace)) == june(16)
    assert began(action(make_workspace, "date: 2025-06-13, status: open")) == june(13)
    assert began(action(make_workspace, "date: 2025-06-20, status: open")) == june(16)
    assert began(action(make_workspace, "date: 2025-06-20, status: open", action_id="call-back")) == june(20)
    assert began(action(make_workspace, "date: 2025-06-02, due: 2025-06-30")) == june(16)
    assert began(action(make_workspace, action_id="call-back")) is None
