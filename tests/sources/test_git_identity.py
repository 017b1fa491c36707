from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from collab_cli.sources.git_identity import GitIdentity, git_identity


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER")):
            monkeypatch.delenv(name)


def test_the_environment_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "张 伟")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "zhang.wei@example.com")
    assert git_identity(tmp_path) == GitIdentity("张 伟", "zhang.wei@example.com")


def test_the_settings_of_the_repository_and_of_the_user_say_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (Path(os.environ["HOME"]) / ".gitconfig").write_text("[user]\nname = Home\nemail = home@example.com\n")
    assert git_identity(tmp_path) == GitIdentity("Home", "home@example.com")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "config", "user.email", "here@example.com"], cwd=tmp_path, check=True)
    assert git_identity(tmp_path) == GitIdentity("Home", "here@example.com")


def test_a_guess_is_nobody(tmp_path: Path) -> None:
    assert git_identity(tmp_path) is None


def test_nobody_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_identity(tmp_path) is None
