"""Take back what the last writing command did, as the journal of the workspace has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collab_cli.documents.durable import read_file
from collab_cli.documents.journal import Change, Entry, Journal, UnreadableEntry
from collab_cli.documents.locking import locked, reason_of, refused
from collab_cli.documents.save import Write, last_entry, save_all
from collab_cli.documents.settling import pending_writes, settle
from collab_cli.documents.store import store_of
from collab_cli.edits.proving import try_out
from collab_cli.edits.saving import WAIT
from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.graph.world import build_world
from collab_cli.messages import Message, msg
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.history import open_history
from collab_cli.sources.snapshot import working_tree

_NOTHING = msg("there is nothing to undo"), msg("{command} lists what can be undone", command="collab undo --list")


@dataclass(frozen=True, slots=True)
class Undoing:
    """The entry to be taken back, what is to be written for it, and a sentence for each file."""

    entry: Entry
    writes: tuple[Write, ...]
    steps: tuple[Message, ...]


def settle_first(root: Path, state_home: Path) -> tuple[Message, ...]:
    """Settle a write that was broken off, so that the last entry is known; return what was done.

    Raises CollabError when the workspace is locked or the disk refuses.
    """
    store = store_of(root, state_home)
    try:
        if not store.journal.is_dir():
            return ()
    except OSError as error:
        raise refused(msg("the journal cannot be read: {reason}", reason=reason_of(error)), error) from error
    with locked(store, WAIT):
        try:
            return settle(root, store)
        except OSError as error:
            raise refused(msg("nothing was changed: {reason}", reason=reason_of(error)), error) from error


def plan_undo(root: Path, state_home: Path) -> Undoing:
    """Return how to take back the last entry; changes nothing.

    Raises CollabError when there is none, it cannot be read, a write was broken off and is not settled yet, or a
    file is not as the entry left it.
    """
    store = store_of(root, state_home)
    journal = Journal(store.journal)
    try:
        if any(pending.remedy != "none" for pending in pending_writes(root, store)):
            raise CollabError(
                msg("a change was broken off and has to be settled first"),
                msg("run {command}", command="collab doctor --fix"),
            )
        entry = last_entry(journal)
        if entry is None:
            raise CollabError(*_NOTHING)
        for change in entry.changes:
            if read_file(root / change.path) != change.after:
                raise _changed_since(entry, change)
    except OSError as error:
        raise refused(msg("nothing was changed: {reason}", reason=reason_of(error)), error) from error
    backwards = tuple(change for change in reversed(entry.changes) if change.before != change.after)
    writes = tuple(Write(change.path, change.before, change.after, change.mode) for change in backwards)
    return Undoing(entry, writes, tuple(map(_step, backwards)))


def take_back(root: Path, undoing: Undoing, state_home: Path, when: datetime) -> tuple[Message, ...]:
    """Write what was planned and forget the entry, so that the next undo goes one further back.

    Returns what was settled of a write that had been broken off; raises CollabError, with nothing changed, when
    a file or the journal has changed since the plan, or the disk refuses.
    """
    sentence = msg("undid: {sentence}", sentence=undoing.entry.sentence)
    store = store_of(root, state_home)
    return save_all(
        root, undoing.writes, store=store, wait=WAIT, sentence=sentence, when=when, takes_back=undoing.entry
    )


def dangling_after(root: Path, undoing: Undoing) -> tuple[Fault, ...]:
    """Return the references that will lead nowhere once the entry is taken back, and do not now.

    It is empty where collab.yaml cannot be used, now or then.
    """
    changes = {write.path: write.data for write in undoing.writes}
    day = undoing.entry.when.date()
    try:
        snapshot = working_tree(root, wanted=wanted_top)
        _, faults = try_out(snapshot, changes, day, build_world(load_workspace(snapshot), day))
    except CollabError:
        return ()
    return tuple(fault for fault in faults if fault.code == "S005")


def entries(root: Path, state_home: Path) -> tuple[Entry | UnreadableEntry, ...]:
    """Return the entries that can be taken back one after another, newest first.

    One that cannot be read is there as its fault: nothing older can be taken back. Raises CollabError when the
    journal cannot be listed.
    """
    journal = Journal(store_of(root, state_home).journal)
    found: list[Entry | UnreadableEntry] = []
    try:
        numbers: Sequence[int] = journal.numbers("done")
    except OSError as error:
        raise refused(msg("the journal cannot be read: {reason}", reason=reason_of(error)), error) from error
    for number in reversed(numbers):
        try:
            found.append(journal.read(number))
        except UnreadableEntry as error:
            found.append(error)
    return tuple(found)


def is_committed(root: Path, entry: Entry) -> bool:
    """Return whether the last commit holds the files as the entry left them; false where git cannot tell."""
    try:
        history = open_history(root)
        if history is None:
            return False
        with history:
            snapshot = history.snapshot(history.head(), restricted=True)
            paths = set(snapshot.paths)
            return all(
                (snapshot.read(change.path) if change.path in paths else None) == change.after
                for change in entry.changes
            )
    except (CollabError, Unreadable):
        return False


def _changed_since(entry: Entry, change: Change) -> CollabError:
    return CollabError(
        msg("{path} has changed since: {sentence}", path=change.path, sentence=entry.sentence),
        msg("undo by hand what is not wanted, or make the file as it was and try again"),
    )


def _step(change: Change) -> Message:
    if change.before is None:
        return msg("removes {path}", path=change.path)
    if change.after is None:
        return msg("puts {path} back", path=change.path)
    return msg("restores {path}", path=change.path)
