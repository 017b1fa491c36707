"""All that is open in who does what: each gap with its place, the department it falls to, and who could fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from collab_cli.analyses.domains import domain_of
from collab_cli.analyses.gaps import (
    Vacancy,
    departments_without_charter,
    duties_outside_catalogue,
    issues_without_duty,
    uncovered_activities,
    vacancy,
    vacant_parties,
)
from collab_cli.analyses.likely_owner import Proposal, likely_department
from collab_cli.analyses.process_steps import broken_handovers
from collab_cli.analyses.row_flaws import Flaw, row_flaws
from collab_cli.findings import Place
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity
from collab_cli.model.department import Department
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record

GapKind = Literal["activity", "department", "duty", "step", "handoff", "owner", "issue", "catalogue"]
KINDS: Final[tuple[GapKind, ...]] = (
    "activity",
    "department",
    "duty",
    "step",
    "handoff",
    "owner",
    "issue",
    "catalogue",
)
"""What can be open, the gravest first: an activity nobody owns, a department without a charter, a duty or a step
without letters, A or R, a step nobody takes over, an A nobody is behind, an issue no duty covers, a duty outside the
catalogue."""

_FLAWS: Final[dict[Flaw, str]] = {"unassigned-row": "R312", "no-accountable": "R301", "no-responsible": "R303"}
"""What leaves a row open, and the rule about it."""

_CONCLUDED_FROM: Final[dict[GapKind, tuple[str, tuple[str, ...]]]] = {
    "activity": ("R315", ("charter",)),
    "department": ("R316", ("charter",)),
    "owner": ("R319", ("department", "person", "role")),
    "issue": ("A511", ("charter", "activity")),
    "catalogue": ("R328", ("activity",)),
}
"""The kinds concluded from what is absent: the rule about each, and the records that must all be known for it."""


@dataclass(frozen=True, slots=True)
class OpenActivity:
    """An activity nobody owns, or an ``issue`` about one, with the department that could."""

    activity: Record[Activity] | None
    proposal: Proposal | None
    issue: Record[Issue] | None = None


@dataclass(frozen=True, slots=True)
class OpenDepartment:
    """A department without a charter in force."""

    department: Record[Department]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row that lacks letters; ``giver`` hands its output to it, where nobody takes over."""

    row: MatrixRow
    flaws: tuple[Flaw, ...]
    giver: Row | None = None


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A party that is to answer for ``rows``, but has nobody who does."""

    party: str
    why: Vacancy
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Uncatalogued:
    """A duty outside the catalogue."""

    row: MatrixRow


@dataclass(frozen=True, slots=True)
class Gap:
    """Something open; ``department`` is where it falls, or is proposed to, ``domains`` those it is reported under."""

    kind: GapKind
    rules: tuple[str, ...]
    ref: str
    place: Place
    about: OpenActivity | OpenDepartment | OpenRow | OpenPost | Uncatalogued
    department: str | None = None
    domains: frozenset[str] = frozenset()


def find_gaps(world: World) -> tuple[Gap, ...]:
    """Return all gaps by kind, the gravest kind first, each in the order of its registers and charters.

    Kinds that cannot be told from what can be read (see `not_checked`) are left out.
    """
    finders: tuple[Callable[[World], Iterator[Gap]], ...] = (
        _activities,
        _departments,
        _rows,
        _posts,
        _issues,
        _uncatalogued,
    )
    unknown = not_checked(world)
    found = [gap for find in finders for gap in find(world) if gap.kind not in unknown]
    return tuple(sorted(found, key=lambda gap: KINDS.index(gap.kind)))


def not_checked(world: World) -> dict[GapKind, str]:
    """Return the kinds of gaps that records which cannot be read could fill, each with the rule about it."""
    unread = world.workspace.unread
    return {kind: rule for kind, (rule, needed) in _CONCLUDED_FROM.items() if not unread.isdisjoint(needed)}


def _activities(world: World) -> Iterator[Gap]:
    for activity in uncovered_activities(world):
        yield _activity_gap(world, "activity", "R315", activity, activity, None)


def _activity_gap(
    world: World,
    kind: GapKind,
    rule: str,
    record: Record[Any],
    activity: Record[Activity] | None,
    issue: Record[Issue] | None,
) -> Gap:
    proposal = likely_department(world, activity) if activity is not None else None
    domain = activity.value.domain if activity is not None else None
    about = OpenActivity(activity, proposal, issue)
    department = proposal.department if proposal is not None else None
    return Gap(kind, (rule,), record.ref, record.place(), about, department, _set(domain))


def _departments(world: World) -> Iterator[Gap]:
    for department in departments_without_charter(world):
        about = OpenDepartment(department)
        yield Gap("department", ("R316",), department.ref, department.place(), about, department.id)


def _rows(world: World) -> Iterator[Gap]:
    givers = {receiver.row.id: giver.row for giver, receiver in reversed(tuple(broken_handovers(world)))}
    absent = world.workspace.absent
    for row in world.matrix.rows:
        if any((one.owner.path, one.raci_place.route) in absent for one in row.rows):
            continue  # the letters are there, but of a wrong form, which is reported as such
        giver = next((givers[written.id] for written in row.rows if written.id in givers), None)
        flaws = tuple(flaw for flaw in row_flaws(world, row) if flaw in _FLAWS)
        if not flaws and giver is None:
            continue
        kind: GapKind = "duty" if row.first.department_charter and row.first.row.within is None else "step"
        rules = tuple(_FLAWS[flaw] for flaw in flaws)
        if giver is not None:
            kind, rules = "handoff", (*rules, "R330")
        about = OpenRow(row, flaws, giver)
        department = _department(world, row)
        yield Gap(kind, rules, row.first.ref, row.first.raci_place, about, department, _set(domain_of(world, row)))


def _posts(world: World) -> Iterator[Gap]:
    for party, rows in vacant_parties(world).items():
        why = vacancy(world, party)
        assert why is not None  # that is why the party is among them
        place = next(row.raci_place for row in rows[0].rows if "A" in row.letters.get(party, ""))
        domains = frozenset().union(*(_set(domain_of(world, row)) for row in rows))
        column = world.parties.column(party)
        yield Gap("owner", ("R319",), world.parties.ref(party), place, OpenPost(party, why, rows), column, domains)


def _issues(world: World) -> Iterator[Gap]:
    for issue in issues_without_duty(world):
        activity = world.get(Activity, issue.value.activity)
        yield _activity_gap(world, "issue", "A511", issue, activity, issue)


def _uncatalogued(world: World) -> Iterator[Gap]:
    for row in duties_outside_catalogue(world):
        yield Gap(
            "catalogue", ("R328",), row.first.ref, row.first.first_place, Uncatalogued(row), _department(world, row)
        )


def _department(world: World, row: MatrixRow) -> str | None:
    """Return the department a row falls to: the one whose charter it stands in, else who is accountable in it."""
    party = row.first.owner.id if row.first.department_charter else next(iter(row.letters), None)
    return world.parties.column(party) if party is not None else None


def _set(domain: str | None) -> frozenset[str]:
    return frozenset((domain,)) if domain is not None else frozenset()
