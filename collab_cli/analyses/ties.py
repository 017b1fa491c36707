"""What ties departments to one another, and how much of it stays within each (F13, F14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Literal

from collab_cli.analyses.due_history import began
from collab_cli.analyses.minutes_standing import leaders
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.matrix import Row, charter_rows, is_effective, project_rows
from collab_cli.graph.world import World
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.evaluation import Evaluation
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.issue import Issue
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.project import Project
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record

TieKind = Literal["goal", "charter", "handoff", "action", "project"]
"""The kind of record that ties two departments."""

KINDS: tuple[TieKind, ...] = ("goal", "charter", "handoff", "action", "project")

_PURSUED = frozenset({"active", "achieved", "missed"})
_UNDER_WAY = frozenset({"active", "closed"})


@dataclass(frozen=True, slots=True)
class Tie:
    """What one record ties: two departments, in the order of the register, or one to itself."""

    record: str
    one: str
    other: str

    @property
    def kind(self) -> str:
        """Return the kind of the record."""
        return self.record.partition(":")[0]

    @property
    def is_external(self) -> bool:
        """Return whether it ties two different departments."""
        return self.one != self.other


@dataclass(frozen=True, slots=True)
class EIIndex:
    """How many ties lead out of departments and how many stay within: from -1, all within, to 1, all outward."""

    external: int
    internal: int

    @property
    def value(self) -> Decimal | None:
        """Return (E - I) / (E + I); None without a tie."""
        every = self.external + self.internal
        return Decimal(self.external - self.internal) / every if every else None


@dataclass(frozen=True, slots=True)
class DepartmentTies:
    """The ties of a department: its index, the one expected where people meet at random, and those tied to it."""

    department: str
    index: EIIndex
    expected: Decimal | None
    tied: tuple[str, ...]

    @property
    def is_silo(self) -> bool:
        """Return whether it has ties within, and none to others."""
        return self.index.internal > 0 and self.index.external == 0


@dataclass(frozen=True, slots=True)
class TieFigures:
    """The ties of a company in a span, and those of each pair; ``departments`` are in the order of the register."""

    ties: tuple[Tie, ...]
    pairs: Mapping[tuple[str, str], tuple[Tie, ...]]
    index: EIIndex
    expected: Decimal | None
    departments: tuple[DepartmentTies, ...]

    def between(self, one: str, other: str) -> tuple[Tie, ...]:
        """Return the ties between two departments, or those within one."""
        return self.pairs.get((one, other)) or self.pairs.get((other, one)) or ()

    @property
    def unconnected(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of departments without any tie."""
        pairs = combinations([each.department for each in self.departments], 2)
        return tuple((one, other) for one, other in pairs if not self.between(one, other))


def tie_figures(world: World, first: date, last: date) -> TieFigures:
    """Return the ties of active departments from ``first`` to ``last``, those below another counting with it."""
    ties = ties_of(world, first, last)
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        pairs.setdefault((tie.one, tie.other), []).append(tie)
    sizes = department_sizes(world)
    departments = tuple(_of_department(world, one, pairs, sizes) for one in world.parties.columns)
    each = {pair: tuple(found) for pair, found in pairs.items()}
    return TieFigures(ties, each, _index(ties), expected_index(sizes.values()), departments)


def _of_department(
    world: World, department: str, pairs: Mapping[tuple[str, str], list[Tie]], sizes: Mapping[str, int]
) -> DepartmentTies:
    own = {pair: ties for pair, ties in pairs.items() if department in pair}
    others = {one for pair in own for one in pair} - {department}
    return DepartmentTies(
        department,
        _index(tie for ties in own.values() for tie in ties),
        expected_index(sizes.values(), sizes[department]),
        tuple(one for one in world.parties.columns if one in others),
    )


def expected_index(sizes: Iterable[int], own: int | None = None) -> Decimal | None:
    """Return the E-I index of ``sizes`` people where everybody is tied to everybody; with ``own``, that of one of them.

    None where no two people can be tied.
    """
    every = list(sizes)
    total = sum(every)
    if own is not None:
        external, internal = own * (total - own), own * (own - 1) // 2
    else:
        external = sum(size * (total - size) for size in every) // 2
        internal = sum(size * (size - 1) for size in every) // 2
    return EIIndex(external, internal).value


def department_sizes(world: World) -> dict[str, int]:
    """Return how many active people each department has, those of the departments below it included."""
    sizes = dict.fromkeys(world.parties.columns, 0)
    for person in world.workspace.all(Person):
        column = world.parties.column(f"person:{person.id}")
        if person.value.status == "active" and column in sizes:
            sizes[column] += 1
    return sizes


def current_span(world: World) -> tuple[date, date]:
    """Return the days of the period in which the day of the world lies, up to that day; the year without one.

    Of several periods it is the longest: a year has more to tell than its quarter.
    """
    day = world.as_of
    found = [period for period in world.settings.periods if period.start <= day <= period.end]
    longest = max(found, key=lambda period: period.end - period.start, default=None)
    return (longest.start if longest is not None else day.replace(month=1, day=1)), day


