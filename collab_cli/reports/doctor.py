"""The health of a workspace on disk: broken-off writes, leftovers, names, rights, and what nobody refers to."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from collab_cli.analyses.unreferenced import unreferenced
from collab_cli.documents.durable import temporaries_below, things_named_temporary
from collab_cli.documents.journal import Journal
from collab_cli.documents.locking import lock_state, reason_of, refused
from collab_cli.documents.nodes import Mapping, Scalar, place_of
from collab_cli.documents.settling import Mended, Pending, pending_writes, returned_writes
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.findings import Place
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.settings_file import SCHEMA as SETTINGS_SCHEMA
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.page import Block, Branch, Heading, Report, Styled, Text, Tone, Tree

SCHEMA = "collab/doctor/v1"
SHOWN = 20
"""How many things a page names that are told for information only."""
_FIX = "collab doctor --fix"
_JSON = "collab doctor --json"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be: the check that saw it, where, what, and the remedy.

    ``is_info`` is true for what needs nobody's attention; ``fixable`` for what ``--fix`` mends.
    """

    check: str
    place: str
    message: Message
    hint: Message
    is_info: bool = False
    fixable: bool = False


def examine(root: Path, store: Store, world: World) -> tuple[Trouble, ...]:
    """Return everything that is wrong, what needs attention first; raise CollabError if the journal cannot be read."""
    found = [
        *examine_store(root, store),
        *_names(world),
        *_collisions(world),
        *_schema(world),
        *_rights(root, store, world),
        *_git_settings(root),
        *_unreferenced(world),
    ]
    return tuple(sorted(found, key=lambda trouble: trouble.is_info))


def examine_store(root: Path, store: Store) -> tuple[Trouble, ...]:
    """Return what broken-off commands left: pending writes, temporaries, the note of a dead holder of the lock."""
    try:
        return (*_pending(root, store), *_temporaries(root), *_journal(store), *_lock(store))
    except OSError as error:
        raise refused(msg("the journal cannot be read: {reason}", reason=reason_of(error)), error) from error


def examine_mended(mended: Mended) -> tuple[Trouble, ...]:
    """Return what ``--fix`` could not bring into line: files somebody had changed, which it left as they are."""
    return tuple(
        Trouble(
            "pending-write",
            path,
            msg("it was changed since a change was broken off: {sentence}", sentence=pending.entry.sentence),
            msg("look whether it fits the other files, which are in line now; {command} helps", command="collab check"),
        )
        for pending in mended.touched
        if pending.entry is not None
        for path in pending.changed
    )


def build(troubles: Sequence[Trouble], mended: Sequence[Message] = ()) -> Report:
    """Return the report; ``mended`` says what ``--fix`` has done before ``troubles`` were found."""
    attention = [trouble for trouble in troubles if not trouble.is_info]
    infos = [trouble for trouble in troubles if trouble.is_info]
    blocks: list[Block] = []
    if mended:
        blocks += [Heading(msg("Mended"), 2), Tree(tuple(Branch((Styled(each, "good"),)) for each in mended))]
    if attention:
        blocks += [Heading(msg("Needs attention"), 2), Tree(tuple(map(_branch, attention)))]
    if infos:
        blocks += [Heading(msg("For information"), 2), Tree(tuple(map(_branch, infos[:SHOWN])))]
        if len(infos) > SHOWN:
            more = len(infos) - SHOWN
            text = msgn(
                "and {count} more; {command} has it", "and {count} more; {command} has all", more, command=_JSON
            )
            blocks.append(Text(Styled(text, "muted")))
    if attention:
        count = len(attention)
        closing = msgn("{count} thing needs attention", "{count} things need attention", count)
        blocks.append(Text(Styled(closing, "strong")))
    else:
        blocks.append(Text(Styled(msg("the workspace is sound"), "good")))
    if any(trouble.fixable for trouble in attention):
        blocks.append(Text(Styled(msg("{command} clears up what was broken off", command=_FIX), "muted")))
    record = {
        "sound": not attention,
        "mended": list(mended),
        "troubles": [
            {
                "check": trouble.check,
                "level": "info" if trouble.is_info else "attention",
                "place": trouble.place,
                "message": trouble.message,
                "hint": trouble.hint,
                "fixable": trouble.fixable,
            }
            for trouble in troubles
        ],
    }
    return Report(SCHEMA, tuple(blocks), record)


