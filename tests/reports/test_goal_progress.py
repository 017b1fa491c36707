"""All goals with their key results as people and programs get them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.goals.active_goals import Asked
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.renderers.csv_text import render as render_csv
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.goal_progress import SCHEMA, build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")

IN_ENGLISH = """\
Progress of the goals of Example, 2025-06-30
============================================
9 goals: 1 on track, 3 off track, 1 missed, 1 just started, 1 achieved, 1 cancelled, 1 draft. \
2 lack a check-in that was due.

Goal, key results  Owner, value           Progress       %  Expected  Course  Status
Share              Ann                    █░░░░░░░░░  10 %      49 %          off track
– Share            1 of 10 %              █░░░░░░░░░  10 %      49 %  ▁▂      off track
Revenue            Sales, Ann             ██████░░░░  60 %      49 %          on track
– Orders           60 of 100 pcs          ██████░░░░  60 %      49 %  ▁▄▅     on track
Leads              Sales East, Bob        █░░░░░░░░░  10 %     100 %          off track
– Leads            1 of 10 pcs            █░░░░░░░░░  10 %     100 %  ▁▂      off track
Scrap              Plant, Cem             ░░░░░░░░░░   0 %      49 %          off track, stale
– Scrap            - of 2 %               ░░░░░░░░░░   0 %      49 %          off track, stale
– Held             -                      ░░░░░░░░░░   0 %      49 %          at risk, stale
Over               Plant, Cem             ████████░░  75 %     100 %          missed, stale
– Over             3 of 4 pcs             ████████░░  75 %     100 %  ▁▆      missed, stale
Closed             Plant, Cem             ████████░░  80 %     100 %          achieved
– Closed           8 of 10 pcs            ████████░░  80 %     100 %  ▁▇      -
Later              Plant, nobody owns it  ░░░░░░░░░░   0 %       0 %          just started
– Later            - of 1 pcs             ░░░░░░░░░░   0 %       0 %          just started
Draft              Plant, nobody owns it  ··········     -         -          draft
Gone               Plant, nobody owns it  ··········     -         -          cancelled

