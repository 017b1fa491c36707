"""How well meetings are kept, with the worked example of the demo company."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from collab_cli.analyses.meeting_figures import (
    Attendance,
    MeetingFigures,
    Ratio,
    attendance,
    is_active,
    meeting_figures,
    past_slots,
    working_days_late,
)
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series
from tests.analyses.meeting_company import company, meeting, series, settings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

REPORTS = "reports: [{department: sales, progress: Done}, {department: law, progress: Done}]\n"


def minutes(world: World, day: str) -> Record[Meeting]:
    found = world.get(Meeting, f"{day}-weekly")
    assert found is not None
    return found


def test_the_worked_example(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path), date(2025, 7, 11))
    found = meeting_figures(world, world.all(Series))
    assert found == MeetingFigures(Ratio(1, 1), Ratio(3, 3), Ratio(3, 3), Ratio(1, 1))
    assert [found.adherence.share, found.representation.share, found.reports.share] == [Decimal(1)] * 3


def test_who_counts_for_a_department(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-10-27", f"present: [ed, di]\nregrets: [{{person: cy, delegate: an}}]\n{REPORTS}"),
        meeting("2025-10-20", "present: [ed, di, cy]\nregrets: [{person: bo}]\n"),
        meeting("2025-10-13", "present: [ed, an]\nregrets: [{person: bo, delegate: ed}, {person: cy, delegate: bo}]\n"),
        {"meetings/2025-10-01-fair.yaml": "title: Fair\ndate: 2025-10-01\n"},
        weekly=series("{unit: week}"),
    )
    world = world_of(make_workspace(files))
    all_three = ("sales", "plant", "law")
    first = attendance(world, minutes(world, "2025-10-27"))
    assert first == Attendance(all_three, ("sales", "plant"), ("law",), ("plant",))
    assert (first.missing, first.representation, first.reports) == ((), Ratio(2, 3), Ratio(2, 3))
    second = attendance(world, minutes(world, "2025-10-20"))
    assert second == Attendance(all_three, ("sales", "law"), (), all_three)
    assert second.missing == ("plant",)
    third = attendance(world, minutes(world, "2025-10-13"))
    assert third == Attendance(all_three, ("sales", "plant"), ("law",), all_three)
    fair = world.get(Meeting, "2025-10-01-fair")
    assert fair is not None
    assert attendance(world, fair) == Attendance((), (), (), ())
    assert attendance(world, fair).representation.share is None


def test_closed_departments_do_not_count(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(company()))
    assert [is_active(world, one) for one in ("sales", "old", "none")] == [True, False, False]


def test_how_late_minutes_are(make_workspace: MakeWorkspace) -> None:
    files = company(
        {"collab.yaml": settings("{region: CN}")},
        meeting("2025-09-26", "published: 2025-09-29\n"),
        meeting("2025-09-30", "published: 2025-10-09\n"),
        meeting("2025-10-13"),
    )
    world = world_of(make_workspace(files), date(2025, 12, 1))
    late = [working_days_late(world, minutes(world, day)) for day in ("2025-09-26", "2025-09-30", "2025-10-13")]
    assert late == [2, 1, None]


def test_the_figures_of_a_quarter(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-06-02", f"present: [an, bo, cy]\npublished: 2025-06-03\n{REPORTS}"),
        meeting("2025-06-09", "present: [an]\npublished: 2025-06-12\n"),
        meeting("2025-06-16", "reason: Fair\n", "cancelled"),
        meeting("2025-06-30", "present: [an]\n", "draft"),
        meeting("2025-07-09", "present: [an]\n"),
        weekly=series("{unit: week, weekday: mon}", more="skips: [{date: 2025-06-23, reason: Fair}]\n"),
    )
    world = world_of(make_workspace(files), date(2025, 7, 8))
    only = world.all(Series)
    assert [f"{slot.planned:%m-%d}" for slot in past_slots(world, only[0])] == [
        "06-02", "06-09", "06-16", "06-23", "06-30",
    ]  # fmt: skip
    assert meeting_figures(world, only) == MeetingFigures(Ratio(2, 3), Ratio(4, 6), Ratio(2, 6), Ratio(1, 2))
    later = meeting_figures(world, only, date(2025, 6, 9))
    assert later == MeetingFigures(Ratio(1, 2), Ratio(1, 3), Ratio(0, 3), Ratio(0, 1))
    assert later.adherence.share == Decimal("0.5")


def test_without_a_past_slot_there_is_no_figure(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(company(weekly=series("{unit: week}"))), date(2025, 6, 3))
    nothing = Ratio(0, 0)
    assert meeting_figures(world, world.all(Series)) == MeetingFigures(nothing, nothing, nothing, nothing)
    assert nothing.share is None
