"""Where every goal and key result stands on a day: progress, pace, status and forecast together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from collab_cli.analyses.goals.checkins import SeenCheckIn, newest_checkin
from collab_cli.analyses.goals.expected_progress import elapsed, expected_progress, is_over
from collab_cli.analyses.goals.forecast import POINTS, Forecast, Point, forecast, key_result_points
from collab_cli.analyses.goals.key_result_progress import (
    KeyResultProgress,
    has_no_way,
    key_result_progress,
)
from collab_cli.analyses.goals.pace import Pace, PaceStatus, pace_status, shown_status
from collab_cli.analyses.goals.roll_up import GoalProgress, goal_progress, own_outcome, rollup_of
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.model.settings import NamedPeriod


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a forecast takes beside the figures; it is laid when it is read, as most rules read none."""

    period: NamedPeriod
    day: date
    least: Decimal

    def of(self, pace: Pace, points: tuple[Point, ...]) -> Forecast | None:
        """Return the forecast (F7) through the points of a goal or key result."""
        return forecast(pace.progress, pace.expected, self.period, points, least=self.least)


@dataclass(frozen=True, slots=True)
class KeyResultStanding:
    """Where a key result stands; ``pace`` and all that rests on it is None where its progress has no value.

    ``computed`` is the status by the figures, ``shown`` the worse of that and the declared one. ``newest`` is the
    newest check-in; ``is_stale`` says that it is too old, or that there is none though one was due.
    """

    entry: KeyResult
    progress: KeyResultProgress
    pace: Pace | None
    computed: PaceStatus | None
    shown: PaceStatus | None
    newest: SeenCheckIn | None
    is_stale: bool
    outlook: Outlook | None

    @property
    def forecast(self) -> Forecast | None:
        """Return where the key result will be at the end; None without data or a pace, or for what is kept or not."""
        if self.pace is None or self.outlook is None:
            return None
        return self.outlook.of(self.pace, key_result_points(self.entry, self.outlook.day))


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """Where a goal stands; ``period`` is None where collab.yaml does not know it, and nothing is expected then."""

    goal: Record[Goal]
    period: NamedPeriod | None
    progress: GoalProgress
    pace: Pace | None
    status: PaceStatus | None
    outlook: Outlook | None
    key_results: tuple[KeyResultStanding, ...]

    @property
    def forecast(self) -> Forecast | None:
        """Return where the goal will be at the end of its period; None without a pace."""
        if self.pace is None or self.outlook is None:
            return None
        return self.outlook.of(self.pace, _points(self.goal.value, self.outlook.day))

    @property
    def is_stale(self) -> bool:
        """Return whether a key result of an active goal lacks a check-in that was due."""
        return any(key_result.is_stale for key_result in self.key_results)


def goal_standings(world: World) -> Mapping[str, GoalStanding]:
    """Return where every goal stands on the day of ``world``, by id, in path order."""
    progress = world.once(goal_progress)
    return {goal.id: _standing(world, goal, progress[goal.id]) for goal in world.goal_tree.goals}


def key_result_standing(world: World, goal: Goal, entry: KeyResult, day: date) -> KeyResultStanding:
    """Return where one key result stands, or stood, on a day; whether it is stale is said as of the world's day."""
    period = world.settings.period(goal.period)
    return _key_result(world, goal, period, entry, key_result_progress(entry, day), day)


def stale_since(world: World, goal: Goal, period: NamedPeriod | None, newest: SeenCheckIn | None) -> date | None:
    """Return the last day a check-in was in time (G117), once that is over: None while none is missing."""
    due = due_until(world, goal, period, newest)
    return due if due is not None and world.as_of > due else None


def due_until(world: World, goal: Goal, period: NamedPeriod | None, newest: SeenCheckIn | None) -> date | None:
    """Return the last day on which the next check-in of an active goal is in time; None where nothing tells it.

    A key result without one counts from the start of the period or, if later, the day the goal was activated.
    """
    starts = [day for day in (period.start if period is not None else None, goal.activated) if day is not None]
    last = newest.entry.date if newest is not None else max(starts, default=None)
    if goal.status != "active" or last is None:
        return None
    return last + timedelta(days=int(world.threshold("checkin-days")))


def _standing(world: World, goal: Record[Goal], progress: GoalProgress) -> GoalStanding:
    value, day = goal.value, world.as_of
    period = world.settings.period(value.period)
    pairs = zip(value.key_results, progress.key_results, strict=True)
    key_results = tuple(_key_result(world, value, period, entry, reached, day) for entry, reached in pairs)
    if period is None or progress.value is None:
        return GoalStanding(goal, period, progress, None, None, None, key_results)
    pace = Pace(progress.value, elapsed(period, day))
    status = pace_status(world, pace, is_over=is_over(period, day))
    outlook = Outlook(period, day, world.threshold("forecast-min-elapsed"))
    return GoalStanding(goal, period, progress, pace, status, outlook, key_results)


def _key_result(
    world: World, goal: Goal, period: NamedPeriod | None, entry: KeyResult, progress: KeyResultProgress, day: date
) -> KeyResultStanding:
    newest = newest_checkin(entry, day)
    is_measured = entry.type != "milestone"
    is_stale = is_measured and stale_since(world, goal, period, newest) is not None
    expected = expected_progress(entry, period, day) if period is not None else None
    if period is None or expected is None or progress.value is None:
        return KeyResultStanding(entry, progress, None, None, None, newest, is_stale, None)
    pace = Pace(progress.value, expected)
    computed = pace_status(world, pace, all_or_nothing=has_no_way(entry), is_over=is_over(period, day))
    declared = newest.entry.status if newest is not None else None
    outlook = None
    if progress.has_data and not has_no_way(entry):
        outlook = Outlook(period, day, world.threshold("forecast-min-elapsed"))
    shown = shown_status(computed, declared)
    return KeyResultStanding(entry, progress, pace, computed, shown, newest, is_stale, outlook)


def _points(goal: Goal, day: date) -> tuple[Point, ...]:
    """Return the outcome of a goal at the newest days on which one of its own key results was checked in.

    Days before a key result that has data had any are left out: its first value would look like a leap.
    """
    if rollup_of(goal) != "own":
        return ()
    return tuple(_outcomes(goal, day))


def _outcomes(goal: Goal, day: date) -> Iterator[Point]:
    dated = (checkin for entry in goal.key_results for checkin in entry.checkins if checkin.value is not None)
    days = {checkin.date for checkin in dated if checkin.date <= day}
    known = [key_result_progress(entry, day).has_data for entry in goal.key_results]
    for when in sorted(days)[-POINTS:]:
        progress = tuple(key_result_progress(entry, when) for entry in goal.key_results)
        if any(has_data and not then.has_data for has_data, then in zip(known, progress, strict=True)):
            continue
        outcome: Decimal | None = own_outcome(goal, progress)
        if outcome is not None:
            yield when, outcome
