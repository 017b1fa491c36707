"""Meetings: the report of a department, chair and secretary, minutes to publish and to approve."""

from __future__ import annotations

from tests.analyses.owed.owing import owed_by, short
from tests.conftest import MakeWorkspace

SERIES = (
    "name: W\ncadence: {unit: week, weekday: wed}\nstarts: 2025-06-25\nchair: an\nsecretary: bo\n"
    "required: [sales, plant]\n"
)


def test_a_head_owes_the_report_and_who_stands_in_that_day_does(make_workspace: MakeWorkspace) -> None:
    files = {"series/w.yaml": SERIES}
    away = ", absences: [{from: 2025-07-09, to: 2025-07-09}]"
    assert short(owed_by(make_workspace, "an", files), "meeting") == [
        ("report", "series:w", 2, None),
        ("chair", "series:w", 2, None),
    ]
    assert short(owed_by(make_workspace, "bo", files), "meeting") == [("secretary", "series:w", 2, None)]
    assert short(owed_by(make_workspace, "cy", files), "meeting") == [("report", "series:w", 2, None)]
    assert [one.command for one in owed_by(make_workspace, "cy", files).things] == ["collab meeting new w"]
    assert short(owed_by(make_workspace, "cy", files, absences=away), "meeting") == []
    assert short(owed_by(make_workspace, "di", files, absences=away), "meeting") == [("report", "series:w", 2, "cy")]


def test_a_report_given_is_owed_no_more(make_workspace: MakeWorkspace) -> None:
    draft = "title: M\ndate: 2025-07-09\nseries: w\nreports: [{department: sales, progress: X}]\n"
    files = {"series/w.yaml": SERIES, "meetings/2025/2025-07-09-w.yaml": draft}
    ref = "meeting:2025-07-09-w"
    assert short(owed_by(make_workspace, "an", files), "meeting") == [("attend", ref, 2, None), ("chair", ref, 2, None)]
    [(_, things)] = owed_by(make_workspace, "cy", files).parts
    assert things[0].command == "collab meeting report plant --meeting 2025-07-09-w"


def test_minutes_are_published_by_the_secretary_and_approved_by_the_chair(make_workspace: MakeWorkspace) -> None:
    files = {
        "series/w.yaml": SERIES,
        "meetings/2025/2025-06-25-w.yaml": "title: M\ndate: 2025-06-25\nseries: w\n",
        "meetings/2025/2025-07-02-w.yaml": (
            "title: N\ndate: 2025-07-02\nseries: w\nstatus: published\npublished: 2025-07-03\n"
        ),
    }
    assert short(owed_by(make_workspace, "bo", files), "meeting")[0][:2] == ("publish", "meeting:2025-06-25-w")
    assert ("approve-minutes", "meeting:2025-07-02-w", 2, None) in short(
        owed_by(make_workspace, "an", files), "meeting"
    )
