"""``collab charter standing``: its keys, that its commands run as printed, and what it refuses."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab
from tests.edits.moves import rewrite
from tests.rules.worlds import green_demo

SALES = "charters/sales.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The demo after the charter of sales became a draft of another text."""
    root = green_demo(tmp_path / "demo")
    rewrite(root, SALES, "客户拜访]", "客户拜访, 回访]")
    rewrite(root, SALES, "status: effective\n", "status: draft\n")
    return root


def test_every_command_runs_as_printed_until_nothing_is_open(changed: Path, run_collab: RunCollab) -> None:
    run = []
    while True:
        (one,) = json.loads(run_collab("charter", "standing", "sales", "--json", cwd=changed).out)["charters"]
        steps = one["next"]
        commands = steps["approve"] or [steps["activate"]] * bool(steps["activate"]) or steps["acknowledge"]
        if not commands:
            break
        shown = run_collab("charter", "standing", "sales", cwd=changed).out
        for command in commands:
            assert command in shown
            result = run_collab(*shlex.split(command)[1:], cwd=changed)
            assert result.code == 0, result.err
            run.append(command.split()[2])
    assert run == ["approve"] * 3 + ["activate"] + ["ack"] * 5
    assert (one["open"], one["agreed"], one["read"], one["readers"]) == (False, 3, 5, 5)


def test_the_command_of_the_owner_runs_as_printed(changed: Path, run_collab: RunCollab) -> None:
    (one,) = json.loads(run_collab("charter", "standing", "sales", "--json", cwd=changed).out)["charters"]
    assert run_collab(*shlex.split(one["next"]["editorial"])[1:], cwd=changed).code == 0
    (one,) = json.loads(run_collab("charter", "standing", "sales", "--json", cwd=changed).out)["charters"]
    assert {agreement["agreed"] for agreement in one["agreements"]} == {"editorial"}


def test_charters_without_a_name_are_all_but_those_superseded(changed: Path, run_collab: RunCollab) -> None:
    rewrite(changed, SALES, "status: draft\n", "status: superseded\n")
    answer = json.loads(run_collab("charter", "standing", "--json", cwd=changed).out)
    assert answer["schema"] == "collab/charter-standing/v1"
    assert [one["charter"] for one in answer["charters"]] == ["complaint-to-closure", "marketing", "production"]
    answer = json.loads(run_collab("charter", "standing", "sales", "sales", "--json", cwd=changed).out)
    assert [one["charter"] for one in answer["charters"]] == ["sales"]


def test_a_table_of_all_for_spreadsheets(changed: Path, run_collab: RunCollab) -> None:
    out = run_collab("charter", "standing", "--format", "csv", "--lang", "en", cwd=changed).out
    assert "销售部职责说明书 (sales),draft,2,0 of 3,0 of 5,agreement,charter:sales" in out.splitlines()


def test_no_charter_at_all(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"collab.yaml": MINIMAL_SETTINGS})
    result = run_collab("charter", "standing", "--lang", "en", cwd=root)
    assert result.code == 0
    assert "there is no charter yet; collab charter add ID makes one" in result.out


@pytest.mark.parametrize("typed", ["", "🎉", "nowhere", "x" * 10_000])
def test_a_charter_that_is_not_there(changed: Path, run_collab: RunCollab, typed: str) -> None:
    result = run_collab("charter", "standing", typed, "--quiet", cwd=changed)
    assert result.code == 2
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [("departments.yaml", "department"), ("people.yaml", "person"), ("charters/marketing.yaml", "charter")],
)
def test_what_cannot_be_read_is_told_first_and_nothing_is_called_clean(
    tmp_path: Path, run_collab: RunCollab, path: str, kind: str
) -> None:
    root = green_demo(tmp_path / "demo")
    (root / path).write_text("[", "utf-8")
    result = run_collab("charter", "standing", "--lang", "en", cwd=root)
    assert result.out.splitlines()[2:5] == [
        f"{path} cannot be read; collab check says why",
        "",
        "more may be open than is shown",
    ]
    assert "cannot be read; collab check says why" in result.err
    assert "nothing" not in result.out
    one = run_collab("charter", "standing", "sales", "--lang", "en", cwd=root).out
    assert one.startswith(f"{path} cannot be read")
    assert "concerns no department" not in one
    answer = json.loads(run_collab("charter", "standing", "--json", cwd=root).out)
    assert answer["unread_kinds"] == [kind]
    assert {charter["open"] for charter in answer["charters"]} <= {True, None}


def test_without_departments_no_draft_is_said_to_be_ready(changed: Path, run_collab: RunCollab) -> None:
    (changed / "departments.yaml").write_text("[", "utf-8")
    (one,) = json.loads(run_collab("charter", "standing", "sales", "--json", cwd=changed).out)["charters"]
    assert one["next"]["activate"] is None
