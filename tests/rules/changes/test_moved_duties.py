from __future__ import annotations

from pathlib import Path

from tests.rules.changes.two_states import SALES, outcome_of
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, Found, found

PATH = "charters/sales.yaml"
PRODUCTION = "charters/production.yaml"
ROW = "  - {id: complaint-handling, raci: {sales: AR, production: I}}\n"
WITHOUT = SALES.replace(ROW, "")
TAKEN = (
    (EXAMPLE / PRODUCTION)
    .read_text("utf-8")
    .replace("duties:\n", "duties:\n  - {id: complaint-handling, raci: {production: AR, sales: C}}\n")
)
PROPOSAL = """\
title: Complaints
type: charter_change
subjects: [{ref: "charter:production"}]
affected: [sales, production]
status: accepted
decided: 2025-06-20
"""


def test_a_duty_taken_away_leaves_a_gap(tmp_path: Path) -> None:
    before = {PATH: SALES}
    assert found(outcome_of(tmp_path / "1", before, {PATH: WITHOUT}, "D955")) == [
        Found(
            "D955",
            "error",
            "charters/sales.yaml:4:1",
            "Complaint handling (complaint-handling) was taken out of Charter of Sales (sales) and is still required, "
            "and no charter in force covers it; give it to another charter, or put it back",
            ("activity:complaint-handling", "charter:sales"),
        )
    ]
    assert [one.place for one in found(outcome_of(tmp_path / "2", before, {PATH: None}, "D955"))] == [
        "collab.yaml:1:1"
    ] * 2
    assert found(outcome_of(tmp_path / "3", before, {PATH: WITHOUT, PRODUCTION: TAKEN}, "D955")) == []
    activities = (EXAMPLE / "activities.yaml").read_text("utf-8")
    free = activities.replace("{id: complaint-handling,", "{id: complaint-handling, required: false,")
    assert found(outcome_of(tmp_path / "4", before, {PATH: WITHOUT, "activities.yaml": free}, "D955")) == []
    assert found(outcome_of(tmp_path / "5", {PATH: WITHOUT}, {PATH: WITHOUT + "# as before\n"}, "D955")) == []


def test_a_transfer_needs_a_proposal(tmp_path: Path) -> None:
    before, now = {PATH: SALES}, {PATH: WITHOUT, PRODUCTION: TAKEN}

    def told(name: str, extra: dict[str, str]) -> list[Found]:
        return found(outcome_of(tmp_path / name, before, {**now, **extra}, "D956"))

    assert [(one.text, one.place, one.records) for one in told("none", {})] == [
        (
            "Complaint handling (complaint-handling) has moved from Sales to Production without an accepted proposal; "
            "have both sides accept a proposal of type charter_change on the charter",
            "charters/production.yaml:7:30",
            ("activity:complaint-handling", "charter:production/complaint-handling", "charter:production"),
        )
    ]
    assert told("accepted", {"proposals/complaints.yaml": PROPOSAL}) == []
    assert (
        told(
            "of the old charter", {"proposals/complaints.yaml": PROPOSAL.replace("charter:production", "charter:sales")}
        )
        == []
    )
    assert len(told("open", {"proposals/complaints.yaml": PROPOSAL.replace("accepted", "open")})) == 1
    assert (
        len(told("other", {"proposals/complaints.yaml": PROPOSAL.replace("charter:production", "charter:marketing")}))
        == 1
    )
    assert len(told("decision", {"proposals/complaints.yaml": PROPOSAL.replace("charter_change", "decision")})) == 1


def test_a_proposal_of_long_ago_is_not_enough(tmp_path: Path) -> None:
    before = {PATH: SALES, "proposals/complaints.yaml": PROPOSAL}
    assert len(found(outcome_of(tmp_path, before, {PATH: WITHOUT, PRODUCTION: TAKEN}, "D956"))) == 1


def test_one_of_two_owners_may_step_back(tmp_path: Path) -> None:
    before = {PATH: SALES, PRODUCTION: TAKEN}
    assert found(outcome_of(tmp_path / "1", before, {PATH: WITHOUT}, "D956")) == []
    person = SALES.replace("{sales: AR, production: I}", "{'person:chen-jie': AR, production: I}")
    assert found(outcome_of(tmp_path / "2", {PATH: SALES}, {PATH: person}, "D956")) == []


def test_in_chinese(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path / "1", {PATH: SALES}, {PATH: WITHOUT, PRODUCTION: TAKEN}, "D956")
    assert in_chinese(outcome, "D956") == [
        "客户投诉处理 (complaint-handling) 由销售部移交生产部，但没有已通过的会签；"
        "就该职责说明书发起 charter_change 类型的会签，由双方通过"
    ]
    outcome = outcome_of(tmp_path / "2", {PATH: SALES}, {PATH: WITHOUT}, "D955")
    assert in_chinese(outcome, "D955") == [
        "客户投诉处理 (complaint-handling) 已从 Charter of Sales (sales) 中去掉，但仍为必需事项，"
        "且没有生效的职责说明书包含它；移到另一份职责说明书，或恢复原处"
    ]
