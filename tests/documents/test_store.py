from __future__ import annotations

import os
from pathlib import Path

import pytest

from collab_cli.documents.store import store_of
from collab_cli.errors import CollabError
from collab_cli.i18n import language


def test_it_lies_in_the_git_directory_and_moves_with_the_repository(tmp_path: Path) -> None:
    for name in ("repo", "moved"):
        (tmp_path / name / ".git").mkdir(parents=True)
        (tmp_path / name / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
        (tmp_path / name / "deep" / "w").mkdir(parents=True)
    store, moved = (store_of(tmp_path / name / "deep" / "w", tmp_path / "s") for name in ("repo", "moved"))

    assert store.folder.parent == tmp_path / "repo" / ".git" / "collab"
    assert store.folder.name == moved.folder.name
    assert store_of(tmp_path / "repo" / "deep", tmp_path / "s") != store
    assert (store.lock_file.parent, store.holder.parent, store.journal.parent) == (store.folder,) * 3
    assert not store.folder.exists()


def test_of_a_worktree_it_lies_where_its_git_file_points(tmp_path: Path) -> None:
    real = tmp_path / "main" / "worktrees" / "w"
    real.mkdir(parents=True)
    (real / "HEAD").write_text("x\n")
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / ".git").write_text("gitdir: ../main/worktrees/w\n")

    assert store_of(tmp_path / "w", tmp_path / "s").folder.resolve().parent == real / "collab"


@pytest.mark.parametrize("content", [b"gitdir: ../nowhere\n", b"nonsense", b"\xff", b"gitdir: a\0b\n"])
def test_without_a_usable_git_directory_it_lies_with_the_user(tmp_path: Path, content: bytes) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".git").write_bytes(content)
    one, two = (store_of(tmp_path / name, tmp_path / "s").folder for name in ("one", "two"))

    assert one.parent == two.parent == tmp_path / "s" / "workspaces"
    assert one != two
    assert one == store_of(tmp_path / "two" / ".." / "one", tmp_path / "s").folder
    assert not (tmp_path / "s").exists()


def test_a_git_directory_that_may_not_be_entered_is_no_reason_to_lock_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "w" / ".git").mkdir(parents=True)

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)  # root may enter everything
    with pytest.raises(CollabError) as caught:
        store_of(tmp_path / "w", tmp_path / "s")
    said = language("en").say(caught.value.message)
    assert said == f"{tmp_path}/w/.git cannot be read, where the lock and the journal of the workspace are kept"


def test_a_pipe_called_git_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    os.mkfifo(tmp_path / "w" / ".git")
    assert store_of(tmp_path / "w", tmp_path / "s").folder.is_relative_to(tmp_path / "s")
