"""The one way files of a workspace are written: all or nothing, never torn, never over somebody's change.

Under the lock of the workspace the new bytes are written beside the files, the journal notes what is about to be
done, and only then the files are replaced, each in one step, so readers need no lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collab_cli.documents.durable import (
    is_protected,
    mode_of,
    read_file,
    remove,
    remove_folders,
    temporaries_in,
)
from collab_cli.documents.journal import Change, Entry, Journal, said
from collab_cli.documents.locking import Claim, Hold, locked, reason_of, refused
from collab_cli.documents.placing import Step, folders_made, prepare, put, put_back, stand_of, steps_of, sync_folders
from collab_cli.documents.settling import settle, sweep_all
from collab_cli.documents.store import Store
from collab_cli.errors import ChangedMeanwhile, CollabError
from collab_cli.messages import Message, msg


@dataclass(frozen=True, slots=True)
class Write:
    """One file to be written: its path relative to the root with ``/``, its new bytes (None removes it), and
    the bytes the plan was made on (None: there must be no such file). ``mode`` are the rights of a file that is
    made anew; None for the usual ones."""

    path: str
    data: bytes | None
    expected: bytes | None
    mode: int | None = None


def save_all(
    root: Path,
    writes: Sequence[Write],
    *,
    store: Store,
    wait: float,
    sentence: Message,
    when: datetime,
    is_kept: bool = True,
    takes_back: Entry | None = None,
    claim: Claim | None = None,
) -> tuple[Message, ...]:
    """Write all of ``writes`` in their order (put referenced records first), or none of them.

    The journal keeps ``sentence`` and ``when`` with the bytes before and after, unless ``is_kept`` is false.
    ``takes_back`` is the last entry, where it is what these writes undo: the journal then forgets it, and folders
    made for it go. Returns what was settled of a write that had been broken off. Waits at most ``wait`` seconds for
    the lock, unless ``claim`` holds it. Raises CollabError, with nothing written, when the lock is held, a file is not
    as expected (ChangedMeanwhile), a path leaves ``root``, or the disk or the journal refuses; should the disk refuse
    to take back what was begun, the message names what is written and what is not, and the journal keeps it for the
    next command.
    """
    changes = [Change(write.path, write.expected, write.data, write.mode) for write in writes]
    steps_of(root, changes)
    with locked(store, wait, claim) as hold:
        try:
            settled = settle(root, store)
            if hold.is_left:
                sweep_all(root)
            steps = [_checked(root, step) for step in steps_of(root, changes)]
            for folder in {step.target.parent for step in steps}:
                for left in temporaries_in(folder):
                    remove(left)
            if takes_back is not None:
                _check_last(Journal(store.journal), takes_back)
            number = None if takes_back is None else takes_back.number
            entry = Entry(0, when, said(sentence), tuple(step.change for step in steps), (), is_kept, number)
            _write(root, steps, Journal(store.journal), entry, hold)
            if takes_back is not None:
                remove_folders(folders_made(root, takes_back))
        except OSError as error:
            raise refused(msg("nothing was changed: {reason}", reason=reason_of(error)), error) from error
    return settled


def last_entry(journal: Journal) -> Entry | None:
    """Return the newest entry that is done, None if there is none; raise CollabError if it cannot be read, OSError."""
    numbers = journal.numbers("done")
    return journal.read(numbers[-1]) if numbers else None


def _check_last(journal: Journal, entry: Entry) -> None:
    if last_entry(journal) != entry:
        raise CollabError(
            msg("another command has written meanwhile, so nothing was undone"),
            msg("look at {command}, then run the command again", command="collab undo --list"),
        )


def _checked(root: Path, step: Step) -> Step:
    """Return the step with the rights of its file; raise ChangedMeanwhile unless the file is as the plan saw it."""
    expected, path = step.change.before, step.change.path
    if read_file(step.target) == expected:
        if expected is not None and is_protected(step.target):
            raise CollabError(
                msg("{path} is write-protected, so nothing was written", path=path),
                msg("allow writing to it, then run the command again"),
            )
        mode = step.change.mode if expected is None else mode_of(step.target)
        return Step(Change(path, expected, step.change.after, mode), step.target, step.temporary)
    if expected is None:
        text = msg("{path} exists already, so nothing was written", path=path)
    else:
        text = msg("{path} has changed since it was read, so nothing was written", path=path)
    raise ChangedMeanwhile(text, msg("look at the change, then run the command again"), root)


def _write(root: Path, steps: Sequence[Step], journal: Journal, entry: Entry, hold: Hold) -> None:
    made: list[Path] = []
    try:
        for step in steps:
            made += prepare(step)
        folders = tuple(folder.relative_to(root).as_posix() for folder in made)
        entry = _begun(
            journal, Entry(0, entry.when, entry.sentence, entry.changes, folders, entry.is_kept, entry.takes_back)
        )
    except BaseException:
        hold.leaves = not _cleared(steps, made)
        raise
    placed: set[str] = set()
    try:
        for step in steps:
            put(step)
            placed.add(step.change.path)
        _sync(steps, made)
        journal.finish(entry)
    except BaseException as error:
        if journal.is_finished(entry):
            raise
        hold.leaves = True
        try:
            put_back(steps, placed)
        except OSError as second:
            raise _half_done(steps, placed, second) from error
        remove_folders(made)
        with contextlib.suppress(OSError):  # an entry that stays is forgotten by the next command
            _sync(steps, made)
            journal.drop(entry)
            hold.leaves = False
        raise


def _begun(journal: Journal, entry: Entry) -> Entry:
    try:
        return journal.begin(entry)
    except OSError as error:
        text = msg("nothing was changed, because the journal cannot be written: {reason}", reason=reason_of(error))
        raise refused(text, error) from error


def _sync(steps: Sequence[Step], made: Sequence[Path]) -> None:
    sync_folders([*(step.target.parent for step in steps), *(folder.parent for folder in made)])


def _cleared(steps: Sequence[Step], made: Sequence[Path]) -> bool:
    """Remove what was prepared; return whether all of it is gone."""
    is_gone = True
    for step in steps:
        try:
            remove(step.temporary)
        except OSError:
            is_gone = False
    remove_folders(made)
    return is_gone


def _half_done(steps: Sequence[Step], placed: set[str], error: OSError) -> CollabError:
    """Return the error that names what is written and what is not; what cannot be read is as we believe it to be."""
    done: list[str] = []
    left: list[str] = []
    for step in steps:
        path = step.change.path
        try:
            is_there = stand_of(step) in ("after", "same")
        except OSError:
            is_there = path in placed
        (done if is_there else left).append(path)
    if not done:
        return refused(msg("nothing was changed: {reason}", reason=reason_of(error)), error)
    return CollabError(
        msg(
            "written: {done}; not written: {left}; the disk refused: {reason}",
            done=tuple(done),
            left=tuple(left) or msg("nothing"),
            reason=reason_of(error),
        ),
        msg("mend the cause, then finish the change with {command}", command="collab doctor --fix"),
    )
