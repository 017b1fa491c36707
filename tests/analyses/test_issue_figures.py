"""Where issues stand: working time from raising to owner and solution, the limit, and who they came back to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collab_cli.analyses.issue_figures import IssueFigures, issue_figures, issue_indicators
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

ZONE = ZoneInfo("Asia/Shanghai")
HEAD = "title: Colours\nraised_by: an\nfirst_contact: bo\n"
FILES = {
    "collab.yaml": """\
schema: 1
company: {name: Brook, head: an}
timezone: Asia/Shanghai
calendar: {holidays: [2025-07-04], workdays: [2025-07-05]}
check: {thresholds: {issue-sla: 1wd}}
periods: []
""",
    "departments.yaml": (
        "- {id: sales, name: Sales, head: bo}\n"
        "- {id: hotline, name: Hotline, parent: sales}\n"
        "- {id: works, name: Works, head: cy}\n"
    ),
    "people.yaml": (
        "- {id: an, name: An}\n- {id: bo, name: Bo, department: sales}\n- {id: cy, name: Cy, department: works}\n"
    ),
}


def figures(make_workspace: MakeWorkspace, text: str, day: str = "2025-07-03") -> IssueFigures:
    root = make_workspace({**FILES, "issues/2025-07-02-colours.yaml": HEAD + text})
    (found,) = issue_figures(world_of(root, date.fromisoformat(day))).values()
    return found


def test_the_complaint_of_the_demo_came_back_and_took_too_long(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path), date(2025, 7, 11))
    (found,) = issue_figures(world).values()
    assert found.due == datetime(2025, 7, 4, 10, 5, tzinfo=ZONE)
    assert (found.holder, found.department, found.sla, found.age, found.days) == ("sales", "sales", "2wd", 9, -5)
    assert (found.is_open, found.is_breached, found.is_overdue, found.is_bounced) == (True, True, True, True)
    assert found.returned is not None
    assert (found.returned[0], found.returned[1].to) == (1, "sales")
    assert (found.to_owner, found.to_resolve, found.is_escalated_in_time) == (timedelta(), None, True)
    indicators = issue_indicators([found])
    assert (indicators.total, indicators.open, indicators.bounced, indicators.breached) == (1, 1, 1, 1)
    assert (indicators.bounce_rate, indicators.hours_to_owner, indicators.hours_to_resolve) == (
        Decimal(1),
        Decimal(0),
        None,
    )


@pytest.mark.parametrize(
    ("day", "days", "is_breached"),
    [("2025-07-02", 1, False), ("2025-07-03", 0, False), ("2025-07-04", -1, True), ("2025-07-05", -1, True)],
)
def test_the_time_is_over_when_its_last_day_is(
    make_workspace: MakeWorkspace, day: str, days: int, is_breached: bool
) -> None:
    found = figures(make_workspace, "raised_at: 2025-07-02T10:05\n", day)
    assert found.due == datetime(2025, 7, 3, 10, 5, tzinfo=ZONE)
    assert (found.days, found.is_breached, found.is_overdue) == (days, is_breached, is_breached)


@pytest.mark.parametrize(
    ("at", "is_in_time"),
    [
        ("2025-07-02", False),
        ("2025-07-03", True),
        ("2025-07-02T20:00+00:00", True),
        ("2025-07-03T00:30+09:00", False),
    ],
)
def test_an_escalation_counts_by_the_day_of_the_workspace(
    make_workspace: MakeWorkspace, at: str, is_in_time: bool
) -> None:
    text = f"raised_at: 2025-07-02T10:05\nescalations: [{{to: an, at: {at}}}]\n"
    assert figures(make_workspace, text).is_escalated_in_time is is_in_time


def test_holidays_are_left_out_and_days_made_up_for_counted(make_workspace: MakeWorkspace) -> None:
    found = figures(make_workspace, "raised_at: 2025-07-03T16:00\nsla: 4h\n", "2025-07-07")
    assert found.due == datetime(2025, 7, 5, 12, 0, tzinfo=ZONE)
    assert (found.days, found.is_overdue) == (-1, True)


@pytest.mark.parametrize(
    ("text", "holder", "department"),
    [
        ("raised_at: 2025-07-02\n", "person:bo", "sales"),
        ("raised_at: 2025-07-02\nassigned: hotline\nstatus: assigned\n", "hotline", "sales"),
        ("raised_at: 2025-07-02\nassigned: person:an\nstatus: assigned\n", "person:an", None),
    ],
)
def test_the_first_contact_has_it_until_somebody_takes_it_on(
    make_workspace: MakeWorkspace, text: str, holder: str, department: str | None
) -> None:
    found = figures(make_workspace, text)
    assert (found.holder, found.department) == (holder, department)


@pytest.mark.parametrize(
    ("text", "to_owner"),
    [
        ("", None),
        ("assigned: sales\nstatus: assigned\n", timedelta()),
        ("handovers: [{from: sales, to: works, at: 2025-07-03T10:05}]\n", timedelta(hours=8)),
        ("handovers: [{from: sales, to: works, at: 2025-07-01}]\n", timedelta()),
    ],
)
def test_time_to_owner_ends_with_the_first_handover(
    make_workspace: MakeWorkspace, text: str, to_owner: timedelta | None
) -> None:
    assert figures(make_workspace, "raised_at: 2025-07-02T10:05\n" + text).to_owner == to_owner


@pytest.mark.parametrize(
    ("at", "hours", "is_breached"), [("2025-07-03T10:05", 8, False), ("2025-07-03T10:06", 8, True)]
)
def test_what_is_solved_in_time_breaches_no_limit(
    make_workspace: MakeWorkspace, at: str, hours: int, is_breached: bool
) -> None:
    text = f"raised_at: 2025-07-02T10:05\nassigned: sales\nresolved_at: {at}\nstatus: resolved\n"
    found = figures(make_workspace, text, "2025-08-01")
    assert (found.is_open, found.is_breached, found.is_overdue, found.days) == (False, is_breached, False, None)
    assert found.to_resolve is not None
    assert found.to_resolve // timedelta(hours=1) == hours


def test_medians_are_hours_of_working_time(make_workspace: MakeWorkspace) -> None:
    solved = HEAD + "raised_at: 2025-07-02T09:00\nassigned: sales\nstatus: closed\n"
    files = {
        "issues/2025-07-02-one.yaml": solved + "resolved_at: 2025-07-02T10:00\n",
        "issues/2025-07-02-two.yaml": solved + "resolved_at: 2025-07-02T11:30\n",
        "issues/2025-07-02-three.yaml": HEAD + "raised_at: 2025-07-02T09:00\n",
    }
    found = issue_indicators(issue_figures(world_of(make_workspace({**FILES, **files}))).values())
    assert (found.hours_to_owner, found.hours_to_resolve) == (Decimal(0), Decimal("1.75"))
    assert (found.total, found.open, found.bounce_rate) == (3, 1, Decimal(0))


def test_nothing_comes_to_nothing() -> None:
    found = issue_indicators([])
    assert (found.total, found.bounce_rate, found.hours_to_owner, found.hours_to_resolve) == (0, None, None, None)
