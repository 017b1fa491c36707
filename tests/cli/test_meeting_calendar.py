"""``collab meeting next`` and ``collab series ics``, and the words for the rhythm of a series."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analyses.meeting_company import company, series, settings
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab

MONDAYS = "{unit: week, weekday: mon}"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        company(
            {"collab.yaml": settings("{region: CN}")},
            weekly=series(MONDAYS, more='time: "09:30"\nplace: Room A\n'),
            stock=series(MONDAYS, name="Stock", more='time: "10:00"\nplace: room a\n').replace("an\nsec", "cy\nsec"),
        )
    )


def test_next_names_the_day_the_people_and_the_clash(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("meeting", "next", "weekly", "--as-of", "2025-10-04", cwd=root)
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Next meetings
=============
Weekly (weekly)
---------------
Date       2025-10-09 (Thursday), in 5 days
When       09:30–10:30 (Asia/Shanghai)
Moved      planned for 2025-10-06, which is not worked
Place      Room A
Chair      An
Secretary  Ed
Last held  never held

Department  Who is expected  Report to the meeting
Sales       An               owed
Plant       Bo               owed
Law         Cy               owed

Clashes
-------
Date        Regular meeting  At the same time  Both want
2025-10-09  Weekly (weekly)  Stock (stock)     Room A and Ed
"""
    )


