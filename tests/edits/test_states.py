from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collab_cli.edits.states import check_closed, check_not_closed, check_state_change, check_state_changes
from collab_cli.messages import Titled
from collab_cli.model.kinds import all_kinds
from collab_cli.model.workspace import Workspace
from tests.edits.moves import rewrite
from tests.edits.plans import kind, refusal
from tests.rules.worlds import green_demo, world_of

FORECAST = "actions/2025/2025-07-07-forecast-deadline.yaml"
REVENUE = "goals/2025/increase-revenue.yaml"
ACTION = "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline)"
GOAL = "Increase revenue (increase-revenue)"

Check = Callable[[Workspace, Workspace], None]


def workspaces(root: Path, path: str, *changes: tuple[str, str]) -> tuple[Workspace, Workspace]:
    """Return the demo before and after changes made by hand."""
    before = world_of(green_demo(root)).workspace
    for old, new in changes:
        rewrite(root, path, old, new)
    return before, world_of(root).workspace


def refused(check: Check, root: Path, path: str, *changes: tuple[str, str]) -> str:
    return refusal(lambda: check(*workspaces(root, path, *changes)))


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("goal", "active", "draft", "X (x) is active and cannot become draft; "
            "from active it can become achieved (collab goal score x), "
            "missed (collab goal score x), cancelled (collab goal cancel x)"),
        ("charter", "superseded", "draft", "X (x) is superseded and cannot become draft; superseded is a final state"),
        ("issue", "resolved", "open", "X (x) is resolved and cannot become open; "
            "from resolved it can become closed (collab issue close x), assigned (collab set issue:x status=assigned)"),
    ],
)  # fmt: skip
def test_a_move_the_kind_does_not_have_names_those_it_has(name: str, old: str, new: str, expected: str) -> None:
    assert refusal(lambda: check_state_change(kind(name), Titled("X", "x"), old, new)) == expected


@pytest.mark.parametrize("name", [each.name for each in all_kinds() if each.states])
def test_every_move_of_a_kind_is_allowed(name: str) -> None:
    for old, following in kind(name).states.items():
        for new in (old, *following):
            check_state_change(kind(name), Titled("X", "x"), old, new)


def test_states_that_no_command_makes_are_set_freely(tmp_path: Path) -> None:
    closed = ("head: zhang-wei", "status: closed\n  head: zhang-wei")
    check_state_changes(*workspaces(tmp_path, "departments.yaml", closed))


def test_a_move_a_command_makes_needs_what_it_writes(tmp_path: Path) -> None:
    assert refused(check_state_changes, tmp_path, FORECAST, ("assist:", "status: done\nassist:")) == (
        f"{ACTION} becomes done by a command of its own; use collab action done 2025-07-07-forecast-deadline, "
        "which writes what belongs to it"
    )
    history = "status: done\nhistory: [{date: 2025-06-30, status: done}]\nassist:"
    check_state_changes(*workspaces(tmp_path / "by-hand", FORECAST, ("assist:", history)))


def test_a_move_the_kind_does_not_have_is_found_among_all_records(tmp_path: Path) -> None:
    assert refused(check_state_changes, tmp_path, REVENUE, ("status: active", "status: proposed")) == (
        f"{GOAL} is active and cannot become proposed; "
        "from active it can become achieved (collab goal score increase-revenue), "
        "missed (collab goal score increase-revenue), cancelled (collab goal cancel increase-revenue)"
    )


def test_a_new_record_may_be_in_any_state(tmp_path: Path) -> None:
    before = world_of(green_demo(tmp_path)).workspace
    rewrite(tmp_path, "departments.yaml", "- id: sales", "- {id: old, name: Old, status: closed}\n- id: sales")
    check_state_changes(before, world_of(tmp_path).workspace)


MINUTES = "meetings/2025/2025-07-07-xdept-weekly.yaml"
TITLED = "跨部门周例会 (2025-07-07-xdept-weekly)"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("chair: li-na", "chair: zhang-wei", "chair"),
        ("chair: li-na\n", "", "chair"),
        ("chair: li-na", "place: Room 1\nchair: li-na", "place"),
        ("chair: li-na", "aliases: [x]\nchair: li-na", "aliases"),
    ],
)
def test_a_closed_record_keeps_what_it_says(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert refused(check_closed, tmp_path, MINUTES, (old, new)) == (
        f"{TITLED} is approved, so its {field} cannot change; put it right in the minutes of the next meeting"
    )


@pytest.mark.parametrize("addition", ["notes: Filed", "links: ['https://example.com']", "x-file: 7", "# a comment"])
def test_a_closed_record_takes_additions(tmp_path: Path, addition: str) -> None:
    check_closed(*workspaces(tmp_path, MINUTES, ("chair: li-na", f"{addition}\nchair: li-na")))


@pytest.mark.parametrize(
    ("before", "after", "is_addition"),
    [
        ("history: [{date: 2025-06-01, note: a}]", "history: [{date: 2025-06-01, note: a}, {date: 2025-06-02}]", True),
        ("history: [{date: 2025-06-01, note: a}]", "history: [{date: 2025-06-01, note: b}]", False),
        ("history: [{date: 2025-06-01, note: a}]", "history: []", False),
        ("notes: First", "notes: First, then second", True),
        ("notes: First", "notes: Second", False),
    ],
)
def test_what_is_an_addition(tmp_path: Path, before: str, after: str, is_addition: bool) -> None:
    green_demo(tmp_path)
    rewrite(tmp_path, FORECAST, "assist:", f"status: done\n{before}\nassist:")
    old = world_of(tmp_path).workspace
    rewrite(tmp_path, FORECAST, before, after)
    new = world_of(tmp_path).workspace
    if is_addition:
        check_closed(old, new)
    else:
        assert refusal(lambda: check_closed(old, new)).startswith(f"{ACTION} is done, so its ")


def test_a_closed_record_is_told_as_such(tmp_path: Path) -> None:
    records = world_of(green_demo(tmp_path)).workspace.records
    check_not_closed(records["goal"]["increase-revenue"], "key_results")
    check_not_closed(records["role"]["general-manager"], "notes")
    assert refusal(lambda: check_not_closed(records["meeting"]["2025-07-07-xdept-weekly"], "agenda")) == (
        f"{TITLED} is approved, so its agenda cannot change; put it right in the minutes of the next meeting"
    )
