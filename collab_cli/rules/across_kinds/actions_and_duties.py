"""Actions and the duties they serve."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.action_state import OPEN_STATES
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.action import Action
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="X961",
    slug="action-owner-without-duty",
    term="Action outside duty",
    severity="warning",
    profile="standard",
    absence=("charter",),
    fix="suggested",
    handbook="4.1, 6.2",
    target="action:2025-06-30-answer-customer",
)
def action_owner_without_duty(world: World) -> Iterator[Fault]:
    """An action for a duty is with somebody whose department does not do that duty.

    What it finds
        An open action with `duty`, where the department of its owner holds neither R nor A in that duty, and neither
        the owner nor the owner's role does.

    Why it matters
        The wrong department has been asked: it lacks the means, and the one whose duty it is learns nothing.

    Example
        # actions/2025-06-30-answer-customer.yaml
        title: Answer customer K
        owner: wang-qiang
        due: 2025-07-04
        duty: sales/complaint-handling

    Instead
        # actions/2025-06-30-answer-customer.yaml
        title: Answer customer K
        owner: chen-jie
        due: 2025-07-04
        duty: sales/complaint-handling
        assist: [production]

    How to mend it
        Give the action to somebody of the department that answers for the duty; whoever was asked goes under `assist`.
        Where the work really lies elsewhere, name the duty it belongs to, or change the charter.
    """
    letter = responsible_letter(world.settings)
    for action in world.all(Action):
        owner, duty = action.value.owner, action.value.duty
        row = world.matrix.of_row.get(duty) if duty is not None else None
        if owner is None or row is None or action.value.status not in OPEN_STATES:
            continue
        doing = dict.fromkeys((*row.parties("A"), *row.parties(letter)))
        if not doing or any(_is_of(world, party, owner) for party in doing):
            continue
        message = msg(
            "{action} serves {duty}, but {person} is of none of the departments that do it",
            action=action.titled,
            duty=row.titled,
            person=world.name(Person, owner),
        )
        parties = tuple(world.parties.name(party) for party in doing)
        hint = msg("give it to somebody of {parties}, or name another duty", parties=parties)
        records = (action.ref, row.first.ref)
        yield Fault(action.place("owner"), message, hint, records, fixes=_given_over(world, action, row))


def _is_of(world: World, party: str, person: str) -> bool:
    """Return whether a party is the person, a role the person holds, or something of the person's department."""
    kind, _, rest = party.rpartition(":")
    if kind == "role" and person in world.parties.holders.get(rest, ()):
        return True
    own = world.parties.column(f"person:{person}")
    return party == f"person:{person}" or (own is not None and world.parties.column(party) == own)


def _given_over(world: World, action: Record[Action], row: MatrixRow) -> tuple[Fix, ...]:
    """Return the edit that gives the action to the one person who answers for the duty."""
    people = {world.parties.accountable_person(party) for party in row.parties("A")}
    if len(people) != 1 or (person := people.pop()) is None:
        return ()
    patch = set_field(action.document, action.node, "owner", person)
    return (Fix(False, msg("write {text}", text=f"owner: {person}"), (patch,)),)
