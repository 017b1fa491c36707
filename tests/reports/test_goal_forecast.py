"""Where a goal is heading, as people and programs get it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.page import Report
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.goal_forecast import SCHEMA, build
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import world_of

GOAL = """\
title: Grow
level: company
period: "2025"
commitment: aspirational
status: active
key_results:
  - id: kr1
    title: Share
    baseline: 10
    target: 20
    unit: "%"
    checkins:
      - {date: 2025-04-30, value: 12}
      - {date: 2025-05-31, value: 13}
      - {date: 2025-06-30, value: 14, confidence: 0.6}
  - {id: kr2, title: Scrap, direction: decrease, baseline: 4, target: 2, unit: "%",
     checkins: [{date: 2025-06-30, value: 3.5}]}
  - {id: kr3, title: Certified, type: boolean, checkins: [{date: 2025-06-30, value: false}]}
  - {id: kr4, title: New, baseline: 0, target: 10, unit: shops}
  - {id: kr5, title: Line, type: milestone, milestones: [{title: Design, done: 2025-05-01}, {title: Pilot}]}
"""


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace({"collab.yaml": MINIMAL_SETTINGS, "goals/grow.yaml": GOAL}))


def report(world: World) -> Report:
    record = world.workspace.get(Goal, "grow")
    assert record is not None
    return build(world, record)


def test_the_page(world: World) -> None:
    assert render(report(world), language("en")) == (
        "Where Grow (grow) is heading, 2025-06-30\n"
        "========================================\n"
        "Period           2025: 2025-01-01 to 2025-12-31\n"
        "Commitment       aspirational\n"
        "Progress         ██░░░░░░░░ 23 %\n"
        "Expected by now  49 %\n"
        "Forecast         47 %\n"
        "Reached on       -\n"
        "\n"
        "Key result  Now  At the end    Target  Forecast  Reached on  Sure  Drawn from\n"
        "Share        14       20.03      20 %     100 %  2025-12-31  60 %  3 check-ins\n"
        "Scrap       3.5        2.99       2 %      51 %           -     -  the pace\n"
        "Certified     -           -         -         -           -     -  no forecast\n"
        "New           -           -  10 shops         -           -     -  no check-in yet\n"
        "Line          -           -         -     101 %           -     -  the pace\n"
        "\n"
        "collab goal show grow --explain shows what each number is made of\n"
    )


def test_in_chinese(world: World) -> None:
    lines = render(report(world), language("zh")).splitlines()
    assert lines[0] == "Grow (grow) 的走势，2025-06-30"
    assert lines[9].split() == ["关键结果", "最新", "期末值", "目标值", "期末预测", "达成日", "信心", "依据"]
    assert lines[10].endswith("  3 次填报")


def test_too_early(world: World) -> None:
    early = world_of(world.workspace.snapshot.origin.root, date(2025, 2, 1))
    assert "\nno forecast before 20 % of the period is over\n" in render(report(early), language("en"))


def test_what_rests_on_old_values_is_not_forecast(world: World) -> None:
    late = world_of(world.workspace.snapshot.origin.root, date(2025, 12, 1))
    lines = render(report(late), language("en")).splitlines()
    assert lines[10:13] == [
        "Share        14           -      20 %         -           -  60 %  the newest check-in is too old",
        "Scrap       3.5           -       2 %         -           -     -  the newest check-in is too old",
        "Certified     -           -         -         -           -     -  the newest check-in is too old",
    ]
    data: dict[str, Any] = plain_data(report(late).record, language("en"))
    first = data["key_results"][0]
    assert (data["is_stale"], first["is_stale"], str(first["forecast"])) == (True, True, "1.002669294")


def test_the_record(world: World) -> None:
    found = report(world)
    data: dict[str, Any] = plain_data(found.record, language("en"))
    assert found.schema == SCHEMA
    first = data["key_results"][0]
    assert {key: str(first[key]) for key in ("at_end", "forecast", "finish", "slope", "confidence")} == {
        "at_end": "20.03",
        "forecast": "1.002669294",
        "finish": "2025-12-31",
        "slope": "0.003278395",
        "confidence": "0.6",
    }
    assert [(each["date"], str(each["progress"])) for each in first["points"]] == [
        ("2025-04-30", "0.2"),
        ("2025-05-31", "0.3"),
        ("2025-06-30", "0.4"),
    ]
