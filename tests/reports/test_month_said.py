"""What the month says of closings, open matters, targets and goals that were not active yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from collab_cli.renderers.plain import render
from collab_cli.reports.monthly import build
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.reports.month_parts import EN, parts
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of


def test_goals_closed_early(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(TURNS), date(2025, 6, 29))
    found = parts(world)
    assert found["What changed"][3:] == [
        "-           Closed  achieved, closed early     score 0.8, New machine, next: keep",
        "-           Gone    cancelled, closed early",
        "A record holds no day of closing: a goal closed early stands here until its period is over.",
    ]
    closed = next(one for one in build(world).record["changes"] if one["goal"] == "f-closed")
    assert {name: closed[name] for name in ("kind", "date", "status", "score", "cause", "next")} == {
        **{"kind": "closed", "date": None, "status": "achieved"},
        **{"score": Decimal("0.8"), "cause": "New machine", "next": "keep"},
    }


def test_a_company_goal_closed_early(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/a-share.yaml"].replace("status: active", "status: missed", 1)
    found = parts(world_of(make_workspace({**TURNS, "goals/a-share.yaml": text})))
    assert " has reached 10 %, where 49 % was to be expected: missed. " in found[""][1]
    assert "Forecast                -" in found["Company"]
    assert not any("Share (Share)" in line for line in found["What needs a decision"])


def test_goals_that_were_not_active_yet(make_workspace: MakeWorkspace) -> None:
    later = TURNS["goals/a-share.yaml"].replace("2025-01-15", "2025-07-05")
    more = "title: {}\nlevel: department\ndepartment: plant\nperiod: '2025'\nstatus: proposed\n"
    files = {**TURNS, "goals/a-share.yaml": later, "goals/n1.yaml": more.format("N1")}
    report = build(world_of(make_workspace(files)))
    assert "\nNot active yet on 2025-06-30: Share (from 2025-07-05), N1 (proposed).\n" in render(report, EN)
    assert "截至 2025-06-30 尚未生效：Share（2025-07-05 起）、N1（已提议）。" in render(report, chinese())
    assert report.record["not_active_yet"] == ["a-share", "n1"]
    files |= {f"goals/n{number}.yaml": more.format(f"N{number}") for number in range(2, 7)}
    assert "N3 (proposed), N4 (proposed), 2 more." in render(build(world_of(make_workspace(files))), EN)


def test_an_agreement_that_no_longer_holds(tmp_path: Path) -> None:
    root = green_demo(tmp_path / "demo")
    goal = root / "goals/2025/increase-revenue.yaml"
    goal.write_text(goal.read_text("utf-8").replace("target: 100", "target: 110"), "utf-8")
    found = parts(world_of(root))
    assert (
        "changed since it was agreed       Increase revenue  张伟   to agree again: Sales, Production, Marketing"
        in found["What needs a decision"]
    )
    (need,) = (one for one in build(world_of(root)).record["needs"] if one["kind"] == "outdated")
    assert (need["ref"], need["departments"]) == ("goal:increase-revenue", ["sales", "production", "marketing"])


def test_a_proposal_all_were_heard_on(make_workspace: MakeWorkspace) -> None:
    text = TURNS["proposals/p-open.yaml"].replace("deadline: 2025-06-24", "deadline: 2025-07-24") + "positions:\n"
    for department, person in (("sales", "ann"), ("plant", "cem")):
        text += f"  - {{department: {department}, by: {person}, date: 2025-06-12, position: agree}}\n"
    found = parts(world_of(make_workspace({**TURNS, "proposals/p-open.yaml": text})))
    assert [line.split("  ")[-1] for line in found["What needs a decision"] if "Split anew" in line] == [
        "all were heard; open since 2025-06-10; to be decided by 2025-07-24"
    ]


def test_targets_that_were_adjusted_later(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace(TURNS), date(2025, 6, 9)))
    assert "these were adjusted: Target of Leads (Leads) from 20 to 10 on 2025-06-10." in render(report, EN)
    assert [one["goal"] for one in report.record["later_adjustments"]] == ["c-leads"]


def test_alignment_gaps_add_up(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/a-share.yaml"].replace("target: 10", "target: 1000").replace("value: 1,", "value: 24,")
    more = TURNS["goals/b-revenue.yaml"].replace("value: 60", "value: 57.2")
    world = world_of(make_workspace({**TURNS, "goals/a-share.yaml": text, "goals/b-revenue.yaml": more}))
    found = parts(world)
    assert "By what serves it       29 %; alignment gap +27 points" in found["Company"]  # 28.6 - 2.4 = 26.2
    assert "alignment gap                Share                   Ann    +27 points" in found["What needs a decision"]
