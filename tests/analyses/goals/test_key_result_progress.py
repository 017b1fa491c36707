"""F1: how far a key result is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.analyses.goals.key_result_progress import key_result_progress, milestone_share
from tests.analyses.goals.key_results import checked_in, key_result

DAY = date(2025, 6, 30)
MEASURES: dict[str, dict[str, Any]] = {
    "share": {"baseline": "12", "target": "15"},
    "defects": {"baseline": "3.0", "target": "1.5", "direction": "decrease"},
    "brand": {"baseline": "35", "target": "45"},
    "retention": {"baseline": "80", "target": "86"},
    "least": {"direction": "at_least", "target": "95"},
    "most": {"direction": "at_most", "target": "5"},
    "range": {"direction": "range", "low": "10", "high": "20"},
    "flag": {"type": "boolean"},
}


@pytest.mark.parametrize(
    ("measure", "value", "progress", "raw"),
    [
        ("share", "13.2", "0.4", "0.4"),
        ("share", "11", "0", "-0.3333"),
        ("share", "18", "1", "2"),
        ("defects", "2.1", "0.6", "0.6"),
        ("brand", "38", "0.3", "0.3"),
        ("retention", "83", "0.5", "0.5"),
        ("least", "95", "1", "None"),
        ("least", "94.9", "0", "None"),
        ("most", "5", "1", "None"),
        ("most", "5.1", "0", "None"),
        ("range", "10", "1", "None"),
        ("range", "20", "1", "None"),
        ("range", "20.01", "0", "None"),
        ("flag", "true", "1", "None"),
        ("flag", "false", "0", "None"),
    ],
)
def test_progress_by_measure(measure: str, value: str, progress: str, raw: str) -> None:
    found = key_result_progress(key_result(**MEASURES[measure], checkins=checked_in(("2025-06-30", value))), DAY)
    rounded = "None" if found.raw is None else str(Decimal(raw) if abs(found.raw - Decimal(raw)) < 1e-4 else found.raw)
    assert (found.value, rounded, found.has_data) == (Decimal(progress), raw, True)


def test_only_what_was_known_on_the_day_counts_and_the_later_of_one_day() -> None:
    checkins = checked_in(("2025-06-30", "3"), ("2025-07-01", "9"), ("2025-05-01", "8"), ("2025-06-30", "4"))
    found = key_result_progress(key_result(checkins=checkins), DAY)
    assert found.checkin is not None
    assert (found.value, found.checkin.index) == (Decimal("0.4"), 3)


def test_a_check_in_without_a_value_leaves_the_value_before() -> None:
    checkins = [*checked_in(("2025-06-01", "3")), {"date": "2025-06-20", "note": "on leave"}]
    assert key_result_progress(key_result(checkins=checkins), DAY).value == Decimal("0.3")


@pytest.mark.parametrize("measure", list(MEASURES))
def test_without_a_check_in_there_is_no_progress_and_no_data(measure: str) -> None:
    found = key_result_progress(key_result(**MEASURES[measure]), DAY)
    assert (found.value, found.checkin, found.has_data) == (Decimal(0), None, False)


def test_a_measure_that_goes_nowhere_has_no_value() -> None:
    flat = {"baseline": "5", "target": "5"}
    assert key_result_progress(key_result(**flat), DAY).value is None
    assert key_result_progress(key_result(**flat, checkins=checked_in(("2025-06-30", "5"))), DAY).value is None


def test_true_is_no_number() -> None:
    found = key_result_progress(key_result(checkins=checked_in(("2025-06-30", "true"))), DAY)
    assert (found.value, found.has_data) == (None, True)


def test_milestones_weigh() -> None:
    steps = [
        {"title": "a", "weight": "3", "due": "2025-03-01", "done": "2025-06-30"},
        {"title": "b", "due": "2025-09-01", "done": "2025-07-01"},
        {"title": "c", "weight": "0"},
    ]
    found = key_result(type="milestone", milestones=steps)
    assert key_result_progress(found, DAY).value == Decimal("0.75")
    assert milestone_share(found.milestones, date(2025, 9, 1), planned=True) == 1
    assert milestone_share([], DAY) is None


numbers = st.decimals("-1000", "1000", places=3)


@given(numbers, numbers, numbers)
def test_progress_stays_between_0_and_1(baseline: Decimal, target: Decimal, value: Decimal) -> None:
    measure = {"baseline": f"{baseline:f}", "target": f"{target:f}"}
    found = key_result_progress(key_result(**measure, checkins=checked_in(("2025-06-30", f"{value:f}"))), DAY).value
    assert found is None if baseline == target else found is not None and 0 <= found <= 1


days = st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(str)
steps = st.fixed_dictionaries({"title": st.just("Step"), "weight": st.integers(0, 9).map(str), "done": days})


@pytest.mark.no_cover
@given(st.lists(steps, min_size=1, max_size=5))
def test_milestones_stay_between_0_and_1(milestones: list[dict[str, str | None]]) -> None:
    entry = key_result(type="milestone", milestones=[{k: v for k, v in each.items() if v} for each in milestones])
    found = key_result_progress(entry, DAY).value
    weighs = any(each["weight"] != "0" for each in milestones)
    assert found is not None and 0 <= found <= 1 if weighs else found is None
