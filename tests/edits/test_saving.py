from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from collab_cli.documents.journal import Journal
from collab_cli.documents.save import Write
from collab_cli.documents.store import store_of
from collab_cli.edits.saving import as_diff, save
from collab_cli.errors import CollabError
from collab_cli.messages import msg

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)


def test_a_plan_as_a_diff() -> None:
    writes = [
        Write("new.yaml", b"a: 1\n", None),
        Write("changed.yaml", b"a: 1\nb: 3\n", b"a: 1\nb: 2\n"),
        Write("gone.yaml", None, b"x: 1"),
        Write("same.yaml", b"x\n", b"x\n"),
    ]
    assert as_diff(writes) == (
        "--- /dev/null\n+++ b/new.yaml\n@@ -0,0 +1 @@\n+a: 1\n"
        "--- a/changed.yaml\n+++ b/changed.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n"
        "--- a/gone.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-x: 1\n\\ No newline at end of file\n"
    )


def test_a_file_with_another_path_is_shown_as_renamed() -> None:
    old = b"title: A\nowner: x\nperiod: 1\nlevel: y\n"
    writes = [
        Write("goals/new.yaml", old.replace(b"x", b"z"), None),
        Write("goals/same.yaml", b"b: 1\n", None),
        Write("goals/old.yaml", None, old),
        Write("goals/was.yaml", None, b"b: 1\n"),
        Write("charters/was.yaml", None, b"c: 1\n"),
    ]
    assert as_diff(writes) == (
        "diff --git a/goals/old.yaml b/goals/new.yaml\nrename from goals/old.yaml\nrename to goals/new.yaml\n"
        "--- a/goals/old.yaml\n+++ b/goals/new.yaml\n"
        "@@ -1,4 +1,4 @@\n title: A\n-owner: x\n+owner: z\n period: 1\n level: y\n"
        "diff --git a/goals/was.yaml b/goals/same.yaml\nrename from goals/was.yaml\nrename to goals/same.yaml\n"
        "--- a/charters/was.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-c: 1\n"
    )


def test_a_plan_made_on_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("changed meanwhile\n")
    writes = [Write("b.yaml", b"x\n", None), Write("a.yaml", b"new\n", b"old\n")]
    with pytest.raises(CollabError):
        save(tmp_path, writes, tmp_path / "state", sentence=msg("did it"), when=WHEN)
    assert (tmp_path / "a.yaml").read_text() == "changed meanwhile\n"
    assert not (tmp_path / "b.yaml").exists()


@pytest.mark.parametrize("can_be_undone", [True, False])
def test_lock_and_journal_lie_outside_the_workspace(tmp_path: Path, can_be_undone: bool) -> None:
    root = tmp_path / "w"
    root.mkdir()
    told = save(
        root,
        [Write("a.yaml", b"x\n", None)],
        tmp_path / "state",
        sentence=msg("did it"),
        when=WHEN,
        can_be_undone=can_be_undone,
    )
    assert told == ()
    assert [path.name for path in root.iterdir()] == ["a.yaml"]
    journal = Journal(store_of(root, tmp_path / "state").journal)
    assert journal.folder.is_relative_to(tmp_path / "state" / "workspaces")
    assert journal.numbers("done") == ([1] if can_be_undone else [])
