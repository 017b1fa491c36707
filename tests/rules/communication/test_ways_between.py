"""Hand-offs between departments that cannot talk, and those that go one way only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

SERIES = "name: Weekly\ncadence: {unit: week, weekday: mon}\nstarts: 2025-06-23\nchair: li-na\nsecretary: chen-jie\n"
HANDOFF = """\
title: Forecast
from: sales
to: production
item: Orders
frequency: week
sla: Monday noon
accepted_by: {person: wang-qiang, date: 2025-02-03}
"""


def company(tmp_path: Path, departments: str, handoff: str = "status: agreed\n", series: str = "") -> Path:
    channel = (
        f"- {{id: group, name: Group, type: im_group, departments: [{departments}], owner: chen-jie, purposes: [x]}}\n"
    )
    return small_company(
        tmp_path,
        {
            "channels.yaml": channel,
            "series/weekly.yaml": SERIES + (series or "required: [sales, marketing]\n"),
            "handoffs/weekly-forecast.yaml": HANDOFF + handoff,
        },
    )


def test_c603_names_both_sides(tmp_path: Path) -> None:
    outcome = check(company(tmp_path, "sales, marketing"))
    assert found(outcome, "C603") == [
        Found(
            "C603",
            "warning",
            "handoffs/weekly-forecast.yaml:1:1",
            "Forecast (weekly-forecast): Sales and Production share no channel and no regular meeting; "
            "agree on a channel with both, and register it",
            ("handoff:weekly-forecast",),
        )
    ]
    assert in_chinese(outcome, "C603") == [
        "Forecast (weekly-forecast)：销售部与生产部没有共同的沟通渠道，也没有共同的例会；与双方商定沟通渠道并登记"
    ]


def test_c603_offers_to_add_who_is_missing_in_the_channel_named(tmp_path: Path) -> None:
    outcome = check(company(tmp_path, "sales, marketing", "channel: group\nstatus: agreed\n"))
    (finding,) = (one for one in outcome.findings if one.code == "C603")
    assert str(finding.place) == "handoffs/weekly-forecast.yaml:8:10"
    (fix,) = finding.fixes
    assert [(patch.path, patch.replacement) for patch in fix.patches] == [("channels.yaml", ", production")]


@pytest.mark.parametrize(
    ("departments", "handoff", "series"),
    [
        ("sales, production", "status: agreed\n", ""),
        ("marketing", "status: agreed\n", "required: [sales, production]\n"),
        ("marketing", "status: draft\n", ""),
        ("marketing", "status: ended\n", ""),
    ],
)
def test_c603_is_silent_where_they_meet(tmp_path: Path, departments: str, handoff: str, series: str) -> None:
    assert found(check(company(tmp_path, departments, handoff, series)), "C603") == []


@pytest.mark.parametrize("ended", ["status: ended\n", "ends: 2025-06-29\n"])
def test_c603_does_not_count_a_series_that_is_over(tmp_path: Path, ended: str) -> None:
    root = company(tmp_path, "marketing", series="required: [sales, production]\n" + ended)
    assert len(found(check(root), "C603")) == 1


def project(tmp_path: Path, *ways: tuple[str, str], status: str = "active") -> Path:
    text = f"title: Fair\nowner: liu-fang\nmembers: [sales, marketing]\nresources: none\nstatus: {status}\n"
    files = {"projects/trade-fair.yaml": text}
    for giver, taker in ways:
        head = HANDOFF.replace("from: sales\nto: production", f"from: {giver}\nto: {taker}")
        files[f"handoffs/{giver}-to-{taker}.yaml"] = head + "status: agreed\n"
    return small_company(tmp_path, files)


def test_c608_stands_at_the_one_who_gives_nothing_back(tmp_path: Path) -> None:
    outcome = check(project(tmp_path, ("marketing", "sales")))
    assert found(outcome, "C608") == [
        Found(
            "C608",
            "info",
            "projects/trade-fair.yaml:3:11",
            "in Fair (trade-fair) Marketing hands over to Sales, and nothing comes back; "
            "agree on what Sales tells Marketing",
            ("project:trade-fair", "handoff:marketing-to-sales"),
        )
    ]
    assert in_chinese(outcome, "C608") == [
        "在 Fair (trade-fair) 中，市场部向销售部交付，销售部没有任何反馈；商定销售部应向市场部反馈什么"
    ]


@pytest.mark.parametrize(
    ("ways", "status"),
    [
        ((), "active"),
        ((("sales", "marketing"), ("marketing", "sales")), "active"),
        ((("sales", "marketing"),), "closed"),
    ],
)
def test_c608_is_silent_on_both_ways_and_none(tmp_path: Path, ways: tuple[tuple[str, str], ...], status: str) -> None:
    assert found(check(project(tmp_path, *ways, status=status)), "C608") == []
