"""Divide the figures of a key result so that the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import KeyResult

_WIDE = Context(prec=60)
FIGURES = ("baseline", "target", "low", "high")
"""The figures of a key result, by the names of their fields."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a key result asks of one party; ``exact`` is its main figure before it was rounded."""

    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    exact: Decimal | None = None

    @property
    def main(self) -> Decimal | None:
        """Return the figure that is to be reached: the target, of a range its upper end."""
        return self.target if self.target is not None else self.high


def is_divided(key_result: KeyResult) -> bool:
    """Return whether a key result is divided among those who carry it: its figures add up, and it is no ratio."""
    return bool(key_result.additive) and not is_ratio(key_result) and key_result.type in ("number", "money")


def is_ratio(key_result: KeyResult) -> bool:
    """Return whether a key result is a percentage, which is neither divided nor added up."""
    unit = key_result.unit or ""
    return key_result.type == "percent" or "%" in unit or "％" in unit or "‰" in unit


def places_of(key_result: KeyResult) -> int:
    """Return how many decimal places the figures of a key result are written with, its check-ins included."""
    written = [getattr(key_result, name) for name in FIGURES]
    written += [checkin.value.number for checkin in key_result.checkins if checkin.value is not None]
    exponents = (number.as_tuple().exponent for number in written if number is not None)
    return max((-each for each in exponents if isinstance(each, int)), default=0)


def split_number(total: Decimal, shares: Sequence[Decimal], places: int) -> tuple[Decimal, ...]:
    """Return the part of each share, in steps of ``places`` decimal places.

    The parts add up to what the shares have together, so to ``total`` where those add up to 1: what rounding down has
    left over goes where most was cut off, to the first among equals.
    """
    with localcontext(_WIDE):
        step = Decimal(1).scaleb(-places)
        exact = [total * share for share in shares]
        parts = [part.quantize(step, ROUND_FLOOR) for part in exact]
        whole = sum(exact, Decimal()).quantize(Decimal("1e-20")).quantize(step, ROUND_HALF_UP)
        left = int((whole - sum(parts, Decimal())) / step)
        order = sorted(range(len(parts)), key=lambda index: (rounded(parts[index] - exact[index]), index))
        for index in order[:left]:
            parts[index] += step
    return tuple(parts)


def split_key_result(key_result: KeyResult, shares: Sequence[Decimal], places: int) -> tuple[Figures, ...]:
    """Return what a key result that is divided asks of each share; the baselines add up too.

    Baseline and target are divided each by itself; where that would leave somebody without a way to go, or the wrong
    way, the way is divided instead, and the target lies at its end.
    """
    columns = {name: _parts(getattr(key_result, name), shares, places) for name in FIGURES}
    start, end = key_result.baseline, key_result.target
    if start is not None and end is not None and key_result.direction in ("increase", "decrease"):
        starts, ends = (split_number(total, shares, places) for total in (start, end))
        ways = [b - a for a, b in zip(starts, ends, strict=True)]
        if any(way == 0 or (way > 0) != (end > start) for way in ways):
            way = split_number(abs(end - start), shares, places)
            sign = 1 if end > start else -1
            columns["target"] = tuple(a + sign * b for a, b in zip(starts, way, strict=True))
    main = end if end is not None else key_result.high
    exact = [main * share if main is not None else None for share in shares]
    rows = zip(*columns.values(), exact, strict=True)
    return tuple(Figures(*row) for row in rows)


def same_figures(key_result: KeyResult) -> Figures:
    """Return the figures of a key result that is not divided: everybody gets them as they are."""
    return Figures(*(getattr(key_result, name) for name in FIGURES))


def leaves_nothing(key_result: KeyResult, figures: Figures) -> bool:
    """Return whether figures leave nothing to be reached, or lead the wrong way (rule G106)."""
    if key_result.type in ("boolean", "milestone"):
        return False
    if key_result.direction == "range":
        return figures.low is not None and figures.high is not None and rounded(figures.low) >= rounded(figures.high)
    if key_result.direction not in ("increase", "decrease") or figures.baseline is None or figures.target is None:
        return False
    way = rounded(figures.target) - rounded(figures.baseline)
    return way <= 0 if key_result.direction == "increase" else way >= 0


def _parts(total: Decimal | None, shares: Sequence[Decimal], places: int) -> tuple[Decimal | None, ...]:
    return (None,) * len(shares) if total is None else split_number(total, shares, places)
