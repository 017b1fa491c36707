"""Who git says the person at the keyboard is: the author of the next commit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from collab_cli.errors import CollabError
from collab_cli.sources.git_calls import GitFailed, run_git

_IDENT = re.compile(r"(.*?) <([^<>]*)> \d+ [+-]\d{4}\s*")


class GitIdentity(NamedTuple):
    """A name and an e-mail address, as git's settings or the environment have them."""

    name: str
    email: str


def git_identity(folder: Path) -> GitIdentity | None:
    """Return the author of a commit made in ``folder``; None without git, or where git would have to guess."""
    try:
        found = run_git(folder, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    except (GitFailed, CollabError):
        return None
    match = _IDENT.fullmatch(found.decode("utf-8", "replace"))
    return GitIdentity(match[1], match[2]) if match is not None else None
