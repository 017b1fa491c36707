"""What makes a value of a key result hard to believe: a slip of the unit, of the decimal point or of the column."""

from __future__ import annotations

from decimal import Decimal

from collab_cli.analyses.goals.key_result_progress import has_no_way, share_of_way
from collab_cli.messages import Message, msg
from collab_cli.model.goal import KeyResult

_FAR = 10
"""How many times the target, or the way to it, a value is that may be a slip of the unit."""


def implausible_value(key_result: KeyResult, value: object) -> Message | None:
    """Return why ``value`` is hardly what was measured, None where it may well be, or is no number."""
    if not isinstance(value, Decimal):
        return None
    unit = key_result.unit or ""
    known = [abs(each) for each in (key_result.baseline, key_result.target, key_result.high) if each is not None]
    largest = max(known, default=Decimal())
    share = None if has_no_way(key_result) else share_of_way(key_result, value)
    if 0 < abs(value) < 1 < min(known, default=Decimal()) and "%" in (unit or "%" * (key_result.type == "percent")):
        return msg("{value} reads like a share; in {unit} it would be {percent}", value=value, unit="%",
                   percent=value * 100)  # fmt: skip
    if (largest and abs(value) >= _FAR * largest) or (share is not None and share >= _FAR):
        target = key_result.target if key_result.target is not None else largest
        return msg("{value} is far beyond the target, {target}; it is measured in {unit}", value=value, target=target,
                   unit=unit or "-")  # fmt: skip
    return None