def _branch(trouble: Trouble) -> Branch:
    message: Param = trouble.message
    if trouble.place:
        message = msg("{place}: {message}", place=trouble.place, message=trouble.message)
    tone: Tone = "" if trouble.is_info else "warn"
    return Branch((Styled(message, tone),), (Branch((Styled(trouble.hint, "muted"),)),))


def _pending(root: Path, store: Store) -> Iterator[Trouble]:
    for pending in pending_writes(root, store):
        yield _broken_off(pending)
    for pending in returned_writes(root, store):
        assert pending.entry is not None
        text = msg("a change that was laid aside has come back in part: {sentence}", sentence=pending.entry.sentence)
        yield Trouble("pending-write", "", text, msg("{command} finishes it", command=_FIX), fixable=True)


def _broken_off(pending: Pending) -> Trouble:
    entry = pending.entry
    if entry is None:
        return Trouble(
            "pending-write",
            pending.file.name,
            msg("the journal entry of a change that was broken off cannot be read"),
            msg("{command} lays it aside", command=_FIX),
            fixable=True,
        )
    if pending.remedy == "forget":
        text = msg("a change was broken off before anything was written: {sentence}", sentence=entry.sentence)
        return Trouble("pending-write", "", text, msg("{command} forgets it", command=_FIX), fixable=True)
    if pending.remedy == "leave":
        text = msg(
            "a change was broken off, and none of its files is in place now: {sentence}", sentence=entry.sentence
        )
        return Trouble("pending-write", "", text, msg("{command} lays it aside", command=_FIX), fixable=True)
    if pending.remedy == "finish":
        text = msg("a change was broken off half way: {sentence}", sentence=entry.sentence)
        return Trouble("pending-write", "", text, msg("{command} finishes it", command=_FIX), fixable=True)
    return Trouble(
        "pending-write",
        "",
        msg(
            "a change was broken off half way, and {path} was changed since: {sentence}",
            path=pending.changed,
            sentence=entry.sentence,
        ),
        msg(
            "written: {written}; not written: {missing}; {command} brings these into line and leaves yours as it is",
            written=pending.written or msg("nothing"),
            missing=pending.missing or msg("nothing"),
            command=_FIX,
        ),
        fixable=True,
    )


def _temporaries(root: Path) -> Iterator[Trouble]:
    for path in temporaries_below(root):
        place = path.relative_to(root).as_posix()
        text = msg("left over from a command that was broken off")
        yield Trouble("temporary", place, text, msg("{command} removes it", command=_FIX), fixable=True)
    for path in things_named_temporary(root):
        place = path.relative_to(root).as_posix()
        text = msg("its name is that of files collab is about to write, but it is none of them")
        yield Trouble("temporary", place, text, msg("give it another name"))


def _journal(store: Store) -> Iterator[Trouble]:
    journal = Journal(store.journal)
    for number in journal.numbers("done"):
        try:
            journal.read(number)
        except CollabError as error:
            assert error.hint is not None
            yield Trouble("journal", "", error.message, msg("remove it; undo then goes no further back"))


def _lock(store: Store) -> Iterator[Trouble]:
    state, holder = lock_state(store)
    if state == "free" or holder is None:
        return
    who = {"command": holder.command, "pid": holder.process, "since": holder.since}
    if state == "held":
        text = msg("another process writes to this workspace: {command} (process {pid}, since {since})", **who)
        yield Trouble("lock", "", text, msg("wait until it has ended"), is_info=True)
    else:
        text = msg("a command did not end in good order: {command} (process {pid}, since {since})", **who)
        yield Trouble("lock", "", text, msg("the next command that writes clears up"), is_info=True)


