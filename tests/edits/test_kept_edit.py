import os
from pathlib import Path

import pytest

from collab_cli.edits.kept_edit import KeptEdit
from collab_cli.errors import CollabError


def kept_edit(tmp_path: Path, path: str = "goals/a.yaml") -> KeptEdit:
    return KeptEdit(tmp_path / "w", tmp_path / "state", path)


def test_a_copy_outside_the_workspace_for_nobody_else(tmp_path: Path) -> None:
    kept = kept_edit(tmp_path)
    kept.begin(b"a: 1\r\n")
    assert (kept.read(), kept.begun_with(), kept.exists) == (b"a: 1\r\n", b"a: 1\r\n", False)
    assert kept.copy.name == "a.yaml"
    assert kept.copy.is_relative_to(tmp_path / "state" / "edits")
    assert [oct(path.stat().st_mode & 0o777) for path in (kept.copy, kept.base)] == ["0o600", "0o600"]
    kept.copy.write_bytes(b"a: 2\n")
    assert kept.exists
    assert kept_edit(tmp_path).exists
    assert not kept_edit(tmp_path, "goals/b.yaml").exists


def test_discarding_leaves_nothing_of_it(tmp_path: Path) -> None:
    one, two = kept_edit(tmp_path), kept_edit(tmp_path, "goals/b.yaml")
    one.begin(b"1")
    two.begin(b"2")
    one.discard()
    one.discard()
    assert (one.copy.exists(), two.read()) == (False, b"2")
    two.discard()
    assert list((tmp_path / "state" / "edits").iterdir()) == []


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    kept = kept_edit(tmp_path)
    kept.begin(b"a: 1\n")
    kept.copy.unlink()
    os.mkfifo(kept.copy)
    assert not kept.exists
    kept.copy.unlink()
    kept.copy.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"secret\n")
    assert not kept.exists


def test_what_cannot_be_kept_or_is_gone(tmp_path: Path) -> None:
    kept = kept_edit(tmp_path)
    with pytest.raises(CollabError, match="the editor has removed the file"):
        kept.read()
    (tmp_path / "state").write_text("no folder")
    with pytest.raises(CollabError, match="cannot be written"):
        kept.begin(b"")
