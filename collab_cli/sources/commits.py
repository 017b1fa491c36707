"""Commits: who made them when, and which of them touch certain files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.sources.compared_files import RAW, parse_raw
from collab_cli.sources.git_calls import GitFailed
from collab_cli.sources.history import History, checked

_AUTHOR = re.compile(r"author (.*?) ?<([^<>\n]*)> (-?\d+) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_ENCODING = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_PARENT = re.compile(r"^parent ([0-9a-f]+)$", re.MULTILINE)
_GLOB, _ESCAPED = re.compile(r"([*?\[\]\\])"), r"\\\1"
_TOUCHED = re.compile(r"^(\d+) ([0-9a-f]+)$")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; ``made`` is when its author made it, in the zone they were in."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    made: datetime
    subject: str


def read_commit(history: History, commit: str) -> Commit:
    """Return a commit by its id; raise CollabError if the clone lacks it."""
    found = history.read(commit)
    if found is None or found[0] != "commit":
        raise CollabError(msg("there is no revision `{revision}`", revision=commit), msg("run `git fsck`"))
    head, _, body = found[1].partition(b"\n\n")
    encoding = _ENCODING.search(head)
    name = encoding[1].decode("ascii", "replace") if encoding is not None else "utf-8"
    text = _decoded(head, name)
    author = _AUTHOR.search(text)
    return Commit(
        commit,
        tuple(_PARENT.findall(text)),
        author[1] if author is not None else "",
        author[2] if author is not None else "",
        _time(author) if author is not None else datetime.fromtimestamp(0, UTC),
        _decoded(body, name).strip().partition("\n")[0],
    )


def commits_touching(history: History, start: str, paths: Sequence[str]) -> list[tuple[int, str]]:
    """Return the commits from ``start`` back in which one of these files or folders is not as in every parent.

    They come with the seconds they were made at; one is never before a commit made on it.
    """
    whole = [history.prefix + path for path in paths]
    found = history.ask("rev-list", "--timestamp", "--date-order", "--full-history", checked(start), "--", *whole)
    matches = (_TOUCHED.match(line) for line in found.decode().splitlines())
    return [(int(match[1]), match[2]) for match in matches if match is not None]


def main_line(history: History, start: str | None, end: str) -> list[tuple[str, str | None]]:
    """Return the commits after ``start`` up to ``end`` with the first parent of each, the oldest first.

    With ``start`` None from the first commit on, whose parent is None. Branches that were merged count as their merge.
    """
    span = [checked(end), *([] if start is None else [f"^{checked(start)}"])]
    found = history.ask("rev-list", "--first-parent", "--reverse", "--parents", *span, "--")
    lines = (line.split() for line in found.decode().splitlines())
    return [(commit, next(iter(parents), None)) for commit, *parents in lines]


def commits_made_on(history: History, commit: str, start: str) -> frozenset[str]:
    """Return a commit and those made on it that ``start`` goes back to."""
    found = history.ask("rev-list", "--ancestry-path", checked(start), f"^{checked(commit)}", "--")
    return frozenset((*found.decode().split(), commit))


def touched_files(history: History, parent: str | None, commit: str, folders: Sequence[str]) -> frozenset[str]:
    """Return the files in these folders, or of these names, that are not the same in a commit and its parent."""
    whole = [history.prefix + folder for folder in folders]
    sides = ["--root", checked(commit)] if parent is None else [checked(parent), checked(commit)]
    found = parse_raw(history.ask("diff-tree", *RAW, "--no-commit-id", *sides, "--", *whole))
    return frozenset(path.removeprefix(history.prefix) for path in found)


def last_path_of(history: History, start: str, folder: str, record_id: str) -> str | None:
    """Return where the file of a record was before the last commit that touched one of this id; None if none did."""
    name = f"{record_id}.yaml"
    spec = f":(top,glob){_GLOB.sub(_ESCAPED, history.prefix)}{folder}/**/{_GLOB.sub(_ESCAPED, name)}"
    found = history.ask("--no-literal-pathspecs", "rev-list", "--max-count=1", "--parents", checked(start), "--", spec)
    ids = found.decode().split()
    if not ids:
        return None
    touched = touched_files(history, next(iter(ids[1:]), None), ids[0], [folder])
    return next((path for path in sorted(touched) if path.rpartition("/")[2] == name), None)


def is_there(history: History, commit: str) -> bool:
    """Return whether the clone has a commit."""
    try:
        history.ask("cat-file", "-e", checked(commit))
    except GitFailed:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _time(author: re.Match[str]) -> datetime:
    offset = timedelta(hours=int(author[5]), minutes=int(author[6])) * (-1 if author[4] == "-" else 1)
    try:
        return datetime.fromtimestamp(int(author[3]), timezone(offset))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
