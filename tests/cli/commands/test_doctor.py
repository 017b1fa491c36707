from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.locking import locked
from collab_cli.documents.store import store_of
from collab_cli.edits import saving
from tests.conftest import MakeWorkspace, RunCollab

WHEN = datetime(2025, 6, 30, tzinfo=UTC)


@pytest.fixture
def state(environment: dict[str, str]) -> Path:
    return Path(environment["XDG_STATE_HOME"]) / "collab"


@pytest.fixture
def root(make_workspace: MakeWorkspace, state: Path) -> Path:
    """Return a workspace in which a command was killed half way."""
    root = make_workspace({"goals/one.yaml": "title: One\nlevel: company\n", f"goals/{TEMPORARY}1-1": "half"})
    changes = (
        Change("goals/one.yaml", None, b"title: One\nlevel: company\n"),
        Change("goals/two.yaml", None, b"title: Two\nlevel: company\n"),
    )
    Journal(store_of(root, state).journal).begin(Entry(0, WHEN, Said("加了两个目标", "added two goals"), changes))
    return root


def test_a_sound_workspace(make_workspace: MakeWorkspace, run_collab: RunCollab, state: Path) -> None:
    result = run_collab("doctor", "--fix", cwd=make_workspace())
    assert (result.code, result.out, result.err) == (0, "the workspace is sound\n", "")
    assert not state.exists()


BROKEN = (
    "Needs attention\n---------------\n"
    "a change was broken off half way: added two goals\n└── collab doctor --fix finishes it\n"
    f"goals/{TEMPORARY}1-1: left over from a command that was broken off\n└── collab doctor --fix removes it\n"
    "\n2 things need attention\n\ncollab doctor --fix clears up what was broken off\n"
)


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--fix", "--dry-run")])
def test_looking_changes_nothing(root: Path, run_collab: RunCollab, options: tuple[str, ...]) -> None:
    result = run_collab("doctor", *options, cwd=root)
    assert (result.code, result.out) == (1, BROKEN)
    assert (root / "goals" / f"{TEMPORARY}1-1").exists()


def test_it_mends_what_was_broken_off(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("doctor", "--fix", cwd=root)
    assert (result.code, result.out) == (
        0,
        "Mended\n------\nfinished a change that was broken off: added two goals\nremoved 1 left-over file\n"
        "\nthe workspace is sound\n",
    )
    assert sorted(path.name for path in (root / "goals").iterdir()) == ["one.yaml", "two.yaml"]
    undone = run_collab("undo", cwd=root)
    assert undone.out == "goals/two.yaml\ngoals/one.yaml\n"


def test_a_file_somebody_changed_is_named(root: Path, run_collab: RunCollab) -> None:
    (root / "goals/two.yaml").write_text("title: Mine\n")
    result = run_collab("doctor", "--fix", cwd=root)
    assert result.code == 1
    assert "\ntook back a change that was broken off, but for goals/two.yaml: added two goals; " in result.out
    assert "\ngoals/two.yaml: it was changed since a change was broken off: added two goals\n" in result.out
    assert (root / "goals/two.yaml").read_text() == "title: Mine\n"
    assert not (root / "goals/one.yaml").exists()


def test_programs_read_the_same(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("doctor", "--json", "--lang", "zh", cwd=root)
    record = json.loads(result.out)
    assert result.code == 1
    assert (record["schema"], record["sound"]) == ("collab/doctor/v1", False)
    assert record["troubles"][0] == {
        "check": "pending-write",
        "level": "attention",
        "place": "",
        "message": "有一次改动中途中断：加了两个目标",
        "hint": "用 collab doctor --fix 完成",
        "fixable": True,
    }


def test_while_somebody_writes_nothing_is_mended(
    root: Path, run_collab: RunCollab, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "WAIT", 0.05)
    with locked(store_of(root, state), 1):
        result = run_collab("doctor", "--fix", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("collab: error: another process writes to this workspace: ")


def test_it_cannot_look_at_a_workspace_that_cannot_be_used(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace({"collab.yaml": "schema: 1\n"})
    assert run_collab("doctor", cwd=root).code == 2
