"""Settle a write that was broken off by the death of its process: finish it, or forget it where nothing was done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collab_cli.documents.durable import remove, remove_folders, temporaries_below
from collab_cli.documents.journal import Entry, Journal
from collab_cli.documents.locking import locked, reason_of, refused
from collab_cli.documents.placing import Step, finish_putting, folders_made, stand_of, steps_of
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn


@dataclass(frozen=True, slots=True)
class Pending:
    """A write that was broken off and what can be done about it.

    ``remedy`` is ``finish`` where some files are in place and all others as before, ``forget`` where none is, and
    ``none`` where ``changed`` names files that somebody has changed since. ``entry`` is None, and ``remedy``
    ``none``, for one that cannot be read. ``written`` and ``missing`` are the paths in place and not.
    """

    number: int
    file: Path
    entry: Entry | None
    remedy: Literal["finish", "forget", "none"]
    changed: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def pending_writes(root: Path, store: Store) -> tuple[Pending, ...]:
    """Return what was broken off, oldest first; raise OSError when a file cannot be looked at. Changes nothing."""
    journal = Journal(store.journal)
    return tuple(_judged(root, journal, number) for number in journal.numbers("pending"))


def settle(root: Path, store: Store) -> tuple[Message, ...]:
    """Settle what was broken off, oldest first; return what was done, and what could not be. Needs the lock.

    Raises OSError when the disk refuses; then the entry stays pending.
    """
    journal = Journal(store.journal)
    return tuple(_settled(root, journal, pending) for pending in pending_writes(root, store))


def mend(root: Path, store: Store, wait: float) -> tuple[Message, ...]:
    """Settle all that was broken off, give up what cannot be, and sweep all temporaries; return what was done.

    Takes the lock. Raises CollabError when it is held or the disk refuses.
    """
    with locked(store, wait):
        try:
            journal = Journal(store.journal)
            told = [_mended(root, journal, pending) for pending in pending_writes(root, store)]
            swept = sweep_all(root)
        except OSError as error:
            raise refused(msg("the workspace cannot be mended: {reason}", reason=reason_of(error))) from error
    if swept:
        told.append(msgn("removed {count} left-over file", "removed {count} left-over files", swept))
    return tuple(told)


def sweep_all(root: Path) -> int:
    """Remove every temporary file below ``root``; return how many. Needs the lock; raises OSError."""
    found = list(temporaries_below(root))
    for path in found:
        remove(path)
    return len(found)


def _judged(root: Path, journal: Journal, number: int) -> Pending:
    file = journal.path(number, "pending")
    try:
        entry = journal.read(number, "pending")
        steps = steps_of(root, entry.changes)
    except CollabError:
        return Pending(number, file, None, "none")
    stands = [(step.change.path, stand_of(step)) for step in steps]
    changed = tuple(path for path, stand in stands if stand == "other")
    written = tuple(path for path, stand in stands if stand == "after")
    missing = tuple(path for path, stand in stands if stand == "before")
    remedy: Literal["finish", "forget", "none"] = "none" if changed else "finish" if written else "forget"
    return Pending(number, file, entry, remedy, changed, written, missing)


def _mended(root: Path, journal: Journal, pending: Pending) -> Message:
    if pending.remedy != "none":
        return _settled(root, journal, pending)
    left = journal.leave(pending.number)
    return msg("laid a change aside that was broken off; its texts stay in {path}", path=str(left))


def _settled(root: Path, journal: Journal, pending: Pending) -> Message:
    entry = pending.entry
    if entry is None:
        return msg(
            "the journal entry {path} cannot be read; {command} looks into it",
            path=pending.file.name,
            command="collab doctor",
        )
    if pending.remedy == "none":
        return msg(
            "a change was broken off and cannot be finished, because {path} was changed since: {sentence}; "
            "{command} looks into it",
            path=pending.changed,
            sentence=entry.sentence,
            command="collab doctor",
        )
    steps: list[Step] = steps_of(root, entry.changes)
    if pending.remedy == "finish":
        finish_putting(steps)
        journal.finish(entry)
        return msg("finished a change that was broken off: {sentence}", sentence=entry.sentence)
    for step in steps:
        remove(step.temporary)
    remove_folders(folders_made(root, entry))
    journal.drop(entry)
    return msg("forgot a change that was broken off before anything was written: {sentence}", sentence=entry.sentence)
