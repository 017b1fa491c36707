"""What a new proposal gets that nobody said: its type, who must be heard, and the text put to the vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.agreements import affected_departments
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record


def complete_proposal(plan: Plan, values: dict[str, Value]) -> None:
    """Give a new proposal what follows from what it is about; raise CollabError for what does not fit together.

    Each subject is bound to its present text. Those whose departments it concerns must be heard.
    """
    subjects = values.setdefault("subjects", []) if values.get("type") == "decision" else values.get("subjects")
    if not isinstance(subjects, list):
        raise CollabError(
            msg("a new proposal needs what is to be agreed"),
            msg("name it with {command}", command="collab proposal open TITLE --subject goal:ID"),
        )
    records = [_subject(plan.world, entry) for entry in subjects]
    values["subjects"] = [_stamped(plan.world, entry, record) for entry, record in zip(subjects, records, strict=True)]
    values.setdefault("type", _type(records))
    values.setdefault("opened", plan.day)
    if "affected" not in values:
        values["affected"] = list(concerned(plan.world, records))
        if not values["affected"]:
            raise CollabError(msg("nobody follows who must be heard"), msg("name the departments with --affected"))
    if isinstance(values["affected"], list):
        names = tuple(plan.world.parties.name(str(one)) for one in values["affected"])
        plan.names.notes.append(msg("it is put to {departments}", departments=names))


def concerned(world: World, records: Sequence[Record[Any]]) -> tuple[str, ...]:
    """Return the departments that an agreement on ``records`` concerns, those of the first record first."""
    return tuple(dict.fromkeys(one for record in records for one in _concerned(world, record)))


def _concerned(world: World, record: Record[Any]) -> Iterator[str]:
    value = record.value
    if isinstance(value, Charter):
        yield from affected_departments(world.parties, record)
    elif isinstance(value, Handoff):
        yield from (value.from_, value.to)
    elif isinstance(value, Goal):
        own = [one for one in (value.department, *value.co_owners) if one is not None]
        links = world.goal_tree.contributors(record.id, frozenset({"draft", "proposed", "active"})) if not own else ()
        yield from own or [one for one in (link.child.value.department for link in links) if one is not None]


def _subject(world: World, entry: Any) -> Record[Any]:
    ref = str(entry.get("ref")) if isinstance(entry, dict) else str(entry)
    record = world.workspace.find(ref)
    if record is None or not record.is_whole:
        raise CollabError(
            msg("nobody can agree to the text of {record} as it is", record=ref),
            msg("mend it first; {command} names its faults", command="collab check"),
        )
    return record


def _stamped(world: World, entry: Any, record: Record[Any]) -> Value:
    return {**entry, "digest": world.digest(record)}


def _type(records: Sequence[Record[Any]]) -> str:
    if not records:
        return "decision"
    if any(record.kind.name == "charter" for record in records):
        return "charter_change"
    active = any(record.kind.name == "goal" and record.value.status == "active" for record in records)
    return "goal_adjust" if active else "goal_set"
