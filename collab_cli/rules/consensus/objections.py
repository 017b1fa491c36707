"""Objections: whoever says no is heard before it counts as agreed."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.agreements import standing_positions
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.person import Person
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="P203",
    slug="sustained-objection",
    term="Sustained objection",
    severity="error",
    profile="starter",
    handbook="5.2",
    target="proposal:price-list",
)
def sustained_objection(world: World) -> Iterator[Fault]:
    """A proposal is accepted over an objection that nobody settled.

    What it finds
        An accepted proposal with an objection of status open, or with a department whose position is object and of
        which no objection is on record.

    Why it matters
        Who was passed over does not carry the decision, and was perhaps right.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: object, comment: Too late}
        status: accepted
        decided: 2025-06-12

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: object, comment: Too late}
        objections:
          - by: liu-fang
            reason: The catalogue is in print
            status: resolved
            resolution: The new prices start with the next catalogue
        status: accepted
        decided: 2025-06-12

    How to mend it
        Talk with who objects, then note with `collab proposal resolve` how it was settled. Where only a position says
        object, write the objection under `objections` first, with its reason. As long as it cannot be settled, the
        proposal stays `status: open`.
    """
    for proposal in world.all(Proposal):
        if proposal.value.status == "accepted":
            yield from _open_objections(world, proposal)
            yield from _unrecorded_objections(world, proposal)


def _open_objections(world: World, proposal: Record[Proposal]) -> Iterator[Fault]:
    for index, objection in enumerate(proposal.value.objections):
        if objection.status == "open" and world.get(Person, objection.by) is not None:
            message = msg(
                "{proposal} is accepted while the objection of {person} is open",
                proposal=proposal.titled,
                person=world.name(Person, objection.by),
            )
            hint = msg("settle the objection and record how")
            yield Fault(proposal.place("objections", index, "status"), message, hint, (proposal.ref,))


def _unrecorded_objections(world: World, proposal: Record[Proposal]) -> Iterator[Fault]:
    people = {objection.by for objection in proposal.value.objections}
    heard = {world.parties.department(f"person:{person}") for person in people}
    for index, position in standing_positions(proposal):
        if position.position == "object" and position.department not in heard and position.by not in people:
            message = msg(
                "{proposal} is accepted although {department} objects",
                proposal=proposal.titled,
                department=world.parties.name(position.department),
            )
            hint = msg("record the objection and how it was settled")
            yield Fault(proposal.place("positions", index, "position"), message, hint, (proposal.ref,))
