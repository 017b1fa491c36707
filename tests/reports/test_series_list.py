"""Regular meetings one a line: their rhythm in words, and the day they meet next."""

from __future__ import annotations

import json

import pytest

from collab_cli.i18n import language
from collab_cli.model.series import Series
from collab_cli.reports.series_list import rhythm
from tests.analyses.meeting_company import company, series
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.chinese import chinese
from tests.rules.worlds import world_of


def test_every_series_with_its_rhythm_and_its_next_day(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(
        company(
            a=series("{unit: week, weekday: mon}", more='time: "09:30"\n'),
            b=series("{unit: month, weekday: fri, nth: last}", name="Review"),
            c=series("{unit: week, weekday: mon}", name="Old", more="status: ended\nends: 2025-06-30\n"),
        )
    )
    assert run_collab("series", "list", "--as-of", "2025-07-08", cwd=root).out == (
        "Id  Name    Cadence                         Time   Next meeting         Status\n"
        "a   Weekly  every Monday                    09:30  2025-07-14 (Monday)  active\n"
        "b   Review  the last Friday of every month         2025-07-25 (Friday)  active\n"
        "c   Old     every Monday                           -                    ended\n"
    )
    record = json.loads(run_collab("series", "list", "--json", "--as-of", "2025-07-08", cwd=root).out)
    assert [(one["id"], one["next"]) for one in record["records"]] == [
        ("a", "2025-07-14"),
        ("b", "2025-07-25"),
        ("c", None),
    ]
    assert run_collab("series", "list", cwd=make_workspace(company())).out == "there are no series yet\n"


@pytest.mark.parametrize(
    ("cadence", "english", "han"),
    [
        ("{unit: week}", "every Monday", "每周一"),
        ("{unit: week, interval: 2, weekday: thu}", "Thursday every 2 weeks", "每 2 周的周四"),
        ("{unit: month}", "day 2 of every month", "每月 2 日"),
        ("{unit: month, interval: 3, day: 15}", "day 15 of every 3 months", "每 3 个月的 15 日"),
        ("{unit: month, weekday: tue}", "the first Tuesday of every month", "每月第一个周二"),
        ("{unit: month, nth: '2', weekday: wed}", "the second Wednesday of every month", "每月第二个周三"),
        ("{unit: month, nth: '3', weekday: sat}", "the third Saturday of every month", "每月第三个周六"),
        ("{unit: month, nth: '4', weekday: sun}", "the fourth Sunday of every month", "每月第四个周日"),
    ],
)
def test_a_rhythm_in_words(make_workspace: MakeWorkspace, cadence: str, english: str, han: str) -> None:
    world = world_of(make_workspace(company(one=series(cadence))))
    said = rhythm(world.all(Series)[0].value)
    assert (language("en").say(said), chinese().say(said)) == (english, han)
