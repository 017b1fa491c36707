"""Who could take over what nobody owns: a proposal, drawn from who answers for what comes near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from collab_cli.analyses.domains import domain_of
from collab_cli.analyses.matters_meant import nearest_duties
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.activity import Activity
from collab_cli.model.person import Person
from collab_cli.model.record import Record

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A department that could own an activity, and the duty of it that comes nearest."""

    department: str
    because: MatrixRow


def likely_department(world: World, activity: Record[Activity]) -> Proposal | None:
    """Return the department most duties near an activity are accounted for in, or None if none comes near.

    The duties nearest by wording and those of its domain count alike; of as many, the nearest decides.
    """
    domain = activity.value.domain
    near = [row for matter in nearest_duties(world, _texts(activity), domain, _NEAREST) for row in matter.rows]
    same = [row for row in world.matrix.audited if domain is not None and domain_of(world, row) == domain]
    votes: Counter[str] = Counter()
    because: dict[str, MatrixRow] = {}
    for row in (*near, *same):
        for department in _answerable(world, row.parties("A")):
            votes[department] += 1
            because.setdefault(department, row)
    if not votes:
        return None
    best = max(votes, key=lambda department: votes[department])  # the first of equals
    return Proposal(best, because[best])


def likely_party(world: World, row: MatrixRow, *, for_letter: str) -> str | None:
    """Return the party that could hold a letter nobody holds in a row, or None if none suggests itself.

    That is the one that holds the other one of A and R, else the department of the charter, else, for a step, who
    answers for the activity it is part of.
    """
    responsible = responsible_letter(world.settings)
    other = responsible if for_letter == "A" else "A"
    owner = row.first.owner.id if row.first.department_charter else None
    within = world.matrix.by_key.get(row.first.row.within or "", ())
    candidates = [party for party in row.parties(other) if world.parties.counts_for(party, owner or "")]
    candidates += [*row.parties(other), *([owner] if owner is not None else [])]
    candidates += [party for above in within for party in above.parties("A")]
    able = (party for party in candidates if world.parties.accountable_person(party) is not None)
    return next(able, None)


def likely_head(world: World, department: str | None) -> str | None:
    """Return who could head a department: its deputy, else the first active person in it, or None."""
    if department is None:
        return None
    speakers = world.parties.speakers(department, world.as_of)
    people = (one.id for one in world.all(Person) if one.value.department == department)
    return next((one for one in (*speakers, *people) if world.parties.is_active_person(one)), None)


def _answerable(world: World, parties: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that parties count in and that have somebody who answers, each once."""
    columns = dict.fromkeys(world.parties.column(party) for party in parties)
    return tuple(one for one in columns if one is not None and world.parties.accountable_person(one) is not None)


def _texts(activity: Record[Activity]) -> list[str]:
    return [*forms_of(activity.value.name), *filter(None, activity.value.aliases)]
