from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, green_demo, small_company

PATH = "issues/2025-06-24-colour.yaml"


def issue(tmp_path: Path, *handovers: tuple[str, str], status: str = "assigned") -> Path:
    lines = [
        f"  - {{from: {start}, to: {end}, at: 2025-06-{24 + number}}}\n"
        for number, (start, end) in enumerate(handovers)
    ]
    text = (
        "title: {zh: 批次色差, en: Colours differ}\n"
        "raised_by: zhang-wei\n"
        "raised_at: 2025-06-24\n"
        "first_contact: chen-jie\n"
        f"status: {status}\n"
        "handovers:\n" + "".join(lines)
    )
    return small_company(tmp_path, {PATH: text})


def test_a509_stands_at_the_first_return(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), ("sales", "production"))
    outcome = check(root, profile="standard")
    assert found(outcome, "A509") == [
        Found(
            "A509",
            "warning",
            f"{PATH}:8:28",
            "Colours differ (2025-06-24-colour) came back to Sales, who had passed it on; "
            "escalate it, or settle who keeps it until it is solved",
            ("issue:2025-06-24-colour",),
        )
    ]
    assert in_chinese(outcome, "A509") == [
        "批次色差 (2025-06-24-colour) 多次转办，又回到曾经转出的销售部；上报，或确定由谁负责到解决为止"
    ]


def test_a509_sees_a_return_by_a_third_party(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "person:wang-qiang"), ("production", "marketing"), ("marketing", "sales"))
    assert [one.place for one in found(check(root), "A509")] == [f"{PATH}:9:27"]


@pytest.mark.parametrize("status", ["open", "escalated"])
def test_a509_is_about_issues_not_yet_solved(tmp_path: Path, status: str) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), status=status)
    assert len(found(check(root), "A509")) == 1


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a509_lets_solved_issues_rest(tmp_path: Path, status: str) -> None:
    root = issue(tmp_path, ("sales", "production"), ("production", "sales"), status=status)
    assert found(check(root), "A509") == []


def test_a509_is_silent_on_a_straight_way(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "sales"), ("sales", "production"), ("production", "marketing"))
    assert found(check(root), "A509") == []


def test_a509_passes_over_a_handover_to_nobody(tmp_path: Path) -> None:
    root = issue(tmp_path, ("sales", "nobody"), ("production", "sales"))
    assert found(check(root), "A509") == []


def test_a509_of_the_demo_is_waived(tmp_path: Path) -> None:
    outcome = check(green_demo(tmp_path), profile="standard")
    assert found(outcome, "A509", "S012") == []
    assert outcome.waived == 1
