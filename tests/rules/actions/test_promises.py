from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, set_check, small_company

PATH = "actions/2025-06-20-call-back.yaml"
REF = ("action:2025-06-20-call-back",)
TITLED = "Call back customer K (2025-06-20-call-back)"


def action(tmp_path: Path, text: str, **more: str | None) -> Path:
    return small_company(tmp_path, {PATH: "title: Call back customer K\n" + text, **more})


@pytest.mark.parametrize(
    ("owner", "place", "message"),
    [
        ("", "1:1", f"{TITLED} has no owner"),
        ("owner:\n", "2:7", f"{TITLED} has no owner"),
        ("owner: sales\n", "2:8", f"{TITLED} is owned by Sales, not by a person"),
        ("owner: general-manager\n", "2:8", f"{TITLED} is owned by General manager, not by a person"),
        ("owner: [chen-jie, zhou-min]\n", "2:8", f"{TITLED} has a list as its owner: Chen Jie and Zhou Min"),
        ("owner: {zh: 陈杰}\n", "2:8", f"{TITLED} has no owner"),
    ],
)
def test_a501_asks_for_one_person(tmp_path: Path, owner: str, place: str, message: str) -> None:
    outcome = check(action(tmp_path, f"{owner}due: 2025-07-04\n"), profile="starter")
    hint = "; name the one person who answers for it"
    assert found(outcome) == [Found("A501", "error", f"{PATH}:{place}", message + hint, REF)]


def test_a501_is_about_closed_actions_too(tmp_path: Path) -> None:
    assert len(found(check(action(tmp_path, "due: 2025-06-24\nstatus: done\n")), "A501")) == 1


def test_a501_is_silent_with_one_person_and_where_the_reference_is_dead(tmp_path: Path) -> None:
    assert found(check(action(tmp_path, "owner: chen-jie\ndue: 2025-07-04\n")), "A501") == []
    assert found(check(action(tmp_path, "owner: chen-je\ndue: 2025-07-04\n")), "A501") == []


@pytest.mark.parametrize(("due", "place"), [("", "1:1"), ("due:\n", "3:5")])
def test_a502_asks_for_a_date(tmp_path: Path, due: str, place: str) -> None:
    outcome = check(action(tmp_path, f"owner: chen-jie\n{due}"), profile="starter")
    message = f"{TITLED} has no due date; agree on a date"
    assert found(outcome) == [Found("A502", "error", f"{PATH}:{place}", message, REF)]


@pytest.mark.parametrize(
    ("as_of", "severity", "days"),
    [
        (date(2025, 6, 28), "warning", "1 day"),
        (date(2025, 7, 11), "warning", "14 days"),
        (date(2025, 7, 12), "error", "15 days"),
    ],
)
def test_a503_counts_the_days_and_turns_into_an_error(tmp_path: Path, as_of: date, severity: str, days: str) -> None:
    root = action(tmp_path, "owner: chen-jie\ndue: 2025-06-27\nstatus: in_progress\n")
    message = f"{TITLED} is {days} overdue, owner Chen Jie; finish, postpone or cancel it"
    expected = Found("A503", severity, f"{PATH}:3:6", message, REF)
    assert expected in found(check(root, as_of, profile="standard"), "A503")


def test_a503_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(action(tmp_path, "owner: chen-jie\ndue: 2025-06-27\n"))
    assert in_chinese(outcome, "A503") == [
        "Call back customer K (2025-06-20-call-back) 已逾期 3 天，责任人陈杰；办结、延期或取消"
    ]


def test_a503_needs_no_owner(tmp_path: Path) -> None:
    outcome = check(action(tmp_path, "due: 2025-06-27\n"))
    assert [one.text for one in found(outcome, "A503")] == [
        f"{TITLED} is 3 days overdue; finish, postpone or cancel it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "owner: chen-jie\ndue: 2025-06-30\n",
        "owner: chen-jie\ndue: 2025-06-27\nstatus: done\n",
        "owner: chen-jie\ndue: 2025-06-27\nstatus: cancelled\n",
        "owner: chen-jie\n",
    ],
)
def test_a503_is_silent_on_the_day_and_about_closed_actions(tmp_path: Path, text: str) -> None:
    assert found(check(action(tmp_path, text)), "A503") == []


@pytest.mark.parametrize(("limit", "severity"), [("3", "warning"), ("2.9999999999", "warning"), ("2", "error")])
def test_a503_takes_its_limit_from_the_settings(tmp_path: Path, limit: str, severity: str) -> None:
    root = action(tmp_path, "owner: chen-jie\ndue: 2025-06-27\n")
    set_check(root, f"thresholds: {{overdue-error-days: {limit}}}")
    assert [one.severity for one in found(check(root), "A503")] == [severity]