def test_next_for_a_program(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("meeting", "next", "weekly", "--as-of", "2025-10-30", "--json", cwd=root)
    record = json.loads(result.out)
    assert record == {
        "schema": "collab/meeting-next/v1",
        "as_of": "2025-10-30",
        "meetings": [
            {
                "series": "weekly",
                "date": "2025-11-03",
                "planned": "2025-11-03",
                "start": "2025-11-03T09:30:00+08:00",
                "end": "2025-11-03T10:30:00+08:00",
                "place": "Room A",
                "chair": "an",
                "secretary": "ed",
                "meeting": None,
                "expected": [
                    {"department": "sales", "person": "an", "for": None},
                    {"department": "plant", "person": "bo", "for": None},
                    {"department": "law", "person": "cy", "for": None},
                ],
                "reports_owed": ["sales", "plant", "law"],
                "last_held": None,
                "clashes": [
                    {"series": "stock", "start": "2025-11-03T10:00:00+08:00", "place": "Room A", "people": ["ed"]}
                ],
            }
        ],
    }


def test_next_of_no_series(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("meeting", "next", "--as-of", "2025-10-30", cwd=make_workspace(company()))
    assert result.out == "Next meetings\n=============\nno series has a meeting to come\n"


def test_years_that_are_not_announced_are_told_once(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("series", "ics", "--from", "2090-01-01", "--to", "2091-02-01", "weekly", cwd=root)
    told = [line for line in result.err.splitlines() if "holidays" in line]
    assert told == ["the holidays and make-up days of CN in 2090 and 2091 are not certain; list them in collab.yaml"]


def test_ics_goes_into_a_file_and_tells_clashes(root: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    file = tmp_path / "out.ics"
    args = ("series", "ics", "--from", "2025-10-04", "--to", "2025-10-12", "--as-of", "2025-10-01", "-o", str(file))
    result = run_collab(*args, cwd=root)
    assert result.code == 0
    assert result.out == ""
    assert result.err.splitlines() == [
        "Weekly (weekly) and Stock (stock) meet at the same time on 2025-10-09 and both want Room A and Ed",
        f"wrote {file}",
    ]
    first = file.read_bytes()
    assert first.count(b"BEGIN:VEVENT") == 2
    run_collab(*args, cwd=root)
    assert file.read_bytes() == first


def test_ics_goes_to_standard_output_by_default_for_a_year(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("series", "ics", "Weekly", "--as-of", "2025-06-30", cwd=root)
    assert result.out.startswith("BEGIN:VCALENDAR")
    assert "UID:weekly-2025-W27@" in result.out
    assert "UID:weekly-2026-W26@" in result.out
    assert "UID:weekly-2026-W28@" not in result.out


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("--from", "2025-07-02", "--to", "2025-07-01"), "--to is before --from; give the earlier day with --from"),
        (
            ("--from", "2025-07-02", "--to", "2045-07-01"),
            "a calendar file holds ten years at most; give --from and --to",
        ),
        (("nothing",), "there is no series nothing"),
    ],
)
def test_ics_refuses(root: Path, run_collab: RunCollab, args: tuple[str, ...], line: str) -> None:
    result = run_collab("series", "ics", *args, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert line in result.err.splitlines()[-1]


@pytest.mark.parametrize("named", [(), ("weekly",)])
def test_ics_cancels_what_comes_after_the_end_of_a_series(
    make_workspace: MakeWorkspace, run_collab: RunCollab, named: tuple[str, ...]
) -> None:
    root = make_workspace(company(weekly=series(MONDAYS, more='time: "09:30"\nstatus: ended\n')))
    args = ("series", "ics", *named, "--from", "2025-06-30", "--to", "2025-07-14", "--as-of", "2025-07-01")
    result = run_collab(*args, cwd=root)
    lines = result.out.splitlines()
    told = [line for line in lines if line.startswith(("UID", "STATUS", "SEQUENCE"))]
    assert told[::3] == [f"UID:weekly-2025-W{week}@collab" for week in (27, 28, 29)]
    assert told[2::3] == ["STATUS:CONFIRMED", "STATUS:CANCELLED", "STATUS:CANCELLED"]
    assert set(told[1::3]) == {"SEQUENCE:2008"}


def test_a_skip_says_which_meeting_it_leaves_out(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    def told(day: str) -> list[str]:
        root = make_workspace(company(monthly=series("{unit: month, weekday: mon, interval: 2}", "2025-06-02")))
        result = run_collab("series", "skip", "monthly", "--date", day, "--reason", "Fair", "--dry-run", cwd=root)
        assert result.code == 0
        return [line for line in result.err.splitlines() if "left out" in line or "no day" in line]

    assert told("2025-08-18") == ["it is the meeting of 2025-08-04 that is left out"]
    assert told("2025-07-07") == ["2025-07-07 is no day on which Weekly (monthly) meets"]
    assert told("2025-08-04") == []


def test_a_series_that_is_skipped_or_cancelled_breaks_no_cadence(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo("en")

    def missed() -> bool:
        return "M401" in run_collab("check", "--select", "M401", "--as-of", "2025-07-28", cwd=root).out

    assert missed()
    skip = ("series", "skip", "xdept-weekly", "--date", "2025-07-21", "--reason", "Trade fair")
    assert run_collab(*skip, cwd=root).code == 0
    assert missed()
    assert run_collab("meeting", "cancel", "2025-07-14-xdept-weekly", "--reason", "Fair", cwd=root).code == 0
    assert not missed()


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (("--every", "2 weeks on tue"), "cadence:\n  unit: week\n  interval: 2\n  weekday: tue\nstarts: 2025-07-07\n"),
        (("--every", "每月最后一个周五"), "cadence:\n  unit: month\n  nth: last\n  weekday: fri\nstarts: 2025-07-07\n"),
    ],
)
def test_a_series_is_added_in_words(
    make_workspace: MakeWorkspace, run_collab: RunCollab, args: tuple[str, ...], lines: str
) -> None:
    root = make_workspace(company())
    more = ("--chair", "an", "--secretary", "ed", "--starts", "2025-07-07")
    assert run_collab("series", "add", "Planning", *args, *more, cwd=root).code == 0
    assert (root / "series/planning.yaml").read_text("utf-8") == f"name: Planning\n{lines}chair: an\nsecretary: ed\n"


def test_a_series_starts_today_unless_said(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(company())
    args = ("series", "add", "Planning", "--every", "month on 15", "--chair", "an", "--secretary", "ed", "--dry-run")
    assert "+starts: 20" in run_collab(*args, cwd=root).out


def test_a_rhythm_said_twice_is_refused(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(company())
    args = ("series", "add", "P", "--every", "week", "--set", "cadence.unit=week", "--chair", "an", "--secretary", "ed")
    result = run_collab(*args, cwd=root)
    assert result.code == 2
    assert "the rhythm is given twice; give it with --every or as the field cadence" in result.err


def test_a_meeting_on_the_day_a_holiday_moved_it_to_is_in_rhythm(root: Path, run_collab: RunCollab) -> None:
    told = "is no day on which"
    assert told not in run_collab("meeting", "add", "--series", "weekly", "--date", "2025-10-09", cwd=root).err
    assert told in run_collab("meeting", "add", "--series", "weekly", "--date", "2025-10-10", cwd=root).err
