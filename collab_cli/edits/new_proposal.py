"""What a new proposal gets that nobody said: its type, who must be heard, and the text put to the vote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from collab_cli.analyses.consensus import SHORTEST
from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.agreements import accepted_proposals
from collab_cli.graph.concerned_departments import concerned_departments
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.field_types import RefersOpenly
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record

SUBJECTS = ("goal", "charter", "handoff")
"""The kinds whose text departments agree to."""


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
    subjects = [entry for place, entry in enumerate(subjects) if entry not in subjects[:place]]
    records = [_subject(plan.world, entry) for entry in subjects]
    values["subjects"] = [_stamped(plan.world, entry, record) for entry, record in zip(subjects, records, strict=True)]
    values.setdefault("type", _type(records))
    values.setdefault("opened", plan.day)
    found = concerned_departments(plan.world, records)
    if "affected" not in values:
        values["affected"] = list(found)
        if not values["affected"]:
            raise CollabError(msg("nobody follows who must be heard"), msg("name the departments with --affected"))
    _check_silence(plan, values)
    if isinstance(values["affected"], list):
        affected = [str(one) for one in values["affected"]]
        plan.names.notes += _told(plan.world, affected, found)
        plan.names.notes += _agreed_before(plan.world, records, {*affected, *found})
    plan.names.notes += _open_already(plan.world, records)


def heard_with(plan: Plan, subjects: Iterable[str], also: Iterable[str]) -> tuple[str, ...]:
    """Return the departments that an agreement on records concerns and further ones, both as people type them.

    Raises CollabError for a text that names none or several.
    """
    refs = [plan.names.ref(text, RefersOpenly(SUBJECTS)) for text in subjects]
    records = [record for ref in refs if (record := plan.world.workspace.find(ref)) is not None]
    further = [plan.names.id_of(DEPARTMENT, text) for text in also]
    return tuple(dict.fromkeys((*concerned_departments(plan.world, records), *further)))


def _told(world: World, affected: Sequence[str], found: Sequence[str]) -> Iterator[Message]:
    yield msg("it is put to {departments}", departments=tuple(world.parties.name(one) for one in affected))
    left_out = tuple(world.parties.name(one) for one in found if one not in affected)
    if left_out:
        yield msg("it concerns {departments} too, who are not asked", departments=left_out)


def _agreed_before(world: World, records: Iterable[Record[Any]], told: Collection[str]) -> Iterator[Message]:
    """Say which departments agreed to a subject before, and whose agreement this one would replace unasked."""
    newest = accepted_proposals(world.workspace)
    agreed = [newest[record.ref].proposal.value.affected for record in records if record.ref in newest]
    before = dict.fromkeys(one for departments in agreed for one in departments if one not in told)
    if before:
        yield msg(
            "{departments} agreed to it before and are not asked; ask them too with {options}",
            departments=tuple(world.parties.name(one) for one in before),
            options=" ".join(f"--also {one}" for one in before),
        )


def _open_already(world: World, records: Iterable[Record[Any]]) -> Iterator[Message]:
    """Say which of the subjects are put to the departments by another proposal that is open."""
    for record in records:
        for other in world.all(Proposal):
            refs = (subject.ref.partition("/")[0] for subject in other.value.subjects)
            if other.value.status == "open" and record.ref in refs:
                yield msg("{record} is put to the vote in {proposal} too", record=record.titled, proposal=other.titled)


def _check_silence(plan: Plan, values: Mapping[str, Value]) -> None:
    """Raise CollabError where silence is to count as agreement and there is no time to speak."""
    deadline, opened = values.get("deadline"), values["opened"]
    if values.get("method") != "lazy" or not isinstance(opened, date):
        return
    if not isinstance(deadline, date) or deadline < opened + SHORTEST:
        raise CollabError(
            msg("silence counts as agreement after three days at the earliest"),
            msg("give them time with --deadline {day} or later", day=opened + SHORTEST),
        )


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
