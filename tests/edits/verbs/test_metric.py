from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused
from tests.edits.plans import english
from tests.rules.worlds import green_demo


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_values_stand_in_the_order_of_their_days(root: Path) -> None:
    assert do(root, "metric record", "市场占有率", value="13.9 %", date="2025/3/31", note="Survey") == [
        "+    - {date: 2025-03-31, value: 13.9, note: Survey}"
    ]
    text = (root / "metrics.yaml").read_text(encoding="utf-8")
    assert text.index("2024-12-31") < text.index("value: 13.9") < text.index("value: 13.2")


def test_the_first_value_of_a_metric(root: Path) -> None:
    assert do(root, "metric record", "sales-revenue", value="1,200") == [
        "+  points:",
        "+    - date: 2025-06-30",
        "+      value: 1200",
    ]


def test_the_value_of_a_day_is_replaced_and_the_old_one_told(root: Path) -> None:
    change = planned(root, "metric record", "market-share", value="14")
    assert english(change.sentence) == "市场占有率 (market-share) is 14 on 2025-06-30"
    assert [english(note) for note in change.notes] == ["the value of 2025-06-30 was 13.2 before"]
    assert planned(root, "metric record", "market-share", value="13.2").notes == ()
    assert planned(root, "metric record", "market-share", value="13.2").writes == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "collab metric record needs VALUE"),
        ({"value": "much"}, "value cannot be much"),
        ({"value": "1", "date": "2025-13-01"}, "date cannot be 2025-13-01: there is no such day"),
    ],
)
def test_wrong_input(root: Path, said: dict[str, str], expected: str) -> None:
    assert refused(root, "metric record", "market-share", **said).partition("; ")[0] == expected


def test_the_day_of_a_value_is_the_last_such_day(root: Path) -> None:
    said = {"value": "13.1", "date": "12/1"}
    notes = planned(root, "metric record", "market-share", **said).notes
    assert [english(note) for note in notes] == ["12/1 is taken for 2024-12-01"]
    assert do(root, "metric record", "market-share", **said) == ["+    - {date: 2024-12-01, value: 13.1}"]
    notes = planned(root, "metric record", "market-share", value="13.1", date="2025-07-01").notes
    assert [english(note) for note in notes] == ["2025-07-01 is still to come: date tells what has happened"]
