"""The page and the record of what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.changes.change import CATEGORIES, Changes
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.page import Report, Styled, Table
from collab_cli.renderers import renderer
from collab_cli.reports.diff import LABELS, TONES, Layout, build
from tests.reports.told_changes import Edits, edited
from tests.rules.worlds import red_demo, world_of

ENGLISH = language("en")
LABELS_OF_SIDES = ("A", "B")


def _page(report: Report) -> list[str]:
    """Return the lines of a page below its heading."""
    text = renderer("text", terminal=False)(report, ENGLISH)
    assert isinstance(text, str)
    return [line for line in text.splitlines()[2:] if line]


def _diff(before: World, after: World, *, layout: Layout = "lines", verbose: bool = False) -> Report:
    changes = find_changes(before, after)
    return build(changes, before, after, labels=LABELS_OF_SIDES, layout=layout, verbose=verbose)


def test_every_category_has_a_word_and_a_tone() -> None:
    assert tuple(LABELS) == tuple(TONES) == CATEGORIES


def test_nothing_changed(demo: World) -> None:
    report = _diff(demo, demo)
    assert _page(report) == ["nothing changed"]
    assert report.record["changes"] == []


@pytest.mark.parametrize(("count", "said"), [(1, "1 file differs"), (2, "2 files differ")])
def test_another_layout_is_told_as_no_change(demo: World, count: int, said: str) -> None:
    layouts: Edits = {
        "charters/sales.yaml": [("raci: {sales: AR, ", "raci:  {sales: RA, ")],
        "goals/2025/increase-revenue.yaml": [("owner: zhang-wei", "owner:   'zhang-wei' # x")],
    }
    files = list(layouts)[:count]
    edits = {file: layouts[file] for file in files}
    after = edited(demo, edits).after
    assert _page(_diff(demo, after)) == [f"nothing changed in meaning; {said} in layout only"]
    assert _page(_diff(demo, after, verbose=True))[1:] == ["Layout only", "-----------", *files]
    assert _diff(demo, after).record["layout_only"] == files


EDITS: Edits = {
    "charters/sales.yaml": [
        ("scope: 销售合同全过程", "scope: 销售合同全过程，不含框架协议"),
        ("duties:\n", "notes: 待审\nduties:\n"),
    ],
    "goals/2025/increase-revenue.yaml": [
        ("target: 100", "target: 90"),
        ("guardrails:\n", "adjustments: [{date: 2025-07-10, field: kr1.target, from: 100, to: 90}]\nguardrails:\n"),
    ],
    "actions/2025/2025-07-07-forecast-deadline.yaml": [
        ("due: 2025-07-11", "due: 2025-07-18\nhistory: [{date: 2025-07-11, due: 2025-07-18}]")
    ],
}
FEW = [
    "6 changes in 3 records: 1 target, 1 terms, 1 decision, 1 schedule, 1 status, 1 editorial",
    "Must agree     Sales, Production, Marketing",
    "Still missing  Sales, Production, Marketing",
    "Responsibilities",
    "----------------",
    "Scope of Sales contract signing (sales/contract-signing) reworded: "
    "“销售合同全过程” becomes “销售合同全过程，不含框架协议” [terms]",
    "Goals",
    "-----",
    "Target of Increase revenue / 销售额 (kr1) lowered from 100 to 90 百万元 [target]",
    "Charters",
    "--------",
    "Notes of 销售部职责说明书 (sales) is now “待审” [editorial]",
    "Actions",
    "-------",
    "Action 每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) "
    "postponed from 2025-07-11 to 2025-07-18 [schedule]",
    "collab diff --verbose tells every change by itself",
]


def test_what_only_notes_another_change_is_left_out_unless_all_is_wanted(demo: World) -> None:
    after = edited(demo, EDITS).after
    assert _page(_diff(demo, after)) == FEW
    everything = _page(_diff(demo, after, verbose=True))
    assert "├── Target of Increase revenue / 销售额 lowered from 100 to 90 百万元 [target]" in everything
    assert (
        "└── Adjustment of Increase revenue / 销售额 recorded on 2025-07-10: Target from 100 to 90 [decision]"
        in everything
    )
    assert "└── 每周五 17 点前提交 13 周预测 on 2025-07-11: due day set to 2025-07-18 [status]" in everything
    assert everything[-1] != FEW[-1]


def test_texts_stand_side_by_side_where_there_is_room(demo: World) -> None:
    after = edited(demo, EDITS).after
    (table,) = (block for block in _diff(demo, after, layout="sides").page if isinstance(block, Table))
    assert [[ENGLISH.show(cell.text if isinstance(cell, Styled) else cell) for cell in row] for row in table.rows] == [
        ["Scope [terms]", "销售合同全过程", "销售合同全过程，不含框架协议"]
    ]


def test_what_is_written_for_the_first_time_and_approvals_are_told_in_one_line(demo: World, tmp_path: Path) -> None:
    before = world_of(red_demo(tmp_path))
    few, all_ = _page(_diff(before, demo)), _page(_diff(before, demo, verbose=True))
    assert few[0] == all_[0]
    assert few[1:3] == ["Must agree     Sales, Production, Marketing", "Still missing  nobody, all have agreed"]
    assert few.count("└── Scope, Content, Workflow and Standards written for the first time [terms]") == 8
    assert "├── Sales, Production and Marketing approved version 2 of 销售部职责说明书 [decision]" in few
    assert "├── Workflow of Brand promotion: adds “策划”, “评审”, “执行” and “复盘” [terms]" in all_
    assert not any("title of its own" in line for line in few)
    assert sum("title of its own" in line for line in all_) == 8


def test_a_file_that_cannot_be_read_is_named(demo: World) -> None:
    after = edited(demo, {"goals/2025/increase-revenue.yaml": "title: [\n"}).after
    report = _diff(demo, after)
    assert "goals/2025/increase-revenue.yaml cannot be read; collab check says why" in _page(report)
    assert report.record["unread"] == ["goals/2025/increase-revenue.yaml"]


def test_the_record_is_for_programs(demo: World) -> None:
    after = edited(demo, EDITS).after
    changes = find_changes(demo, after)
    report = build(changes, demo, after, labels=LABELS_OF_SIDES, revisions=("a" * 40, None))
    record: dict[str, Any] = dict(report.record)
    assert report.schema == "collab/diff/v1"
    assert list(record) == [
        *("before", "after", "count", "categories", "must_agree", "not_agreed", "changes", "layout_only", "unread"),
        "comment_waivers",
    ]
    assert record["before"] == {"name": "A", "revision": "a" * 40}
    assert record["after"] == {"name": "B", "revision": None}
    assert record["categories"]["terms"] == 1
    assert record["count"] == len(record["changes"]) == 6
    (due,) = (change for change in record["changes"] if change["field"] == "due")
    assert {**due, "sentence": ENGLISH.say(due["sentence"])} == {
        "act": "changed",
        "category": "schedule",
        "kind": "action",
        "records": ["action:2025-07-07-forecast-deadline"],
        "part": None,
        "field": "due",
        "matter": None,
        "is_bound": False,
        "old": date(2025, 7, 11),
        "new": date(2025, 7, 18),
        "before": [_place("action:2025-07-07-forecast-deadline", 3)],
        "after": [_place("action:2025-07-07-forecast-deadline", 3)],
        "sentence": "Action 每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) "
        "postponed from 2025-07-11 to 2025-07-18",
    }
    (scope,) = (change for change in record["changes"] if change["field"] == "scope")
    assert (scope["part"], scope["is_bound"]) == ("contract-signing", True)


def _place(ref: str, line: int) -> dict[str, Any]:
    return {"record": ref, "path": "actions/2025/2025-07-07-forecast-deadline.yaml", "line": line, "column": 6}


def test_no_changes_need_no_agreement(demo: World) -> None:
    report = build(Changes(()), demo, demo, labels=LABELS_OF_SIDES)
    assert (report.record["must_agree"], report.record["not_agreed"]) == ([], [])
