from __future__ import annotations

import errno
import io
import subprocess
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
    assert finished(root, planned(root), Saving(), environment) == ("goals/grow.yaml\n", "changed it\na note\n")
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
        "this needs a yes: Go on; add --yes to go on"
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


def test_three_new_errors_are_told_and_the_others_counted(
    make_workspace: MakeWorkspace, environment: dict[str, str]
) -> None:
    actions = "".join(f"- {{id: a{number}, title: A, owner: ann, due: 2025-08-01}}\n" for number in range(5))
    root = make_workspace({"actions.yaml": actions, "people.yaml": "- {id: ann, name: Ann}\n"})
    plan = plan_of(root)
    for number in range(5):
        plan.changes.unset("actions.yaml", (number, "owner"))
    out, err = finished(root, plan.finish(msg("changed it")), Saving(), environment)
    assert (out, err.splitlines()) == (
        "actions.yaml\n",
        [
            "changed it",
            *(f"check now reports A501 error: A (a{number}) has no owner" for number in range(3)),
            "and 2 more errors; collab check shows them",
        ],
    )


@pytest.fixture
def repository(root: Path) -> Path:
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def test_what_could_not_be_committed_is_committed_by_the_same_command(
    repository: Path, environment: dict[str, str]
) -> None:
    assert finished(repository, planned(repository), Saving(), environment)[1] == "changed it\na note\n"
    out, err = finished(repository, planned(repository), Saving(commit=True), environment)
    assert (out, err.partition(" as ")[0]) == ("", "a note\ncommitted")
    shown = subprocess.run(["git", "log", "-1", "--format=%s"], cwd=repository, check=True, capture_output=True).stdout
    assert shown == b"changed it\n"
    again = finished(repository, planned(repository), Saving(commit=True), environment)
    assert again == ("", "a note\nnothing to change, nothing to commit\n")


def test_paths_that_cannot_be_printed_leave_the_change_committed(repository: Path, environment: dict[str, str]) -> None:
    context = make_context(repository, environ=environment, out=FullDisk(), err=io.BytesIO())
    with pytest.raises(CollabError) as caught:
        finish(context, repository, planned(repository), Saving(commit=True))
    assert language("en").say(caught.value.message) == (
        "the change is written and committed, but the output could not be written: No space left on device"
    )
