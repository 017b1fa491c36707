"""Exact numbers as they are compared (formulas.md section 1)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_NINE_PLACES = Decimal(10) ** -9
_WIDE = Context(prec=60)


def rounded(value: Decimal | int) -> Decimal:
    """Return a number as it stands in comparisons: rounded to 9 decimal places, half up."""
    return Decimal(value).quantize(_NINE_PLACES, rounding=ROUND_HALF_UP, context=_WIDE)


def whole_percent(share: Decimal) -> Decimal:
    """Return a share in whole percent, half up: 0.6249999999999 is 0.625, and so 63."""
    return (rounded(share) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
