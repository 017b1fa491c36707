"""How the figures of goals are shown: shares, bars, courses and states, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from collab_cli.analyses.goals.checkins import seen_checkins
from collab_cli.analyses.goals.forecast import Forecast, key_result_points
from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.analyses.goals.roll_up import GoalProgress
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Message, Param, msg, msgn
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.page import Cell, Styled, Tone

NOTHING: Final = "-"
"""What stands where a figure has no value."""
BAR: Final = 10
"""Characters of a bar of progress."""
COURSE: Final = 8
"""How many points of a course are drawn, the newest ones."""
STATUS_TONES: Final[dict[PaceStatus, Tone]] = {
    "done": "good",
    "on_track": "good",
    "at_risk": "warn",
    "off_track": "bad",
    "missed": "bad",
    "too_early": "muted",
}
STATE_TONES: Final[dict[str, Tone]] = {
    "active": "good",
    "achieved": "good",
    "missed": "bad",
    "cancelled": "muted",
    "draft": "muted",
}
"""The tones of what the record of a goal says of its state."""
STATES: Final[tuple[PaceStatus, ...]] = ("done", "on_track", "at_risk", "off_track", "missed", "too_early")
_TICKS = "▁▂▃▄▅▆▇█"


def percent(share: Decimal | None) -> Param:
    """Return a share as a whole percent (formulas.md section 1)."""
    return NOTHING if share is None else msg("{percent} %", percent=_whole(share))


def points(change: Decimal | None) -> Param:
    """Return a change of a share in percentage points, with its sign."""
    if change is None:
        return NOTHING
    return _signed(_whole(change))


def behind(gap: Decimal | None) -> Param:
    """Return how far something is behind what was to be expected of it, in words."""
    return NOTHING if gap is None else msg("{points} points behind", points=_whole(gap))


def toned_points(change: Decimal | None) -> Cell:
    """Return a change in points, muted where nothing moved."""
    said = points(change)
    if change is None or not _whole(change):
        return Styled(said, "muted")
    return Styled(said, "good" if change > 0 else "bad")


def number(value: Decimal | None, places: int = 2) -> Param:
    """Return a number with so many decimal places, half up."""
    return NOTHING if value is None else str(rounded(value).quantize(Decimal(10) ** -places, ROUND_HALF_UP))


def bar(share: Decimal | None, tone: Tone = "accent") -> Cell:
    """Return a bar of progress; it is full only when all is reached, and empty only when nothing is."""
    if share is None:
        return Styled("·" * BAR, "muted")
    filled = int((share * BAR).quantize(Decimal(1), ROUND_HALF_UP))
    if share > 0:
        filled = max(filled, 1)
    if share < 1:
        filled = min(filled, BAR - 1)
    return Styled("█" * min(filled, BAR) + "░" * (BAR - min(filled, BAR)), tone)


def bar_and_percent(share: Decimal | None, tone: Tone = "accent") -> Cell:
    """Return a bar with the share behind it."""
    drawn = bar(share, tone)
    assert isinstance(drawn, Styled)
    return Styled(msg("{bar} {percent}", bar=drawn.text, percent=percent(share)), tone)


def course(values: Sequence[Decimal], low: Decimal | None = None, high: Decimal | None = None) -> str:
    """Return a line of small bars for the newest of ``values``, between the lowest and the highest of them.

    ``low`` and ``high`` widen that range; nothing is drawn for a single value without it.
    """
    shown = values[-COURSE:]
    bounds = [*shown, *(bound for bound in (low, high) if bound is not None)]
    if not shown or (len(shown) < 2 and low is None):
        return ""
    lowest, highest = min(bounds), max(bounds)
    if lowest == highest:
        return _TICKS[0] * len(shown)
    top = len(_TICKS) - 1
    return "".join(
        _TICKS[int(((value - lowest) / (highest - lowest) * top).quantize(Decimal(1), ROUND_HALF_UP))]
        for value in shown
    )


def status(state: PaceStatus | None, *, is_stale: bool = False) -> Cell:
    """Return where a goal or key result stands, and that a check-in is overdue."""
    if state is None:
        return Styled(msg("stale"), "warn") if is_stale else Styled(NOTHING, "muted")
    word = STATUS_WORDS[state]
    tone = STATUS_TONES[state]
    if not is_stale:
        return Styled(word, tone)
    return Styled(msg("{status}, stale", status=word), "bad" if tone == "bad" else "warn")


def goal_state(standing: GoalStanding) -> Cell:
    """Return where a goal stands; of one that is not worked on, what its record says."""
    state = standing.goal.value.status
    if state == "active" and standing.status is not None:
        return status(standing.status, is_stale=standing.is_stale)
    return Styled(Message(state), STATE_TONES.get(state, "accent"))


def goal_tone(standing: GoalStanding) -> Tone:
    """Return the tone of the bar of a goal; of one that is not worked on, that of its state."""
    state = standing.goal.value.status
    if state != "active":
        return STATE_TONES.get(state, "accent")
    return STATUS_TONES[standing.status] if standing.status is not None else "muted"


def result_state(goal: GoalStanding, standing: KeyResultStanding) -> Cell:
    """Return where a key result of ``goal`` stands; of a goal that is not worked on, nothing is judged."""
    if goal.goal.value.status != "active":
        return status(None)
    return status(standing.shown, is_stale=standing.is_stale)


def result_tone(goal: GoalStanding, standing: KeyResultStanding) -> Tone:
    """Return the tone of the bar of a key result of ``goal``."""
    if goal.goal.value.status != "active" or standing.shown is None:
        return "muted"
    return STATUS_TONES[standing.shown]


def told_forecast(goal: GoalStanding, result: KeyResultStanding | None = None) -> Forecast | None:
    """Return the forecast of a goal, or of a key result of it, as pages tell it.

    None where all it rests on are check-ins that are too old, or the goal is not worked on: it would contradict what
    is said beside it.
    """
    results = goal.key_results if result is None else (result,)
    if goal.goal.value.status != "active" or (results and all(one.is_stale for one in results)):
        return None
    return goal.forecast if result is None else result.forecast


def gap_points(progress: GoalProgress) -> Param:
    """Return the alignment gap in points, as the difference of the whole percents of its two shares shown beside it."""
    if progress.own is None or progress.contribution is None:
        return NOTHING
    return _signed(_whole(progress.contribution) - _whole(progress.own))


def whose(world: World, goal: Goal) -> Param:
    """Return who has the goal and who answers for it; of a company goal, the latter alone."""
    owner: Param = person(world, goal.owner) if goal.owner else msg("nobody owns it")
    if goal.department is None:
        return owner
    return msg("{department}, {owner}", department=world.parties.name(goal.department), owner=owner)


def reached(world: World, standing: KeyResultStanding) -> Cell:
    """Return the value a key result has reached beside the one to reach: `13.2 of 15 %`."""
    entry = standing.entry
    if entry.type == "milestone":
        done = sum(one.done is not None and one.done <= world.as_of for one in entry.milestones)
        return msg("{count} of {all}", count=done, all=len(entry.milestones))
    value = measured(standing)
    if entry.type == "boolean":
        return Styled(NOTHING, "muted") if value is None else (msg("yes") if value else msg("no"))
    said: Param = NOTHING if value is None or isinstance(value, bool) else value
    unit = entry.unit or ""
    if entry.direction == "range":
        return msg("{value}, {low} to {high} {unit}", value=said, low=entry.low or 0, high=entry.high or 0, unit=unit)
    return msg("{value} of {target} {unit}", value=said, target=entry.target or 0, unit=unit)


def result_course(world: World, standing: KeyResultStanding) -> str:
    """Return the course of a key result: its progress from check-in to check-in, beginning with nothing.

    Of one with a limit to keep, the values themselves.
    """
    entry = standing.entry
    shares = [share for _, share in key_result_points(entry, world.as_of)]
    if shares:
        return course([Decimal(0), *shares], Decimal(0), Decimal(1))
    values = (seen.entry.value.number for seen in seen_checkins(entry, world.as_of) if seen.entry.value is not None)
    return course([value for value in values if value is not None])


def goal_tally(standings: Iterable[GoalStanding]) -> Items:
    """Return how many goals stand where: `2 on track, 1 at risk, 1 draft`.

    What is closed counts as its record says, and so does what is not agreed yet.
    """
    found = [_counted_as(standing) for standing in standings]
    said: list[Message] = []
    for state in (*STATES, "achieved", "proposed", "cancelled"):
        if state in found:
            word = STATUS_WORDS[state] if state in STATUS_WORDS else Message(state)  # type: ignore[index]
            said.append(msg("{count} {status}", count=found.count(state), status=word))
    if "draft" in found:
        said.append(msgn("{count} draft", "{count} drafts", found.count("draft")))
    if None in found:
        said.append(msg("{count} without figures", count=found.count(None)))
    return Items(tuple(said))


def _counted_as(standing: GoalStanding) -> str | None:
    state = standing.goal.value.status
    return standing.status if state == "active" else state


def person(world: World, person_id: str | None) -> str | Bilingual:
    """Return what people call a person, ``-`` for nobody."""
    return world.name(Person, person_id) if person_id else NOTHING


def standing_record(standing: GoalStanding) -> dict[str, Any]:
    """Return the figures of a goal for programs."""
    pace, ahead = standing.pace, standing.forecast
    return {
        "progress": standing.progress.value,
        "own": standing.progress.own,
        "contribution": standing.progress.contribution,
        "alignment_gap": standing.progress.alignment_gap,
        "rollup": standing.progress.rollup,
        "expected": pace.expected if pace is not None else None,
        "pace": pace.pace if pace is not None else None,
        "gap": pace.gap if pace is not None else None,
        "shown_status": standing.status,
        "is_stale": standing.is_stale,
        "forecast": ahead.at_end if ahead is not None else None,
        "finish": ahead.finish if ahead is not None else None,
    }


def result_record(standing: KeyResultStanding) -> dict[str, Any]:
    """Return the figures of a key result for programs."""
    entry, pace, ahead, newest = standing.entry, standing.pace, standing.forecast, standing.newest
    return {
        "id": entry.id,
        "title": entry.title,
        "type": entry.type,
        "direction": entry.direction,
        "baseline": entry.baseline,
        "target": entry.target,
        "unit": entry.unit,
        "value": measured(standing),
        "progress": standing.progress.value,
        "raw": standing.progress.raw,
        "has_data": standing.progress.has_data,
        "expected": pace.expected if pace is not None else None,
        "pace": pace.pace if pace is not None else None,
        "gap": pace.gap if pace is not None else None,
        "computed_status": standing.computed,
        "shown_status": standing.shown,
        "is_stale": standing.is_stale,
        "checked_in": newest.entry.date if newest is not None else None,
        "confidence": newest.entry.confidence if newest is not None else None,
        "forecast": ahead.at_end if ahead is not None else None,
        "finish": ahead.finish if ahead is not None else None,
    }


def measured(standing: KeyResultStanding) -> Decimal | bool | None:
    """Return the value a key result has reached, None without one."""
    seen = standing.progress.checkin
    if seen is None or seen.entry.value is None:
        return None
    value = seen.entry.value
    return value.number if value.number is not None else bool(value.flag)


def _signed(whole: int) -> str:
    return f"+{whole}" if whole > 0 else str(whole)


def _whole(share: Decimal) -> int:
    return int((rounded(share) * 100).quantize(Decimal(1), ROUND_HALF_UP))
