"""The rhythm of a series as people say it."""

from __future__ import annotations

from typing import Any

import pytest

from collab_cli.edits.spoken_cadence import read_cadence
from collab_cli.errors import CollabError
from collab_cli.i18n import language

WEEK: dict[str, Any] = {"unit": "week"}
MONTH: dict[str, Any] = {"unit": "month"}


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("week", WEEK),
        ("every week on Monday", {**WEEK, "weekday": "mon"}),
        ("Thursdays", {**WEEK, "weekday": "thu"}),
        ("weekly on tues", {**WEEK, "weekday": "tue"}),
        ("2 weeks on tue", {**WEEK, "interval": 2, "weekday": "tue"}),
        ("2w wed", {**WEEK, "interval": 2, "weekday": "wed"}),
        ("every other fri", {**WEEK, "interval": 2, "weekday": "fri"}),
        ("fortnightly", {**WEEK, "interval": 2}),
        ("three weeks", {**WEEK, "interval": 3}),
        ("month on 15", {**MONTH, "day": 15}),
        ("15th of every month", {**MONTH, "day": 15}),
        ("3 of month", {**MONTH, "day": 3}),
        ("last day of the month", {**MONTH, "day": 31}),
        ("every 2 months on the 3rd", {**MONTH, "interval": 2, "day": 3}),
        ("monthly on the first mon", {**MONTH, "nth": 1, "weekday": "mon"}),
        ("2nd wed of month", {**MONTH, "nth": 2, "weekday": "wed"}),
        ("last fri of month", {**MONTH, "nth": "last", "weekday": "fri"}),
        ("quarter on 10", {**MONTH, "interval": 3, "day": 10}),
        ("quarterly", {**MONTH, "interval": 3}),
        ("每周", WEEK),
        ("每周一", {**WEEK, "weekday": "mon"}),
        ("每星期天", {**WEEK, "weekday": "sun"}),
        ("每两周周二", {**WEEK, "interval": 2, "weekday": "tue"}),
        ("每 ２ 周 周二", {**WEEK, "interval": 2, "weekday": "tue"}),
        ("隔周五", {**WEEK, "interval": 2, "weekday": "fri"}),
        ("每三周", {**WEEK, "interval": 3}),
        ("每月15日", {**MONTH, "day": 15}),
        ("每月二十一号", {**MONTH, "day": 21}),
        ("每月十日", {**MONTH, "day": 10}),
        ("每月底", {**MONTH, "day": 31}),
        ("每月最后一天", {**MONTH, "day": 31}),
        ("每月最后一个周五", {**MONTH, "nth": "last", "weekday": "fri"}),
        ("每月第二个星期三", {**MONTH, "nth": 2, "weekday": "wed"}),
        ("每月首个周一", {**MONTH, "nth": 1, "weekday": "mon"}),
        ("每两个月20日", {**MONTH, "interval": 2, "day": 20}),
        ("每季度第一个周四", {**MONTH, "interval": 3, "nth": 1, "weekday": "thu"}),
    ],
)
def test_a_rhythm_is_understood(text: str, cadence: dict[str, Any]) -> None:
    assert read_cadence(text) == cadence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "day",
        "每天",
        "yearly",
        "0 weeks",
        "60 weeks",
        "13 months",
        "month on 32",
        "month on 0",
        "每月三十二日",
        "每月第五个周一",
        "every second monday",
        "mon tue",
        "每",
        "weekend",
        "每零周",
    ],
)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(CollabError) as caught:
        read_cadence(text)
    english = language("en")
    assert english.say(caught.value.message) == f"no rhythm is understood from {text}"
    assert caught.value.hint is not None
    assert english.say(caught.value.hint) == (
        "write such as 'week on mon', '2 weeks on tue', 'month on 15', '2nd wed of month' or 'last fri of month'"
    )
