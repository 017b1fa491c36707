"""States move as their kind allows, by the command that stamps the move; closed records only take additions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collab_cli.documents.content import content_of
from collab_cli.edits.stamps import Put
from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.state_verbs import verbs_moving
from collab_cli.errors import CollabError
from collab_cli.messages import Items, Message, Param, Titled, Word, msg
from collab_cli.model.fields import field_word, fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace

OPEN_FIELDS = ("history", "acknowledgements", "notes", "links")
"""What a closed record still takes additions to."""


def check_state_change(kind: Kind, titled: Titled, old: str, new: str) -> None:
    """Raise CollabError, naming the states allowed, unless a record of ``kind`` may go from ``old`` to ``new``."""
    if old != new and new not in kind.states.get(old, (new,)):
        raise CollabError(
            msg(
                "{record} is {old} and cannot become {new}",
                record=titled,
                old=state_word(kind, old),
                new=state_word(kind, new),
            ),
            allowed_moves(kind, titled.id, old),
        )


def check_state_changes(before: Workspace, after: Workspace) -> None:
    """Raise CollabError if a record changed its state in a way its kind does not allow.

    A move that a command makes needs what the command writes with it: the day, the person, the entry of a history.
    """
    for new in after.every_record():
        old = before.records[new.kind.name].get(new.id)
        if old is None or old is new or not new.kind.states:
            continue
        start, end = old.value.status, new.value.status
        if start != end:
            check_state_change(new.kind, old.titled, start, end)
            _check_stamped(old, new, start, end)


def check_closed(before: Workspace, after: Workspace) -> None:
    """Raise CollabError if something but an addition to ``OPEN_FIELDS`` changed in a record that was closed."""
    for new in after.every_record():
        old = before.records[new.kind.name].get(new.id)
        if old is None or old is new or getattr(old.value, "status", None) not in new.kind.closed:
            continue
        was, now = content_of(old.node), content_of(new.node)
        for name in {**was, **now}:
            if not name.startswith("x-") and not _is_addition(name, was.get(name), now.get(name)):
                raise CollabError(
                    msg(
                        "{record} is {state}, so its {field} cannot change",
                        record=old.titled,
                        state=state_word(old.kind, old.value.status),
                        field=field_word(old.kind.struct, name),
                    ),
                    old.kind.corrections.get(
                        old.value.status, msg("only {fields} take additions", fields=_open_fields(old.kind))
                    ),
                )


def check_not_closed(record: Record[Any], field: str) -> None:
    """Raise CollabError for a record that is closed, saying that its ``field`` cannot change."""
    state = getattr(record.value, "status", None)
    if state in record.kind.closed:
        raise CollabError(
            msg(
                "{record} is {state}, so its {field} cannot change",
                record=record.titled,
                state=state_word(record.kind, state),
                field=field_word(record.kind.struct, field),
            ),
            record.kind.corrections.get(state or "", allowed_moves(record.kind, record.id, state or "")),
        )


def allowed_moves(kind: Kind, record_id: str, state: str) -> Message:
    """Return the sentence that names what a record in ``state`` may become, and by which command."""
    found: list[Param] = []
    for new in kind.states.get(state, ()):
        verbs = verbs_moving(kind.name, state, new)
        command = f"{verbs[0].command} {record_id}" if verbs else f"collab set {kind.name}:{record_id} status={new}"
        found.append(msg("{state} ({command})", state=state_word(kind, new), command=command))
    if not found:
        return msg("{state} is a final state", state=state_word(kind, state))
    return msg("from {state} it can become {states}", state=state_word(kind, state), states=Items(tuple(found)))


def _open_fields(kind: Kind) -> Items:
    """Return those of ``OPEN_FIELDS`` that records of the kind have."""
    names = {info.name for info in fields_of(kind.struct)}
    return Items(tuple(field_word(kind.struct, name) for name in OPEN_FIELDS if name in names))


def state_word(kind: Kind, state: str) -> Word:
    """Return a state of the kind as messages say it."""
    return Word(state, f"{kind.name}.status")


def _is_addition(name: str, old: Any, new: Any) -> bool:
    if old == new:
        return True
    if name not in OPEN_FIELDS:
        return False
    if not old:
        return True
    if isinstance(old, list) and isinstance(new, list):
        rest = iter(new)
        return all(entry in rest for entry in old)
    return isinstance(old, str) and isinstance(new, str) and old.strip() in new


def _check_stamped(old: Record[Any], new: Record[Any], start: str, end: str) -> None:
    verbs = verbs_moving(new.kind.name, start, end)
    if verbs and not any(_is_stamped(verb, content_of(old.node), content_of(new.node)) for verb in verbs):
        raise CollabError(
            msg("{record} becomes {state} by a command of its own", record=old.titled, state=state_word(old.kind, end)),
            msg("use {command}, which writes what belongs to it", command=f"{verbs[0].command} {new.id}"),
        )


def _is_stamped(verb: StateVerb, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether a record has what ``verb`` must write: the fields, and in lists an entry it had not before."""
    for stamp in verb.stamps:
        name = next(stamp.paths()).partition(".")[0]
        is_there = name in new if isinstance(stamp, Put) else new.get(name) != old.get(name)
        if not stamp.optional and not is_there:
            return False
    return True
