"""What a new proposal puts to the departments, asked for on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.edits.add_record import Said
from collab_cli.edits.plan import Plan
from collab_cli.graph.concerned_departments import concerned_departments
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg

NOTHING = "-"
AGREED_TO = ("goal", "charter", "handoff")
"""Kinds whose text departments agree to."""


def ask_subjects(ask: Asking, plan: Plan, said: Said) -> Said:
    """Return ``said`` with the records to be agreed, or as a decision, if it does not say what is to be agreed."""
    if "subjects" in said.record or said.fields.get("type") == ("decision",):
        return said
    left = dict(_agreeable(plan.world))
    may_be_none = "type" not in said.fields
    own: list[tuple[str, Param]] = [(NOTHING, msg("a question of its own, without a record"))] if may_be_none else []
    if not left:
        return replace(said, fields={**said.fields, "type": ("decision",)}) if may_be_none else said
    chosen = ask.choice(msg("What is to be agreed?"), [*left.items(), *own])
    if chosen == NOTHING:
        return replace(said, fields={**said.fields, "type": ("decision",)})
    subjects: list[str] = []
    while chosen != NOTHING:
        subjects.append(chosen)
        left.pop(chosen)
        if not left:
            break
        rest: list[tuple[str, Param]] = [(NOTHING, msg("nothing else")), *left.items()]
        chosen = ask.choice(msg("What else is to be agreed?"), rest)
    return replace(said, record={**said.record, "subjects": [{"ref": ref} for ref in subjects]})


def follows_from_subjects(plan: Plan, said: Said) -> frozenset[str]:
    """Return the fields of a proposal that need not be asked for, since what is to be agreed says them."""
    subjects = said.record.get("subjects") or ()
    records = [plan.world.workspace.find(subject["ref"]) for subject in subjects]
    found = [record for record in records if record is not None]
    if not found:
        return frozenset({"subjects"})
    return frozenset(
        {"subjects", "type", "affected"} if concerned_departments(plan.world, found) else {"subjects", "type"}
    )


def _agreeable(world: World) -> Iterator[tuple[str, Param]]:
    for name in AGREED_TO:
        for record in world.workspace.records.get(name, {}).values():
            if record.is_whole and getattr(record.value, "status", None) not in record.kind.closed:
                yield record.ref, msg("{kind}: {record}", kind=record.kind.one, record=record.titled)
