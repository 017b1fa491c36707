from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, red_demo, small_company

GOAL = """\
title: {zh: 提高品牌认知度, en: Be better known}
level: department
department: marketing
co_owners: [sales]
owner: liu-fang
period: "2025"
status: active
contributes_to: [{goal: increase-market-share, how: Known is bought}]
key_results: [{id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}]
"""
PROPOSAL = "title: Brand\ntype: goal_set\naffected: [marketing]\n"
CHARTER = """\
title: {zh: 生产部职责说明书, en: Charter of Production}
status: effective
duties:
  - {id: production-planning, raci: {production: AR, "person:chen-jie": C, marketing: I}}
"""


def said(*texts: str) -> str:
    return "; ".join(texts)


def test_p201_names_the_departments_of_a_goal(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/brand.yaml": GOAL}), profile="standard")
    message = "Be better known (brand) is active without the agreement of Sales and Marketing; open a proposal on it"
    assert found(outcome, "P201") == [Found("P201", "error", "goals/brand.yaml:1:1", message, ("goal:brand",))]
    assert in_chinese(outcome, "P201") == ["提高品牌认知度 (brand) 已生效，但未经销售部和市场部会签同意；就此发起会签"]


def test_p201_names_whose_goals_contribute_to_a_company_goal(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"proposals/goals-2025.yaml": None})
    assert [one.text for one in found(check(root), "P201")] == [
        said("Fewer returns (fewer-returns) is active without the agreement of Production", "open a proposal on it"),
        said(
            "Increase market share (increase-market-share) is active without the agreement of Sales and Production",
            "open a proposal on it",
        ),
        said(
            "Increase revenue (increase-revenue) is active without the agreement of Sales and Marketing",
            "open a proposal on it",
        ),
    ]


def test_p201_speaks_of_a_company_goal_nobody_serves(tmp_path: Path) -> None:
    goal = "title: Grow\nlevel: company\nowner: li-na\nperiod: '2025'\nstatus: active\n"
    outcome = found(check(small_company(tmp_path, {"goals/grow.yaml": goal})), "P201")
    assert [one.text for one in outcome] == [
        "Grow (grow) is active, but no accepted proposal is about it; open a proposal on it"
    ]


@pytest.mark.parametrize(
    ("status", "ref", "is_agreed"),
    [
        ("accepted", "goal:brand", True),
        ("accepted", "goal:brand/kr1", True),
        ("open", "goal:brand", False),
        ("rejected", "goal:brand", False),
        ("withdrawn", "goal:brand", False),
        ("accepted", "goal:increase-revenue", False),
    ],
)
def test_p201_looks_for_an_accepted_proposal(tmp_path: Path, status: str, ref: str, is_agreed: bool) -> None:
    proposal = f"{PROPOSAL}status: {status}\nsubjects: [{{ref: '{ref}'}}]\n"
    root = small_company(tmp_path, {"goals/brand.yaml": GOAL, "proposals/brand.yaml": proposal})
    assert [one.records for one in found(check(root), "P201")] == ([] if is_agreed else [("goal:brand",)])


@pytest.mark.parametrize("status", ["draft", "proposed", "achieved"])
def test_p201_is_about_active_goals(tmp_path: Path, status: str) -> None:
    text = GOAL.replace("status: active", f"status: {status}")
    assert found(check(small_company(tmp_path, {"goals/brand.yaml": text})), "P201") == []


def charter(tmp_path: Path, text: str, **more: str | None) -> Path:
    return small_company(tmp_path, {"charters/production.yaml": text, **more})


def test_p201_names_the_departments_that_did_not_approve_a_charter(tmp_path: Path) -> None:
    outcome = check(charter(tmp_path, CHARTER), profile="standard")
    assert found(outcome, "P201") == [
        Found(
            "P201",
            "error",
            "charters/production.yaml:1:1",
            "Charter of Production (production) is effective without the approval of Sales and Production; "
            "ask them to approve it, or put it in a proposal",
            ("charter:production",),
        )
    ]
    assert in_chinese(outcome, "P201") == [
        "生产部职责说明书 (production) 已生效，但未经销售部和生产部批准；由上述部门批准，或列入会签"
    ]


APPROVED = (
    CHARTER + "approvals:\n  - {department: production, by: wang-qiang, date: 2025-01-25, digest: '000000000000'}\n"
)


def test_p201_stands_at_the_approvals_and_takes_any_digest(tmp_path: Path) -> None:
    outcome = found(check(charter(tmp_path, APPROVED)), "P201")
    assert [(one.place, one.text.partition(";")[0]) for one in outcome] == [
        (
            "charters/production.yaml:5:1",
            "Charter of Production (production) is effective without the approval of Sales",
        )
    ]
    both = APPROVED + "  - {department: sales, by: zhang-wei, date: 2025-07-25}\n"
    assert found(check(charter(tmp_path, both)), "P201") == []


def test_p201_takes_a_proposal_for_the_approvals(tmp_path: Path) -> None:
    proposal = (
        "title: Charter\ntype: charter_change\naffected: [sales]\nstatus: accepted\n"
        "subjects: [{ref: 'charter:production'}]\n"
    )
    assert found(check(charter(tmp_path, CHARTER, **{"proposals/c.yaml": proposal})), "P201") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: effective", "status: draft"),
        ("status: effective", "status: superseded"),
        ("status: effective", "status: effective\neffective_from: 2025-07-01"),
    ],
)
def test_p201_is_about_charters_in_force(tmp_path: Path, old: str, new: str) -> None:
    assert found(check(charter(tmp_path, CHARTER.replace(old, new))), "P201") == []


def test_p201_is_not_checked_while_a_proposal_cannot_be_read(tmp_path: Path) -> None:
    outcome = check(charter(tmp_path, CHARTER, **{"proposals/c.yaml": "title: [\n"}))
    assert found(outcome, "P201") == []
    assert "P201" in [rule.code for rule in outcome.not_checked]


def test_p201_is_silent_on_the_first_commit_of_the_demo(tmp_path: Path) -> None:
    assert found(check(red_demo(tmp_path), profile="standard"), "P201", "P209") == []
