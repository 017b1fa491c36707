"""The numbers of the list last shown in this terminal session: `collab action done 3 5`."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_FOLDER = "lists"
_GOOD_FOR = timedelta(hours=12)
"""How long numbers mean what was listed; a session's number is given to another program one day."""
_KEPT_FOR = timedelta(days=7)
_DIGITS = 3
"""Digits of the longest number; a year begins an id."""


def keep_numbers(context: Context, root: Path, noun: str, ids: Sequence[str]) -> None:
    """Keep what `collab <noun> list` showed in this session, in its order.

    Where that cannot be kept, numbers are not understood later; nobody needs to hear it now.
    """
    from collab_cli.documents.durable import TEMPORARY, move, write_new

    path = _file(context, root, noun)
    now = context.now(UTC)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-list")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_old(path.parent, now)
        write_new(temporary, json.dumps({"at": now.isoformat(), "ids": list(ids)}).encode())
        move(temporary, path)
    except OSError:
        return


def number_in(text: str) -> int | None:
    """Return the number of a list that ``text`` is, None for anything else, such as the year an id begins with."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("#")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS else None


def listed_id(context: Context, root: Path, noun: str, number: int) -> str:
    """Return the id of what had this number in the list of this session; raise CollabError if none had."""
    command = f"collab {noun} list"
    found = _read(_file(context, root, noun))
    if found is None:
        raise CollabError(
            msg("{number} is a number of a list, and none was shown in this terminal session", number=number),
            msg("show it with {command}, or name the record by its id", command=command),
        )
    at, ids = found
    age = context.now(UTC) - at
    if not timedelta(0) <= age <= _GOOD_FOR:
        raise CollabError(
            msg("{number} is a number of a list that was shown on {day}", number=number, day=at.date()),
            msg("show it anew with {command}", command=command),
        )
    if not 1 <= number <= len(ids):
        raise CollabError(
            msg("the list last shown has no number {number}: it ends with {last}", number=number, last=len(ids)),
            msg("show it anew with {command}", command=command),
        )
    return ids[number - 1]


def _file(context: Context, root: Path, noun: str) -> Path:
    text = "\n".join((root.resolve().as_posix(), _session(context)))
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return context.state_home / _FOLDER / f"{key}-{noun}.json"


def _session(context: Context) -> str:
    """Return what tells this terminal session from others: what the terminal calls it, else the id of the session."""
    for name in ("TERM_SESSION_ID", "WT_SESSION", "TMUX_PANE"):
        if context.environ.get(name):
            return f"{name}={context.environ[name]}"
    return f"session {os.getsid(0)}" if sys.platform != "win32" else f"shell {os.getppid()}"


def _read(path: Path) -> tuple[datetime, list[str]] | None:
    try:
        found = json.loads(path.read_bytes())
        return datetime.fromisoformat(found["at"]), [str(each) for each in found["ids"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget_old(folder: Path, now: datetime) -> None:
    for path in folder.glob("*.json"):
        found = _read(path)
        if found is None or abs(now - found[0]) > _KEPT_FOR:
            path.unlink(missing_ok=True)
