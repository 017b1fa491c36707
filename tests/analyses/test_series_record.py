"""What became of every slot of a series, and how departments took part."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.meeting_figures import Ratio
from collab_cli.analyses.series_record import DepartmentRecord, other_meetings, series_record
from collab_cli.model.series import Series
from tests.analyses.meeting_company import company, meeting, series
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

REPORTS = (
    "reports: [{department: sales, progress: Done, issues: [{text: Late}, {text: Dear}]},"
    " {department: law, issues: []}]\n"
)


def test_slots_departments_and_meetings(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-06-02", f"present: [an, bo, cy]\npublished: 2025-06-04\n{REPORTS}"),
        meeting("2025-06-10", "present: [an]\nregrets: [{person: bo, delegate: ed}]\n", "approved"),
        meeting("2025-06-16", "reason: Fair\n", "cancelled"),
        meeting("2025-06-30", "present: [an]\n", "draft"),
        {
            "meetings/2025-06-05-talk.yaml": "title: Talk\ndate: 2025-06-05\nstatus: published\n",
            "meetings/2025-06-04-plan.yaml": "title: Plan\ndate: 2025-06-04\nstatus: draft\n",
            "meetings/2025-07-09-later.yaml": "title: Later\ndate: 2025-07-09\nstatus: published\n",
        },
        weekly=series("{unit: week, weekday: mon}", more="skips: [{date: 2025-06-23, reason: Holidays}]\n"),
    )
    world = world_of(make_workspace(files), date(2025, 7, 8))
    only = world.all(Series)[0]
    found = series_record(world, only)
    assert [(slot.day.isoformat(), slot.state, slot.reason) for slot in found.slots] == [
        ("2025-06-02", "held", None),
        ("2025-06-10", "held", None),
        ("2025-06-16", "cancelled", "Fair"),
        ("2025-06-23", "skipped", "Holidays"),
        ("2025-06-30", "open", None),
    ]
    counts = [found.count(state) for state in ("held", "cancelled", "skipped", "no-working-day")]
    assert (counts, found.missed, found.unsent) == ([2, 1, 1, 0], 0, 1)
    assert found.figures.adherence == Ratio(2, 3)
    assert [(one.meeting.id, one.problems, one.days_late) for one in found.held] == [
        ("2025-06-02-weekly", 2, 2),
        ("2025-06-10-weekly", 0, None),
    ]
    assert found.departments == (
        DepartmentRecord("sales", Ratio(2, 2), Ratio(1, 2), 2),
        DepartmentRecord("plant", Ratio(1, 2), Ratio(0, 2), 0),
        DepartmentRecord("law", Ratio(1, 2), Ratio(1, 2), 0),
    )
    assert [one.meeting.id for one in other_meetings(world)] == ["2025-06-05-talk"]
    later = series_record(world, only, date(2025, 6, 16))
    assert ([slot.state for slot in later.slots], later.held) == (["cancelled", "skipped", "open"], ())
    assert other_meetings(world, date(2025, 6, 6)) == ()


def test_a_week_without_a_working_day(make_workspace: MakeWorkspace) -> None:
    weekly = series("{unit: week, weekday: mon}")
    days = ", ".join(f"2025-06-{number:02}" for number in range(2, 9))
    files = company(weekly=weekly)
    settings = str(files["collab.yaml"]).replace("calendar: {}", f"calendar: {{holidays: [{days}]}}")
    world = world_of(make_workspace({**files, "collab.yaml": settings}), date(2025, 6, 10))
    found = series_record(world, world.all(Series)[0])
    assert [slot.state for slot in found.slots] == ["no-working-day"]
    assert (found.missed, found.figures.adherence) == (0, Ratio(0, 0))
