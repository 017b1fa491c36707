"""The monthly report: the figures of the demo, every turn of a busy month, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.renderers.columns import text_width
from collab_cli.renderers.csv_text import render as render_csv
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.renderers.sheets import sheets_of
from collab_cli.renderers.terminal import render as render_terminal
from collab_cli.reports.monthly import SCHEMA, build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.reports.month_parts import EN, parts
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

FIRST = date(2025, 6, 1)


@pytest.fixture
def turns(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(TURNS))


def test_the_figures_of_the_demo(tmp_path: Path) -> None:
    found = parts(world_of(green_demo(tmp_path / "demo")))
    assert found[""] == [
        "Monthly report of Example Manufacturing, June 2025",
        "By 2025-06-30 the company goal “Increase market share” has reached 40 %, where 49 % was to be "
        "expected: at risk. "
        "The departments have reached 47 % on average; by 2025-05-31 nothing had been checked in. "
        "Of 3 goals in the departments: 2 on track, 1 at risk. "
        "Furthest behind is “品牌认知度” of “Strengthen brand and customer relations”; the cause given: 投放延后. "
        "2 key results are at risk without a cause or measure given. "
        "No target, proposal, action or missing measure waits for a decision.",
    ]
    assert found["Company"][5:9] == [
        "Key result              市场占有率: 13.2 of 15 %",
        "By its own key results  40 %",
        "By what serves it       47 %; alignment gap +7 points",
        "Change                  first value, none by 2025-05-31",
    ]
    assert found["Departments"][1:-1] == [
        "Sales                █████░░░░░  50 %      49 %   first  1 on track",
        "Production           █████░░░░░  50 %      49 %   first  1 on track",
        "Marketing            ████░░░░░░  40 %      49 %   first  1 at risk",
        "Mean of departments  █████░░░░░  47 %             first",
    ]
    assert found["Departments"][-1] == (
        "Gap and change are in percentage points; a gap above 0 is behind what was to be expected. "
        "“First” is a first value: there was none by 2025-05-31. "
        "The mean counts every department alike; what serves the company goal counts by its weight."
    )
    assert found["Marketing"][1:4] == [
        "Strengthen brand and customer relations  ████░░░░░░  40 %      49 %   +9   first      81 %  at risk",
        "– 品牌认知度                             ███░░░░░░░  30 %      49 %  +19              61 %  off track",
        "– 客户留存率                             █████░░░░░  50 %      49 %   -1             101 %  on track",
    ]
    assert "What needs a decision" not in found


def test_the_record_of_the_demo(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path / "demo")))
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/monthly/v1"
    assert {name: str(record[name]) for name in ("as_of", "from", "to", "mean_of_departments", "mean_change")} == {
        "as_of": "2025-06-30",
        "from": "2025-06-01",
        "to": "2025-06-30",
        "mean_of_departments": "0.466666667",
        "mean_change": "None",
    }
    assert [(one["department"], str(one["progress"])) for one in record["departments"]] == [
        ("sales", "0.5"),
        ("production", "0.5"),
        ("marketing", "0.4"),
    ]
    (company,) = record["company"]
    assert (company["before"], company["had_data"], company["change"]) == (0, False, None)
    assert [str(company[name]) for name in ("own", "contribution", "alignment_gap", "expected", "pace")] == [
        "0.4",
        "0.47",
        "0.07",
        "0.494505495",
        "0.808888889",
    ]
    assert sorted(record) == [
        *("as_of", "changes", "company", "departments", "from", "later_adjustments", "mean_change"),
        *("mean_of_departments", "needs", "not_active_yet", "to", "unread_kinds"),
    ]
    assert sorted(company) == [
        *("alignment_gap", "before", "change", "contribution", "department", "expected", "finish", "forecast", "gap"),
        *(
            "had_data",
            "id",
            "is_stale",
            "key_results",
            "measures",
            "own",
            "owner",
            "pace",
            "progress",
            "rollup",
            "shown_status",
        ),
        *("status", "title"),
    ]
    assert record["departments"][2]["goals"][0]["measures"] == [
        {
            "key_result": "strengthen-brand/kr1",
            "gap": Decimal("-1.95"),
            "cause": "投放延后",
            "actions": [
                {
                    "id": "2025-06-30-media-budget-plan",
                    "title": "补充投放预算方案",
                    "owner": "liu-fang",
                    "due": "2025-07-11",
                    "status": "in_progress",
                }
            ],
        }
    ]


def test_a_busy_month(turns: World) -> None:
    found = parts(turns)
    assert found[""][1] == (
        "By 2025-06-30 the company goal “Share” has reached 10 %, where 49 % was to be expected: off track. "
        "The departments have reached 41 % on average; +10 points since 2025-05-31 for what had a value then. "
        "Of 5 goals in the departments: 1 on track, 2 off track, 1 missed, 1 achieved. "
        "Furthest behind is “Leads” of “Leads”, without a cause given. "
        "10 matters need a decision."
    )
    assert found["Plant"] == [
        "Goal, key results  Progress       %  Expected  Gap  Change  Forecast  Status",
        "Scrap              ░░░░░░░░░░   0 %      49 %  +49       -         -  off track, stale",
        "– Scrap            ░░░░░░░░░░   0 %      49 %  +49                 -  off track, stale",
        "– Held             ░░░░░░░░░░   0 %      49 %  +49                 -  at risk, stale",
        "Over               ████████░░  75 %     100 %  +25       0         -  missed, stale",
        "– Over             ████████░░  75 %     100 %  +25                 -  missed, stale",
        "Closed             ████████░░  80 %     100 %  +20   first         -  achieved",
        "– Closed           ████████░░  80 %     100 %  +20                 -  -",
        "Key result  Cause of the gap  Measure     Owner  Due  State",
        "Scrap       no cause given    no measure  -      -",
        "Held        no cause given    no measure  -      -",
        "Over        no cause given    no measure  -      -",
    ]
    assert found["What changed"][1:] == [
        "2025-06-02  Leads   began                      owner: Bob",
        "2025-06-10  Leads   Target of Leads: 20 to 10  market change, fewer fairs, Ann",
        "2025-06-30  Closed  achieved                   score 0.8, New machine, next: keep",
        "2025-06-30  Gone    cancelled",
    ]
    assert found["What needs a decision"][1:] == [
        "limit broken                 Discount cap (Revenue)  Ann    9 on 2025-06-28",
        "off track without a measure  Share (Share)           Ann    39 points behind",
        "off track without a measure  Leads (Leads)           Bob    90 points behind",
        "period over, not closed      Over                    Cem    since 2025-03-31",
        "no check-in in time          Scrap, Held (Scrap)     Cem    since 2025-02-05",
        "no check-in in time          Over (Over)             Cem    since 2025-04-24",
        "proposal undecided           Split anew              -      still to be heard: Sales, Plant; "
        "open since 2025-06-10; the deadline was 2025-06-24",
        "proposal undecided           Decided in July         -      still to be heard: Plant; open since 2025-06-20",
        "action overdue               Call                    Ann    since 2025-06-27",
        "action overdue               Test                    Cem    since 2025-06-27",
    ]


def test_a_busy_month_in_chinese(turns: World) -> None:
    found = parts(turns, chinese())
    assert found[""] == [
        "示例公司月度报告，2025 年 6 月",
        "截至 2025-06-30，公司目标“Share”完成 10%，应有 49%：滞后。"
        "各部门平均完成 41%；其中此前已有数值的，自 2025-05-31 以来变化 +10 个百分点。"
        "部门目标共 5 个：正常 1 个、滞后 2 个、未达成 1 个、达成 1 个。差距最大的是“Leads”的“Leads”，未写原因。"
        "有 10 项需要决定。",
    ]
    assert found["公司"][5:] == [
        "关键结果      Share：1 / 10 %",
        "自身关键结果  10%",
        "下级目标贡献  30%，对齐差距 +20 个百分点",
        "变化          首次填报，截至 2025-05-31 尚无数值",
        "期末预测      2025-12-31 达到 20%",
        "关键结果  差距原因  措施      责任人  完成时限  状况",
        "Share     未写原因  没有措施  -       -",
    ]
    assert found["本期变动"][2] == "2025-06-10  Leads   Leads 的目标值：20 改为 10  市场变化、fewer fairs、Ann"
    assert found["本期变动"][1] == "2025-06-02  Leads   启动                        责任人：Bob"
    assert found["需要决定的事项"][7].endswith("待表态：Sales、Plant；2025-06-10 发起；期限 2025-06-24 已过")
    assert [line.split("  ")[0] for line in found["需要决定的事项"][1:]] == [
        "突破底线",
        "滞后且没有措施",
        "滞后且没有措施",
        "期间已结束，尚未关闭",
        "未按期填报进度",
        "未按期填报进度",
        "会签未决",
        "会签未决",
        "督办事项逾期",
        "督办事项逾期",
    ]


def test_one_department(turns: World) -> None:
    sales = turns.get(Department, "sales")
    found = parts(turns, department=sales)
    assert [*found] == [
        *("", "What needs a decision", "Company", "Departments", "Sales", "Sales East", "What changed"),
    ]
    assert [line.split("  ")[1] for line in found["What changed"][1:]] == ["Leads", "Leads"]


def test_a_span_of_days(turns: World) -> None:
    found = parts(turns, first=date(2025, 5, 20))
    assert found[""][0] == "Monthly report of Example, 2025-05-20 to 2025-06-30"
    assert found["Sales"][1] == ("Revenue            ██████░░░░  60 %      49 %  -11   first     121 %  on track")


def test_for_spreadsheets_every_matter_is_one_table(turns: World) -> None:
    report = build(turns, as_tables=True)
    assert [sheet.name for sheet in sheets_of(report, EN)] == [
        *("Goals", "Departments", "Causes and measures", "What changed", "What needs a decision"),
    ]
    lines = render_csv(report, EN).splitlines()
    assert lines[:3] == [
        'Department,Goal,Owner,"Progress, %","Expected, %","Gap, points","Change, points",'
        '"By its own key results, %","By what serves it, %","Forecast, %",Status,id',
        "Company,Share,Ann,10,49.45,39.45,-,10,30,20.22,off track,a-share",
        "Sales,Revenue,Ann,60,49.45,-10.55,20,60,10,121.33,on track,b-revenue",
    ]


def test_a_month_in_which_nothing_was_worked_on(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({})))
    assert render(report, EN).splitlines()[2:] == [
        "No goal was worked on from 2025-06-01 to 2025-06-30.",
        "",
        "What changed",
        "------------",
        "no goal began, none was adjusted, none came to its end",
    ]
    assert next(sheets_of(build(world_of(make_workspace({})), as_tables=True), EN)).rows == ()


def test_what_cannot_be_read_is_told(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({"goals/broken.yaml": "title: [\n"})))
    assert "goals/broken.yaml cannot be read; collab check says why" in render(report, EN)
    assert report.record["unread_kinds"] == ["goal"]


def test_measures_late_and_done(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/a-share.yaml"].replace(
        "status: off_track",
        "gap_analysis: {cause: Late.}, actions: [2025-06-16-call, 2025-06-17-mend, 2025-06-19-gone]",
    )
    found = parts(world_of(make_workspace({**TURNS, "goals/a-share.yaml": text})))
    assert found["Company"][-2:] == [
        "Share       Late.             Call     Ann    2025-06-27  overdue",
        "                              Mend     Cem    2025-06-27  done",
    ]


def goal(title: str, more: str, level: str = "company") -> str:
    return f"title: {title}\nlevel: {level}\nstatus: active\n{more}\n"


FIGURES = """\
period: "2025"
key_results: [{id: kr1, title: X, baseline: 0, target: 10, unit: pcs, checkins: [{date: 2025-01-05, value: 1}]}]"""
STEEP = """\
period: "2025"
key_results:
  - id: kr1
    title: X
    baseline: 0
    target: 10
    unit: pcs
    checkins: [{date: 2025-04-30, value: 3}, {date: 2025-05-31, value: 5}, {date: 2025-06-30, value: 7}]"""


def test_a_company_goal_without_figures_or_period(make_workspace: MakeWorkspace) -> None:
    files = {"goals/a.yaml": goal("A", "period: '2025'"), "goals/b.yaml": goal("B", FIGURES.replace("2025", "1999", 1))}
    found = parts(world_of(make_workspace(files)))
    assert [*found] == ["", "What needs a decision", "Company", "What changed"]
    assert found[""][1] == (
        "By 2025-06-30 the company goal “A” has reached -. By 2025-06-30 the company goal “B” has reached 10 %. "
        "1 matter needs a decision."
    )
    assert found["Company"][2:9] == [
        "Reached                 ·········· -",
        "To be expected          -",
        "Status                  active",
        "By its own key results  -",
        "By what serves it       -",
        "Change                  -",
        "Forecast                -",
    ]


def test_a_target_within_reach_and_a_month_without_change(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": "- {id: sales, name: Sales}\n- {id: plant, name: Plant}\n",
        "goals/a.yaml": goal("A", STEEP),
        "goals/b.yaml": goal("B", f"department: sales\n{FIGURES}", "department"),
        "goals/c.yaml": goal("C", f"department: plant\n{FIGURES}", "department"),
    }
    found = parts(world_of(make_workspace(files)))
    assert "The departments have reached 10 % on average, as on 2025-05-31. " in found[""][1]
    assert found["Company"][-1] == "Forecast                150 % on 2025-12-31; target reached on 2025-08-15"
    assert "与 2025-05-31 相同" in parts(world_of(make_workspace(files)), chinese())[""][1]


def test_departments_without_a_company_goal(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": "- {id: sales, name: Sales}\n",
        "goals/b.yaml": goal("B", f"department: sales\n{FIGURES}", "department"),
    }
    found = parts(world_of(make_workspace(files)))
    assert [*found][1:4] == ["What needs a decision", "Departments", "Sales"]
    assert len(found["Departments"]) == 3  # one department has no mean beside it


def test_far_too_successful_departments(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/b-revenue.yaml"].replace("value: 60", "value: 90")
    found = parts(world_of(make_workspace({**TURNS, "goals/b-revenue.yaml": text})))
    assert "alignment gap                Share                   Ann    +35 points" in found["What needs a decision"]


def test_a_narrow_terminal_leaves_the_bars_out(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path / "demo")))
    narrow, wide = render_terminal(report, EN, width=80), render_terminal(report, EN, width=104)
    assert "\nRaise quality and efficiency  50 %      49 %   -1   first     101 %  on track\n" in narrow
    assert "\nIncrease revenue   50 %      49 %" in narrow  # of all tables alike
    assert "\nIncrease revenue   █████░░░░░  50 %      49 %" in wide
    assert max(map(text_width, narrow.splitlines())) <= 80


def test_a_month_may_begin_on_the_first_of_all_days(tmp_path: Path) -> None:
    page = render(build(world_of(green_demo(tmp_path / "demo")), date.min), EN)
    assert "none by 0001-01-01" in page
