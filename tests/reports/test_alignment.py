"""What serves what, as people and programs get it."""

from __future__ import annotations

from pathlib import Path

from collab_cli.i18n import language
from collab_cli.model.department import Department
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.alignment import SCHEMA, build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")

IN_ENGLISH = """\
Alignment of goals in Example, 2025-06-30
=========================================
3 links between goals. 1 was agreed with a text that has changed since. 2 goals serve nothing. \
Several departments share 2 of 6 active goals (33 %).

What serves what
----------------
Goal served  Served by  Weight  Reached  How it serves        Agreed text
Share        Revenue      60 %     60 %  More to more people  changed since
Share        Scrap        60 %      0 %  no reason given      not confirmed
Revenue      Leads       100 %     10 %  no reason given      not confirmed

Contribution and outcome
------------------------
Goal     Progress       %  Own outcome  Contribution  Alignment gap  Status
Share    █░░░░░░░░░  10 %         10 %          30 %            +20  off track
Revenue  ██████░░░░  60 %         60 %          10 %            -50  on track

What does not hang together
---------------------------
Matter                                 About    Who
serves no other goal                   Over     Plant, Cem
serves no other goal                   Later    Plant, nobody owns it
department without a goal              Office   -
weights add up to 120 %                Share    Ann
the goal it serves has changed since   Revenue  Sales, Ann
no reason given why it serves another  Scrap    Plant, Cem
no reason given why it serves another  Leads    Sales East, Bob

Goals several departments share
-------------------------------
Goal     Departments
Share    Sales, Plant
Revenue  Sales, Plant, Sales East
"""


def test_at_every_turn(make_workspace: MakeWorkspace) -> None:
    assert render(build(world_of(make_workspace(TURNS))), EN) == IN_ENGLISH


def test_in_chinese(make_workspace: MakeWorkspace) -> None:
    lines = render(build(world_of(make_workspace(TURNS))), chinese()).splitlines()
    assert lines[2] == (
        "目标之间共有 3 条承接关系。其中 1 条商定之后，上级目标的内容已变更。有 2 个目标未承接任何上级目标。"
        "6 个有效目标中有 2 个由多个部门共担（33%）。"
    )
    assert lines[6:8] == [
        "上级目标  承接的目标  权重  完成  如何支持             商定内容",
        "Share     Revenue      60%   60%  More to more people  已变更",
    ]
    assert lines[-2:] == ["Share    Sales、Plant", "Revenue  Sales、Plant、Sales East"]


def test_the_demo(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path / "demo")))
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/alignment/v1"
    assert [*record] == [
        *("as_of", "links", "outcomes", "orphans", "undeployed", "circles", "departments_without_goal", "unbalanced"),
        *("shared", "active_goals", "shared_rate", "unread_kinds"),
    ]
    assert [str(value) for value in record["links"][0].values()] == [
        *("increase-revenue", "increase-market-share", "0.4", "0.4", "新客户与复购直接带来份额", "current", "0.5"),
    ]
    assert [str(value) for value in record["outcomes"][0].values()] == [
        *("increase-market-share", "0.4", "0.4", "0.47", "0.07"),
    ]
    assert (str(record["shared_rate"]), record["orphans"], record["departments_without_goal"]) == ("0.25", [], [])


def test_one_department(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(TURNS))
    lines = render(build(world, world.get(Department, "sales")), EN).splitlines()
    assert lines[4:] == [
        "What serves what",
        "----------------",
        "Goal served  Served by  Weight  Reached  How it serves        Agreed text",
        "Share        Revenue      60 %     60 %  More to more people  changed since",
        "Revenue      Leads       100 %     10 %  no reason given      not confirmed",
    ]


def test_a_circle_and_a_company_goal_nothing_serves(make_workspace: MakeWorkspace) -> None:
    head = "level: company\nperiod: '2025'\nstatus: active\n"
    files = {
        "goals/a.yaml": f"title: A\n{head}contributes_to: [{{goal: b, how: x}}]\n",
        "goals/b.yaml": f"title: B\n{head}contributes_to: [{{goal: a, how: x}}]\n",
        "goals/c.yaml": f"title: C\n{head}",
    }
    lines = render(build(world_of(make_workspace(files))), EN).splitlines()
    assert lines[-3:] == [
        "Matter                              About  Who",
        "no goal serves the company goal     C      nobody owns it",
        "goals serve each other in a circle  A, B   -",
    ]


def test_nothing_to_tell(make_workspace: MakeWorkspace) -> None:
    lines = render(build(world_of(make_workspace({}))), EN).splitlines()
    assert lines[2:7] == [
        "0 links between goals.",
        "",
        "What serves what",
        "----------------",
        "no goal serves another",
    ]
    unread = render(build(world_of(make_workspace({"goals/broken.yaml": "title: [\n"}))), EN)
    assert "goals/broken.yaml cannot be read; collab check says why" in unread
