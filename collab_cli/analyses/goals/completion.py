"""How far each department is with its goals in a month: formulas.md F28."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from collab_cli.analyses.goals.active_goals import active_goals, belongs_to, not_yet_active
from collab_cli.analyses.goals.key_result_progress import ZERO
from collab_cli.analyses.goals.roll_up import progress_on
from collab_cli.analyses.goals.standing import GoalStanding
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class Completed:
    """A goal in the month; ``before`` is its progress on the last day before the month.

    ``had_data`` is false where nothing had been checked in by then: that progress is 0 for want of a value.
    """

    standing: GoalStanding
    before: Decimal | None
    had_data: bool = True

    @property
    def progress(self) -> Decimal | None:
        """Return how far the goal is."""
        return self.standing.progress.value

    @property
    def change(self) -> Decimal | None:
        """Return how much further it is than before the month, None if one of the two has no value."""
        if self.progress is None or self.before is None or not self.had_data:
            return None
        return self.progress - self.before

    @property
    def is_first(self) -> bool:
        """Return whether its first values are of the month, so that there is nothing to compare them with."""
        return not self.had_data and self.progress is not None and self.standing.progress.has_data


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

    @property
    def is_first(self) -> bool:
        """Return whether it has no change only because its first values are of the month."""
        return self.change is None and any(goal.is_first for goal in self.goals)


@dataclass(frozen=True, slots=True)
class Completion:
    """A month: the goals of the company and of each department with some, in the order of the register.

    ``waiting`` are agreed or proposed goals of its periods that were not active by its last day.
    """

    first: date
    last: date
    company: tuple[Completed, ...]
    departments: tuple[CompletionLine, ...]
    waiting: tuple[Record[Goal], ...] = ()

    @property
    def day_before(self) -> date:
        """Return the last day before the month: what its changes are counted from."""
        return day_before(self.first)

    @property
    def mean(self) -> Decimal | None:
        """Return the mean of the departments, each counting once."""
        return mean(line.progress for line in self.departments)

    @property
    def mean_change(self) -> Decimal | None:
        """Return the mean change of the departments."""
        return mean(line.change for line in self.departments)

    @property
    def is_first(self) -> bool:
        """Return whether there is no change only because the first values of the departments are of the month."""
        return self.mean_change is None and any(line.is_first for line in self.departments)

    @property
    def goals(self) -> tuple[Completed, ...]:
        """Return all goals of the month, the company's first."""
        return (*self.company, *(goal for line in self.departments for goal in line.goals))


def day_before(first: date) -> date:
    """Return the day before ``first``; the first of all days itself, which has none."""
    return first - timedelta(days=1) if first > date.min else first


def completion(world: World, first: date, department: str | None = None) -> Completion:
    """Return the month from ``first`` to the day of ``world``; of ``department`` alone, and the company, if given."""
    before = progress_on(world.goal_tree, day_before(first))
    company: list[Completed] = []
    by_department: dict[str, list[Completed]] = {}
    for standing in active_goals(world, first):
        then = before[standing.goal.id]
        goal = Completed(standing, then.value, then.has_data)
        owned_by = standing.goal.value.department
        if owned_by is None or standing.goal.value.level == "company":
            company.append(goal)
        elif department is None or belongs_to(world, standing.goal, department):
            by_department.setdefault(owned_by, []).append(goal)
    order = [one.id for one in world.parties.active_departments]
    known = [name for name in order if name in by_department]
    known += sorted(name for name in by_department if name not in order)
    lines = tuple(CompletionLine(name, tuple(by_department[name])) for name in known)
    waiting = tuple(
        goal
        for goal in not_yet_active(world, first)
        if department is None or goal.value.level == "company" or belongs_to(world, goal, department)
    )
    return Completion(first, world.as_of, tuple(company), lines, waiting)


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the values there are, None if there are none."""
    present = [value for value in values if value is not None]
    return sum(present, ZERO) / len(present) if present else None
