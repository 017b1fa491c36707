from __future__ import annotations

from decimal import Decimal

import pytest

from collab_cli.edits.measured_value import measured_value
from tests.analyses.goals.key_results import key_result
from tests.edits.plans import refusal


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("%", "13.2%", "13.2"),
        ("%", " 13.2 ％ ", "13.2"),
        ("%", "1,200", "1200"),
        ("%", "５", "5"),
        ("%", "-3", "-3"),
        ("%", "+4.5", "4.5"),
        ("%", "-0", "0"),
        ("家", "48 家", "48"),
        ("家", "1.5万", "15000"),
        ("百万元", "92百万元", "92"),
        ("百万元", "92 百万", "92"),
        ("万元", "500万", "500"),
        ("million yuan", "92 Million yuan", "92"),
        ("million yuan", "92 million", "92"),
    ],
)
def test_numbers_as_people_type_them(unit: str, text: str, value: str) -> None:
    assert measured_value(key_result(unit=unit, type="percent" if unit == "%" else "number"), text) == Decimal(value)


@pytest.mark.parametrize(
    ("unit", "text"),
    [("%", "38家"), ("%", "1e5"), ("家", "48%"), ("家", "48 kg"), ("百万元", "92万"), ("million yuan", "92m")],
)
def test_another_unit_is_refused(unit: str, text: str) -> None:
    measured = key_result(unit=unit, type="percent" if unit == "%" else "number")
    assert refusal(lambda: measured_value(measured, text)) == (
        f"{text} is in another unit than Share (kr1), which is measured in {unit}; "
        f"write the number in {unit}, such as 10"
    )


@pytest.mark.parametrize("text", ["", "abc", "1,20", "13.2.1", "🙂", "１２，３"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refusal(lambda: measured_value(key_result(), text)) == (
        f"{text or chr(39) * 2} is no number, as Share (kr1) is measured by; write a number such as 10"
    )


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("yes", True), ("是", True), ("1", True), ("no", False), ("否", False)]
)
def test_what_is_reached_or_not(text: str, value: bool) -> None:
    assert measured_value(key_result(type="boolean"), text) is value


def test_a_number_is_no_answer_to_reached_or_not() -> None:
    assert refusal(lambda: measured_value(key_result(type="boolean"), "5")) == (
        "Share (kr1) is reached or not, so it cannot be 5; write yes or no"
    )
