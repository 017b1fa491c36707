"""Laws of the roll-up over trees made up at random."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.analyses.goals.roll_up import GoalProgress, progress_on
from collab_cli.documents.nodes import Document
from collab_cli.graph.goal_tree import GoalTree, Link
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.field_types import read_custom
from collab_cli.model.goal import KIND, Goal
from collab_cli.model.record import Record
from tests.analyses.goals.key_results import checked_in
from tests.conftest import TODAY

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

NUMBERS = st.decimals(-1000, 1000, places=3, allow_nan=False).map(str)
SHARES = st.none() | st.decimals(Decimal("0.01"), 1, places=2).map(str)
WEIGHTS = st.decimals(Decimal("0.001"), 1000, places=3).map(str)
ROLLUPS = st.sampled_from(["own", "children", "mixed", None])
STATES = st.sampled_from(["active", "active", "proposed", "achieved", "missed", "draft", "cancelled"])


@st.composite
def key_results(draw: st.DrawFn) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": "kr", "title": "Share", "unit": "x", "weight": draw(WEIGHTS)}
    entry |= {"baseline": draw(NUMBERS), "target": draw(NUMBERS)}
    if draw(st.booleans()):
        entry["checkins"] = checked_in(("2025-06-01", draw(NUMBERS)))
    return entry


@st.composite
def goals(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return goals as written, each of which may serve one or two before it."""
    found: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 7))):
        goal: dict[str, Any] = {"title": f"G{number}", "level": "company", "period": "2025", "status": draw(STATES)}
        own = draw(st.lists(key_results(), max_size=3))
        goal["key_results"] = [{**entry, "id": f"kr{at}"} for at, entry in enumerate(own, 1)]
        parents = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        goal["contributes_to"] = [
            {"goal": f"g{parent}", **({"weight": weight} if (weight := draw(SHARES)) is not None else {})}
            for parent in parents
        ]
        rollup = draw(ROLLUPS)
        found.append(goal if rollup is None else {**goal, "rollup": rollup})
    return found


def tree_of(written: list[dict[str, Any]], order: list[int]) -> GoalTree:
    """Return the tree of goals, read in this order."""
    records: dict[str, Record[Goal]] = {}
    for number in order:
        value = msgspec.convert(written[number], Goal, dec_hook=read_custom)
        records[f"g{number}"] = Record(KIND, f"g{number}", Document(f"goals/g{number}.yaml", b""), value, value)
    up: dict[str, list[Link]] = {}
    down: dict[str, list[Link]] = {}
    for record in records.values():
        for index, entry in enumerate(record.value.contributes_to):
            link = Link(record, records[entry.goal], entry, index)
            up.setdefault(record.id, []).append(link)
            down.setdefault(entry.goal, []).append(link)
    frozen = [{key: tuple(links) for key, links in each.items()} for each in (up, down)]
    return GoalTree(tuple(records.values()), frozen[0], frozen[1], (), frozenset())


def between(value: Decimal | None, parts: list[Decimal | None]) -> bool:
    known = [part for part in parts if part is not None]
    if value is None or not known:
        return value is None
    return rounded(min(known)) <= rounded(value) <= rounded(max(known))


@settings(max_examples=150, deadline=None)
@given(written=goals())
def test_progress_lies_between_that_of_what_it_is_made_of(written: list[dict[str, Any]]) -> None:
    found = progress_on(tree_of(written, list(range(len(written)))), TODAY)
    for progress in found.values():
        children = [found[link.child.id].value for link, _ in progress.links]
        assert between(progress.own, [each.value for each in progress.key_results])
        assert between(progress.contribution, children)
        parts = {"own": [progress.own], "children": [progress.contribution]}
        assert between(progress.value, parts.get(progress.rollup, [progress.own, progress.contribution]))
        assert progress.value is None or 0 <= progress.value <= 1


@settings(max_examples=100, deadline=None)
@given(data=st.data(), written=goals())
def test_the_order_of_goals_and_key_results_changes_nothing(data: st.DataObject, written: list[dict[str, Any]]) -> None:
    order = data.draw(st.permutations(range(len(written))))
    mixed = [{**goal, "key_results": data.draw(st.permutations(goal["key_results"]))} for goal in written]
    one = progress_on(tree_of(written, list(range(len(written)))), TODAY)
    other = progress_on(tree_of(mixed, order), TODAY)
    assert {goal: figures(progress) for goal, progress in one.items()} == {
        goal: figures(progress) for goal, progress in other.items()
    }


def figures(progress: GoalProgress) -> tuple[Decimal | None, ...]:
    values = (progress.value, progress.own, progress.contribution)
    return tuple(None if value is None else rounded(value) for value in values)


@pytest.mark.parametrize("rollup", ["own", "mixed"])
def test_no_drift_over_ten_thousand_check_ins(tmp_path: Path, rollup: str) -> None:
    from datetime import date, timedelta

    first = date(2000, 1, 1)
    values = [(str(first + timedelta(days=day)), f"{day}.{day % 10}") for day in range(10_000)]
    written = [
        {
            "title": "Long",
            "level": "company",
            "period": "2025",
            "status": "active",
            "rollup": rollup,
            "key_results": [
                {"id": f"kr{at}", "title": "x", "unit": "x", "baseline": "0", "target": "30000", "weight": "0.1",
                 "checkins": checked_in(*values)}
                for at in range(1, 4)
            ],
        }
    ]  # fmt: skip
    tree = tree_of(written, [0])
    for day in (0, 1, 3, 9_999, 12_000):
        seen = min(day, 9_999)
        expected = Decimal(f"{seen}.{seen % 10}") / 30_000
        assert progress_on(tree, first + timedelta(days=day))["g0"].value == expected
