"""What is told after a check-in: how far the key result is now, and what is missing or hard to believe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.goals.checkins import newest_checkin
from collab_cli.analyses.goals.key_result_progress import has_no_way, share_of_way
from collab_cli.analyses.goals.pace import ORDER
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.documents.writer import Value
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.field_types import Measured

_FAR = 10
"""How many times the target, or the way to it, a value is that may be a slip of the unit."""


def progress_line(before: World, after: World, meant: MeantKeyResult) -> Message:
    """Return how far a key result and its goal are after the change, and how far the former was before."""
    old, new = _standing(before, meant), _standing(after, meant)
    was = old.progress.value if old.progress.has_data else None
    progress = (
        msg("{key_result}: {progress}", key_result=meant.titled, progress=_percent(new.progress.value))
        if was is None or was == new.progress.value
        else msg(
            "{key_result}: {before} → {progress}",
            key_result=meant.titled,
            before=_percent(was),
            progress=_percent(new.progress.value),
        )
    )
    if new.pace is None or new.shown is None:
        return progress
    status = STATUS_WORDS[new.shown]
    expected = _percent(new.pace.expected)
    if new.pace.pace is None or new.shown == "too_early" or has_no_way(new.entry):
        return msg("{line}, {status}", line=progress, status=status)
    return msg(
        "{line}, {expected} expected, pace {pace}, {status}",
        line=progress,
        expected=expected,
        pace=_two(new.pace.pace),
        status=status,
    )


def checkin_notes(
    before: World, after: World, meant: MeantKeyResult, day: date, entry: Mapping[str, Value] | None
) -> tuple[Message, ...]:
    """Return what to tell of a check-in that was noted as ``entry``."""
    return (
        *doubts(before, meant, day, entry or {}),
        progress_line(before, after, meant),
        *_goal_line(before, after, meant),
        *_missing(after, meant),
    )


def doubts(world: World, meant: MeantKeyResult, day: date, entry: Mapping[str, Value]) -> Iterator[Message]:
    """Yield what is hard to believe of a value, and what happens to one noted for the same day before."""
    key_result = meant.key_result
    value, unit = entry.get("value"), key_result.unit or ""
    period = world.settings.period(meant.goal.value.period)
    if period is not None and not period.start <= day <= period.end:
        yield msg("{day} lies outside the period {period}", day=day, period=period.id)
    old = newest_checkin(key_result, day)
    if old is not None and old.entry.date == day and old.entry.value is not None and "value" in entry:
        yield msg("{day} had {value} before; that stays in the file, and the later entry counts", day=day,
                  value=_said(old.entry.value))  # fmt: skip
    newest = newest_checkin(key_result, world.as_of)
    if newest is not None and newest.entry.date > day:
        yield msg("a newer check-in of {day} counts on", day=newest.entry.date)
    if not isinstance(value, Decimal):
        return
    known = [abs(each) for each in (key_result.baseline, key_result.target, key_result.high) if each is not None]
    largest = max(known, default=Decimal())
    share = None if has_no_way(key_result) else share_of_way(key_result, value)
    if 0 < abs(value) < 1 < min(known, default=Decimal()) and "%" in (unit or "%" * (key_result.type == "percent")):
        yield msg("{value} reads like a share; in {unit} it would be {percent}", value=value, unit="%",
                  percent=value * 100)  # fmt: skip
    elif (largest and abs(value) >= _FAR * largest) or (share is not None and share >= _FAR):
        target = key_result.target if key_result.target is not None else largest
        yield msg("{value} is far beyond the target, {target}; it is measured in {unit}", value=value, target=target,
                  unit=unit or "-")  # fmt: skip
    elif share is not None and share < 0 and key_result.baseline is not None:
        yield msg("{value} is worse than at the start, {baseline}: the target is {target}", value=value,
                  baseline=key_result.baseline, target=key_result.target or Decimal())  # fmt: skip


def _said(value: Measured) -> Param:
    if value.flag is not None and value.number is None:
        return msg("yes") if value.flag else msg("no")
    return str(value)


def _goal_line(before: World, after: World, meant: MeantKeyResult) -> Iterator[Message]:
    old, new = _goal(before, meant), _goal(after, meant)
    if len(new.key_results) < 2 or new.pace is None or new.status is None or old.pace is None:
        return
    if old.pace.progress == new.pace.progress:
        return
    yield msg(
        "{goal}: {before} → {progress}, {status}",
        goal=meant.goal.titled,
        before=_percent(old.pace.progress),
        progress=_percent(new.pace.progress),
        status=STATUS_WORDS[new.status],
    )


def _missing(after: World, meant: MeantKeyResult) -> Iterator[Message]:
    """Yield what the check asks for of a key result that is off track, or that is called better than it is."""
    standing = _standing(after, meant)
    newest = standing.newest.entry if standing.newest is not None else None
    if newest is None or standing.computed is None:
        return
    own, ranks = f"collab goal checkin {meant.ref}", ORDER.index
    lacks_cause = newest.gap_analysis is None or not newest.gap_analysis.cause
    if standing.computed == "off_track" and (lacks_cause or not newest.actions):
        lacking = " ".join([*["--cause TEXT"] * lacks_cause, *["--action ID"] * (not newest.actions)])
        yield msg("it is off track: say why and what is done about it with {command}", command=f"{own} {lacking}")
    goal = _goal(after, meant)
    if standing.computed != "off_track" and goal.status == "at_risk" and not _is_explained(goal):
        yield msg("{goal} is at risk: say why with {command}", goal=meant.goal.titled, command=f"{own} --cause TEXT")
    declared, computed = newest.status, standing.computed
    if declared is not None and computed in ORDER and ranks(declared) < ranks(computed):
        yield msg(
            "it is called {declared}, and the figures say {computed}; the worse of the two is shown",
            declared=STATUS_WORDS[declared],
            computed=STATUS_WORDS[computed],
        )


def _is_explained(goal: GoalStanding) -> bool:
    newest = (each.newest.entry for each in goal.key_results if each.newest is not None)
    return any(entry.gap_analysis is not None or entry.actions for entry in newest)


def _goal(world: World, meant: MeantKeyResult) -> GoalStanding:
    return world.once(goal_standings)[meant.goal.id]


def _standing(world: World, meant: MeantKeyResult) -> KeyResultStanding:
    found = next(each for each in _goal(world, meant).key_results if each.entry.id == meant.key_result.id)
    return found


def _percent(share: Decimal | None) -> Param:
    if share is None:
        return "-"
    return msg("{percent} %", percent=(share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _two(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
