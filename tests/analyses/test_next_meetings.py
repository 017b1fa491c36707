"""The next meeting of a series: who is expected, and who still has to report."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.next_meetings import next_meetings
from collab_cli.model.series import Series
from tests.analyses.meeting_company import company, meeting, series
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

MONDAYS = "{unit: week, weekday: mon}"


def test_who_is_expected_and_who_owes_a_report(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-10-20"),
        meeting("2025-10-27", "reports: [{department: sales, progress: Done}]\n", "draft"),
        weekly=series(MONDAYS, more='time: "09:30"\nplace: Room A\n'),
        daily=series(MONDAYS, more='time: "09:00"\nplace: Room A\n', starts="2025-10-27"),
        over=series(MONDAYS, more="status: ended\n"),
    )
    world = world_of(make_workspace(files), date(2025, 10, 21))
    early, late = next_meetings(world, world.all(Series))
    assert (early.series.id, early.last) == ("daily", None)
    assert late.series.id == "weekly"
    assert late.occurrence.slot.day == date(2025, 10, 27)
    assert [(one.party, one.now, one.person) for one in late.expected] == [
        ("sales", "an", "an"),
        ("plant", "di", "bo"),
        ("law", "cy", "cy"),
    ]
    assert late.owing == ("plant", "law")
    assert late.last is not None
    assert late.last.id == "2025-10-20-weekly"
    assert [(one.one.series.id, one.other.series.id, one.place) for one in late.clashes] == [
        ("daily", "weekly", "Room A")
    ]
    assert early.clashes == late.clashes
