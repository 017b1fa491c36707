from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.save import Write
from collab_cli.edits.saving import as_diff, save
from collab_cli.errors import CollabError


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


def test_a_plan_made_on_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("changed meanwhile\n")
    with pytest.raises(CollabError):
        save(tmp_path, [Write("b.yaml", b"x\n", None), Write("a.yaml", b"new\n", b"old\n")], tmp_path / "state")
    assert (tmp_path / "a.yaml").read_text() == "changed meanwhile\n"
    assert not (tmp_path / "b.yaml").exists()


def test_the_lock_lies_outside_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "w"
    root.mkdir()
    save(root, [Write("a.yaml", b"x\n", None)], tmp_path / "state")
    assert [path.name for path in root.iterdir()] == ["a.yaml"]
    assert (tmp_path / "state" / "locks").is_dir()
