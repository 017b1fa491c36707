"""Where an action stood on a day, by its history."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.action_state import ActionState, action_state
from collab_cli.model.action import Action
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

HEAD = "title: Call back\nowner: chen-jie\n"


def action(make_workspace: MakeWorkspace, text: str) -> Action:
    world = world_of(make_workspace({"actions/2025-06-16-call-back.yaml": HEAD + text}))
    (found,) = world.all(Action)
    return found.value


POSTPONED = """\
due: 2025-06-30
status: done
history:
  - {date: 2025-06-16, status: open}
  - {date: 2025-06-20, due: 2025-06-27}
  - {date: 2025-06-26, status: in_progress, due: 2025-06-30}
  - {date: 2025-06-29, status: done}
"""


@pytest.mark.parametrize(
    ("day", "status", "due"),
    [
        ("2025-06-15", "open", "2025-06-30"),
        ("2025-06-16", "open", "2025-06-30"),
        ("2025-06-20", "open", "2025-06-27"),
        ("2025-06-28", "in_progress", "2025-06-30"),
        ("2025-06-29", "done", "2025-06-30"),
        ("2025-07-31", "done", "2025-06-30"),
    ],
)
def test_by_its_history(make_workspace: MakeWorkspace, day: str, status: str, due: str) -> None:
    found = action_state(action(make_workspace, POSTPONED), date.fromisoformat(day))
    assert (found.status, str(found.due)) == (status, due)


def test_without_a_history_the_record_says(make_workspace: MakeWorkspace) -> None:
    found = action_state(action(make_workspace, "due: 2025-06-27\nstatus: in_progress\n"), date(2025, 1, 1))
    assert (found.status, found.due) == ("in_progress", date(2025, 6, 27))


def test_of_one_day_the_later_entry_counts(make_workspace: MakeWorkspace) -> None:
    text = """\
status: done
history:
  - {date: 2025-06-20, status: in_progress}
  - {date: 2025-06-16, status: in_progress}
  - {date: 2025-06-16, status: open}
  - {date: 2025-06-29, status: done}
"""
    found = action(make_workspace, text)
    assert action_state(found, date(2025, 6, 18)).status == "open"
    assert action_state(found, date(2025, 6, 21)).status == "in_progress"


@pytest.mark.parametrize(
    ("status", "due", "is_overdue"),
    [
        ("open", "2025-06-29", True),
        ("in_progress", "2025-06-29", True),
        ("open", "2025-06-30", False),
        ("done", "2025-06-29", False),
        ("cancelled", "2025-06-29", False),
        ("open", None, False),
    ],
)
def test_overdue(status: str, due: str | None, is_overdue: bool) -> None:
    state = ActionState(status, date.fromisoformat(due) if due else None)  # type: ignore[arg-type]
    assert state.is_overdue(date(2025, 6, 30)) is is_overdue
