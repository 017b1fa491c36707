"""The report on meetings: every way a slot can end, in words and as data."""

from __future__ import annotations

import json
from pathlib import Path

from tests.analyses.meeting_company import company, meeting, series
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo

REPORTS = "reports: [{department: sales, progress: Done, issues: [{text: Late}]}, {department: law, issues: []}]\n"


def quarter(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        company(
            meeting("2025-06-02", f"present: [an, bo, cy]\npublished: 2025-06-04\n{REPORTS}"),
            meeting(
                "2025-06-10", "present: [an]\nmode: video\nmode_reason: Storm\npublished: 2025-06-10\n", "approved"
            ),
            meeting("2025-06-16", "reason: Fair\n", "cancelled"),
            meeting("2025-06-30", "present: [an]\n", "draft"),
            {"meetings/2025-06-05-talk.yaml": "title: Talk\ndate: 2025-06-05\nstatus: published\n"},
            weekly=series("{unit: week, weekday: mon}", more="skips: [{date: 2025-06-23, reason: Holidays}]\n"),
        )
    )


def test_what_became_of_every_meeting(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = quarter(make_workspace)
    assert (
        run_collab("report", "meetings", "--as-of", "2025-07-14", cwd=root).out
        == """\
Meetings of Brook up to 2025-07-14
==================================
Weekly
------
Planned          6 slots: 2 held, 1 missed, 1 with minutes not out, 1 left out, 1 cancelled
Kept             50 % (2 of 4 meetings to be held)
Represented      67 % (4 of 6 seats)
Reported         33 % (2 of 6 reports due)
Minutes in time  50 % (1 of 2 minutes within 1 working day)
How people met   in person: 1, by video: 1

Who took part
Department  Represented  Reported  Problems raised
Sales               2/2       1/2                1
Plant               1/2       0/2                0
Law                 1/2       1/2                0

Day by day
Held on     How it went          Way or reason     There  Reports  Problems         Minutes
2025-06-02  took place           in person           3/3      2/3         1  2 working days
2025-06-10  took place           by video (Storm)    1/3      0/3         0        same day
2025-06-16  cancelled            Fair
2025-06-23  left out on purpose  Holidays
2025-06-30  minutes not out
2025-07-07  not held

Meetings of no series
---------------------
Held on     Meeting  Way or reason  Problems  Minutes
2025-06-05  Talk     in person             0        -
"""
    )


def test_one_series_as_data_and_as_a_table(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = quarter(make_workspace)
    options = ("report", "meetings", "weekly", "--from", "2025-06-10", "--to", "2025-07-14")
    record = json.loads(run_collab(*options, "--json", cwd=root).out)
    (one,) = record["series"]
    assert (record["schema"], record["from"], record["others"]) == ("collab/meetings/v1", "2025-06-10", [])
    numbers = ("held", "missed", "unsent", "skipped", "cancelled", "adherence", "representation", "report_rate")
    assert [one[key] for key in numbers] == [0, 1, 1, 1, 1, 0, None, None]
    assert [slot["state"] for slot in one["slots"]] == ["cancelled", "skipped", "unsent", "missed"]
    assert run_collab(*options, "--format", "csv", cwd=root).out == (
        "Meeting,Held on,How it went,Way or reason,There,Reports,Problems,Minutes,id\n"
        "Weekly,2025-06-16,cancelled,Fair,,,,,2025-06-16-weekly\n"
        "Weekly,2025-06-23,left out on purpose,Holidays,,,,,\n"
        "Weekly,2025-06-30,minutes not out,,,,,,2025-06-30-weekly\n"
        "Weekly,2025-07-07,not held,,,,,,\n"
    )


def test_minutes_that_are_a_draft_are_told_from_the_day_after(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = quarter(make_workspace)
    said = [
        run_collab("report", "meetings", "--as-of", day, cwd=root).out.splitlines()
        for day in ("2025-06-30", "2025-07-01")
    ]
    assert [lines[4] for lines in said] == [
        "Planned          4 slots: 2 held, 1 left out, 1 cancelled",
        "Planned          5 slots: 2 held, 1 with minutes not out, 1 left out, 1 cancelled",
    ]
    assert [lines[5] for lines in said] == ["Kept             100 % (2 of 2 meetings to be held)"] * 2
    assert "2025-06-30  minutes not out" in said[1]
    digest = run_collab("report", "weekly", "--as-of", "2025-07-01", cwd=root).out
    assert "Minutes not out\n---------------\nRegular meeting  Date\n" in digest
    assert "Meetings missed" not in digest
    assert "1 with minutes not out → collab meeting next" in run_collab("status", "--as-of", "2025-07-01", cwd=root).out


def test_nothing_to_tell(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    empty = make_workspace(company())
    assert "No meeting was held or missed in these days.\n" in run_collab("report", "meetings", cwd=empty).out
    early = make_workspace(company(weekly=series("{unit: week}")))
    shown = run_collab("report", "meetings", "--as-of", "2025-06-03", cwd=early).out
    assert "No day of it lies in this span.\n" in shown
    wrong = run_collab("report", "meetings", "monthly", cwd=early)
    assert (wrong.code, wrong.out) == (2, "")


def test_a_page_that_was_sent_is_checked(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    options = ("report", "meetings", "--as-of", "2025-07-11", "-o", "page.html")
    assert run_collab(*options, cwd=root).code == 0
    assert run_collab(*options, "--check", cwd=root).code == 0
    assert run_collab(*options[:3], "2025-07-31", "-o", "page.html", "--check", cwd=root).code == 1