def ties_of(world: World, first: date, last: date) -> tuple[Tie, ...]:
    """Return the ties of a span, each counted once for a record and a pair of departments, kind by kind.

    Goals tie by what they contribute to and by co-owners, charters by the letters in the rows of others, hand-offs by
    what is agreed, actions by where they come from, projects by who takes part. Drafts and what was cancelled tie
    nobody.
    """
    columns = world.parties.columns
    found: dict[Tie, None] = {}
    sources: tuple[Callable[[World, date, date], Iterator[tuple[str, str | None, str | None]]], ...] = (
        *(_of_goals, _of_charters, _of_handoffs, _of_actions, _of_projects),
    )
    for source in sources:
        for ref, one, other in source(world, first, last):
            pair = [world.parties.column(party) if party is not None else None for party in (one, other)]
            known = sorted(columns.index(each) for each in pair if each in columns)
            if len(known) == 2:
                found[Tie(ref, columns[known[0]], columns[known[1]])] = None
    return tuple(found)


def _index(ties: Iterable[Tie]) -> EIIndex:
    every = list(ties)
    external = sum(tie.is_external for tie in every)
    return EIIndex(external, len(every) - external)


def _of_goals(world: World, first: date, last: date) -> Iterator[tuple[str, str | None, str | None]]:
    pursued = {goal.id: goal for goal in world.workspace.all(Goal) if _is_pursued(world, goal, first, last)}
    for goal in pursued.values():
        for link in goal.value.contributes_to:
            parent = pursued.get(link.goal)
            if parent is not None:
                yield goal.ref, _department_of(world, goal.value), _department_of(world, parent.value)
        for one, other in combinations([_department_of(world, goal.value), *goal.value.co_owners], 2):
            if one != other:
                yield goal.ref, one, other


def _is_pursued(world: World, goal: Record[Goal], first: date, last: date) -> bool:
    period = world.settings.period(goal.value.period)
    if goal.value.status not in _PURSUED or period is None:
        return False
    return period.start <= last and period.end >= first


def _department_of(world: World, goal: Goal) -> str | None:
    """Return the department that has a goal, else that of the person who answers for it."""
    return goal.department or world.parties.department(f"person:{goal.owner}")


def _of_charters(world: World, first: date, last: date) -> Iterator[tuple[str, str | None, str | None]]:
    for charter in world.workspace.all(Charter):
        if is_effective(charter, last):
            own = owning_department(world.parties, charter)
            for row in charter_rows(charter):
                yield from _of_row(row, charter.ref, own if row.department_charter else None, own)


def _of_row(row: Row, ref: str, own: str | None, otherwise: str | None) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the ties of a row: between the department it is of, else who answers for it, and all who hold a letter."""
    answering = next((party for party, cell in row.letters.items() if "A" in cell), otherwise)
    home = own or answering
    for party in row.letters:
        if party != home:
            yield ref, home, party


def _of_handoffs(world: World, first: date, last: date) -> Iterator[tuple[str, str | None, str | None]]:
    for handoff in world.workspace.all(Handoff):
        value = handoff.value
        if value.status == "agreed" and (value.accepted_by is None or value.accepted_by.date <= last):
            yield handoff.ref, value.from_, value.to


def _of_actions(world: World, first: date, last: date) -> Iterator[tuple[str, str | None, str | None]]:
    for action in world.workspace.all(Action):
        value = action.value
        begun = began(action)
        if value.status != "cancelled" and value.origin is not None and begun is not None and first <= begun <= last:
            for origin in _origins(world, action):
                yield action.ref, _person(value.owner), origin


def _origins(world: World, action: Record[Action]) -> list[str]:
    """Return the parties an action comes from.

    For a meeting those are the departments whose problems it takes up, else its chair; for a record with a department
    that one, else the person who answers for it.
    """
    kind, _, rest = (action.value.origin or "").partition(":")
    record_id = rest.partition("/")[0]
    found: str | None = None
    if kind == "meeting" and (meeting := world.get(Meeting, record_id)) is not None:
        asking = [
            report.department
            for report in meeting.value.reports
            if any(issue.ref in (action.id, action.ref) for issue in report.issues or [])
        ]
        if asking:
            return asking
        found = _person(leaders(world, meeting)[0])
    elif kind == "goal" and (goal := world.get(Goal, record_id)) is not None:
        found = _department_of(world, goal.value)
    elif kind == "issue" and (issue := world.get(Issue, record_id)) is not None:
        found = _person(issue.value.raised_by)
    elif kind == "project" and (project := world.get(Project, record_id)) is not None:
        found = _person(project.value.owner)
    elif kind == "evaluation" and (evaluation := world.get(Evaluation, record_id)) is not None:
        found = evaluation.value.subject.removeprefix("department:")
    elif kind == "proposal" and (proposal := world.get(Proposal, record_id)) is not None:
        return list(proposal.value.affected)
    return [found] if found is not None else []


def _of_projects(world: World, first: date, last: date) -> Iterator[tuple[str, str | None, str | None]]:
    for project in world.workspace.all(Project):
        value = project.value
        if value.status not in _UNDER_WAY or (value.status == "closed" and value.end is None):
            continue
        if (value.start is None or value.start <= last) and (value.end is None or value.end >= first):
            for one, other in combinations(dict.fromkeys(value.members), 2):
                yield project.ref, one, other
            for row in project_rows(project):
                yield from _of_row(row.first, project.ref, None, _person(value.owner))


def _person(person: str | None) -> str | None:
    return f"person:{person}" if person is not None else None
