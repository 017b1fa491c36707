from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, small_company


@pytest.mark.parametrize(
    ("title", "fields", "said"),
    [
        ("Hold twelve customer days", "type: boolean", "Hold twelve customer days"),
        ("launch it", "type: milestone, milestones: [{title: M}]", "launch it"),
        ("{zh: 开展客户日, en: Customer days}", "type: boolean", "Customer days"),
        ("Holdings sold", "type: boolean", None),
        ("Customers regained", "type: boolean", None),
        ("Complete orders", "baseline: 0, target: 9, unit: orders", None),
        ("客户完成率", "type: boolean", None),
    ],
)
def test_g127_knows_what_is_done_by_its_first_word(tmp_path: Path, title: str, fields: str, said: str | None) -> None:
    text = goal("A", "proposed", f"key_results: [{{id: kr1, title: {title}, {fields}}}]")
    outcome = check(small_company(tmp_path, {"goals/a.yaml": text}))
    what = f"{said} (kr1) of A (a) says what is done, not what comes of it; measure what is to be different afterwards"
    expected = [Found("G127", "info", "goals/a.yaml:6:32", what, ("goal:a/kr1",))] if said else []
    assert found(outcome, "G127") == expected


def test_g127_leaves_closed_goals_alone_and_reads_in_chinese(tmp_path: Path) -> None:
    line = "key_results: [{id: kr1, title: 组织培训, type: boolean}]"
    files: dict[str, str | None] = {
        "goals/a.yaml": goal("A", "active", line),
        "goals/b.yaml": goal("B", "missed", line),
    }
    outcome = check(small_company(tmp_path, files))
    assert in_chinese(outcome, "G127") == [
        "A (a) 的组织培训 (kr1) 写的是做什么，而不是做成什么；衡量做完之后会有什么不同"
    ]
