"""How far each department is with its goals in a month: formulas.md F28."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from collab_cli.analyses.goals.active_goals import active_goals, belongs_to
from collab_cli.analyses.goals.key_result_progress import ZERO
from collab_cli.analyses.goals.roll_up import progress_on
from collab_cli.analyses.goals.standing import GoalStanding
from collab_cli.graph.world import World


@dataclass(frozen=True, slots=True)
class Completed:
    """A goal in the month; ``before`` is its progress on the last day before the month."""

    standing: GoalStanding
    before: Decimal | None

    @property
    def progress(self) -> Decimal | None:
        """Return how far the goal is."""
        return self.standing.progress.value

    @property
    def change(self) -> Decimal | None:
        """Return how much further it is than before the month, None if one of the two has no value."""
        return None if self.progress is None or self.before is None else self.progress - self.before


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """The goals of one department, each counting once; those without a value are left out of the means."""

    department: str
    goals: tuple[Completed, ...]

    @property
    def progress(self) -> Decimal | None:
        """Return the mean of the progress of its goals."""
        return mean(goal.progress for goal in self.goals)

    @property
    def expected(self) -> Decimal | None:
        """Return the mean of what was to be expected of its goals."""
        return mean(goal.standing.pace.expected for goal in self.goals if goal.standing.pace is not None)

    @property
    def change(self) -> Decimal | None:
        """Return the mean change of its goals."""
        return mean(goal.change for goal in self.goals)


@dataclass(frozen=True, slots=True)
class Completion:
    """A month: the goals of the company and of each department with some, in the order of the register."""

    first: date
    last: date
    company: tuple[Completed, ...]
    departments: tuple[CompletionLine, ...]

    @property
    def mean(self) -> Decimal | None:
        """Return the mean of the departments, each counting once."""
        return mean(line.progress for line in self.departments)

    @property
    def mean_change(self) -> Decimal | None:
        """Return the mean change of the departments."""
        return mean(line.change for line in self.departments)

    @property
    def goals(self) -> tuple[Completed, ...]:
        """Return all goals of the month, the company's first."""
        return (*self.company, *(goal for line in self.departments for goal in line.goals))


def completion(world: World, first: date, department: str | None = None) -> Completion:
    """Return the month from ``first`` to the day of ``world``; of ``department`` alone, and the company, if given."""
    day_before = first - timedelta(days=1) if first > date.min else first
    before = progress_on(world.goal_tree, day_before)
    company: list[Completed] = []
    by_department: dict[str, list[Completed]] = {}
    for standing in active_goals(world, first):
        goal = Completed(standing, before[standing.goal.id].value)
        owned_by = standing.goal.value.department
        if owned_by is None or standing.goal.value.level == "company":
            company.append(goal)
        elif department is None or belongs_to(world, standing.goal, department):
            by_department.setdefault(owned_by, []).append(goal)
    order = [one.id for one in world.parties.active_departments]
    known = [name for name in order if name in by_department]
    known += sorted(name for name in by_department if name not in order)
    lines = tuple(CompletionLine(name, tuple(by_department[name])) for name in known)
    return Completion(first, world.as_of, tuple(company), lines)


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the values there are, None if there are none."""
    present = [value for value in values if value is not None]
    return sum(present, ZERO) / len(present) if present else None
