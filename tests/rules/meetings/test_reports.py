"""M404, M406 and M414: reports are whole, every problem goes somewhere, and numbers agree with what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

PATH = "meetings/2025-06-30-weekly.yaml"
REF = ("meeting:2025-06-30-weekly",)


def minutes(reports: str, status: str = "published", more: str = "") -> dict[str, str | None]:
    head = f"title: {{zh: 周会, en: Weekly}}\ndate: 2025-06-30\nseries: weekly\nstatus: {status}\n"
    return {PATH: f"{head}reports:\n{reports}{more}"}


def test_m404_wants_progress_and_problems(tmp_path: Path) -> None:
    files = minutes("  - {department: sales}\n  - {department: production, progress: Fine, issues: []}\n")
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "M404") == [
        Found(
            "M404",
            "warning",
            f"{PATH}:6:5",
            "the report of Sales in Weekly (2025-06-30-weekly) has no progress and issues; "
            "write what was reached, and issues: [] where there is no problem",
            REF,
        )
    ]
    assert in_chinese(outcome, "M404") == [
        "周会 (2025-06-30-weekly) 中销售部的汇报缺少 progress (进展) 和 issues (问题)；"
        "写明进展；没有问题的写 issues: []"
    ]


@pytest.mark.parametrize("status", ["draft", "cancelled\nreason: Fair"])
def test_m404_and_m406_wait_until_minutes_are_published(tmp_path: Path, status: str) -> None:
    files = minutes("  - {department: sales, issues: [{text: Late}]}\n", status)
    assert found(check(small_company(tmp_path, files)), "M404", "M406") == []


def test_m406_wants_to_know_what_became_of_a_problem_and_where(tmp_path: Path) -> None:
    files = minutes(
        "  - department: sales\n    progress: Fine\n    issues:\n      - {text: Forecast late}\n"
        "      - {text: No stand, disposition: action}\n      - {text: Rain, disposition: parked}\n"
        "      - {text: Price, disposition: decision, ref: dec1}\n",
        more="decisions: [{id: dec1, text: X, rationale: Y, owner: li-na}]\n",
    )
    outcome = check(small_company(tmp_path, files), profile="standard")
    assert [(one.place, one.text) for one in found(outcome, "M406")] == [
        (
            f"{PATH}:9:9",
            "Weekly (2025-06-30-weekly) does not say what became of: Forecast late; "
            "write a disposition: decision, action, escalated or parked",
        ),
        (f"{PATH}:10:9", "Weekly (2025-06-30-weekly) says action, but not which, of: No stand; name it under ref"),
    ]
    assert in_chinese(outcome, "M406")[0] == (
        "周会 (2025-06-30-weekly) 没有写明这个问题的去向：Forecast late；"
        "写明 disposition：decision、action、escalated 或 parked"
    )


def test_m414_holds_a_number_against_the_newest_value(tmp_path: Path) -> None:
    files = minutes("  - {department: sales, progress: 市场占有率已到14.2%, issues: []}\n")
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "M414") == [
        Found(
            "M414",
            "warning",
            f"{PATH}:6:35",
            "Weekly (2025-06-30-weekly) tells 14.2 for Market share, recorded on 2025-06-30 is 13.6 %; "
            "find out which of the two is right, and mend the other",
            (*REF, "goal:increase-market-share/kr1"),
        )
    ]
    assert in_chinese(outcome, "M414") == [
        "周会 (2025-06-30-weekly) 中“市场占有率”写为 14.2，而 2025-06-30 登记的是 13.6 %；查明哪个数正确，改正另一个"
    ]
