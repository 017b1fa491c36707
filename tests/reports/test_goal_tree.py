"""The goal tree as people and programs get it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.goals.active_goals import Asked
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.goal_tree import LEVELS, SCHEMA, build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")

DEMO_IN_ENGLISH = """\
Goals of Example Manufacturing
==============================
Increase market share (increase-market-share)                    ████░░░░░░  40 %  at risk   pace 0.81  李娜
├── Increase revenue (increase-revenue)                          █████░░░░░  50 %  on track  \
pace 1.01  Sales, 张伟       carries 40 %
├── Raise quality and efficiency (raise-quality-and-efficiency)  █████░░░░░  50 %  on track  \
pace 1.01  Production, 王强  carries 30 %
└── Strengthen brand and customer relations (strengthen-brand)   ████░░░░░░  40 %  at risk   \
pace 0.81  Marketing, 刘芳   carries 30 %
"""

DEMO_IN_CHINESE = """\
示例制造公司的目标
==================
提高市场占有率 (increase-market-share)                     ████░░░░░░  40%  有风险  进度比 0.81  李娜
├── 增加销售额 (increase-revenue)                          █████░░░░░  50%  正常    进度比 1.01  销售部，张伟  承担 40%
├── 提高产品质量和生产效率 (raise-quality-and-efficiency)  █████░░░░░  50%  正常    进度比 1.01  生产部，王强  承担 30%
└── 加强品牌推广和客户关系管理 (strengthen-brand)          ████░░░░░░  40%  有风险  进度比 0.81  市场部，刘芳  承担 30%
"""


def test_the_demo(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path)))
    assert render(report, EN) == DEMO_IN_ENGLISH
    assert render(report, chinese()) == DEMO_IN_CHINESE


BASE = {
    "departments.yaml": "- {id: sales, name: {zh: 销售部, en: Sales}}\n",
    "people.yaml": "- {id: chen-jie, name: {zh: 陈杰, en: Chen Jie}, department: sales}\n",
}


def goal(title: str, status: str, parents: str = "", more: str = "department: sales") -> str:
    head = f"title: {title}\nlevel: {'department' if 'department' in more else 'company'}\nperiod: '2025'\n"
    return f"{head}status: {status}\ncontributes_to: [{parents}]\n{more}\n"


TANGLED = {
    **BASE,
    "goals/a-top.yaml": goal("{zh: 增长, en: Grow}", "active", more=""),
    "goals/b-other.yaml": goal("{zh: 省钱, en: Save}", "proposed", more="owner: chen-jie"),
    "goals/c-both.yaml": goal(
        "{zh: 两全, en: Both}",
        "active",
        "{goal: a-top, weight: 0.125}, {goal: b-other}",
        "department: sales\nowner: chen-jie",
    ),
    "goals/d-below.yaml": goal("{zh: 细化, en: Refine}", "draft", "{goal: c-both, weight: 1}"),
    "goals/e-one.yaml": goal("{zh: 甲, en: One}", "achieved", "{goal: e-two}"),
    "goals/e-two.yaml": goal("{zh: 乙, en: Two}", "missed", "{goal: e-one}"),
    "goals/f-orphan.yaml": goal("{zh: 孤立, en: Alone}", "cancelled", "{goal: nowhere}"),
}

TANGLED_IN_ENGLISH = """\
Goals of Example Manufacturing
==============================
Grow (a-top)              active     nobody owns it
└── Both (c-both)         active     Sales, Chen Jie        carries 13 %
    └── Refine (d-below)  draft      Sales, nobody owns it  carries 100 %
Save (b-other)            proposed   Chen Jie
└── Both (c-both)         active     Sales, Chen Jie        what serves it stands above
One (e-one)               achieved   Sales, nobody owns it
└── Two (e-two)           missed     Sales, nobody owns it
    └── One (e-one)       achieved   Sales, nobody owns it  circle
Alone (f-orphan)          cancelled  Sales, nobody owns it
"""

TANGLED_IN_CHINESE = """\
示例制造公司的目标
==================
增长 (a-top)            有效    无责任人
└── 两全 (c-both)       有效    销售部，陈杰      承担 13%
    └── 细化 (d-below)  草稿    销售部，无责任人  承担 100%
