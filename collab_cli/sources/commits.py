"""A commit as its object in git tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_SIGNATURE = re.compile(r"(.*?) ?<([^<>]*)> (-?\d{1,18}) ([+-])(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Commit:
    """Who made a commit, when (author's time), and what they said."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: datetime
    message: str


def parse_commit(commit_id: str, content: bytes) -> Commit:
    """Return what a commit object says; an author line nobody can read gives the first moment of 1970."""
    head, _, message = content.decode("utf-8", "replace").partition("\n\n")
    headers = [line.partition(" ") for line in head.split("\n")]
    parents = tuple(value for key, _, value in headers if key == "parent")
    signature = next((value for key, _, value in headers if key == "author"), "")
    match = _SIGNATURE.fullmatch(signature)
    if match is None:
        return Commit(commit_id, parents, signature, "", datetime.fromtimestamp(0, UTC), message)
    name, email, seconds, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    return Commit(commit_id, parents, name, email, _moment(int(seconds), offset), message)


def _moment(seconds: int, offset: timedelta) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, timezone(offset))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
