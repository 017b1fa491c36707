"""Makes a git repository that depends on nobody's settings: same files, same commit, on every machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_IDENTITY = {
    f"GIT_{role}_{field}": value
    for role in ("AUTHOR", "COMMITTER")
    for field, value in (("NAME", "Corpus"), ("EMAIL", "corpus@example.com"), ("DATE", "2025-06-30T09:00:00+08:00"))
}
_SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.autocrlf=false",
    "core.safecrlf=false",
    f"core.attributesFile={os.devnull}",
    f"core.excludesFile={os.devnull}",
    "commit.gpgSign=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
)


def commit_all(root: Path, message: str) -> str:
    """Make ``root`` a repository with one commit of all its files on branch main; return the commit's id.

    Raises CalledProcessError with git's own words, FileNotFoundError where there is no git.
    """
    _git(root, "init", "--quiet", "--template=", "--initial-branch=main", ".")
    _git(root, "add", "--all", ".")
    _git(root, "commit", "--quiet", "--no-verify", "--message", message)
    return _git(root, "rev-parse", "HEAD").strip()


def environment(home: Path) -> dict[str, str]:
    """Return surroundings without a user, hooks or settings: what git and every measured process runs in."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if name in os.environ}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    git = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **folders, **git, "HOME": str(home), "USERPROFILE": str(home), "LANG": "C.UTF-8", "TZ": "UTC"}


def _git(root: Path, *arguments: str) -> str:
    place = {"GIT_DIR": str(root / ".git"), "GIT_WORK_TREE": str(root)}
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    done = subprocess.run(
        ["git", "--no-pager", *settings, *arguments],
        cwd=root,
        env={**environment(root / ".git"), **_IDENTITY, **place},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout
