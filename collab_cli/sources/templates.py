"""Finds the shipped templates: inside an installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg


def templates_dir() -> Path:
    """Return the folder of the shipped templates; raises CollabError (exit 3) when it is missing."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "templates", package.parent / "templates"):
        if candidate.is_dir():
            return candidate
    raise CollabError(
        msg("the templates of collab are missing from its installation"),
        msg("install collab-cli again"),
        code=ExitCode.INTERNAL,
    )
