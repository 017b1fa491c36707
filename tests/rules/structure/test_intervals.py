from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company


def invalid(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in found(check(small_company(folder, files), profile="starter"), "S008")]


def test_s008_names_an_end_before_its_start(tmp_path: Path) -> None:
    text = "title: {zh: 搬迁, en: Move}\nowner: li-na\nmembers: [sales]\nstart: 2025-09-01\nend: 2025-08-31\n"
    outcome = check(small_company(tmp_path, {"projects/move.yaml": text}))
    assert found(outcome, "S008") == [
        Found(
            "S008",
            "error",
            "projects/move.yaml:5:6",
            "Move (move) has end 2025-08-31 before start 2025-09-01; correct one of the two",
            ("project:move",),
        )
    ]
    assert in_chinese(outcome, "S008") == ["搬迁 (move) 的 end 2025-08-31 早于 start 2025-09-01；改正其中一个"]


PROJECT = "title: P\nowner: li-na\nmembers: [sales]\n"
SERIES = "name: S\ncadence: {unit: week}\nchair: li-na\nsecretary: li-na\nstarts: 2025-07-02\n"
MEETING = "title: M\ndate: 2025-06-30\nstart: '10:30'\n"
PROPOSAL = "title: P\ntype: decision\nsubjects: []\naffected: [sales]\nopened: 2025-06-10\n"
ISSUE = "title: I\nraised_by: li-na\nraised_at: RAISED\nresolved_at: RESOLVED\n"


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("projects/p.yaml", PROJECT + "start: 2025-09-01\nend: 2025-09-01\n", ""),
        ("projects/p.yaml", PROJECT + "end: 2025-09-01\n", ""),
        ("series/s.yaml", SERIES + "ends: 2025-07-01\n", "6:7"),
        ("series/s.yaml", SERIES + "ends: 2025-07-02\n", ""),
        ("meetings/2025-06-30-m.yaml", MEETING + "end: '09:30'\n", "4:6"),
        ("meetings/2025-06-30-m.yaml", MEETING + "end: '10:30'\n", ""),
        ("proposals/p.yaml", PROPOSAL + "deadline: 2025-06-09\n", "6:11"),
        ("proposals/p.yaml", PROPOSAL + "deadline: 2025-06-10\n", ""),
        ("proposals/p.yaml", PROPOSAL + "decided: 2025-06-09\n", "6:10"),
        ("proposals/p.yaml", PROPOSAL + "decided: 2025-06-10\n", ""),
        ("people/p.yaml", "name: P\nabsences: [{from: 2025-07-02, to: 2025-07-01}]\n", "2:35"),
        ("people/p.yaml", "name: P\nabsences: [{from: 2025-07-02, to: 2025-07-02}]\n", ""),
        ("issues/2025-06-30-i.yaml", ISSUE.replace("RAISED", "2025-06-30").replace("RESOLVED", "2025-06-29"), "4:14"),
        ("issues/2025-06-30-i.yaml", ISSUE.replace("RAISED", "2025-06-30").replace("RESOLVED", "2025-06-30"), ""),
        (
            "issues/2025-06-30-i.yaml",
            ISSUE.replace("RAISED", "2025-06-30T10:05").replace("RESOLVED", "2025-06-30T10:04"),
            "4:14",
        ),
        (
            "issues/2025-06-30-i.yaml",
            ISSUE.replace("RAISED", "2025-06-30T10:05").replace("RESOLVED", "2025-06-30"),
            "",
        ),
        (
            "issues/2025-06-30-i.yaml",
            ISSUE.replace("RAISED", "2025-06-30T10:05+08:00").replace("RESOLVED", "2025-06-30T03:05+00:00"),
            "",
        ),
    ],
)
def test_s008_knows_what_begins_and_what_ends(tmp_path: Path, path: str, text: str, place: str) -> None:
    assert [one for one, _ in invalid(tmp_path, {path: text})] == ([f"{path}:{place}"] if place else [])


