"""A reference to what was renamed or moved counts as one to the new name, in every form references have."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.model.field_types import (
    MayRefer,
    Part,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
)
from collab_cli.model.fields import Reference, TextType
from collab_cli.model.goal import Tension
from collab_cli.model.responsibility_row import ResponsibilityRow

NAMES = NewNames(
    {"department:sales": "trade", "charter:sales": "trade", "goal:grow": "growth", "metric:rate": "speed"},
    {
        ("charter:sales", "research"): ("charter:marketing", "study"),
        ("charter:sales", "offers"): ("charter:trade", "quotes"),
        ("goal:grow", "kr1"): ("goal:growth", "kr3"),
    },
    {"222222222222": "111111111111"},
)


@pytest.mark.parametrize(
    ("text", "refers", "expected"),
    [
        ("grow", Refers("goal"), "growth"),
        ("grow", Refers("metric"), "grow"),
        ("sales", RefersToParty(), "trade"),
        ("person:sales", RefersToParty(), "person:sales"),
        ("goal:grow", RefersOpenly(), "goal:growth"),
        ("goal:grow/kr1", RefersOpenly(), "goal:growth/kr3"),
        ("goal:grow/kr2", RefersOpenly(), "goal:growth/kr2"),
        ("sales/research", RefersToRow(), "marketing/study"),
        ("sales/offers", RefersToRow(), "trade/quotes"),
        ("sales/prices", RefersToRow(), "trade/prices"),
        ("grow", RefersOpenly(), "grow"),
        ("goal:grow", MayRefer(), "goal:growth"),
        ("note: grow", MayRefer(), "note: grow"),
        ("grow", None, "grow"),
    ],
)
def test_text(text: str, refers: Reference | None, expected: str) -> None:
    assert NAMES.text(text, TextType("", refers), Part, "x", "goal:sell") == expected
    assert NewNames().text(text, TextType("", refers), Part, "x", "goal:sell") == text


def test_parts_of_the_same_record() -> None:
    assert NAMES.text("kr1", TextType(), Tension, "between", "goal:grow") == "kr3"
    assert NAMES.text("kr1", TextType(), Tension, "between", "goal:sell") == "kr1"
    assert NAMES.text("offers", TextType("id"), ResponsibilityRow, "next", "charter:sales") == "quotes"
    assert NAMES.text("research", TextType("id"), ResponsibilityRow, "next", "charter:sales") == "research"


def test_digests_stamped_anew() -> None:
    assert NAMES.text("222222222222", TextType("digest"), Part, "digest", "") == "111111111111"
    assert NAMES.text("333333333333", TextType("digest"), Part, "digest", "") == "333333333333"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("kr1.target", "kr3.target"),
        ("key_results.kr1.target", "key_results.kr3.target"),
        ("contributes_to.grow.weight", "contributes_to.growth.weight"),
        ("guardrails.rate.at_most", "guardrails.speed.at_most"),
        ("owner", "owner"),
    ],
)
def test_paths_of_adjustments(path: str, expected: str) -> None:
    assert NAMES.path(path, "goal:grow") == expected


def test_records() -> None:
    assert NAMES.record("goal:grow") == "goal:growth"
    assert NAMES.record("goal:sell") == "goal:sell"
    assert bool(NAMES) is not bool(NewNames())
