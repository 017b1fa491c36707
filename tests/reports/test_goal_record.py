"""A goal and where it stands, as people and programs get it."""

from __future__ import annotations

import re

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.goal_record import build
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

EN = language("en")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(green_demo(tmp_path_factory.mktemp("demo") / "demo"))


def page(world: World, goal: str, code: str = "en") -> str:
    record = world.workspace.get(Goal, goal)
    assert record is not None
    return render(build(world, record), language(code))


def test_the_standing_stands_before_the_parts(demo: World) -> None:
    text = page(demo, "increase-market-share")
    start, end = text.index("Where it stands"), text.index("\nKey results\n")
    assert text[start:end] == (
        "Where it stands on 2025-06-30\n"
        "-----------------------------\n"
        "Progress         ████░░░░░░ 40 %\n"
        "Expected by now  49 %\n"
        "Pace             0.81\n"
        "Status           at risk\n"
        "Forecast         81 %\n"
        "Own outcome      40 %\n"
        "Contribution     47 %\n"
        "Alignment gap    +7 points\n"
        "\n"
        "Key result  Value  Target  Progress  Pace  Status\n"
        "市场占有率   13.2    15 %      40 %  0.81  at risk\n"
        "\n"
        "collab goal show increase-market-share --explain shows what each number is made of\n"
    )


def test_in_chinese(demo: World) -> None:
    text = page(demo, "strengthen-brand", "zh")
    assert "状态      有风险\n" in text
    assert re.search(r"\n品牌认知度 +38 +45 % +30 ?% +0.61  滞后\n", text)


def test_the_figures_for_programs(demo: World) -> None:
    record = demo.workspace.get(Goal, "strengthen-brand")
    assert record is not None
    standing = plain_data(build(demo, record).record, EN)["standing"]
    assert [str(standing[key]) for key in ("progress", "expected", "pace", "gap", "shown_status")] == [
        *("0.4", "0.494505495", "0.808888889", "0.094505495", "at_risk"),
    ]
    assert [(each["id"], each["computed_status"]) for each in standing["key_results"]] == [
        ("kr1", "off_track"),
        ("kr2", "on_track"),
    ]


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_goals_that_do_not_count_show_no_standing(make_workspace: MakeWorkspace, state: str) -> None:
    root = make_workspace({"goals/x.yaml": f'title: X\nlevel: company\nperiod: "2025"\nstatus: {state}\n'})
    assert "Where it stands" not in page(world_of(root), "x")


def test_levels_and_ranges_show_their_limits(make_workspace: MakeWorkspace) -> None:
    goal = """\
title: X
level: company
period: "2030"
status: active
key_results:
  - {id: kr1, title: Level, direction: at_most, target: 9, unit: x, checkins: [{date: 2025-05-01, value: 8.5}]}
  - {id: kr2, title: Range, direction: range, low: 3, high: 5, unit: x}
  - {id: kr3, title: Done, type: boolean, checkins: [{date: 2025-05-01, value: true}]}
"""
    text = page(world_of(make_workspace({"goals/x.yaml": goal})), "x")
    rows = [re.sub(r" +", " ", line) for line in text.splitlines() if re.match("Level|Range|Done", line)]
    assert rows[1:4] == [
        *("Level 8.5 ≤ 9 x 100 % - stale", "Range - 3 to 5 x 0 % - -", "Done yes - 100 % - stale"),
    ]
