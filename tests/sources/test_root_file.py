from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources import root_file
from collab_cli.sources.history import require_history
from collab_cli.sources.root_file import read_committed_file, read_root_file
from tests.sources.repositories import commit, git, said, write

NAME = "notes.json"


def test_a_file_of_the_working_tree(tmp_path: Path) -> None:
    assert read_root_file(tmp_path, NAME) is None
    (tmp_path / NAME).write_bytes(b"{}\n")
    assert read_root_file(tmp_path, NAME) == b"{}\n"


def test_links_and_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to("/etc/passwd")
    with pytest.raises(CollabError, match="is a link"):
        read_root_file(tmp_path, NAME)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(CollabError, match="not a file"):
        read_root_file(tmp_path, NAME)


def test_a_file_of_any_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(root_file, "LARGEST", 3)
    (tmp_path / NAME).write_bytes(b"1234")
    with pytest.raises(CollabError) as caught:
        read_root_file(tmp_path, NAME)
    assert said(caught.value) == (f"{NAME} cannot be read: it is larger than 3 bytes", "restore it from git")


@pytest.mark.parametrize("folder", ["", "work"])
def test_a_file_of_a_commit(folder: str, company: Path) -> None:
    root = company / folder
    write(company, {"other.txt": "x"})
    first = commit(company)
    write(root, {NAME: "{}\n"})
    second = commit(company)
    (root / NAME).unlink()
    (root / NAME).symlink_to("/etc/passwd")
    third = commit(company)
    with require_history(root) as history:
        assert read_committed_file(history, first, NAME) is None
        assert read_committed_file(history, second, NAME) == b"{}\n"
        with pytest.raises(CollabError) as caught:
            read_committed_file(history, third, NAME)
        assert said(caught.value) == (f"{NAME} cannot be read: it is no file", "restore it from git")
    assert git(company, "status", "--short") == ""
