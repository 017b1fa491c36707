from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from collab_cli.cli.context import Terminal
from collab_cli.cli.writing import Saving, confirm, finish, start_plan
from collab_cli.edits.plan import Planned
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import msg
from tests.conftest import MakeWorkspace, make_context
from tests.edits.plans import files, kind, plan_of, refusal
from tests.rules.worlds import world_of

GOAL = "title: Grow\nlevel: company\nperiod: '2025'\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"goals/grow.yaml": GOAL})


def planned(root: Path, title: str = "Gain") -> Planned:
    plan = plan_of(root)
    plan.changes.set("goals/grow.yaml", ("title",), title)
    return plan.finish(msg("changed it"), msg("a note"))


def finished(root: Path, what: Planned, saving: Saving, environment: dict[str, str]) -> tuple[str, str]:
    """Return what finishing a change prints and tells."""
    out, err = io.BytesIO(), io.BytesIO()
    context = make_context(root, environ=environment, out=out, err=err)
    finish(context, root, what, saving)
    context.stdout.flush()
    context.stderr.flush()
    return out.getvalue().decode(), err.getvalue().decode()


def test_a_change_is_saved_told_and_its_paths_printed(root: Path, environment: dict[str, str]) -> None:
    assert finished(root, planned(root), Saving(), environment) == ("goals/grow.yaml\n", "a note\nchanged it\n")
    assert (root / "goals/grow.yaml").read_text() == GOAL.replace("Grow", "Gain")


def test_a_dry_run_is_a_diff(root: Path, environment: dict[str, str]) -> None:
    before = files(root)
    out, err = finished(root, planned(root), Saving(dry_run=True), environment)
    assert out.splitlines()[:5] == [
        *("--- a/goals/grow.yaml", "+++ b/goals/grow.yaml", "@@ -1,3 +1,3 @@"),
        *("-title: Grow", "+title: Gain"),
    ]
    assert err == "a note\n"
    assert files(root) == before


def test_nothing_to_change_is_told(root: Path, environment: dict[str, str]) -> None:
    out, err = finished(root, planned(root, "Grow"), Saving(), environment)
    assert (out, err) == ("", "a note\nnothing to change: it is so already\n")


def test_a_message_is_for_a_commit(root: Path, environment: dict[str, str]) -> None:
    before = files(root)
    assert refusal(lambda: finished(root, planned(root), Saving(message="x"), environment)) == (
        "-m is the message of a commit; add --commit"
    )
    assert refusal(lambda: finished(root, planned(root), Saving(commit=True), environment))
    assert files(root) == before


def test_a_yes_is_needed_where_nobody_can_be_asked(root: Path) -> None:
    confirm(make_context(root), msg("Go on?"), yes=True)
    assert refusal(lambda: confirm(make_context(root), msg("Go on?"), yes=False)) == (
        "this needs a yes: Go on?; add --yes to go on"
    )


def test_names_are_asked_for_on_a_terminal_alone(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": "- {id: a, name: 张伟}\n- {id: b, name: 张伟}\n"})
    pipe = start_plan(make_context(root), world_of(root))
    assert refusal(lambda: pipe.names.id_of(kind("person"), "张伟")).startswith("张伟 can mean several people")
    terminal = make_context(root, terminal=Terminal(True, True, True, 80))
    assert start_plan(terminal, world_of(root)).names.id_of(kind("person"), "a") == "a"


class FullDisk(io.BytesIO):
    """Takes nothing."""

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_paths_that_cannot_be_printed_leave_the_change_written(root: Path, environment: dict[str, str]) -> None:
    context = make_context(root, environ=environment, out=FullDisk(), err=io.BytesIO())
    with pytest.raises(CollabError) as caught:
        finish(context, root, planned(root), Saving())
    assert language("en").say(caught.value.message) == (
        "the change is written, but the output could not be: No space left on device"
    )
    assert "Gain" in (root / "goals/grow.yaml").read_text()
