"""The error for a letter that another framework knows."""

from __future__ import annotations

from shlex import quote

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_INSTEAD = {"S": "RC", "D": "AR"}


def no_letter(address: str, written: str, letter: str, allowed: str) -> Exception:
    """Return the error for a cell or heading whose letter the workspace's framework has not; a word is told as read."""
    if letter not in _INSTEAD:
        return CollabError(
            msg("{cell}: {letter} is no letter of the framework of this workspace", cell=address, letter=letter),
            msg("the letters are {letters}", letters=tuple(allowed)),
        )
    setting = f"raci.framework: {'daci' if letter == 'D' else 'rasci'}"
    text = " ".join(written.split())
    if text.upper() == letter or len(text) > 60:
        return CollabError(
            msg("{cell}: {letter} is no letter of the framework of this workspace", cell=address, letter=letter),
            msg("set {setting} in collab.yaml, or correct the cell", setting=setting),
        )
    first, second = (f"--meaning {quote(f'{text}={each}')}" for each in _INSTEAD[letter])
    return CollabError(
        msg(
            "{cell}: {text} is read as {letter}, which the framework of this workspace has not",
            cell=address,
            text=text,
            letter=letter,
        ),
        msg(
            "say what it stands for with {first} or {second}, or set {setting} in collab.yaml",
            first=first,
            second=second,
            setting=setting,
        ),
    )
