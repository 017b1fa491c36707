from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.analyses.goals.split_target import (
    Figures,
    is_divided,
    leaves_nothing,
    places_of,
    same_figures,
    split_key_result,
    split_number,
)
from tests.analyses.goals.key_results import checked_in, key_result


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("total", "shares", "places", "parts"),
    [
        ("100", ["0.4", "0.3", "0.3"], 0, ["40", "30", "30"]),
        ("100", ["0.3334", "0.3333", "0.3333"], 0, ["34", "33", "33"]),
        ("121", ["0.5", "0.5"], 0, ["61", "60"]),
        ("1", ["0.2", "0.3", "0.5"], 0, ["0", "0", "1"]),
        ("100", ["0.3334", "0.3333", "0.3333"], 2, ["33.34", "33.33", "33.33"]),
        ("-10", ["0.5", "0.25", "0.25"], 0, ["-5", "-2", "-3"]),
        ("100", ["0.3", "0.3"], 0, ["30", "30"]),
        ("0", ["0.5", "0.5"], 0, ["0", "0"]),
    ],
)
def test_parts_add_up(total: str, shares: list[str], places: int, parts: list[str]) -> None:
    found = split_number(Decimal(total), decimals(*shares), places)
    assert sorted(map(str, found)) == sorted(parts)
    assert sum(found) == sum(decimals(*parts))


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(1, 1000), min_size=1, max_size=12),
    st.integers(0, 4),
)
def test_whatever_the_shares_the_parts_add_up_to_the_whole(total: int, claims: list[int], places: int) -> None:
    shares = [Decimal(claim) / sum(claims) for claim in claims]
    parts = split_number(Decimal(total), shares, places)
    assert sum(parts) == total
    assert all(abs(part - total * share) < Decimal(10) ** -places for part, share in zip(parts, shares, strict=True))


def test_what_is_divided() -> None:
    assert is_divided(key_result(additive="true"))
    assert is_divided(key_result(additive="true", type="money"))
    assert not is_divided(key_result())
    assert not is_divided(key_result(additive="true", unit="%"))
    assert not is_divided(key_result(additive="true", type="percent"))
    assert not is_divided(key_result(additive="true", type="boolean"))


def test_places_are_those_written() -> None:
    assert places_of(key_result()) == 0
    assert places_of(key_result(target="3.50")) == 2
    assert places_of(key_result(checkins=checked_in(("2025-01-31", "1.125")))) == 3
    assert places_of(key_result(type="boolean", target=None, baseline=None, unit=None)) == 0


def test_baselines_are_divided_too() -> None:
    found = split_key_result(key_result(baseline="80", target="100"), decimals("0.4", "0.3", "0.3"), 0)
    assert [(str(one.baseline), str(one.target), one.exact) for one in found] == [
        ("32", "40", Decimal(40)),
        ("24", "30", Decimal(30)),
        ("24", "30", Decimal(30)),
    ]


def test_where_rounding_would_leave_nothing_to_reach_the_way_is_divided() -> None:
    found = split_key_result(key_result(baseline="10", target="13"), decimals("0.4", "0.3", "0.3"), 0)
    assert [(str(one.baseline), str(one.target)) for one in found] == [("4", "5"), ("3", "4"), ("3", "4")]
    falling = key_result(baseline="13", target="10", direction="decrease")
    found = split_key_result(falling, decimals("0.4", "0.3", "0.3"), 0)
    assert sum(one.baseline or 0 for one in found) == 13
    assert sum(one.target or 0 for one in found) == 10
    assert not any(leaves_nothing(falling, one) for one in found)


def test_limits_and_ranges_are_divided() -> None:
    limit = key_result(direction="at_least", baseline=None, target="90")
    assert [one.target for one in split_key_result(limit, decimals("0.5", "0.5"), 0)] == [45, 45]
    span = key_result(direction="range", baseline=None, target=None, low="10", high="20")
    found = split_key_result(span, decimals("0.5", "0.5"), 0)
    assert [(one.low, one.high) for one in found] == [(Decimal(5), Decimal(10))] * 2
    assert [(one.main, one.exact) for one in found] == [(Decimal(10), Decimal(10))] * 2


def test_nothing_to_reach() -> None:
    rising = key_result()
    assert leaves_nothing(rising, Figures(Decimal(1), Decimal(1)))
    assert leaves_nothing(rising, Figures(Decimal(2), Decimal(1)))
    assert not leaves_nothing(rising, same_figures(rising))
    assert not leaves_nothing(key_result(direction="at_most"), Figures(target=Decimal(1)))
    assert not leaves_nothing(key_result(type="boolean"), Figures())
    span = key_result(direction="range", low="1", high="2")
    assert leaves_nothing(span, Figures(low=Decimal(2), high=Decimal(2)))
    assert not leaves_nothing(span, same_figures(span))
