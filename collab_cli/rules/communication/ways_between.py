"""Ways between departments: what is handed over has a way, and goes both ways where people work together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from collab_cli.analyses.shared_channels import channels_shared, is_in, series_shared
from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item
from collab_cli.findings import Fault, Fix
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.channel import Channel
from collab_cli.model.handoff import Handoff
from collab_cli.model.project import Project
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="C603",
    slug="handoff-without-channel",
    term="Hand-off without channel",
    severity="warning",
    profile="strict",
    absence=("channel", "series"),
    fix="suggested",
    handbook="2.1",
    target="handoff:weekly-forecast",
)
def handoff_without_channel(world: World) -> Iterator[Fault]:
    """Departments hand something over and have no way to talk about it.

    What it finds
        An agreed hand-off between departments that are together neither in its `channel` nor in any other channel, nor
        report in the same series. A department counts as in what one it is part of is in.

    Why it matters
        When a delivery is late or wrong, nobody knows whom to tell, and where.

    Example
        # channels.yaml
        - id: sales-marketing
          name: Sales and Marketing
          type: im_group
          departments: [sales, marketing]
          owner: chen-jie
          purposes: [news]
        # series/weekly.yaml
        name: {zh: 销售市场周例会, en: Weekly meeting of sales and marketing}
        cadence: {unit: week, weekday: mon}
        starts: 2025-06-23
        chair: li-na
        secretary: chen-jie
        required: [sales, marketing]
        # handoffs/weekly-forecast.yaml
        title: {zh: 周需求预测, en: Weekly forecast}
        from: sales
        to: production
        item: Orders expected in the next 8 weeks
        frequency: week
        sla: Monday noon
        accepted_by: {person: wang-qiang, date: 2025-02-03}
        status: agreed

    Instead
        # channels.yaml
        - id: all-departments
          name: All departments
          type: im_group
          departments: [sales, production, marketing]
          owner: chen-jie
          purposes: [news]

    How to mend it
        Register the channel the two departments use, or add them to one there is, and name it under `channel` of the
        hand-off.
    """
    for handoff in world.all(Handoff):
        value = handoff.value
        if value.status != "agreed" or value.from_ == value.to:
            continue
        if channels_shared(world, value.from_, value.to) or series_shared(world, value.from_, value.to):
            continue
        message = msg(
            "{handoff}: {one} and {other} share no channel and no regular meeting",
            handoff=handoff.titled,
            one=world.parties.name(value.from_),
            other=world.parties.name(value.to),
        )
        hint = msg("agree on a channel with both, and register it")
        yield Fault(handoff.place("channel"), message, hint, (handoff.ref,), fixes=_joined(world, handoff))


def _joined(world: World, handoff: Record[Handoff]) -> tuple[Fix, ...]:
    """Return the edit that adds the one department which is missing in the channel a hand-off names."""
    channel = world.get(Channel, handoff.value.channel)
    if channel is None:
        return ()
    sides = (handoff.value.from_, handoff.value.to)
    missing = [side for side in sides if not is_in(world, side, channel.value.departments)]
    present = channel.find("departments")
    if len(missing) != 1 or not isinstance(present, Sequence):
        return ()
    patch = append_item(channel.document, present, missing[0])
    title = msg("add {department} to {channel}", department=world.parties.name(missing[0]), channel=channel.titled)
    return (Fix(False, title, (patch,)),)


@rule(
    code="C608",
    slug="one-way-handoff",
    term="One-way hand-off",
    severity="info",
    profile="strict",
    absence=("handoff",),
    fix="suggested",
    handbook="1.2",
    target="project:trade-fair",
)
def one_way_handoff(world: World) -> Iterator[Fault]:
    """In a project one department delivers to another and gets nothing back.

    What it finds
        Two member departments of an active project with agreed hand-offs from one to the other and none back.

    Why it matters
        Who only delivers does not learn what is made of it; in a project both sides must know how things stand.

    Example
        # handoffs/fair-material.yaml
        title: Material for the fair
        from: marketing
        to: sales
        item: Booth plan and samples
        frequency: month
        sla: First working day
        accepted_by: {person: zhang-wei, date: 2025-06-02}
        status: agreed

    Instead
        # handoffs/fair-material.yaml
        title: Material for the fair
        from: marketing
        to: sales
        item: Booth plan and samples
        frequency: month
        sla: First working day
        accepted_by: {person: zhang-wei, date: 2025-06-02}
        status: agreed
        # handoffs/customer-list.yaml
        title: Customers invited
        from: sales
        to: marketing
        item: List of customers who said they come
        frequency: week
        sla: Friday noon
        accepted_by: {person: liu-fang, date: 2025-06-02}
        status: agreed

    How to mend it
        Agree on what goes back: `collab handoff add`, then `collab handoff accept` by the receiver. Where nothing has
        to go back, waive the finding.
    """
    agreed = [handoff for handoff in world.all(Handoff) if handoff.value.status == "agreed"]
    for project in world.all(Project):
        if project.value.status != "active":
            continue
        for one, other in combinations(dict.fromkeys(project.value.members), 2):
            there, back = _between(world, agreed, one, other), _between(world, agreed, other, one)
            if bool(there) == bool(back):
                continue
            giver, taker = (one, other) if there else (other, one)
            message = msg(
                "in {project} {giver} hands over to {taker}, and nothing comes back",
                project=project.titled,
                giver=world.parties.name(giver),
                taker=world.parties.name(taker),
            )
            hint = msg(
                "agree on what {taker} tells {giver}", taker=world.parties.name(taker), giver=world.parties.name(giver)
            )
            place = project.place("members", project.value.members.index(taker))
            records = (project.ref, *(handoff.ref for handoff in there or back))
            yield Fault(place, message, hint, records)


def _between(world: World, agreed: list[Record[Handoff]], giver: str, taker: str) -> list[Record[Handoff]]:
    """Return the hand-offs from one department to another, or between parts of them."""
    counts = world.parties.counts_for
    return [one for one in agreed if counts(one.value.from_, giver) and counts(one.value.to, taker)]
