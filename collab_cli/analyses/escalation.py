"""Who an issue is taken to next: the heads above whoever has it, up to the head of the company."""

from __future__ import annotations

from collab_cli.analyses.issue_figures import first_return, holder_of
from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.issue import Issue


def escalation_ladder(world: World, party: str) -> tuple[str, ...]:
    """Return the persons above a party, the nearest first.

    Those are the head of its department, the heads of the departments that one is part of, and the head of the
    company. Who is the party in person, has left, or stands lower on the ladder already is left out.
    """
    found: dict[str, None] = {}
    department = world.parties.department(party)
    while department is not None:
        record = world.get(Department, department)
        if record is not None and record.value.status == "active" and record.value.head is not None:
            found.setdefault(record.value.head)
        department = world.parties.parent(department)
    if world.settings.company.head is not None:
        found.setdefault(world.settings.company.head)
    own = party.removeprefix("person:") if party.startswith("person:") else None
    return tuple(person for person in found if person != own and world.parties.is_active_person(person))


def next_in_escalation(world: World, issue: Issue) -> str | None:
    """Return who an issue is taken to next, None where nobody above is left.

    The ladder starts at whoever has it. Persons it was taken to already are left out with all that stand below them;
    of a department that has it, the head is the first step. Of an issue that was passed to and fro it is only those
    who are above all it was passed between, where there are any: one side cannot decide for the other.
    """
    ladder = escalation_ladder(world, holder_of(issue))
    if first_return(issue.handovers) is not None:
        sides = {party for each in issue.handovers for party in (each.from_, each.to)} - {f"person:{issue.raised_by}"}
        above = [escalation_ladder(world, side) for side in sides]
        ladder = tuple(person for person in ladder if all(person in each for each in above)) or ladder
    asked = {each.to for each in issue.escalations}
    reached = [at for at, person in enumerate(ladder) if person in asked]
    return next(iter(ladder[reached[-1] + 1 :] if reached else ladder), None)
