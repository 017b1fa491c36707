"""Settle a write that was broken off by the death of its process.

It is finished where some of its files are in place, and forgotten where it is certain that none ever was. Else its
entry is kept apart: its files may come back, as they do when somebody pops what git has stashed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collab_cli.documents.durable import TEMPORARY, read_file, remove, remove_folders, temporaries_below, temporaries_in
from collab_cli.documents.journal import Entry, Journal, State
from collab_cli.documents.locking import locked, reason_of, refused
from collab_cli.documents.placing import Step, finish_putting, folders_made, put_back, stand_of, steps_of
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, msg, msgn

Remedy = Literal["finish", "forget", "leave", "none"]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done, and which broken-off changes met files that somebody had changed: those stay as they are."""

    told: tuple[Message, ...] = ()
    touched: tuple[Pending, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A write that was broken off and what can be done about it.

    ``remedy`` is ``finish`` where some files are in place and all others as before, ``forget`` where none ever was,
    ``leave`` where none is now, and ``none`` where ``changed`` names files that somebody has changed since. ``entry``
    is None, and ``remedy`` ``none``, for one that cannot be read. ``written`` and ``missing`` are the paths in place
    and not.
    """

    number: int
    file: Path
    entry: Entry | None
    remedy: Remedy
    changed: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def pending_writes(root: Path, store: Store) -> tuple[Pending, ...]:
    """Return what was broken off, oldest first; raise OSError when a file cannot be looked at. Changes nothing."""
    journal = Journal(store.journal)
    return tuple(_judged(root, journal, number, "pending") for number in journal.numbers("pending"))


def returned_writes(root: Path, store: Store) -> tuple[Pending, ...]:
    """Return what was given up and has come back in part since; raise OSError as ``pending_writes`` does."""
    journal = Journal(store.journal)
    found = [_judged(root, journal, number, "left") for number in journal.numbers("left")]
    return tuple(each for each in found if each.remedy == "finish" and each.missing)


def settle(root: Path, store: Store) -> tuple[Message, ...]:
    """Settle what was broken off, oldest first; return what was done, and what could not be. Needs the lock.

    Raises OSError when the disk refuses; then the entry stays pending.
    """
    journal = Journal(store.journal)
    return tuple(_settled(root, journal, pending) for pending in pending_writes(root, store))


def mend(root: Path, store: Store, wait: float) -> Mended:
    """Settle all that was broken off, and sweep all temporaries; return what was done.

    Where somebody has changed a file, the others are all finished or all put back, and the entry is kept apart.
    Takes the lock. Raises CollabError when it is held or the disk refuses.
    """
    touched: list[Pending] = []
    with locked(store, wait):
        try:
            journal = Journal(store.journal)
            for pending in returned_writes(root, store):
                journal.resume(pending.number)
            told = []
            for pending in pending_writes(root, store):
                told.append(_mended(root, journal, pending))
                if pending.changed:
                    touched.append(pending)
            swept = sweep_all(root)
        except OSError as error:
            raise refused(msg("the workspace cannot be mended: {reason}", reason=reason_of(error)), error) from error
    if swept:
        told.append(msgn("removed {count} left-over file", "removed {count} left-over files", swept))
    return Mended(tuple(told), tuple(touched))


def sweep_all(root: Path) -> int:
    """Remove every temporary file below ``root``; return how many. Needs the lock; raises OSError."""
    found = list(temporaries_below(root))
    for path in found:
        remove(path)
    return len(found)


def _judged(root: Path, journal: Journal, number: int, state: State) -> Pending:
    file = journal.path(number, state)
    try:
        entry = journal.read(number, state)
        steps = steps_of(root, entry.changes)
    except CollabError:
        return Pending(number, file, None, "none")
    stands = [(step.change.path, stand_of(step)) for step in steps]
    changed = tuple(path for path, stand in stands if stand == "other")
    written = tuple(path for path, stand in stands if stand == "after")
    missing = tuple(path for path, stand in stands if stand == "before")
    remedy: Remedy = "none" if changed else "finish" if written else "forget" if _is_untouched(steps) else "leave"
    return Pending(number, file, entry, remedy, changed, written, missing)


def _is_untouched(steps: Sequence[Step]) -> bool:
    """Return whether it is certain that no file was put in place: the first one to be put still waits for it.

    Its name ends in its number; the process it began with is unknown.
    """
    if not steps or steps[0].change.after is None:
        return False
    waiting = [path for path in temporaries_in(steps[0].target.parent) if path.name.endswith("-0")]
    return any(path.name.removeprefix(TEMPORARY)[:-2].isdigit() and _holds(path, steps[0]) for path in waiting)


def _holds(path: Path, step: Step) -> bool:
    try:
        return read_file(path) == step.change.after
    except OSError:
        return False


def _mended(root: Path, journal: Journal, pending: Pending) -> Message:
    if pending.remedy != "none":
        return _settled(root, journal, pending)
    if pending.entry is None:
        left = journal.leave(pending.number)
        return msg("laid a change aside that was broken off; its texts stay in {path}", path=str(left))
    steps = steps_of(root, pending.entry.changes)
    is_finished = _is_based_on_new(steps, pending.changed)
    if is_finished:
        finish_putting(steps)
    else:
        put_back(steps, set())
        remove_folders(folders_made(root, pending.entry))
    left = journal.leave(pending.number)
    texts: dict[str, Param] = {"files": pending.changed, "sentence": pending.entry.sentence, "path": str(left)}
    if is_finished:
        return msg(
            "finished a change that was broken off, but for {files}: {sentence}; its texts stay in {path}", **texts
        )
    return msg("took back a change that was broken off, but for {files}: {sentence}; its texts stay in {path}", **texts)


def _is_based_on_new(steps: Sequence[Step], changed: Sequence[str]) -> bool:
    """Return whether the files somebody changed have more of the lines of the change than of those it replaced."""
    new = old = 0
    for step in steps:
        if step.change.path in changed:
            before, after = _lines(step.change.before), _lines(step.change.after)
            try:
                present = _lines(read_file(step.target))
            except OSError:
                continue
            new += len(present & after - before)
            old += len(present & before - after)
    return new > old


def _lines(data: bytes | None) -> set[bytes]:
    return set((data or b"").splitlines())


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
    if pending.remedy == "leave":
        left = journal.leave(pending.number)
        return msg(
            "laid a change aside that was broken off, of whose files none is in place now: {sentence}; "
            "its texts stay in {path}",
            sentence=entry.sentence,
            path=str(left),
        )
    for step in steps:
        remove(step.temporary)
    remove_folders(folders_made(root, entry))
    journal.drop(entry)
    return msg("forgot a change that was broken off before anything was written: {sentence}", sentence=entry.sentence)
