from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.rules.changes.unseen_edits import unseen_edits
from tests.rules.changes.two_states import SALES, compare
from tests.rules.worlds import Files

PATH = "charters/sales.yaml"
FAULTY = SALES + "review_by: [2025-13-40]\neffective_from: 2025-13-40\n"


def told(folder: Path, before: Files, now: Files) -> list[str]:
    return [fault.place.path for fault in unseen_edits(compare(folder, before, now), "charter", "effective")]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (FAULTY, FAULTY.replace("AR", "A")),
        (SALES, FAULTY),
        (SALES, "title: ["),
        ("title: [", "title: [ "),
        (FAULTY, "title: ["),
    ],
)
def test_what_changed_and_cannot_be_read_is_told(before: str, now: str, tmp_path: Path) -> None:
    assert told(tmp_path, {PATH: before}, {PATH: now}) == [PATH]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (FAULTY, FAULTY),
        (FAULTY, SALES),
        ("title: [", SALES),
        (None, "title: ["),
        (SALES.replace("effective", "draft"), "title: ["),
        (FAULTY, None),
    ],
)
def test_what_is_as_it_was_mended_new_or_not_in_force_is_not(
    before: str | None, now: str | None, tmp_path: Path
) -> None:
    assert told(tmp_path, {PATH: before}, {PATH: now}) == []


def test_what_is_lost_may_be_of_no_concern(tmp_path: Path) -> None:
    compared = compare(tmp_path, {PATH: FAULTY}, {PATH: FAULTY.replace("AR", "A")})
    assert list(unseen_edits(compared, "charter", "effective", lambda route: route == ("scope",))) == []
    assert len(list(unseen_edits(compared, "charter", "effective", lambda route: route == ("effective_from",)))) == 1
    assert list(unseen_edits(compared, "meeting", "approved")) == []
