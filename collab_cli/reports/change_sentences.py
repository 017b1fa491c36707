"""One sentence for every change, complete and understandable alone: the only words for changes there are.

A change of any kind has a sentence made of the label, the type and the values of its field. Where more can be said,
a table by struct and field, or by the list an entry was added to, names the function that says it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, Titled
from collab_cli.model.field_types import Part
from collab_cli.model.fields import ListType
from collab_cli.reports.change_of_charters import CHARTER_ENTRIES, CHARTER_FIELDS
from collab_cli.reports.change_of_fields import sentence_of_entry, sentence_of_field
from collab_cli.reports.change_of_goals import GOAL_ENTRIES, GOAL_FIELDS
from collab_cli.reports.change_of_letters import sentence_of_letters
from collab_cli.reports.change_of_people import PEOPLE_ENTRIES, PEOPLE_FIELDS
from collab_cli.reports.change_of_records import sentence_of_record, sentence_of_status, sentence_of_way
from collab_cli.reports.change_of_work import WORK_ENTRIES, WORK_FIELDS
from collab_cli.reports.joint_world import joint_world

Say = Callable[[World, Change], Message | None]
"""Says a change, or returns None where the general sentence is as good."""

FIELDS: Final[Mapping[tuple[str, str], Say]] = {**CHARTER_FIELDS, **GOAL_FIELDS, **PEOPLE_FIELDS, **WORK_FIELDS}
"""Better sentences for a field of a struct, by the names of both."""
ENTRIES: Final[Mapping[type[Part], Say]] = {**CHARTER_ENTRIES, **GOAL_ENTRIES, **PEOPLE_ENTRIES, **WORK_ENTRIES}
"""Better sentences for an entry added to a list, or taken from it, by its type."""


def sentence(change: Change, before: World, after: World) -> Message:
    """Return what a change says to people, without a full stop; names are taken from both sides."""
    world = joint_world(before, after)
    if change.act == "letters":
        return sentence_of_letters(world, change)
    if change.act in ("renamed", "moved", "split", "merged"):
        return sentence_of_way(world, change)
    if change.field is None or change.struct is None:
        return sentence_of_record(world, change)
    if change.act != "changed" or _is_entry(change):
        better = ENTRIES.get(type(change.old if change.act == "removed" else change.new))
        return (better and better(world, change)) or sentence_of_entry(world, change)
    say = FIELDS.get((change.struct.__name__, change.field.name))
    if say is None and change.field.name == "status":
        say = sentence_of_status
    return (say and say(world, change)) or sentence_of_field(world, change)


def _is_entry(change: Change) -> bool:
    """Return whether an entry of a list took the place of another."""
    is_list = change.field is not None and isinstance(change.field.type, ListType)
    return is_list and isinstance(change.old, Part) and isinstance(change.new, Part)


def in_brief(said: Param) -> Param:
    """Return a sentence with records named by their titles alone, for a place that names the ids."""
    if isinstance(said, Titled):
        return said.title if said.title is not None else said.id
    if isinstance(said, Message):
        params: dict[str, Any] = {key: in_brief(value) for key, value in said.params.items()}
        return Message(said.text, params, said.plural, said.count)
    if isinstance(said, Items):
        return Items(tuple(in_brief(one) for one in said.values))
    if isinstance(said, tuple):
        return tuple(in_brief(one) for one in said)
    return said
