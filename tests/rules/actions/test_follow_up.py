from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.worlds import Found, check, found, set_check, small_company

PATH = "actions/2025-06-02-a.yaml"
MOVED = """\
title: A
owner: chen-jie
due: 2025-07-11
history:
  - {date: 2025-06-02, due: 2025-06-13}
  - {date: 2025-06-13, due: 2025-06-20}
  - {date: 2025-06-20, due: 2025-06-27}
  - {date: 2025-06-27, due: 2025-07-11}
"""
DONE = "title: A\nowner: chen-jie\ndue: 2025-06-27\nstatus: done\n"
DATED = "history:\n  - {date: 2025-06-26, status: done}\n"


def test_a504_stands_at_the_due_date(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {PATH: MOVED})), "A504") == [
        Found(
            "A504",
            "warning",
            f"{PATH}:3:6",
            "the due date of A (2025-06-02-a) was moved 3 times; settle what is in the way, make smaller actions of "
            "it, or cancel it",
            ("action:2025-06-02-a",),
        )
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2025-06-27, due", "date: 2025-07-01, due"),  # after the day: not seen
        ("due: 2025-06-20}", "note: Asked}"),
        ("history:", "status: done\nhistory:"),
        ("history:", "status: cancelled\nhistory:"),
    ],
)
def test_a504_counts_the_changes_of_open_actions_up_to_the_day(tmp_path: Path, old: str, new: str) -> None:
    assert old in MOVED
    assert found(check(small_company(tmp_path, {PATH: MOVED.replace(old, new)})), "A504") == []


def test_a504_has_a_limit(tmp_path: Path) -> None:
    for folder, limit, count in (("more", 4, 0), ("fewer", 1, 1), ("none", 0, 1)):
        root = small_company(tmp_path / folder, {PATH: MOVED})
        set_check(root, f"thresholds: {{postpone-max: {limit}}}")
        assert len(found(check(root), "A504")) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DONE, "A (2025-06-02-a) is done without the day it was done"),
        (DONE + "acceptance: Used twice\n", "A (2025-06-02-a) is done without the day it was done and evidence"),
        (DONE + "acceptance: Used twice\n" + DATED, "A (2025-06-02-a) is done without evidence"),
        (
            DONE + "history:\n  - {date: 2025-06-26, note: Nearly}\n",
            "A (2025-06-02-a) is done without the day it was done",
        ),
        (DONE + DATED, None),
        (DONE + "acceptance: Used twice\nevidence: Two reviews\n" + DATED, None),
        (DONE.replace("done", "cancelled"), None),
        (DONE.replace("done", "open") + "acceptance: Used twice\n", None),
    ],
)
def test_a505_asks_for_the_day_and_for_evidence(tmp_path: Path, text: str, said: str | None) -> None:
    texts = [one.text for one in found(check(small_company(tmp_path, {PATH: text})), "A505")]
    assert texts == ([f"{said}; write what shows it, and since when"] if said else [])
