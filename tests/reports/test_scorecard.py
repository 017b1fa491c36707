"""Metrics before and after, limits and scores, as people and programs get them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.i18n import language
from collab_cli.page import Table
from collab_cli.renderers.cells import tone
from collab_cli.renderers.csv_text import render as render_csv
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.scorecard import SCHEMA, build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")

IN_ENGLISH = """\
Scorecard of Example, 2025-06-30
================================
2 metrics: 0 better, 1 worse, 1 unmoved or without two values. Compared are the last two values of each.

Metric    Earlier           Now               Change  Relative  Course  Verdict
Discount  7 % (2025-05-31)  9 % (2025-06-28)      +2      29 %  ▁█      worse
Silent    -                 -                      -         -          -

Limits that protect the long term
---------------------------------
Limit         Allowed       Newest value  Date        Goal     State
Discount cap  at most 8 %   9 %           2025-06-28  Revenue  broken
Discount      at least 1 %  9 %           2025-06-28  Revenue  kept
Silent        at most 1 %   -             -           Revenue  no value yet

Closed goals
------------
Goal    Owner  Score  Outcome    Cause        What becomes of it
Closed  Cem      0.8  achieved   New machine  keep
Gone    -          -  cancelled  -            -
"""


def test_at_every_turn(make_workspace: MakeWorkspace) -> None:
    assert render(build(world_of(make_workspace(TURNS))), EN) == IN_ENGLISH


def test_in_chinese(make_workspace: MakeWorkspace) -> None:
    lines = render(build(world_of(make_workspace(TURNS))), chinese()).splitlines()
    assert lines[:6] == [
        "示例公司的指标记分卡，2025-06-30",
        "================================",
        "共 2 个指标：0 个好转，1 个变差，1 个没有变化或不足两个数值。各以最近两个数值相比。",
        "",
        "指标      先前               最新               变化  幅度  走势  判断",
        "Discount  7 %（2025-05-31）  9 %（2025-06-28）    +2   29%  ▁█    变差",
    ]
    assert lines[-2] == "Closed  Cem      0.8  达成    New machine  保留"


def test_compared_with_the_day_a_measure_began(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path / "demo")), date(2025, 3, 31))
    lines = render(report, EN).splitlines()
    assert lines[2].endswith("Compared is the newest value with the one of 2025-03-31.")
    assert lines[11] == "缺货率      8 % (2025-03-31)   3.9 % (2025-06-30)     -4.1     -51 %  █▁      better"
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/scorecard/v1"
    assert [*record] == ["as_of", "from", "metrics", "guardrails", "closed_goals", "unread_kinds"]
    stockouts = record["metrics"][-1]
    assert [*stockouts] == [
        *("id", "name", "unit", "direction", "nature", "owner", "before", "after", "change", "relative", "better"),
        "points",
    ]
    assert [str(stockouts[name]) for name in ("change", "relative", "better")] == ["-4.1", "-0.5125", "True"]
    assert stockouts["before"] == {"date": "2025-03-31", "value": 8}


def test_for_spreadsheets_every_figure_has_a_column(tmp_path: Path) -> None:
    lines = render_csv(build(world_of(green_demo(tmp_path / "demo")), as_tables=True), EN).splitlines()
    assert lines[0] == "Metric,Unit,Wanted,Earlier,Date,Now,Date,Change,Relative,Course,Verdict,Owner,id"
    assert lines[1] == "市场占有率,%,higher,12,2024-12-31,13.2,2025-06-30,1.2,10,▁█,better,刘芳,market-share"
    assert lines[7] == "缺货率,%,lower,8,2025-03-31,3.9,2025-06-30,-4.1,-51.25,█▁,better,王强,stockout-rate"


def test_scores_have_their_colours(make_workspace: MakeWorkspace) -> None:
    head = "level: company\nperiod: '2025'\n"
    files = {
        f"goals/{name}.yaml": f"title: {name}\n{head}status: {state}\n{more}"
        for name, state, more in (
            ("a", "achieved", "score: 0.7\n"),
            ("b", "missed", "score: 0.4\n"),
            ("c", "missed", "score: 0.3\n"),
            ("d", "missed", ""),
        )
    }
    report = build(world_of(make_workspace(files)))
    table = report.page[-1]
    assert isinstance(table, Table)
    assert [tone(row[2]) for row in table.rows] == ["good", "warn", "bad", "warn"]
    assert render(report, EN).splitlines()[-1].split() == ["d", "-", "no", "score", "missed", "-", "-"]
    assert [one["score"] for one in plain_data(report.record, EN)["closed_goals"]][3] is None


def test_no_metric_yet_and_metrics_that_cannot_be_read(make_workspace: MakeWorkspace) -> None:
    none = render(build(world_of(make_workspace({}))), EN).splitlines()
    assert none[2:] == ["there is no metric yet; collab metric add adds one"]
    unread = render(build(world_of(make_workspace({"metrics.yaml": "- [\n"}))), EN).splitlines()
    assert unread[2:] == ["metrics.yaml cannot be read; collab check says why", "", "nothing in what can be read"]
