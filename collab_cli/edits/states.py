"""States move as their kind allows, by the command that stamps the move; closed records only take additions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collab_cli.documents.content import content_of
from collab_cli.edits.stamps import Put
from collab_cli.edits.state_verb import StateVerb
from collab_cli.edits.state_verbs import verbs_moving
from collab_cli.errors import CollabError
from collab_cli.messages import Items, Message, Param, Word, msg
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace

OPEN_FIELDS = ("history", "acknowledgements", "notes", "links")
"""What a closed record still takes additions to."""


def check_state_change(kind: Kind, titled: Param, old: str, new: str) -> None:
    """Raise CollabError, naming the states allowed, unless a record of ``kind`` may go from ``old`` to ``new``."""
    if old != new and new not in kind.states.get(old, (new,)):
        raise CollabError(
            msg("{record} is {old} and cannot become {new}", record=titled, old=_word(old), new=_word(new)),
            allowed_moves(kind, old),
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
                        state=_word(old.value.status),
                        field=name,
                    ),
                    msg("only {fields} take additions", fields=Items(OPEN_FIELDS)),
                )


def check_not_closed(record: Record[Any], field: str) -> None:
    """Raise CollabError for a record that is closed, saying that its ``field`` cannot change."""
    state = getattr(record.value, "status", None)
    if state in record.kind.closed:
        raise CollabError(
            msg(
                "{record} is {state}, so its {field} cannot change",
                record=record.titled,
                state=_word(state),
                field=field,
            ),
            allowed_moves(record.kind, state),
        )


def allowed_moves(kind: Kind, state: str) -> Message:
    """Return the sentence that names what a record in ``state`` may become, and by which command."""
    found: list[Param] = []
    for new in kind.states.get(state, ()):
        commands = tuple(dict.fromkeys(verb.command for verb in verbs_moving(kind.name, state, new)))
        if commands:
            found.append(msg("{state} ({command})", state=_word(new), command=commands[0]))
        else:
            found.append(_word(new))
    if not found:
        return msg("{state} is a final state", state=_word(state))
    return msg("from {state} it can become {states}", state=_word(state), states=Items(tuple(found)))


def _word(state: str) -> Word:
    return Word(state, "status")


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
            msg("{record} becomes {state} by a command of its own", record=old.titled, state=_word(end)),
            msg("use {command}, which writes what belongs to it", command=verbs[0].command),
        )


def _is_stamped(verb: StateVerb, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether a record has what ``verb`` must write: the fields, and in lists an entry it had not before."""
    for stamp in verb.stamps:
        name = next(stamp.paths()).partition(".")[0]
        is_there = name in new if isinstance(stamp, Put) else new.get(name) != old.get(name)
        if not stamp.optional and not is_there:
            return False
    return True
