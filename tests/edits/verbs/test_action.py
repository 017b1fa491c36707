from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused
from tests.edits.plans import english
from tests.rules.worlds import green_demo

FORECAST = "2025-07-07-forecast-deadline"
TITLED = "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_an_action_from_its_start_to_its_end(root: Path) -> None:
    began = ["+history:", "+  - date: 2025-06-30", "+    by: zhang-wei", "+    status: in_progress", "+    note: Began"]
    assert do(root, "action start", FORECAST, note="Began") == ["+status: in_progress", *began]
    moved = ["+  - date: 2025-06-30", "+    due: 2025-07-11"]  # when it was to be done at first
    moved += ["+  - date: 2025-06-30", "+    by: zhang-wei", "+    due: 2025-07-18", "+    note: Stock-taking"]
    assert do(root, "action postpone", FORECAST, due="7/18", reason="Stock-taking") == [
        "-due: 2025-07-11",
        "+due: 2025-07-18",
        *moved,
    ]
    assert do(root, "action postpone", FORECAST, due="2025年7月18日") == []
    assert do(root, "action note", FORECAST, note="Draft is there", by="陈杰", date="2025/7/1") == [
        "+  - date: 2025-07-01",
        "+    by: chen-jie",
        "+    note: Draft is there",
    ]
    assert do(root, "action done", FORECAST, evidence="OA-1") == [
        "-status: in_progress",
        "+evidence: OA-1",
        "+status: done",
        "+  - date: 2025-06-30",
        "+    by: zhang-wei",
        "+    status: done",
    ]


def test_a_cancelled_action_says_why(root: Path) -> None:
    lines = do(root, "action cancel", FORECAST, reason="The system does it")
    assert lines[-1] == "+    note: The system does it"
    assert lines[0] == "+status: cancelled"


@pytest.mark.parametrize(
    ("command", "said"),
    [("start", {}), ("done", {}), ("cancel", {"reason": "x"}), ("postpone", {"due": "7/20"})],
)
def test_a_closed_action_does_not_move(root: Path, command: str, said: dict[str, str]) -> None:
    do(root, "action done", FORECAST)
    usual = "open" if command == "start" else "open, in_progress"
    assert refused(root, f"action {command}", FORECAST, **said) == (
        f"{TITLED} is done, and collab action {command} is for what is {usual}; done is a final state"
    )


def test_a_closed_action_still_takes_notes(root: Path) -> None:
    do(root, "action done", FORECAST)
    assert do(root, "action note", FORECAST, note="Filed")[-1] == "+    note: Filed"


@pytest.mark.parametrize(
    ("command", "ref", "said", "expected"),
    [
        ("cancel", FORECAST, {}, "collab action cancel needs --reason"),
        ("postpone", FORECAST, {}, "collab action postpone needs --due"),
        ("postpone", FORECAST, {"due": "soon"}, "due cannot be soon"),
        ("note", FORECAST, {}, "collab action note needs NOTE"),
        ("note", FORECAST, {"note": " "}, "--note is empty"),
        ("done", FORECAST, {"date": "31/31"}, "date cannot be 31/31: there is no such day"),
        ("done", FORECAST, {"by": "nobody"}, "there is no person nobody"),
        ("done", "nothing-here", {}, "there is no action nothing-here"),
    ],
)
def test_wrong_input(root: Path, command: str, ref: str, said: dict[str, str], expected: str) -> None:
    assert refused(root, f"action {command}", ref, **said).partition("; ")[0] == expected


@pytest.mark.parametrize(
    ("command", "said", "sentence"),
    [
        ("start", {}, f"started {TITLED}"),
        ("done", {}, f"{TITLED} is done"),
        ("cancel", {"reason": "x"}, f"cancelled {TITLED}"),
        ("postpone", {"due": "7/18"}, f"{TITLED} is due on 2025-07-18 now"),
        ("note", {"note": "x"}, f"added a note to {TITLED}"),
    ],
)
def test_what_was_done_is_said(root: Path, command: str, said: dict[str, str], sentence: str) -> None:
    assert english(planned(root, f"action {command}", FORECAST, **said).sentence) == sentence


def test_a_second_postponement_adds_one_entry(root: Path) -> None:
    do(root, "action postpone", FORECAST, due="7/18")
    assert do(root, "action postpone", FORECAST, due="7/25", date="7/18") == [
        "-due: 2025-07-18",
        "+due: 2025-07-25",
        "+  - date: 2025-07-18",
        "+    by: zhang-wei",
        "+    due: 2025-07-25",
    ]


def test_the_first_due_date_is_dated_with_the_day_the_action_came_up(root: Path) -> None:
    lines = do(root, "action postpone", FORECAST, due="7/18", date="7/10")
    assert lines[2:5] == ["+history:", "+  - date: 2025-07-07", "+    due: 2025-07-11"]


@pytest.mark.parametrize(
    ("command", "said"), [("start", {}), ("done", {}), ("cancel", {"reason": "x"}), ("postpone", {"due": "7/20"}),
                          ("note", {"note": "x"}), ("assign", {"person": "chen-jie"})],
)  # fmt: skip
def test_a_history_is_only_added_to(root: Path, command: str, said: dict[str, str]) -> None:
    hint = "date it with that day or a later one; the history is only added to"
    assert refused(root, f"action {command}", FORECAST, date="2025-07-06", **said) == (
        f"2025-07-06 is before 2025-07-07, when {TITLED} was agreed; {hint}"
    )
    do(root, "action note", FORECAST, note="Began", date="2025-07-10")
    assert refused(root, f"action {command}", FORECAST, date="2025-07-09", **said) == (
        f"2025-07-09 is before 2025-07-10, the last day in the history of {TITLED}; {hint}"
    )
    assert planned(root, f"action {command}", FORECAST, date="2025-07-10", **said).writes


def test_an_action_goes_to_somebody_else(root: Path) -> None:
    entry = ["+history:", "+  - date: 2025-06-30", "+    by: li-na"]
    assert do(root, "action assign", FORECAST, person="陈杰", by="李娜", reason="Knows the regions") == [
        "-owner: zhang-wei",
        "+owner: chen-jie",
        *entry,
        '+    note: "owner: zhang-wei -> chen-jie; Knows the regions"',
    ]
    assert do(root, "action assign", FORECAST, person="chen-jie") == []
    assert english(planned(root, "action assign", FORECAST, person="王强").sentence) == f"{TITLED} is with 王强 now"
    do(root, "action cancel", FORECAST, reason="x")
    assert refused(root, "action assign", FORECAST, person="王强").startswith(f"{TITLED} is cancelled, and")
