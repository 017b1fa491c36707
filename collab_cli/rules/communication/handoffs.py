"""Hand-offs: agreed by both sides, and in time."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.handoff_figures import how_delivered, window
from collab_cli.findings import Fault, Place
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.handoff import Delivery, Handoff
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="C606",
    slug="handoff-not-agreed",
    term="Hand-off not agreed",
    severity="warning",
    profile="standard",
    handbook="1.1, 2.1",
    target="handoff:returns-report",
)
def handoff_not_agreed(world: World) -> Iterator[Fault]:
    """A hand-off counts as agreed but lacks what an agreement needs.

    What it finds
        A hand-off of status agreed that nobody of the receiving department has accepted, that states neither
        `frequency` nor `trigger`, or that has no `sla`. One finding names all that is missing.

    Why it matters
        Each side believes that something else was promised.

    Example
        # handoffs/returns-report.yaml
        title: {zh: 退货周报, en: Returns report}
        from: production
        to: sales
        item: Returns of the week and their causes
        accepted_by: {person: wang-qiang, date: 2025-06-02}
        status: agreed

    Instead
        # handoffs/returns-report.yaml
        title: {zh: 退货周报, en: Returns report}
        from: production
        to: sales
        item: Returns of the week and their causes
        frequency: week
        sla: Friday noon
        accepted_by: {person: zhang-wei, date: 2025-06-02}
        status: agreed

    How to mend it
        Settle with the receiving department what is missing: `frequency` or `trigger`, `sla`, and under `accepted_by`
        one of its people with the date. Until then write `status: draft`.
    """
    for handoff in world.all(Handoff):
        if handoff.value.status == "agreed":
            missing = list(_missing(world, handoff))
            if missing:
                message = msg(
                    "{handoff} is agreed without {missing}",
                    handoff=handoff.titled,
                    missing=tuple(part for _, part in missing),
                )
                hint = msg("settle it with {receiver}", receiver=world.parties.name(handoff.value.to))
                yield Fault(missing[0][0], message, hint, (handoff.ref,))


def _missing(world: World, handoff: Record[Handoff]) -> Iterator[tuple[Place, Message]]:
    """Yield what an agreed hand-off lacks, each with the place to add or correct it."""
    value, acceptance = handoff.value, handoff.value.accepted_by
    names_nobody = acceptance is None and handoff.written.accepted_by is not None  # a dead reference, reported as such
    if not names_nobody and not (acceptance and _belongs_to(world, acceptance.person, value.to)):
        place = handoff.place("accepted_by", "person") if acceptance else handoff.place("accepted_by")
        yield place, msg("acceptance by {receiver}", receiver=world.parties.name(value.to))
    if value.frequency is None and value.trigger is None:
        yield handoff.place("frequency"), msg("frequency or trigger")
    if value.sla is None:
        yield handoff.place("sla"), msg("a time limit (sla)")


def _belongs_to(world: World, person_id: str, department_id: str) -> bool:
    """Return whether a person works in a department or a part of it, heads it, or stands in for the head."""
    receiver = world.get(Department, department_id)
    if receiver is not None and person_id in (receiver.value.head, receiver.value.deputy):
        return True
    person = world.get(Person, person_id)
    own = person.value.department if person is not None else None
    seen: set[str] = set()
    while own is not None and own not in seen:
        if own == department_id:
            return True
        seen.add(own)
        department = world.get(Department, own)
        own = department.value.parent if department is not None else None
    return False


@rule(
    code="C607",
    slug="late-handoff",
    term="Late hand-off",
    severity="warning",
    profile="standard",
    day=True,
    thresholds=("handoff-window-days",),
    handbook="2.1",
    target="handoff:weekly-forecast",
)
def late_handoff(world: World) -> Iterator[Fault]:
    """A delivery came late, or has not come.

    What it finds
        A delivery that came after its due day, or has not come although that day has passed. Only deliveries that
        were due in the last days, as many as the limit says, are reported; what was delivered after the as-of date
        has not come yet.

    Why it matters
        Who waits for information cannot work, and the next delivery is late too.

    Example
        # handoffs/weekly-forecast.yaml
        title: {zh: 周需求预测, en: Weekly forecast}
        from: sales
        to: production
        item: Orders expected in the next 8 weeks
        frequency: week
        sla: Monday noon
        channel: all-departments
        accepted_by: {person: wang-qiang, date: 2025-02-03}
        deliveries:
          - {due: 2025-06-23, delivered: 2025-06-25}
        status: agreed

    Instead
        # handoffs/weekly-forecast.yaml
        title: {zh: 周需求预测, en: Weekly forecast}
        from: sales
        to: production
        item: Orders expected in the next 8 weeks
        frequency: week
        sla: Monday noon
        channel: all-departments
        accepted_by: {person: wang-qiang, date: 2025-02-03}
        deliveries:
          - {due: 2025-06-23, delivered: 2025-06-23}
        status: agreed

    How to mend it
        Ask for the delivery and write its day under `delivered`. Where it is late again and again, agree with the
        receiver on a day that can be kept; a late delivery drops out of the check after the days of the limit.
    """
    first = window(world)
    for handoff in world.all(Handoff):
        for index, delivery in enumerate(handoff.value.deliveries):
            if first <= delivery.due <= world.as_of:
                yield from _late(world, handoff, delivery, index)


def _late(world: World, handoff: Record[Handoff], delivery: Delivery, index: int) -> Iterator[Fault]:
    sender = world.parties.name(handoff.value.from_)
    figures = how_delivered(world, delivery)
    if figures.days and figures.outcome != "missing":
        message = msgn(
            "{handoff} due {due} came {count} day late",
            "{handoff} due {due} came {count} days late",
            figures.days,
            handoff=handoff.titled,
            due=delivery.due,
        )
        hint = msg("settle with {sender} how the next one comes in time", sender=sender)
        yield Fault(handoff.place("deliveries", index, "delivered"), message, hint, (handoff.ref,))
    elif figures.days:
        message = msg("{handoff} was due {due} and has not come", handoff=handoff.titled, due=delivery.due)
        hint = msg("ask {sender} for it, or record the delivery", sender=sender)
        yield Fault(handoff.place("deliveries", index, "due"), message, hint, (handoff.ref,))
