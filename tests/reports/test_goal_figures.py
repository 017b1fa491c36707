"""The figures of a goal taken apart, as people and programs get them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.page import Report
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.goal_figures import SCHEMA, build, shown_value
from tests.rules.worlds import green_demo, world_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(green_demo(tmp_path_factory.mktemp("demo") / "demo"))


def report(world: World, goal: str) -> Report:
    record = world.workspace.get(Goal, goal)
    assert record is not None
    return build(world, record)


def test_the_page(world: World) -> None:
    text = re.sub(r"(?<=\w)  +", "  ", render(report(world, "increase-revenue"), language("en")))
    assert text.startswith(
        "The figures of Increase revenue (increase-revenue) on 2025-06-30\n"
        "================================================================\n"
        "line numbers without a file are those of goals/2025/increase-revenue.yaml\n\n"
        "P progress: 0.5 = O\n"
        "├── O own outcome: 0.5 = sum(w * p) / sum(w)\n"
        "│   ├── 销售额 (kr1)\n"
        "│   │   ├── p progress: 0.6 = (c - b) / (t - b)\n"
        "│   │   │   ├── c value of 2025-06-30: 92  line 23\n"
        "│   │   │   ├── b baseline: 80  line 19\n"
        "│   │   │   └── t target: 100  line 20\n"
        "│   │   └── w weight: 1  not written, so 1\n"
    )
    assert "\ne expected: 0.4945 = (d - start) / (end - start)\n" in text
    assert "\nq pace: 1.0111 = P / e\n" in text
    assert "\ng gap: -0.0055 = e - P\n" in text
    assert "\nstatus: on track = q >= pace-on-track or g <= gap-on-track\n" in text
    assert "\n新客户 (kr2)\n" in text


def test_contributors_name_their_files(world: World) -> None:
    text = render(report(world, "increase-market-share"), language("zh"))
    assert "│   ├── 增加销售额 (increase-revenue)，goals/2025/increase-revenue.yaml\n" in text
    assert "\nC - O 对齐差距：0.07 = C - O\n" in text


def test_the_record(world: World) -> None:
    found = report(world, "increase-revenue")
    data: dict[str, Any] = plain_data(found.record, language("en"))
    assert found.schema == SCHEMA
    assert sorted(data) == ["as_of", "figures", "goal", "key_results", "path", "title"]
    assert [figure["symbol"] for figure in data["figures"]] == ["P", "e", "q", "g", "p_end", "status"]
    assert sorted(data["figures"][0]) == [
        *("column", "formula", "inputs", "label", "line", "note", "path", "symbol", "value"),
    ]
    assert data["key_results"][0]["figures"][0]["inputs"][0] == {
        "symbol": "c",
        "label": "value of 2025-06-30",
        "value": 92,
        "formula": None,
        "path": "goals/2025/increase-revenue.yaml",
        "line": 23,
        "column": 35,
        "note": None,
        "inputs": [],
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("0.494505494505"), "0.4945"),
        (Decimal("0.0032783948"), "0.0033"),
        (Decimal("-0.0055"), "-0.0055"),
        (Decimal("92"), "92"),
        (Decimal(0), "0"),
        (None, "-"),
        (True, "true"),
        ("at_risk", "at risk"),
        ("own", "own"),
    ],
)
def test_values_are_shown_to_a_few_places(value: Any, shown: str) -> None:
    assert language("en").show(shown_value(value)) == shown
