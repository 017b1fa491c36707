"""How far a value is from the one that was to be expected by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from collab_cli.analyses.goals.checkins import newest_value
from collab_cli.analyses.goals.expected_progress import expected_progress
from collab_cli.analyses.goals.key_result_progress import has_no_way, key_result_progress
from collab_cli.documents.writer import Value
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.field_types import Measured
from collab_cli.model.goal import CheckIn, KeyResult

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ValueGap:
    """The gap of a value: ``distance`` is the value less the expected one, None for what is only reached or not.

    Where less is better a value behind has a distance above 0.
    """

    distance: Decimal | None
    is_behind: bool


def value_gap(world: World, meant: MeantKeyResult, day: date, value: Decimal | bool) -> ValueGap | None:
    """Return how far ``value`` of ``day`` is from what was to be expected; None where nothing was."""
    key_result = meant.key_result
    period = world.settings.period(meant.goal.value.period)
    expected = expected_progress(key_result, period, day) if period is not None else None
    progress = _progress(key_result, day, value)
    if expected is None or progress is None:
        return None
    if has_no_way(key_result):
        return ValueGap(None, is_behind=progress != 1)
    is_behind = rounded(progress) < rounded(expected)
    start, end = key_result.baseline, key_result.target
    if start is None or end is None:
        return None
    distance = (Decimal(value) - (start + (end - start) * expected)).quantize(_CENT, rounding=ROUND_HALF_UP)
    return ValueGap(distance.normalize() + 0, is_behind)


def gap_analysis(world: World, meant: MeantKeyResult, day: date, value: object, cause: str) -> dict[str, Value]:
    """Return the cause of a gap with its distance, where there is one; without a value it is that of the newest."""
    if value is None and (newest := newest_value(meant.key_result, day)) is not None and newest.entry.value is not None:
        value = newest.entry.value.number
    gap = value_gap(world, meant, day, value) if isinstance(value, bool | Decimal) else None
    return {"cause": cause} if gap is None or gap.distance is None else {"gap": gap.distance, "cause": cause}


def gap_line(gap: ValueGap, unit: str | None) -> Message | None:
    """Return a distance in words; None where there is none."""
    if not gap.distance:
        return None
    number = f"{abs(gap.distance):f}"
    amount: Param = number if not unit else f"{number}{unit}" if unit == "%" else f"{number} {unit}"
    if gap.is_behind:
        return msg("that is {amount} behind what was to be expected", amount=amount)
    return msg("that is {amount} ahead of what was to be expected", amount=amount)


def _progress(key_result: KeyResult, day: date, value: Decimal | bool) -> Decimal | None:
    measured = Measured(str(value).lower() if isinstance(value, bool) else f"{value:f}")
    checkins = [CheckIn(date=day, value=measured)]
    return key_result_progress(msgspec.structs.replace(key_result, checkins=checkins), day).value
