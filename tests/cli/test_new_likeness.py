"""What a change makes alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.cli.new_likeness import MOST, new_likeness
from collab_cli.messages import msg
from tests.conftest import MakeWorkspace, RunCollab
from tests.edits.plans import plan_of

DEPARTMENTS = """\
- {id: sales, name: Sales, head: ann}
- {id: care, name: {zh: 客服部, en: Customer care}, head: bob}
"""
PEOPLE = "- {id: ann, name: Ann, department: sales}\n- {id: bob, name: Bob, department: care}\n"
CARE = """\
title: Care
status: effective
effective_from: 2025-01-01
duties:
  - {id: complaints, title: 客户投诉处理, raci: {care: AR}}
"""
SALES = """\
title: Sales
status: STATUS
effective_from: 2025-01-01
duties:
  - {id: offers, title: 报价, raci: {sales: AR}}
"""


def _root(make_workspace: MakeWorkspace, status: str = "effective") -> Path:
    return make_workspace(
        {
            "departments.yaml": DEPARTMENTS,
            "people.yaml": PEOPLE,
            "charters/care.yaml": CARE,
            "charters/sales.yaml": SALES.replace("STATUS", status),
        }
    )


def _told(run_collab: RunCollab, root: Path, *args: str) -> list[str]:
    result = run_collab("--lang", "en", *args, cwd=root)
    assert result.code == 0, result.err
    return [line for line in result.err.splitlines() if "reads like" in line]


def test_a_new_duty_that_reads_like_anothers_is_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = _root(make_workspace)
    add = ("charter", "duty", "add", "sales", "处理客户投诉", "--id", "grievances", "--raci", "sales:AR")
    assert _told(run_collab, root, *add, "--dry-run") == []
    assert _told(run_collab, root, *add) == [
        "处理客户投诉 (grievances) reads like 客户投诉处理 (complaints) of Customer care (80 %); "
        "collab charter overlaps sales/grievances care/complaints shows the ways out"
    ]


@pytest.mark.parametrize(
    ("title", "count"),
    [("处理客户投诉", 1), ("客户投诉处理", 0), ("处理客户订单", 0)],
    ids=["similar", "equal, an error already", "another"],
)
def test_a_duty_with_new_words_is_looked_at(
    title: str, count: int, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = _root(make_workspace)
    assert len(_told(run_collab, root, "set", "charter:sales/offers", f"title={title}")) == count


def test_a_duty_with_the_words_it_had_is_not(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = _root(make_workspace)
    _told(run_collab, root, "set", "charter:sales/offers", "title=处理客户投诉")
    assert _told(run_collab, root, "set", "charter:sales/offers", "weight=0.5") == []


def test_of_a_charter_not_in_force_no_command_is_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = _root(make_workspace, "draft")
    (told,) = _told(run_collab, root, "set", "charter:sales/offers", "title=处理客户投诉")
    assert told == "处理客户投诉 (offers) reads like 客户投诉处理 (complaints) of Customer care (80 %)"


def test_a_renamed_department_says_nothing_new(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = _root(make_workspace)
    _told(run_collab, root, "set", "charter:sales/offers", "title=处理客户投诉")
    assert _told(run_collab, root, "rename", "department:sales", "selling") == []


@pytest.mark.parametrize(("duties", "count"), [(MOST, MOST), (MOST + 1, 0)])
def test_a_change_of_many_duties_is_left_to_the_check(duties: int, count: int, make_workspace: MakeWorkspace) -> None:
    plan = plan_of(_root(make_workspace))
    for number in range(duties):
        row: dict[str, Any] = {
            "id": f"d{number}",
            "title": f"处理客户投诉{'一二三四'[number]}",
            "raci": {"sales": "AR"},
        }
        plan.changes.insert("charters/sales.yaml", ("duties",), row)
    assert len(new_likeness(plan.finish(msg("changed it")), ())) == count
