"""What a person types as the value of a key result: `13.2 %`, `1,200`, `92万`, `48 家`, `yes`."""

from __future__ import annotations

import re
from decimal import Decimal

from collab_cli.errors import CollabError
from collab_cli.messages import Titled, msg
from collab_cli.model.field_types import Number
from collab_cli.model.fields import FlagType
from collab_cli.model.forgiving import halfwidth, read_number
from collab_cli.model.goal import KeyResult
from collab_cli.model.scalars import BadScalar, read_scalar

_NUMBER_WITH_UNIT = re.compile(r"^([-+]?[\d,]*\.?\d+)(?![\d.,])\s*(.*)$")
_LARGE = ("万", "亿", "k", "m")
"""What people write for thousands and more behind a number."""
_LARGE_UNITS = ("百万", "千万", "万", "亿", "千", "thousand", "million", "billion", "k")
"""How units begin that hold such a word already."""


def measured_value(key_result: KeyResult, text: str) -> Decimal | bool:
    """Return the value typed for a key result, its unit taken off; raise CollabError for one that does not fit.

    A unit other than that of the key result is refused: nobody can tell what was measured.
    """
    if key_result.type == "boolean":
        return _flag(key_result, text)
    unit = halfwidth(key_result.unit or "").casefold()
    plain = halfwidth(text)
    if unit and plain.casefold().endswith(unit):
        plain = plain[: len(plain) - len(unit)].strip()
    elif (found := _NUMBER_WITH_UNIT.match(plain)) and _is_short_for(found[2], unit):
        plain = found[1]
    _check_unit(key_result, text, plain)
    exact = read_number(plain.removeprefix("+"))
    if exact is None:
        raise CollabError(
            msg("{value} is no number, as {key_result} is measured by", value=text.strip() or "''",
                key_result=_titled(key_result)),
            msg("write a number such as {example}", example=_example(key_result)),
        )  # fmt: skip
    number = Number.read(exact)
    return abs(Decimal(number)) if not number else Decimal(number)  # -0 is 0


def _flag(key_result: KeyResult, text: str) -> bool:
    try:
        return bool(read_scalar(halfwidth(text), FlagType()))
    except BadScalar as problem:
        if problem.better in ("true", "false"):
            return problem.better == "true"
        raise CollabError(
            msg("{key_result} is reached or not, so it cannot be {value}", key_result=_titled(key_result),
                value=text.strip() or "''"),
            msg("write yes or no"),
        ) from None  # fmt: skip


def _check_unit(key_result: KeyResult, text: str, plain: str) -> None:
    """Raise CollabError for a number with a unit behind it that is not that of the key result."""
    found = _NUMBER_WITH_UNIT.match(plain)
    other = found[2].strip() if found else ""
    is_large = other.casefold() in _LARGE and not halfwidth(key_result.unit or "").casefold().startswith(_LARGE_UNITS)
    is_percent = other == "%" and (key_result.type == "percent" or not key_result.unit)
    if found and other and not is_large and not is_percent:
        raise CollabError(
            msg("{value} is in another unit than {key_result}, which is measured in {unit}", value=text.strip(),
                key_result=_titled(key_result), unit=key_result.unit or "-"),
            msg("write the number in {unit}, such as {example}", unit=key_result.unit or "-",
                example=_example(key_result)),
        )  # fmt: skip


def _is_short_for(typed: str, unit: str) -> bool:
    """Return whether what stands behind a number is how the unit begins: `500万` where the unit is 万元."""
    return typed.casefold() in _LARGE_UNITS and unit.startswith(typed.casefold())


def _example(key_result: KeyResult) -> Decimal:
    return key_result.target if key_result.target is not None else key_result.high or Decimal(1)


def _titled(key_result: KeyResult) -> Titled:
    return Titled(key_result.title, key_result.id)