PASSED_ON = """\
title: {zh: 问题, en: I}
raised_by: li-na
raised_at: 2025-06-20T10:05
assigned: sales
handovers:
  - {from: production, to: sales, at: 2025-06-21, reason: r}
  - {from: sales, to: production, at: 2025-06-22T09:00, reason: r}
escalations:
  - {to: li-na, at: 2025-06-20}
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("at: 2025-06-21", "at: 2025-06-20", []),
        ("at: 2025-06-21", "at: 2025-06-20T02:05+00:00", []),
        ("at: 2025-06-21", "at: 2025-06-20T02:04+00:00", [(6, "handovers.at 2025-06-20T02:04+00:00 before raised_at")]),
        ("at: 2025-06-21", "at: 2025-06-01", [(6, "handovers.at 2025-06-01 before raised_at 2025-06-20T10:05")]),
        ("at: 2025-06-21", "at: 2025-06-23", [(7, "handovers.at 2025-06-22T09:00 before handovers.at 2025-06-23")]),
        ("at: 2025-06-20}", "at: 2025-06-19}", [(9, "escalations.at 2025-06-19 before raised_at 2025-06-20T10:05")]),
        ("at: 2025-06-20}", "at: 2025-06-20T02:05+00:00}", []),
    ],
)
def test_s008_knows_the_order_in_which_an_issue_is_passed_on(
    tmp_path: Path, old: str, new: str, found: list[tuple[int, str]]
) -> None:
    path = "issues/2025-06-20-i.yaml"
    told = invalid(tmp_path, {path: PASSED_ON.replace(old, new) if old else PASSED_ON})
    assert [int(place.split(":")[1]) for place, _ in told] == [line for line, _ in found]
    assert all(f"I (2025-06-20-i) has {words}" in text for (_, text), (_, words) in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("path", "text", "raised"),
    [
        ("actions/2025-06-24-a.yaml", "title: {zh: 问, en: Ask}\nowner: li-na\ndue: 2025-06-23\n", "2025-06-24"),
        ("actions/2025-06-24-a.yaml", "title: A\nowner: li-na\ndue: 2025-06-24\n", None),
        ("actions/a.yaml", "title: A\nowner: li-na\ndue: 2025-06-24\n", None),
        ("actions/2025-13-99-a.yaml", "title: A\nowner: li-na\ndue: 2025-06-24\n", None),
        (
            "actions/a.yaml",
            "title: {zh: 问, en: Ask}\nowner: li-na\ndue: 2025-06-24\n"
            "history: [{date: 2025-06-30}, {date: 2025-06-26}]\n",
            "2025-06-26",
        ),
        (
            "actions/2025-06-20-a.yaml",
            "title: A\nowner: li-na\ndue: 2025-06-24\nhistory: [{date: 2025-06-26}]\n",
            None,
        ),
    ],
)
def test_s008_compares_due_with_the_day_an_action_was_raised(
    tmp_path: Path, path: str, text: str, raised: str | None
) -> None:
    due = "2025-06-23" if "06-23" in text else "2025-06-24"
    name = path.partition("/")[2].removesuffix(".yaml")
    message = f"Ask ({name}) is due on {due}, before it was raised on {raised}; correct the date"
    assert invalid(tmp_path, {path: text}) == ([(f"{path}:3:6", message)] if raised else [])


GOAL = """\
title: {zh: 目标, en: Goal}
level: company
period: "2025"
key_results:
  - {id: kr1, title: T, type: boolean, checkins: [{date: DATE, value: true}]}
"""


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2024-12-01", None),
        ("2024-11-30", 32),
        ("2026-01-31", None),
        ("2026-02-01", 32),
        ("2025-06-30", None),
    ],
)
def test_s008_allows_a_check_in_31_days_outside_the_period(tmp_path: Path, day: str, days: int | None) -> None:
    outcome = check(small_company(tmp_path, {"goals/g.yaml": GOAL.replace("DATE", day)}), profile="starter")
    expected = Found(
        "S008",
        "error",
        "goals/g.yaml:5:58",
        f"Goal (g) has a check-in on {day}, {days} days outside its period 2025; "
        "correct the date, or the period of the goal",
        ("goal:g", "goal:g/kr1"),
    )
    assert found(outcome, "S008") == ([expected] if days else [])
    if days:
        assert in_chinese(outcome, "S008") == [
            f"目标 (g) 有 {day} 的进度填报，超出期间 2025 {days} 天；改正日期，或目标的期间"
        ]


def test_s008_names_a_period_that_ends_before_it_starts(tmp_path: Path) -> None:
    collab = small_company(tmp_path) / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    collab.write_text(text.replace("end: 2025-12-31", "end: 2024-12-31"), encoding="utf-8")
    assert found(check(tmp_path), "S008")[0] == Found(
        "S008",
        "error",
        "collab.yaml:10:42",
        "the period 2025 ends on 2024-12-31, before it starts; correct one of the two",
    )


def test_s008_does_not_hold_check_ins_against_a_period_that_is_reversed(tmp_path: Path) -> None:
    collab = small_company(tmp_path, {"goals/g.yaml": GOAL.replace("DATE", "2025-06-30")}) / "collab.yaml"
    text = collab.read_text(encoding="utf-8")
    collab.write_text(text.replace("end: 2025-12-31", "end: 2024-12-31"), encoding="utf-8")
    assert [one.place for one in found(check(tmp_path), "S008")] == ["collab.yaml:10:42"]
