from __future__ import annotations

import json

import pytest

from collab_cli.graph.lookup import find_record
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.charter import Charter
from collab_cli.model.kinds import kind_named
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.json_text import render as render_json
from collab_cli.renderers.plain import render
from collab_cli.reports.records import build_list, build_one
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company

EN, ZH = language("en"), language("zh")


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(small_company()))


def shown(world: World, kind: str, record_id: str, lang: str = "en") -> str:
    found = kind_named(kind)
    assert found is not None
    return render(build_one(world, find_record(world.workspace, found, record_id)), EN if lang == "en" else ZH)


def listed(world: World, kind: str, lang: str = "en") -> str:
    found = kind_named(kind)
    assert found is not None
    return render(build_list(world, found), EN if lang == "en" else ZH)


def test_a_list_shows_names_not_ids(world: World) -> None:
    assert listed(world, "goal") == (
        "Id                     Title                  Status  Level       Department  Owner\n"
        "fewer-returns          Fewer returns          active  department  Production  Wang Qiang\n"
        "increase-market-share  Increase market share  active  company                 Li Na\n"
        "increase-revenue       Increase revenue       active  department  Sales       Zhang Wei\n"
    )
    assert listed(world, "department", "zh") == (
        "编号        名称    状态  负责人\n"
        "sales       销售部  有效  张伟\n"
        "production  生产部  有效  王强\n"
        "marketing   市场部  有效  刘芳\n"
    )


def test_one_record_whole(world: World) -> None:
    digest = charter_digest(world)
    assert shown(world, "charter", "marketing") == (
        "charter: Charter of Marketing (marketing)\n"
        "=========================================\n"
        "Id              marketing\n"
        "Type            department\n"
        "Version         1\n"
        "Status          effective\n"
        "Effective from  2025-02-01\n"
        "Purpose         Know the market and be known in it\n"
        "File            charters/marketing.yaml\n"
        "\n"
        "Duties\n"
        "------\n"
        "Market research (market-research)\n"
        "├── Scope                          Industry and competitors\n"
        "├── Content                        Quarterly report\n"
        "├── Workflow                       Question, Collect, Report\n"
        "├── Standards                      Published 10 working days after the quarter\n"
        "└── Raci\n"
        "    ├── Marketing                  accountable, responsible\n"
        "    └── Sales                      consulted\n"
        "Brand promotion (brand-promotion)\n"
        "├── Scope                          All product lines\n"
        "├── Content                        Yearly plan, Campaigns\n"
        "├── Workflow                       Plan, Run, Review\n"
        "├── Standards                      Awareness measured every quarter from 2025-09-30\n"
        "└── Raci\n"
        "    ├── Marketing                  accountable, responsible\n"
        "    └── Sales                      informed\n"
        "\n"
        "Approvals\n"
        "---------\n"
        "Department  By         Date        Digest\n"
        f"Marketing   Liu Fang   2025-01-25  {digest}\n"
        f"Sales       Zhang Wei  2025-01-26  {digest}\n"
        "\n"
        "Acknowledgements\n"
        "----------------\n"
        "Person    Date        Version\n"
        "Liu Fang  2025-02-03  1\n"
        "Zhou Min  2025-02-03  1\n"
    )


def charter_digest(world: World) -> str:
    charter = world.get(Charter, "marketing")
    assert charter is not None
    return world.digest(charter)


def test_an_entry_of_a_register_names_its_line(world: World) -> None:
    assert shown(world, "person", "Zhou Min", "zh") == (
        "人员：周敏 (zhou-min)\n"
        "=====================\n"
        "编号      zhou-min\n"
        "部门      市场部\n"
        "可用工时  1\n"
        "状态      在职\n"
        "文件      people.yaml:6\n"
    )


def test_the_record_for_programs_is_what_is_written(world: World) -> None:
    found = kind_named("action")
    assert found is not None
    report = build_list(world, found)
    assert plain_data(report.record, EN) == {
        "records": [
            {
                "id": "2025-06-23-photograph-returns",
                "kind": "action",
                "path": "actions/2025-06-23-photograph-returns.yaml",
                "title": {"zh": "退货逐件拍照", "en": "Photograph every return"},
                "owner": "wang-qiang",
                "due": "2025-07-04",
                "origin": "meeting:2025-06-23-weekly/dec1",
                "priority": "normal",
                "status": "open",
            }
        ],
        "unread_kinds": [],
    }


def test_the_value_of_a_check_in_is_a_number_or_a_truth(make_workspace: MakeWorkspace) -> None:
    goal = """\
title: G
level: company
period: "2025"
key_results:
  - {id: kr1, title: N, baseline: 0, target: 100, unit: t, checkins: [{date: 2025-06-30, value: "92"}]}
  - {id: kr2, title: D, baseline: 0, target: 100, unit: t, checkins: [{date: 2025-06-30, value: 13.60}]}
  - {id: kr3, title: B, type: boolean, checkins: [{date: 2025-06-30, value: true}, {date: 2025-06-29, value: false}]}
"""
    world = world_of(make_workspace(small_company({"goals/g.yaml": goal})))
    found = kind_named("goal")
    assert found is not None
    report = build_one(world, find_record(world.workspace, found, "g"))
    written = json.loads(render_json(report, EN))
    values = [[checkin["value"] for checkin in result["checkins"]] for result in written["key_results"]]
    assert repr(values) == "[[92], [13.6], [True, False]]"


def test_a_map_stands_under_its_own_heading(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(small_company()))
    assert shown(world, "handoff", "weekly-forecast", "zh") == (
        "部门间交付：周需求预测 (weekly-forecast)\n"
        "========================================\n"
        "编号      weekly-forecast\n"
        "提供方    销售部\n"
        "接收方    生产部\n"
        "交付物    Orders expected in the next 8 weeks\n"
        "频率      周\n"
        "时限要求  Monday noon\n"
        "沟通渠道  跨部门工作群\n"
        "状态      已约定\n"
        "文件      handoffs/weekly-forecast.yaml\n"
        "\n"
        "接收确认\n"
        "--------\n"
        "人员  王强\n"
        "日期  2025-02-03\n"
        "\n"
        "交付记录\n"
        "--------\n"
        "完成时限    交付日期    已验收\n"
        "2025-06-23  2025-06-23  是\n"
    )


def test_a_map_with_maps_in_it_is_a_tree(make_workspace: MakeWorkspace) -> None:
    training = (
        "title: Talk\ndate: 2025-05-20\nstatus: held\nevaluation: {reaction: 4.5, learning: {pre: 60, post: 82}}\n"
    )
    world = world_of(make_workspace(small_company({"training/talk.yaml": training})))
    assert shown(world, "training", "talk").endswith(
        "Evaluation\n----------\nReaction  4.5\nLearning\n├── Pre   60\n└── Post  82\n"
    )


def test_records_that_cannot_be_read_are_not_taken_for_none(make_workspace: MakeWorkspace) -> None:
    broken = world_of(make_workspace({"goals/broken.yaml": "title: [\n"}))
    goal, channel = kind_named("goal"), kind_named("channel")
    assert goal is not None
    assert channel is not None
    assert render(build_list(broken, goal), EN) == "some goals cannot be read\n"
    assert build_list(broken, goal).record == {"records": [], "unread_kinds": ["goal"]}
    assert render(build_list(broken, channel), EN) == "there are no channels yet\n"
