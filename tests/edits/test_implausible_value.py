from __future__ import annotations

from decimal import Decimal

import pytest

from collab_cli.edits.implausible_value import implausible_value
from collab_cli.model.field_types import Number
from collab_cli.model.goal import KeyResult
from tests.edits.plans import english

CUSTOMERS = KeyResult(id="kr1", title="Customers", baseline=Number("250"), target=Number("276"), unit="家")
SHARE = KeyResult(id="kr1", title="Share", type="percent", baseline=Number("12"), target=Number("15"), unit="%")
HELD = KeyResult(id="kr1", title="Level", direction="at_most", target=Number("3"), unit="cm")


@pytest.mark.parametrize(
    ("key_result", "value", "doubt"),
    [
        (CUSTOMERS, "1250", "1250 is far beyond the target, 276; it is measured in 家"),
        (CUSTOMERS, "509", None),
        (CUSTOMERS, "510", "510 is far beyond the target, 276; it is measured in 家"),
        (CUSTOMERS, "240", None),
        (SHARE, "0.132", "0.132 reads like a share; in % it would be 13.2"),
        (SHARE, "0", None),
        (HELD, "29", None),
        (HELD, "30", "30 is far beyond the target, 3; it is measured in cm"),
    ],
)
def test_what_is_hardly_what_was_measured(key_result: KeyResult, value: str, doubt: str | None) -> None:
    found = implausible_value(key_result, Decimal(value))
    assert (english(found) if found is not None else None) == doubt


def test_what_is_no_number_is_not_doubted() -> None:
    assert implausible_value(CUSTOMERS, True) is None
    assert implausible_value(CUSTOMERS, None) is None