Limits that protect the long term
---------------------------------
Limit         Allowed       Newest value  Date        Goal     State
Discount cap  at most 8 %   9 %           2025-06-28  Revenue  broken
Discount      at least 1 %  9 %           2025-06-28  Revenue  kept
Silent        at most 1 %   -             -           Revenue  no value yet
"""


@pytest.fixture
def turns(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(TURNS))


def test_at_every_turn(turns: World) -> None:
    assert render(build(turns), EN) == IN_ENGLISH


def test_in_chinese(turns: World) -> None:
    lines = render(build(turns), chinese()).splitlines()
    assert lines[0] == "示例公司的目标进度，2025-06-30"
    assert lines[2] == (
        "共 9 个目标：正常 1 个、滞后 3 个、未达成 1 个、刚启动 1 个、达成 1 个、已取消 1 个、草稿 1 个。"
        "其中 2 个未按期填报进度。"
    )
    assert lines[4] == "目标与关键结果  责任人或现值     进度          %  应有  走势  状态"
    assert lines[12] == "– Scrap         - / 2 %          ░░░░░░░░░░   0%   49%        滞后，未按期填报"
    assert lines[-1] == "Silent        不高于 1 %  -       -           Revenue  尚无数值"


def test_nothing_is_judged_of_a_draft(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/a-share.yaml"].replace("status: active", "status: draft", 1)
    lines = render(build(world_of(make_workspace({"goals/a.yaml": text, "goals/b.yaml": text}))), EN).splitlines()
    assert lines[2] == "2 goals: 2 drafts."
    assert [line.split("  ")[-1] for line in lines[5:]] == ["draft", "-", "draft", "-"]


def test_targets_that_were_adjusted_later(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(TURNS), date(2025, 6, 9))
    assert render(build(world), EN).splitlines()[4] == (
        "Judged by the targets in the files; after 2025-06-09 these were adjusted: "
        "Target of Leads (Leads) from 20 to 10 on 2025-06-10. --at shows the files as they were."
    )
    assert "2025-06-09 之后有调整：Leads 的目标值（Leads）2025-06-10 由 20 改为 10。" in render(build(world), chinese())
    assert build(world).record["later_adjustments"] == [
        {"goal": "c-leads", "date": date(2025, 6, 10), "field": "kr1.target", "before": "20", "after": "10"}
    ]
    assert build(world, Asked(owner="ann")).record["later_adjustments"] == []


def test_of_many_later_adjustments_three_are_named(make_workspace: MakeWorkspace) -> None:
    head, entry = TURNS["goals/c-leads.yaml"].rstrip().rsplit("\n", 1)
    text = "\n".join([head, *(entry.replace("06-10", f"06-1{number}") for number in range(5)), "  - {date: 2025-06-20, "
                      "field: period}"])  # fmt: skip
    world = world_of(make_workspace({**TURNS, "goals/c-leads.yaml": text}), date(2025, 6, 9))
    assert "on 2025-06-12, 3 more. --at shows" in render(build(world), EN)
    late = world_of(make_workspace({**TURNS, "goals/c-leads.yaml": text}), date(2025, 6, 19))
    assert "were adjusted: Period (Leads) from - to - on 2025-06-20." in render(build(late), EN)


def test_those_asked_for(turns: World) -> None:
    assert render(build(turns, Asked(department="sales")), EN).splitlines()[2] == "2 goals: 1 on track, 1 off track."
    none = render(build(turns, Asked(owner="nobody")), EN).splitlines()
    assert none[2:] == ["no goal is as asked for"]


def test_for_spreadsheets_every_figure_has_a_column(tmp_path: Path) -> None:
    lines = render_csv(build(world_of(green_demo(tmp_path / "demo")), as_tables=True), EN).splitlines()
    assert lines[0] == (
        'Department,Goal,Key result,Owner,Period,Baseline,Value,Target,Unit,"Progress, %","Expected, %",'
        'Pace,"Gap, points","Forecast, %",Status,Last check-in,id'
    )
    assert lines[1] == (
        "Company,Increase market share,,李娜,2025,,,,,40,49.45,0.81,9.45,80.89,at risk,,increase-market-share"
    )
    assert lines[10] == (
        "Marketing,Strengthen brand and customer relations,品牌认知度,刘芳,2025,35,38,45,%,30,49.45,0.61,19.45,60.67,"
        "off track,2025-06-30,strengthen-brand/kr1"
    )


def test_the_record(turns: World) -> None:
    report = build(turns)
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/goals/v1"
    assert [*record] == ["as_of", "goals", "guardrails", "later_adjustments", "unread_kinds"]
    revenue = record["goals"][1]
    assert sorted(revenue) == [
        *("alignment_gap", "co_owners", "commitment", "contribution", "department", "expected", "finish", "forecast"),
        *("gap", "id", "is_stale", "key_results", "level", "own", "owner", "pace", "path", "period", "progress"),
        *("rollup", "shown_status", "status", "title"),
    ]
    (orders,) = revenue["key_results"]
    assert sorted(orders) == [
        *("baseline", "checked_in", "checkins", "computed_status", "confidence", "direction", "expected", "finish"),
        *("forecast", "gap", "has_data", "id", "is_stale", "pace", "progress", "raw", "shown_status", "target"),
        *("title", "type", "unit", "value"),
    ]
    assert (orders["value"], str(orders["progress"]), orders["checked_in"], orders["checkins"]) == (
        60,
        "0.6",
        "2025-06-20",
        2,
    )
    assert record["guardrails"][0] == {
        "goal": "b-revenue",
        "name": "Discount cap",
        "metric": "discount",
        "at_most": 8,
        "at_least": None,
        "value": 9,
        "date": "2025-06-28",
        "state": "breached",
    }


def test_no_goal_yet_and_goals_that_cannot_be_read(make_workspace: MakeWorkspace) -> None:
    none = render(build(world_of(make_workspace({}))), EN).splitlines()
    assert none[2:] == ["there is no goal yet; collab goal add adds one"]
    unread = render(build(world_of(make_workspace({"goals/broken.yaml": "title: [\n"}))), EN).splitlines()
    assert unread[2:] == ["goals/broken.yaml cannot be read; collab check says why", "", "nothing in what can be read"]
