"""The next meetings in words: today, a deputy, nobody, a video meeting, two clashes."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.meeting_times import clashes, occurrences
from collab_cli.analyses.next_meetings import next_meetings
from collab_cli.i18n import language
from collab_cli.model.series import Series
from collab_cli.renderers import renderer
from collab_cli.reports.next_meeting import build, clash_said, clashes_said
from tests.analyses.meeting_company import company, meeting, series
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

MONDAYS = "{unit: week, weekday: mon}"


def test_a_meeting_today_with_a_deputy_and_nobody(make_workspace: MakeWorkspace) -> None:
    departments = (
        "- {id: sales, name: Sales, head: an}\n- {id: plant, name: Plant, head: bo}\n"
        "- {id: law, name: Law}\n- {id: old, name: Old, deputy: di}\n"
    )
    files = company(
        meeting("2025-10-20"),
        meeting("2025-10-27", 'mode: video\nstart: "11:00"\nreports: [{department: sales, progress: X}]\n', "draft"),
        {"departments.yaml": departments},
        weekly=series(MONDAYS, more="mode: video\n"),
    )
    world = world_of(make_workspace(files), date(2025, 10, 27))
    report = build(world, next_meetings(world, world.all(Series)))
    said = renderer("text")(report, language("en"))
    assert (
        said
        == """\
Next meetings
=============
Weekly (weekly)
---------------
Date       2025-10-27 (Monday), today
When       11:00–12:00 (Asia/Shanghai)
Mode       by video
Chair      An
Secretary  Ed
Minutes    2025-10-27-weekly (draft)
Last held  2025-10-20, 7 days ago

Department  Who is expected  Report to the meeting
Sales       An               there
Plant       Di for Bo        owed
Law         nobody           owed
Old         Di               owed
"""
    )


def test_a_meeting_held_today_is_the_last(make_workspace: MakeWorkspace) -> None:
    files = company(meeting("2025-10-27"), weekly=series(MONDAYS).replace("[sales, plant, law, old]", "[]"))
    world = world_of(make_workspace(files), date(2025, 10, 27))
    said = renderer("text")(build(world, next_meetings(world, world.all(Series))), language("en"))
    assert isinstance(said, str)
    assert "Date       2025-11-03 (Monday), in 7 days\n" in said
    assert said.endswith("Last held  2025-10-27, today\n")


def test_a_clash_in_a_sentence(make_workspace: MakeWorkspace) -> None:
    files = company(a=series(MONDAYS, more='time: "09:30"\n'), b=series(MONDAYS, more='time: "09:30"\n'))
    world = world_of(make_workspace(files))
    (clash,) = clashes(occurrences(world, world.all(Series), date(2025, 6, 2), date(2025, 6, 2)))
    assert language("en").say(clash_said(world, clash)) == (
        "Weekly (a) and Weekly (b) meet at the same time on 2025-06-02 and both want An and Ed"
    )


def test_clashes_week_after_week_are_one_sentence(make_workspace: MakeWorkspace) -> None:
    files = company(
        a=series(MONDAYS, more='time: "09:30"\n'),
        b=series(MONDAYS, more='time: "09:30"\n'),
        c=series("{unit: month, weekday: mon, nth: 1}", more='time: "09:30"\n'),
    )
    world = world_of(make_workspace(files))
    found = clashes(occurrences(world, world.all(Series), date(2025, 6, 2), date(2025, 6, 30)))
    assert [language("en").say(said) for said in clashes_said(world, found)] == [
        "Weekly (a) and Weekly (b) meet at the same time 5 times from 2025-06-02 to 2025-06-30 and both want An and Ed",
        "Weekly (a) and Weekly (c) meet at the same time on 2025-06-02 and both want An and Ed",
        "Weekly (b) and Weekly (c) meet at the same time on 2025-06-02 and both want An and Ed",
    ]


def test_no_meeting_to_come(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(company()))
    assert build(world, ()).record == {"as_of": world.as_of, "meetings": []}
