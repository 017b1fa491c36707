from pathlib import Path

import pytest

from tests.rules.worlds import Found, check, found, red_demo, small_company

GOAL = """\
title: {zh: 提高品牌认知度, en: Be better known}
level: department
department: marketing
owner: liu-fang
period: "2025"
status: active
contributes_to: [{goal: increase-market-share, how: Known is bought}]
key_results: [{id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}]
"""


def goal(tmp_path: Path, text: str = GOAL, **more: str | None) -> Path:
    return small_company(tmp_path, {"goals/brand.yaml": text, **more})


def test_x963_stands_at_the_goal(tmp_path: Path) -> None:
    assert found(check(goal(tmp_path), profile="standard"), "X963") == [
        Found(
            "X963",
            "warning",
            "goals/brand.yaml:1:1",
            "Be better known (brand) has no work behind it: no duty, action, project or goal serves it; "
            "let a duty support it, or agree on an action",
            ("goal:brand",),
        )
    ]


ACTION = "title: Campaign\nowner: zhou-min\ndue: 2025-07-31\ngoal: brand\n"
PROJECT = "title: Fair\nowner: liu-fang\nmembers: [marketing]\ngoals: [brand]\n"
CHARTER = "title: Marketing\nduties: [{id: brand-promotion, raci: {marketing: AR}, supports: [brand]}]\n"
CHILD = GOAL.replace("increase-market-share", "brand")


@pytest.mark.parametrize(
    ("path", "text", "is_served"),
    [
        ("actions/2025-06-30-a.yaml", ACTION, True),
        ("actions/2025-06-30-a.yaml", ACTION + "status: in_progress\n", True),
        ("actions/2025-06-30-a.yaml", ACTION + "status: done\n", True),
        ("actions/2025-06-30-a.yaml", ACTION + "status: cancelled\n", False),
        ("projects/fair.yaml", PROJECT + "status: active\n", True),
        ("projects/fair.yaml", PROJECT + "status: planned\n", False),
        ("projects/fair.yaml", PROJECT + "status: closed\n", False),
        ("charters/marketing.yaml", CHARTER + "status: effective\n", True),
        ("charters/marketing.yaml", CHARTER + "status: effective\neffective_from: 2025-06-30\n", True),
        ("charters/marketing.yaml", CHARTER + "status: effective\neffective_from: 2025-07-01\n", False),
        ("charters/marketing.yaml", CHARTER + "status: draft\n", False),
    ],
)
def test_x963_knows_what_serves_a_goal(tmp_path: Path, path: str, text: str, is_served: bool) -> None:
    outcome = found(check(goal(tmp_path, **{path: text})), "X963")
    assert [one.records for one in outcome] == ([] if is_served else [("goal:brand",)])


@pytest.mark.parametrize(("status", "is_served"), [("active", True), ("proposed", False), ("draft", False)])
def test_x963_counts_active_goals_as_work(tmp_path: Path, status: str, is_served: bool) -> None:
    child = CHILD.replace("status: active", f"status: {status}")
    served = ("goal:brand",) not in [
        one.records for one in found(check(goal(tmp_path, **{"goals/c.yaml": child})), "X963")
    ]
    assert served is is_served


@pytest.mark.parametrize("status", ["draft", "proposed", "achieved", "cancelled"])
def test_x963_is_about_active_goals(tmp_path: Path, status: str) -> None:
    text = GOAL.replace("status: active", f"status: {status}")
    assert found(check(goal(tmp_path, text)), "X963") == []


@pytest.mark.parametrize("path", ["charters/x.yaml", "actions/x.yaml", "projects/x.yaml", "goals/x.yaml"])
def test_x963_concludes_nothing_while_a_file_cannot_be_read(tmp_path: Path, path: str) -> None:
    outcome = check(goal(tmp_path, **{path: "title: [\n"}))
    assert found(outcome, "X963") == []
    assert "X963" in [rule.code for rule in outcome.not_checked]


def test_x963_finds_two_goals_of_the_first_demo_commit(tmp_path: Path) -> None:
    outcome = check(red_demo(tmp_path), profile="standard")
    assert [(one.place, one.records) for one in found(outcome, "X963")] == [
        ("goals/2025/increase-revenue.yaml:2:1", ("goal:increase-revenue",)),
        ("goals/2025/raise-quality-and-efficiency.yaml:2:1", ("goal:raise-quality-and-efficiency",)),
    ]
