"""The record a state verb is used on: by id, title or beginning, by its number in the list, by a word of its title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from collab_cli.cli.context import Context
from collab_cli.cli.listed_numbers import listed_id, number_in
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.kinds import kind_named

if TYPE_CHECKING:
    from collab_cli.edits.plan import Plan
    from collab_cli.edits.state_verb import StateVerb
    from collab_cli.model.record import Record

NUMBERED: Final = frozenset({"action", "issue"})
"""Kinds whose lists are numbered; their records are also found by any word that only one title holds."""


def record_meant(context: Context, root: Path, plan: Plan, verb: StateVerb, text: str) -> Record[Any]:
    """Return the record that ``text`` means; raise CollabError if it means none, or several.

    What the verb can be used on comes before what it cannot.
    """
    kind = kind_named(verb.kind)
    assert kind is not None
    records = plan.world.workspace.records[kind.name]
    if kind.name not in NUMBERED:
        return records[plan.names.id_of(kind, text)]
    number = number_in(text)
    if number is None:
        return records[plan.names.one_of(kind, text, lambda record: _can_start(verb, record))]
    found = records.get(listed_id(context, root, kind.name, number))
    if found is None:
        raise CollabError(
            msg("what had the number {number} is not there any more", number=number),
            msg("show it anew with {command}", command=f"collab {kind.name} list"),
        )
    plan.names.notes.append(msg("{number} is {record}", number=number, record=found.titled))
    return found


def _can_start(verb: StateVerb, record: Record[Any]) -> bool:
    return not verb.start or record.value.status in verb.start
