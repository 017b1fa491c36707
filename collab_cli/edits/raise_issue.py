"""Raise an issue: who raised it and when, whose duty it is, and who has it from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.issue_routing import Routing, accountable, route_activity, route_issue
from collab_cli.edits.add_record import Added, Said, add_to_plan
from collab_cli.edits.plan import Plan, Planned
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.activity import KIND as ACTIVITY
from collab_cli.model.fields import fields_of
from collab_cli.model.issue import KIND, Issue
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.person import Person


@dataclass(frozen=True, slots=True)
class Raising:
    """What a person says of a new issue: its ``title``, and texts by field; ``keeps`` leaves it with who was asked."""

    title: str
    fields: Mapping[str, str]
    keeps: bool = False


def routing_of(plan: Plan, raising: Raising) -> Routing:
    """Return whose duty an issue is: that of the activity named, else what its title says."""
    named = raising.fields.get("activity")
    if named is not None:
        return route_activity(plan.world, plan.names.id_of(ACTIVITY, named))
    return route_issue(plan.world, raising.title)


def plan_raise(
    plan: Plan, raising: Raising, routing: Routing, *, acting: str | None = None, address: str | None = None
) -> Added:
    """Return the change that adds an issue and gives it to whoever answers for its duty.

    Where not one party answers for one duty, whoever was asked first keeps it. ``acting`` is the person at the
    keyboard, who raises it unless somebody else is named; ``address`` is the e-mail address git has for an unknown
    one. Raises CollabError for anything that is not there or does not fit.
    """
    fields = dict(raising.fields)
    raised_by = _raised_by(plan, fields.pop("raised_by", None), acting, address)
    fields["raised_by"] = raised_by
    fields["first_contact"] = plan.names.id_of(PERSON, fields.get("first_contact", raised_by))
    if routing.activity is not None:
        fields["activity"] = routing.activity
    if "assigned" not in fields and not raising.keeps and len(routing.accountable) == 1:
        fields["assigned"] = routing.accountable[0]
    texts: dict[str, Any] = {name: (text,) for name, text in fields.items()}
    said = Said(KIND, {**texts, KIND.title_field: (raising.title.strip(),)})
    record_id, path = add_to_plan(plan, said)
    if "assigned" in fields:
        order = tuple(info.name for info in fields_of(Issue))
        plan.changes.set(path, ("status",), "assigned", order)
    sentence = msg("raised the issue {issue}", issue=Titled(raising.title.strip(), record_id))
    planned = plan.finish(sentence)
    return Added(record_id, path, _with_notes(planned, _told(planned.after, record_id, routing)))


def _with_notes(planned: Planned, notes: tuple[Message, ...]) -> Planned:
    from dataclasses import replace

    return replace(planned, notes=(*planned.notes, *notes))


def _raised_by(plan: Plan, named: str | None, acting: str | None, address: str | None) -> str:
    if named is not None:
        return plan.names.id_of(PERSON, named)
    if acting is None:
        raise CollabError(
            msg("nobody is named who raises it, and the identity of git is that of no person here"),
            msg(
                "name the person with --by, or say once who you are: {command}",
                command=f"collab set person:ID git+={address or 'ADDRESS'}",
            ),
        )
    return acting


def _told(after: World, record_id: str, routing: Routing) -> tuple[Message, ...]:
    """Say whose duty an issue is, who has it, and what to do where that is open."""
    issue = after.get(Issue, record_id)
    assert issue is not None
    keeper = after.name(Person, issue.value.first_contact or issue.value.raised_by)
    keeps = msg("{person} keeps it until it is handed over", person=keeper)
    if issue.value.assigned is not None:
        party = after.parties.name(issue.value.assigned)
        if routing.matter is not None and issue.value.assigned in routing.accountable:
            duty = routing.matter.titled
            return (msg("{party} has it now: {duty} is theirs", party=party, duty=duty), _due(after, record_id))
        return (msg("{party} has it now", party=party), _due(after, record_id))
    due = _due(after, record_id)
    if routing.matter is not None and not routing.accountable:
        gap = msg(
            "GAP: nobody answers for {duty}; {command} shows how to fill it",
            duty=routing.matter.titled,
            command="collab charter gaps",
        )
        return (gap, keeps, due)
    hand_over = f"collab issue handover {record_id} --to ..."
    if routing.matter is not None and len(routing.accountable) > 1:
        parties = tuple(after.parties.name(party) for party in routing.accountable)
        several = msg(
            "OVERLAP: {parties} each answer for {duty}; settle who takes it, then {command}",
            parties=parties,
            duty=routing.matter.titled,
            command=hand_over,
        )
        return (several, keeps, due)
    if routing.matter is not None:
        return (keeps, due)
    if routing.matters:
        offered = tuple(_offered(after, matter) for matter in routing.matters)
        return (
            msg("it may belong to {duties}; hand it over with {command}", duties=offered, command=hand_over),
            keeps,
            due,
        )
    nothing = msg("GAP: no duty reads like it; {command} looks for one by other words", command="collab who TEXT")
    return (nothing, keeps, due)


def _offered(world: World, matter: Any) -> Message:
    parties = tuple(world.parties.name(party) for party in accountable(matter))
    if not parties:
        return msg("{duty}: nobody", duty=matter.titled)
    return msg("{duty}: {parties}", duty=matter.titled, parties=parties)


def _due(world: World, record_id: str) -> Message:
    from collab_cli.analyses.issue_figures import issue_figures

    due = world.once(issue_figures)[record_id].due
    return msg("to be solved by {day} {time}", day=due.date(), time=f"{due:%H:%M}")