def _names(world: World) -> Iterator[Trouble]:
    """Yield ids that cannot be used, and files that write an id themselves."""
    for fault in world.workspace.faults:
        if fault.code == "S017":
            yield Trouble("id", str(fault.place), fault.message, fault.hint or msg("choose another id"))
    for path, document in world.workspace.documents.items():
        folder, _, name = path.rpartition("/")
        if not folder or folder == "restricted" or not isinstance(document.root, Mapping):
            continue
        node = document.root.get("id")
        if not isinstance(node, Scalar):
            continue
        stem = name.removesuffix(".yaml")
        place = str(place_of(path, node))
        if node.text == stem:
            text = msg("the file name is the id, so the line says it twice")
            yield Trouble("id-key", place, text, msg("remove the line"), is_info=True)
        else:
            text = msg("the file writes the id {id}, but its name says {name}", id=node.text, name=stem)
            yield Trouble("id-key", place, text, msg("rename the file, or remove the line"))


def _collisions(world: World) -> Iterator[Trouble]:
    """Yield paths that are one and the same where case or the form of Unicode letters does not count."""
    first: dict[str, str] = {}
    told = {fault.place.path for fault in world.workspace.faults if fault.code == "S017"}
    for path in world.workspace.snapshot.paths:
        other = first.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path and path not in told:
            text = msg("on other systems this is the same file as {other}", other=other)
            yield Trouble("collision", path, text, msg("give one of them another name"))


def _schema(world: World) -> Iterator[Trouble]:
    written = world.settings.schema
    if written < SETTINGS_SCHEMA:
        text = msg(
            "collab.yaml has format version {written}; {newest} is the newest", written=written, newest=SETTINGS_SCHEMA
        )
        yield Trouble("schema", SETTINGS_PATH, text, msg("write schema: {newest}", newest=SETTINGS_SCHEMA))


def _rights(root: Path, store: Store, world: World) -> Iterator[Trouble]:
    """Yield what cannot be written: files and folders of records, and the place of the lock and the journal."""
    hint = msg("change its rights or its owner")
    paths = world.workspace.snapshot.paths
    folders = sorted({path.rpartition("/")[0] for path in paths} | {""})
    for folder in folders:
        if not os.access(root / folder, os.W_OK | os.X_OK):
            yield Trouble("rights", folder or ".", msg("nothing can be written into this folder"), hint)
    for path in paths:
        if not os.access(root / path, os.R_OK | os.W_OK):
            yield Trouble("rights", path, msg("the file cannot be written"), hint)
    there = next(folder for folder in (store.journal, *store.journal.parents) if os.path.exists(folder))  # noqa: PTH110
    if not os.access(there, os.W_OK | os.X_OK):
        text = msg("neither lock nor journal can be written, so no command can write")
        yield Trouble("rights", str(there), text, hint)


def _unreferenced(world: World) -> Iterator[Trouble]:
    for record in unreferenced(world):
        place = Place(record.path, record.node.line, record.node.column)
        text = msg("nobody refers to {kind} {record}", kind=record.kind.one, record=record.titled)
        hint = msg("refer to it where it belongs, or remove it")
        yield Trouble("unreferenced", str(place), text, hint, is_info=True)


def _git_settings(root: Path) -> Iterator[Trouble]:
    """Tell a clone whose attributes ask for the merge by records and whose settings do not know it."""
    from collab_cli.sources.git_setup import ATTRIBUTES, is_breaking, is_half_set_up
    from collab_cli.sources.history import open_history

    if not (root / ATTRIBUTES).is_file():
        return  # most have none: git need not be asked
    try:
        history = open_history(root)
        is_half = history is not None and is_half_set_up(history)
        breaks = history is not None and is_breaking(history)
    except CollabError:
        return  # every command that needs git says so
    if is_half and breaks:
        text = msg("git breaks off every merge of records in this clone: its settings name a merge driver there is not")
        yield Trouble("git-setup", ATTRIBUTES, text, msg("run {command}", command="collab git setup"))
    elif is_half:
        text = msg("git merges the records by lines in this clone, which lacks the settings")
        yield Trouble("git-setup", ATTRIBUTES, text, msg("run {command}", command="collab git setup"), is_info=True)
