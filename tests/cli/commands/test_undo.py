from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collab_cli.cli.commands.undo import SHOWN
from collab_cli.documents.journal import Change, Entry, Journal, Said
from collab_cli.documents.save import Write
from collab_cli.documents.store import store_of
from collab_cli.edits.saving import save
from collab_cli.messages import msg
from tests.conftest import MakeWorkspace, RunCollab

WHEN = datetime(2025, 6, 30, 10, 5, tzinfo=UTC)


@pytest.fixture
def state(environment: dict[str, str]) -> Path:
    return Path(environment["XDG_STATE_HOME"]) / "collab"


@pytest.fixture
def root(make_workspace: MakeWorkspace, state: Path) -> Path:
    """Return a workspace in which a command has added one file and changed another."""
    root = make_workspace({"goals/old.yaml": "title: Old\n"})
    writes = [Write("goals/new.yaml", b"title: New\n", None), Write("goals/old.yaml", b"title: X\n", b"title: Old\n")]
    save(root, writes, state, sentence=msg("made a new workspace"), when=WHEN)
    return root


def test_the_last_command_is_taken_back(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("undo", cwd=root)

    assert (result.code, result.out) == (0, "goals/old.yaml\ngoals/new.yaml\n")
    assert result.err == (
        "undid: made a new workspace (2025-06-30 18:05)\nrestores goals/old.yaml\nremoves goals/new.yaml\n"
    )
    assert (root / "goals/old.yaml").read_text() == "title: Old\n"
    assert not (root / "goals/new.yaml").exists()

    again = run_collab("undo", cwd=root)
    assert (again.code, again.out) == (2, "")
    assert again.err == "collab: error: there is nothing to undo; collab undo --list lists what can be undone\n"


def test_a_dry_run_shows_the_change(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("undo", "--dry-run", "--lang", "zh", cwd=root)

    assert result.code == 0
    assert result.out == (
        "--- a/goals/old.yaml\n+++ b/goals/old.yaml\n@@ -1 +1 @@\n-title: X\n+title: Old\n"
        "--- a/goals/new.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-title: New\n"
    )
    assert result.err == "将撤销：新建了工作区（2025-06-30 18:05）\n恢复 goals/old.yaml\n删除 goals/new.yaml\n"
    assert (root / "goals/new.yaml").exists()


def test_the_list_is_newest_first(root: Path, state: Path, run_collab: RunCollab) -> None:
    save(root, [Write("goals/b.yaml", b"title: B\n", None)], state, sentence=msg("nothing"), when=WHEN)

    result = run_collab("undo", "--list", cwd=root)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[1:] == [
        "2025-06-30 18:05  nothing                           1",
        "2025-06-30 18:05  made a new workspace              2",
    ]
    record = json.loads(run_collab("undo", "--list", "--json", "--lang", "zh", cwd=root).out)
    assert record["schema"] == "collab/undo/v1"
    assert [entry["sentence"] for entry in record["entries"]] == ["无", "新建了工作区"]


def test_formats_go_with_the_list_only(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("undo", "--json", cwd=root)
    assert result.code == 2
    assert result.err == "collab: error: --format and --json go with --list only; leave them out, or add --list\n"


def test_a_changed_file_is_named(root: Path, run_collab: RunCollab) -> None:
    (root / "goals/old.yaml").write_text("title: Mine\n")
    result = run_collab("undo", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "collab: error: goals/old.yaml has changed since: made a new workspace; "
        "undo by hand what is not wanted, or make the file as it was and try again\n"
    )


def test_a_commit_stays(root: Path, run_collab: RunCollab) -> None:
    run_collab("undo", cwd=root)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run(["git", *words], cwd=root, check=True)
    writes = [Write("goals/new.yaml", b"title: New\n", None)]
    save(root, writes, root / "unused", sentence=msg("nothing"), when=WHEN)
    for words in (("add", "-A"), ("commit", "-q", "-m", "y")):
        subprocess.run(["git", *words], cwd=root, check=True)

    result = run_collab("undo", cwd=root)

    assert result.code == 0
    assert result.err.endswith("this change is committed; the commit stays, and the files now differ from it\n")
    assert not (root / "goals/new.yaml").exists()


def test_what_was_broken_off_is_finished_before(root: Path, state: Path, run_collab: RunCollab) -> None:
    changes = (Change("goals/b.yaml", None, b"title: B\n"), Change("goals/c.yaml", None, b"title: C\n"))
    Journal(store_of(root, state).journal).begin(Entry(0, WHEN, Said("做了", "did it"), changes))
    (root / "goals/b.yaml").write_bytes(b"title: B\n")

    result = run_collab("undo", cwd=root)

    assert result.err.startswith("finished a change that was broken off: did it\nundid: did it (2025-06-30 18:05)\n")
    assert result.out == "goals/c.yaml\ngoals/b.yaml\n"


def test_many_files_are_not_told_one_by_one(root: Path, state: Path, run_collab: RunCollab) -> None:
    writes = [Write(f"goals/n{number:02}.yaml", b"title: N\n", None) for number in range(SHOWN + 2)]
    save(root, writes, state, sentence=msg("nothing"), when=WHEN)

    result = run_collab("undo", cwd=root)

    assert len(result.err.splitlines()) == SHOWN + 2
    assert result.err.endswith("and 2 more files\n")
    assert len(result.out.splitlines()) == SHOWN + 2


def test_it_works_where_collab_yaml_cannot_be_used(root: Path, run_collab: RunCollab) -> None:
    (root / "collab.yaml").write_text("nonsense: [\n")
    result = run_collab("undo", cwd=root)
    assert result.code == 0
    assert result.err.startswith("undid: made a new workspace (2025-06-30 10:05)\n")


def test_what_cannot_be_settled_is_told_once(root: Path, state: Path, run_collab: RunCollab) -> None:
    changes = (Change("goals/b.yaml", None, b"title: B\n"), Change("goals/c.yaml", None, b"title: C\n"))
    Journal(store_of(root, state).journal).begin(Entry(0, WHEN, Said("做了", "did it"), changes))
    (root / "goals/b.yaml").write_bytes(b"title: Mine\n")

    result = run_collab("undo", cwd=root)

    assert result.err.splitlines()[:2] == [
        "a change was broken off and cannot be finished, because goals/b.yaml was changed since: did it; "
        "collab doctor looks into it",
        "undid: made a new workspace (2025-06-30 18:05)",
    ]


def test_on_a_terminal_each_file_is_named_once(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("undo", cwd=root, terminal=True)
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("restores goals/old.yaml\nremoves goals/new.yaml\n")


def test_an_entry_that_cannot_be_read_is_listed(root: Path, state: Path, run_collab: RunCollab) -> None:
    save(root, [Write("goals/b.yaml", b"title: B\n", None)], state, sentence=msg("nothing"), when=WHEN)
    broken = Journal(store_of(root, state).journal).path(2, "done")
    broken.write_bytes(b"{")

    result = run_collab("undo", "--list", cwd=root)
    assert result.code == 0
    assert f"the journal entry {broken} cannot be read" in result.out
    first, second = json.loads(run_collab("undo", "--list", "--json", cwd=root).out)["entries"]
    assert first == {"when": None, "sentence": f"the journal entry {broken} cannot be read", "files": []}
    assert second["sentence"] == "made a new workspace"


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_what_leads_nowhere_without_it_is_told(
    make_workspace: MakeWorkspace, state: Path, run_collab: RunCollab, words: tuple[str, ...]
) -> None:
    root = make_workspace({"departments.yaml": ""})
    new = [Write("departments.yaml", b"- {id: sales, name: Sales}\n", b"")]
    save(root, new, state, sentence=msg("nothing"), when=WHEN)
    (root / "people.yaml").write_text("- {id: li-na, name: Li Na, department: sales}\n")

    result = run_collab("undo", *words, cwd=root)

    assert result.code == 0
    assert "without it this leads nowhere: people.yaml:1:" in result.err
