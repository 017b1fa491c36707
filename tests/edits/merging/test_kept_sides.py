"""The proof of a merge finds whatever is missing, and whatever has come back."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from collab_cli.edits.merging.kept_sides import at_least, is_back, is_miscounted, is_missing
from collab_cli.model.charter import Charter
from collab_cli.model.fields import StructType

WANTED = StructType(Charter)
BASE: dict[str, Any] = {"title": "T", "duties": [{"id": "a", "title": "A", "content": ["one"]}]}


def charter(*duties: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"title": "T", "duties": list(duties), **fields}


A = {"id": "a", "title": "A", "content": ["one"]}


@pytest.mark.parametrize(
    ("side", "result"),
    [
        (charter(A, purpose="p"), BASE),
        (charter({**A, "title": "B"}), BASE),
        (charter(A, {"id": "b", "title": "B"}), BASE),
        (charter({**A, "content": ["one", "two"]}), BASE),
        (charter(A, change_log=[{"date": "2025-01-01", "note": "x"}]), BASE),
        (charter({**A, "raci": {"hr": "A"}}), charter({**A, "raci": {"it": "A"}})),
    ],
)
def test_what_is_missing(side: Any, result: Any) -> None:
    assert is_missing(BASE, side, result, WANTED)
    assert not is_missing(BASE, side, side, WANTED)
    assert not is_missing(BASE, BASE, result, WANTED)


@pytest.mark.parametrize("side", [charter(), charter({**A, "content": []}), {"title": "T"}, None])
def test_what_has_come_back(side: Any) -> None:
    assert is_back(BASE, side, BASE, WANTED)
    assert not is_back(BASE, side, side, WANTED)
    assert not is_missing(BASE, side, side, WANTED)


def test_a_renamed_entry_is_not_missing() -> None:
    renamed, edited = charter({**A, "id": "b"}), charter({**A, "title": "B"})
    both = charter({**A, "id": "b", "title": "B"})
    assert not is_missing(BASE, renamed, both, WANTED)
    assert not is_missing(BASE, edited, both, WANTED)
    assert is_missing(BASE, edited, renamed, WANTED)


def test_statements_of_one_day_are_all_looked_for() -> None:
    one, two = {"date": "2025-01-01", "note": "x"}, {"date": "2025-01-01", "note": "y"}
    both = charter(A, change_log=[one, two])
    assert not is_missing(BASE, charter(A, change_log=[two]), both, WANTED)
    assert is_missing(BASE, charter(A, change_log=[two]), charter(A, change_log=[one]), WANTED)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "least"),
    [(0, 1, 0, 1), (0, 1, 1, 1), (1, 1, 1, 1), (1, 0, 1, 0), (1, 0, 2, 1), (2, 3, 2, 3), (1, 0, 0, 0)],
)
def test_how_often_something_must_be_there(base: int, ours: int, theirs: int, least: int) -> None:
    assert at_least(Counter(x=base), Counter(x=ours), Counter(x=theirs))["x"] == least


def test_two_of_the_same_are_two() -> None:
    entry = {"date": "2025-01-01", "note": "x"}
    one, two, three = (charter(A, change_log=[entry] * count) for count in (1, 2, 3))
    assert is_miscounted([two, three, two], two, WANTED)
    assert not is_miscounted([two, three, two], three, WANTED)
    assert is_miscounted([two, one, two], two, WANTED)
    assert not is_miscounted([two, one, two], one, WANTED)
