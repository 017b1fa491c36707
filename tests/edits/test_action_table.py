from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.action_table import UnfitTable, plan_table
from tests.edits.plans import english, plan_of
from tests.rules.worlds import green_demo

BEGUN = """\
# due | owner | status | title | id | note
2025-07-11 | 刘芳 | in_progress | 补充投放预算方案 | 2025-06-30-media-budget-plan |
2025-07-11 | 张伟 | open | 每周五 17 点前提交 13 周预测 | 2025-07-07-forecast-deadline |
"""
TITLED = "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def told(root: Path, old: str, new: str, begun: str = BEGUN) -> list[str]:
    """Return the sentences the change of a line makes, or its faults."""
    assert old in begun
    try:
        planned = plan_table(plan_of(root), begun, begun.replace(old, new), acting="li-na", address=None)
    except UnfitTable as unfit:
        return [
            f"{each.number}: {english(each.fault)}" + (f"; {english(each.hint)}" if each.hint else "")
            for each in unfit.lines
        ]
    if planned is None:
        return []
    return [english(planned.sentence), *(english(note) for note in planned.notes)]


def test_what_lines_ask_for(root: Path) -> None:
    assert told(root, "2025-07-11 | 张伟", "2025-07-18 | 张伟") == [f"{TITLED} is due on 2025-07-18 now"]
    assert told(root, "张伟 | open", "张伟 | DONE") == [f"{TITLED} is done"]
    assert told(root, "张伟 | open", "zhang-wei | open") == []
    assert told(root, "张伟 | open", "陈杰 | in progress") == [
        "made 2 changes to actions",
        f"{TITLED} is with 陈杰 now",
        f"started {TITLED}",
    ]
    assert told(root, "deadline |\n", "deadline | Asked | twice\n") == [f"added a note to {TITLED}"]
    assert told(root, "每周五 17 点前提交 13 周预测", "Another title") == []
    assert told(root, "# due | owner", "\n＃ due | owner") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("张伟 | open", "open", "3: a line has 5 cells, and the note; keep the bars: due | owner | "),
        ("07-07-forecast", "07-07-forcast", "3: there is no action 2025-07-07-forcast-deadline; did you mean "
         "2025-07-07-forecast-deadline"),
        ("2025-07-07-forecast-deadline", "2025-06-30-media-budget-plan", "3: 2025-06-30-media-budget-plan stands in "
         "line 2 already; remove one of the two lines"),
        ("2025-07-07-forecast-deadline", "2025-10-10-contract-checklist", "3: 2025-10-10-contract-checklist was not in "
         "the table; the id says which action it is"),
        ("2025-07-11 | 张伟", "soon | 张伟", "3: due cannot be soon; write a date such as 2025-07-07"),
        ("2025-07-11 | 张伟", " | 张伟", "3: an action needs a due date; write a date such as 7/18"),
        ("张伟 | open", " | open", "3: an action needs an owner; name one person"),
        ("张伟 | open", "王五 | open", "3: there is no person 王五; "),
        ("张伟 | open", "张伟 | ", "3: '' is no status; write one of open, in_progress, done, cancelled"),
        ("张伟 | open", "张伟 | cancelled", "3: collab action cancel needs --reason; "),
        ("刘芳 | in_progress", "刘芳 | open", "2: 补充投放预算方案 (2025-06-30-media-budget-plan) cannot become open "
         "again; from in_progress it can become "),
    ],
)  # fmt: skip
def test_lines_that_cannot_be_taken(root: Path, old: str, new: str, said: str) -> None:
    (found,) = told(root, old, new)
    assert found.startswith(said), found


def test_a_note_says_why(root: Path) -> None:
    planned = plan_table(
        plan_of(root),
        BEGUN,
        BEGUN.replace("张伟 | open", "张伟 | cancelled").replace("deadline |", "deadline | The system does it"),
        acting="li-na",
        address=None,
    )
    assert planned is not None
    (write,) = planned.writes
    assert (write.data or b"").decode().endswith("    status: cancelled\n    note: The system does it\n")


def test_all_faults_are_named_and_nothing_is_planned(root: Path) -> None:
    assert [line[:2] for line in told(root, " | ", " ")] == ["2:", "3:"]
