"""What is told after a check-in: how far the key result is now, and what is missing or hard to believe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.goals.checkins import newest_checkin
from collab_cli.analyses.goals.key_result_progress import has_no_way, share_of_way
from collab_cli.analyses.goals.pace import ORDER
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings, key_result_standing
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.documents.writer import Value
from collab_cli.edits.implausible_value import implausible_value
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.edits.value_gap import gap_line, value_gap
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.exact_numbers import whole_percent
from collab_cli.model.field_types import Measured
from collab_cli.model.goal import Goal


def progress_line(before: World, after: World, meant: MeantKeyResult, day: date | None = None) -> Message:
    """Return how far a key result is after the change, and was before: on the day of the world, or on ``day``."""
    if day is not None and day != after.as_of:
        return msg("as of {day}: {line}", day=day, line=_line(_on(before, meant, day), _on(after, meant, day), meant))
    return _line(_standing(before, meant), _standing(after, meant), meant)


def _line(old: KeyResultStanding, new: KeyResultStanding, meant: MeantKeyResult) -> Message:
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
    before: World,
    after: World,
    meant: MeantKeyResult,
    day: date,
    entry: Mapping[str, Value] | None,
    kept: Sequence[Message] = (),
) -> tuple[Message, ...]:
    """Return what to tell of a check-in that was noted as ``entry``; ``kept`` is told of an earlier one."""
    return (
        *doubts(before, meant, day, entry or {}),
        *kept,
        progress_line(before, after, meant, day),
        *_gap_line(before, meant, day, entry or {}),
        *_today(before, after, meant, day),
        *_goal_line(before, after, meant),
        *_missing(after, meant, day),
    )


def _gap_line(world: World, meant: MeantKeyResult, day: date, entry: Mapping[str, Value]) -> Iterator[Message]:
    """Yield the gap that was written, in words."""
    analysis, value = entry.get("gap_analysis"), entry.get("value")
    if isinstance(analysis, dict) and "gap" in analysis and isinstance(value, Decimal):
        gap = value_gap(world, meant, day, value)
        line = gap_line(gap, meant.key_result.unit) if gap is not None else None
        if line is not None:
            yield line


def _today(before: World, after: World, meant: MeantKeyResult, day: date) -> Iterator[Message]:
    """Yield how a key result stands today where its newest check-in is of an earlier day, when it stood otherwise."""
    standing = _standing(after, meant)
    if day < after.as_of and _is_newest(standing, day) and standing.shown != _on(after, meant, day).shown:
        yield msg("as of {day}: {line}", day=after.as_of, line=_line(_standing(before, meant), standing, meant))


def _is_newest(standing: KeyResultStanding, day: date) -> bool:
    return standing.newest is not None and standing.newest.entry.date == day


def doubts(world: World, meant: MeantKeyResult, day: date, entry: Mapping[str, Value]) -> Iterator[Message]:
    """Yield what is hard to believe of a value, and what happens to one noted for the same day before."""
    key_result = meant.key_result
    value = entry.get("value")
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
    doubt = implausible_value(key_result, value)
    share = share_of_way(key_result, value) if isinstance(value, Decimal) and not has_no_way(key_result) else None
    if doubt is not None:
        yield doubt
    elif share is not None and share < 0 and key_result.baseline is not None:
        yield msg("{value} is worse than at the start, {baseline}: the target is {target}", value=str(value),
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


def _missing(after: World, meant: MeantKeyResult, day: date) -> Iterator[Message]:
    """Yield what the check asks for of a key result that is off track, or that is called better than it is."""
    standing = _standing(after, meant)
    newest = standing.newest.entry if standing.newest is not None else None
    if newest is None or newest.date != day or standing.computed is None:
        return
    own, ranks = f"collab goal checkin {meant.ref}", ORDER.index
    if day != after.as_of:
        own += f" --date {day}"
    lacks_cause = newest.gap_analysis is None or not newest.gap_analysis.cause
    goal = _goal(after, meant)
    if standing.computed == "off_track":
        yield from _lacking(own, lacks_cause=lacks_cause, lacks_actions=not newest.actions, meant=meant)
    elif goal.status == "at_risk" and not _is_explained(goal):
        yield msg("{goal} is at risk: say why with {command}", goal=meant.goal.titled, command=f"{own} --cause TEXT")
    declared, computed = newest.status, standing.computed
    if declared is not None and computed in ORDER and ranks(declared) < ranks(computed):
        yield msg(
            "it is called {declared}, and the figures say {computed}; the worse of the two is shown",
            declared=STATUS_WORDS[declared],
            computed=STATUS_WORDS[computed],
        )


def _lacking(own: str, *, lacks_cause: bool, lacks_actions: bool, meant: MeantKeyResult) -> Iterator[Message]:
    """Yield what is still to be said of a key result that is off track, and how an action is added."""
    if lacks_cause and lacks_actions:
        yield msg("it is off track: say why and what is done about it with {command}",
                  command=f"{own} --cause TEXT --action ID")  # fmt: skip
    elif lacks_cause:
        yield msg("it is off track: say why with {command}", command=f"{own} --cause TEXT")
    elif lacks_actions:
        yield msg("it is off track: say what is done about it with {command}", command=f"{own} --action ID")
    if lacks_actions:
        yield msg("an action is added with {command}", command=f"collab action add TITLE --origin goal:{meant.ref}")


def _is_explained(goal: GoalStanding) -> bool:
    newest = (each.newest.entry for each in goal.key_results if each.newest is not None)
    return any(entry.gap_analysis is not None or entry.actions for entry in newest)


def _goal(world: World, meant: MeantKeyResult) -> GoalStanding:
    return world.once(goal_standings)[meant.goal.id]


def _standing(world: World, meant: MeantKeyResult) -> KeyResultStanding:
    found = next(each for each in _goal(world, meant).key_results if each.entry.id == meant.key_result.id)
    return found


def _on(world: World, meant: MeantKeyResult, day: date) -> KeyResultStanding:
    """Return how the key result stands on a day."""
    goal = world.get(Goal, meant.goal.id)
    assert goal is not None
    entry = next(each for each in goal.value.key_results if each.id == meant.key_result.id)
    return key_result_standing(world, goal.value, entry, day)


def _percent(share: Decimal | None) -> Param:
    if share is None:
        return "-"
    return msg("{percent} %", percent=whole_percent(share))


def _two(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
