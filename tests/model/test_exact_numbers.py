from decimal import Decimal

import pytest

from collab_cli.model.exact_numbers import rounded, whole_percent


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.4000000005", "0.400000001"),
        ("0.40000000049", "0.4"),
        ("-0.0000000005", "-0.000000001"),
        ("14.0000000001", "14"),
        ("123456789012345678", "123456789012345678"),
    ],
)
def test_numbers_are_compared_to_nine_places_half_up(value: str, expected: str) -> None:
    assert rounded(Decimal(value)) == Decimal(expected)


def test_a_whole_number_stays_what_it_is() -> None:
    assert rounded(30) == 30


@pytest.mark.parametrize(
    ("share", "percent"),
    [("0.6249999999999999999999999998", "63"), ("0.625", "63"), ("0.6249", "62"), ("-0.005", "-1"), ("1.004", "100")],
)
def test_a_share_in_whole_percent_is_rounded_from_what_is_compared(share: str, percent: str) -> None:
    assert whole_percent(Decimal(share)) == Decimal(percent)
