"""Real git repositories for tests, made with git itself and free of the settings of the machine."""

import os
import subprocess
from datetime import UTC
from pathlib import Path

import pytest

from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.sources.history import History
from collab_cli.sources.snapshot import Snapshot

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "张伟",
    "GIT_AUTHOR_EMAIL": "zhang.wei@example.com",
    "GIT_COMMITTER_NAME": "Li Na",
    "GIT_COMMITTER_EMAIL": "li.na@example.com",
    "GIT_ALLOW_PROTOCOL": "file",
}


def git(folder: Path, *arguments: str, stdin: bytes | None = None, day: str = "") -> str:
    """Return what git writes, without the last line end."""
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=ENVIRONMENT | dates, input=stdin, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def make_repository(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def commit(folder: Path, message: str = "change", day: str = "2025-06-30T12:00:00+0800") -> str:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message, day=day)
    return git(folder, "rev-parse", "HEAD")


def said(error: CollabError) -> tuple[str, str]:
    assert isinstance(error.hint, Message)
    return language("en").say(error.message), language("en").say(error.hint)


def refused(history: History, revision: str) -> tuple[str, str]:
    with pytest.raises(CollabError) as caught:
        history.resolve(revision, zone=UTC)
    assert caught.value.code is ExitCode.REFUSED
    return said(caught.value)


def contents(snapshot: Snapshot) -> dict[str, bytes]:
    return {path: snapshot.read(path) for path in snapshot.paths}
