"""How far a key result is: formulas.md F1, linear between its baseline and its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collab_cli.analyses.goals.checkins import SeenCheckIn, newest_value
from collab_cli.model.goal import KeyResult, Milestone

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class KeyResultProgress:
    """The progress of a key result, from 0 to 1; None where its measure gives none.

    ``raw`` is the share of the way without the limits 0 and 1, None where there is no way to go. ``checkin`` is what
    it was computed from; without one, milestones aside, the progress is 0 and ``has_data`` false.
    """

    value: Decimal | None
    raw: Decimal | None = None
    checkin: SeenCheckIn | None = None
    has_data: bool = True


def key_result_progress(key_result: KeyResult, day: date) -> KeyResultProgress:
    """Return how far a key result is on a day (F1)."""
    if key_result.type == "milestone":
        return KeyResultProgress(milestone_share(key_result.milestones, day))
    newest = newest_value(key_result, day)
    if newest is None:
        has_way = key_result.type == "boolean" or has_no_way(key_result) or _way(key_result) != 0
        return KeyResultProgress(ZERO if has_way else None, has_data=False)
    measured = newest.entry.value
    assert measured is not None
    if key_result.type == "boolean":
        return KeyResultProgress(ONE if measured.flag else ZERO, checkin=newest)
    number = measured.number
    if number is None:  # true or false where a number is asked for
        return KeyResultProgress(None, checkin=newest)
    if has_no_way(key_result):
        return KeyResultProgress(ONE if _is_inside(key_result, number) else ZERO, checkin=newest)
    raw = share_of_way(key_result, number)
    return KeyResultProgress(None if raw is None else clamped(raw), raw, newest)


def share_of_way(key_result: KeyResult, number: Decimal) -> Decimal | None:
    """Return the share of the way from baseline to target, unlimited; None where both are the same."""
    way = _way(key_result)
    if way == 0 or key_result.baseline is None:
        return None
    return (number - key_result.baseline) / way


def has_no_way(key_result: KeyResult) -> bool:
    """Return whether a key result is only ever reached or not: a boolean, a range, a value to keep to.

    The direction says nothing of milestones, nor of a boolean.
    """
    if key_result.type == "milestone":
        return False
    return key_result.type == "boolean" or key_result.direction in ("at_least", "at_most", "range")


def milestone_share(milestones: list[Milestone], day: date, *, planned: bool = False) -> Decimal | None:
    """Return the weight of the milestones done by ``day`` in the weight of all, None if nothing weighs.

    With ``planned``, of those due by then.
    """
    whole = sum((milestone.weight for milestone in milestones), ZERO)
    days = ((milestone.due if planned else milestone.done, milestone.weight) for milestone in milestones)
    reached = sum((weight for when, weight in days if when is not None and when <= day), ZERO)
    return reached / whole if whole else None


def clamped(share: Decimal) -> Decimal:
    """Return a share within 0 and 1."""
    return min(max(share, ZERO), ONE)


def _way(key_result: KeyResult) -> Decimal:
    if key_result.baseline is None or key_result.target is None:
        return ZERO
    return key_result.target - key_result.baseline


def _is_inside(key_result: KeyResult, number: Decimal) -> bool:
    match key_result.direction:
        case "at_least":
            return key_result.target is not None and number >= key_result.target
        case "at_most":
            return key_result.target is not None and number <= key_result.target
        case _:
            low, high = key_result.low, key_result.high
            return low is not None and high is not None and low <= number <= high