省钱 (b-other)          已提议  陈杰
└── 两全 (c-both)       有效    销售部，陈杰      下级目标见上文
甲 (e-one)              达成    销售部，无责任人
└── 乙 (e-two)          未达成  销售部，无责任人
    └── 甲 (e-one)      达成    销售部，无责任人  循环
孤立 (f-orphan)         已取消  销售部，无责任人
"""


@pytest.fixture
def tangled(make_workspace: MakeWorkspace) -> World:
    """Two parents of one goal, a draft, a circle, and a goal that serves nothing there is."""
    return world_of(make_workspace(TANGLED))


def test_a_tangled_tree(tangled: World) -> None:
    report = build(tangled)
    assert render(report, EN) == TANGLED_IN_ENGLISH
    assert render(report, chinese()) == TANGLED_IN_CHINESE


def outline(goals: list[Any]) -> list[Any]:
    """Return id, weight and cut of the goals of a record, with those below them."""
    return [(one["id"], one["weight"], one["cut"], outline(one["contributors"])) for one in goals]


def test_the_record_has_the_same_shape(tangled: World) -> None:
    report = build(tangled)
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/goal-tree/v1"
    assert [(one[0], one[2]) for one in outline(record["goals"])] == [
        ("a-top", None),
        ("b-other", None),
        ("e-one", None),
        ("f-orphan", None),
    ]
    grow, save, one, alone = record["goals"]
    assert [str(item) for item in outline(grow["contributors"])] == [
        "('c-both', Decimal('0.125'), None, [('d-below', 1, None, [])])"
    ]
    assert outline(save["contributors"]) == [("c-both", None, "repeated", [])]
    assert outline(one["contributors"]) == [("e-two", None, None, [("e-one", None, "circle", [])])]
    assert alone == {
        "id": "f-orphan",
        "title": "Alone",
        "level": "department",
        "department": "sales",
        "owner": None,
        "period": "2025",
        "status": "cancelled",
        "weight": None,
        "path": "goals/f-orphan.yaml",
        "cut": None,
        "asked": True,
        "progress": None,
        "own": None,
        "contribution": None,
        "alignment_gap": None,
        "rollup": "children",
        "expected": None,
        "pace": None,
        "gap": None,
        "shown_status": None,
        "is_stale": False,
        "forecast": None,
        "finish": None,
        "broken_guardrails": 0,
        "contributors": [],
    }


def test_one_goal_and_what_serves_it(tangled: World) -> None:
    report = build(tangled, tangled.get(Goal, "c-both"))
    assert render(report, EN).splitlines()[2:] == [
        "Both (c-both)         active  Sales, Chen Jie",
        "└── Refine (d-below)  draft   Sales, nobody owns it  carries 100 %",
    ]


def test_a_tree_from_the_middle_of_a_circle(tangled: World) -> None:
    report = build(tangled, tangled.get(Goal, "e-two"))
    assert render(report, EN).splitlines()[2:] == [
        "Two (e-two)          missed    Sales, nobody owns it",
        "└── One (e-one)      achieved  Sales, nobody owns it",
        "    └── Two (e-two)  missed    Sales, nobody owns it  circle",
    ]


def test_no_goal_yet(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({})))
    assert render(report, EN).splitlines()[2:] == ["there is no goal yet; collab goal add adds one"]
    assert render(report, chinese()).splitlines()[2:] == ["还没有目标；用 collab goal add 添加"]
    assert report.record == {"goals": [], "unread_kinds": [], "as_of": date(2025, 6, 30)}


def test_goals_that_cannot_be_read_are_not_taken_for_none(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({"goals/broken.yaml": "title: [\n"})))
    assert render(report, EN).splitlines()[2:] == ["some goals cannot be read"]
    assert render(report, chinese()).splitlines()[2:] == ["部分目标无法读取"]
    assert report.record == {"goals": [], "unread_kinds": ["goal"], "as_of": date(2025, 6, 30)}


def test_a_leaf_under_two_goals_is_whole_under_both(make_workspace: MakeWorkspace) -> None:
    files = {
        "goals/a.yaml": goal("A", "active", more=""),
        "goals/b.yaml": goal("B", "active", more=""),
        "goals/c.yaml": goal("C", "active", "{goal: a}, {goal: b}", ""),
    }
    record = plain_data(build(world_of(make_workspace(files))).record, EN)
    assert outline(record["goals"]) == [
        ("a", None, None, [("c", None, None, [])]),
        ("b", None, None, [("c", None, None, [])]),
    ]


def test_many_ways_between_goals_do_not_multiply(make_workspace: MakeWorkspace) -> None:
    files = {
        f"goals/{side}-{level}.yaml": goal(f"{side}{level}", "active", parents, "")
        for level in range(30)
        for parents in [f"{{goal: l-{level - 1}}}, {{goal: r-{level - 1}}}" if level else ""]
        for side in "lr"
    }
    lines = render(build(world_of(make_workspace(files))), EN).splitlines()
    assert len(lines) == 2 + 2 + 4 * 29


def test_a_deep_tree_is_cut_and_says_how_to_go_on(make_workspace: MakeWorkspace) -> None:
    files = {
        f"goals/g-{level:04}.yaml": goal(f"G{level}", "active", f"{{goal: g-{level - 1:04}}}" if level else "", "")
        for level in range(LEVELS + 1)
    }
    world = world_of(make_workspace(files))
    lines = render(build(world), EN).splitlines()[2:]
    assert len(lines) == LEVELS
    assert lines[-1].endswith("more below: collab goal tree g-0049")
    assert render(build(world), chinese()).splitlines()[-1].endswith("更下级：collab goal tree g-0049")
    below = render(build(world, world.get(Goal, "g-0049")), EN).splitlines()[2:]
    assert len(below) == 2


@pytest.fixture
def turns(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(TURNS))


def test_figures_at_every_turn(turns: World) -> None:
    assert render(build(turns), EN).splitlines()[2:] == [
        "Share (a-share)          █░░░░░░░░░  10 %  off track         pace 0.20  Ann",
        "├── Revenue (b-revenue)  ██████░░░░  60 %  on track          pace 1.21  Sales, Ann             carries 60 %"
        "  limit broken",
        "│   └── Leads (c-leads)  █░░░░░░░░░  10 %  off track         pace 0.10  Sales East, Bob",
        "└── Scrap (d-scrap)      ░░░░░░░░░░  0 %   off track, stale  pace 0.00  Plant, Cem             carries 60 %",
        "Over (e-over)            ████████░░  75 %  missed, stale     pace 0.75  Plant, Cem",
        "Closed (f-closed)        ████████░░  80 %  achieved          pace 0.80  Plant, Cem",
        "Later (g-later)          ░░░░░░░░░░  0 %   just started                 Plant, nobody owns it",
        "Draft (h-draft)          ··········  -     draft                        Plant, nobody owns it",
        "Gone (i-gone)            ··········  -     cancelled                    Plant, nobody owns it",
    ]


@pytest.mark.parametrize(
    ("asked", "goals"),
    [
        (Asked(owner="bob"), [("a-share", False), ("b-revenue", False), ("c-leads", True)]),
        (Asked(department="sales"), [("a-share", False), ("b-revenue", True), ("c-leads", True)]),
        (Asked(state="stale"), [("a-share", False), ("d-scrap", True), ("e-over", True)]),
        (Asked(owner="nobody"), []),
    ],
)
def test_goals_asked_for_stand_below_what_they_serve(turns: World, asked: Asked, goals: list[tuple[str, bool]]) -> None:
    def listed(records: list[dict[str, Any]]) -> list[tuple[str, bool]]:
        return [pair for one in records for pair in ((one["id"], one["asked"]), *listed(one["contributors"]))]

    report = build(turns, asked=asked)
    assert listed(report.record["goals"]) == goals
    if not goals:
        assert render(report, EN).splitlines()[2:] == ["no goal is as asked for"]


def test_so_many_levels(turns: World) -> None:
    lines = render(build(turns, depth=2), EN).splitlines()[2:5]
    assert [line.split("  ")[0] for line in lines] == [
        "Share (a-share)",
        "├── Revenue (b-revenue)",
        "└── Scrap (d-scrap)",
    ]
    assert lines[1].endswith("more below: collab goal tree b-revenue")
