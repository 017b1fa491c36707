"""What became of a problem of a report, noted by `meeting report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.plan import Planned
from collab_cli.edits.problem_outcome import SaidOutcome
from tests.edits.plans import english, refusal, written
from tests.edits.test_report_in_minutes import HEAD, PATH, TITLED, report
from tests.rules.worlds import small_company

SALES = (
    "reports:\n  - department: sales\n    by: zhang-wei\n    progress: Ten\n    issues:\n"
    "      - text: Forecast late\n      - {text: Rain at the fair, disposition: parked}\n"
    "  - {department: production, progress: Five, issues: []}\n  - {department: marketing, progress: Six, issues: []}\n"
    "decisions: [{id: dec1, text: Forecast on Fridays, owner: zhang-wei}]\n"
)
OFFER = "title: Write the offer\nowner: zhang-wei\ndue: 2025-07-11\nstatus: open\n"
NO_DRAWING = "title: No drawing\nraised_by: li-na\nraised_at: 2025-06-20\n"


def with_records(folder: Path, more: str = SALES) -> Path:
    return small_company(
        folder,
        {
            PATH: f"{HEAD}{more}status: draft\n",
            "actions/2025/2025-06-20-write-the-offer.yaml": OFFER,
            "issues/2025/2025-06-20-no-drawing.yaml": NO_DRAWING,
        },
    )


def settle(root: Path, text: str, disposition: str | None = None, ref: str | None = None) -> Planned:
    return report(root, issues=(text,), outcome=SaidOutcome(disposition, ref))


@pytest.mark.parametrize("text", ["Forecast late", "1", "forecast"])
def test_what_became_of_a_problem_is_noted_where_it_stands(tmp_path: Path, text: str) -> None:
    change = settle(with_records(tmp_path), text, "decision", "dec1")
    after = SALES.replace(
        "text: Forecast late\n", "text: Forecast late\n        disposition: decision\n        ref: dec1\n"
    )
    assert written(change) == {PATH: f"{HEAD}{after}status: draft\n"}
    assert english(change.sentence) == f"noted in {TITLED} what became of a problem of Sales: Forecast late"
    assert change.notes == ()


@pytest.mark.parametrize(
    ("disposition", "ref", "lines"),
    [
        ("action", "offer", "disposition: action\n        ref: action:2025-06-20-write-the-offer\n"),
        ("action", "action:2025-06-20", "disposition: action\n        ref: action:2025-06-20-write-the-offer\n"),
        ("escalated", "No drawing", "disposition: escalated\n        ref: issue:2025-06-20-no-drawing\n"),
        ("parked", "issue：2025-06-20-no", "disposition: parked\n        ref: issue:2025-06-20-no-drawing\n"),
        ("decision", "Fridays", None),
        ("decision", "1", "disposition: decision\n        ref: dec1\n"),
        ("action", "dec1", "disposition: action\n        ref: dec1\n"),
        ("parked", None, "disposition: parked\n"),
    ],
)
def test_what_takes_it_up_is_named_as_everywhere(
    tmp_path: Path, disposition: str, ref: str | None, lines: str | None
) -> None:
    root = with_records(tmp_path)
    if lines is None:
        assert refusal(lambda: settle(root, "1", disposition, ref)) == (
            f"{TITLED} has no decision Fridays; it has dec1"
        )
        return
    assert (
        f"      - text: Forecast late\n        {lines}      - {{text: Rain"
        in written(settle(root, "1", disposition, ref))[PATH]
    )


def test_a_new_problem_comes_with_what_became_of_it(tmp_path: Path) -> None:
    change = settle(with_records(tmp_path), "No stock", "parked")
    assert "      - {text: No stock, disposition: parked}\n" in written(change)[PATH]
    assert english(change.sentence) == f"completed the report of Sales in {TITLED}"
    first = settle(with_records(tmp_path / "first", ""), "No stock", "parked")
    assert "    issues:\n      - text: No stock\n        disposition: parked\n" in written(first)[PATH]


def test_what_is_to_be_taken_up_is_asked_for(tmp_path: Path) -> None:
    change = settle(with_records(tmp_path), "1", "action")
    assert [english(note) for note in change.notes] == ["--ref says what takes it up"]


def test_another_outcome_takes_the_reference_with_it_and_one_is_added_alone(tmp_path: Path) -> None:
    more = SALES.replace("disposition: parked", "disposition: decision, ref: dec1")
    root = with_records(tmp_path, more)
    assert "{text: Rain at the fair, disposition: parked}" in written(settle(root, "rain", "parked"))[PATH]
    said = settle(root, "rain", ref="issue:2025-06-20-no-drawing")
    assert "disposition: decision, ref: issue:2025-06-20-no-drawing}" in " ".join(written(said)[PATH].split())


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"outcome": SaidOutcome("parked")}, "--disposition is for one problem; name it with one --issue: by its text, "
            "a word of it, or its number"),
        ({"issues": ("a", "b"), "outcome": SaidOutcome("parked")}, "--disposition is for one problem; name it with one "
            "--issue: by its text, a word of it, or its number"),
        ({"outcome": SaidOutcome(None, "dec1")}, "--ref is for one problem; name it with one --issue: by its text, "
            "a word of it, or its number"),
        ({"issues": (" ",)}, "--issue is empty; leave it out, or write something"),
        ({"issues": ("3",), "outcome": SaidOutcome("parked")}, "the report has no problem 3; count them from 1 to 2"),
        ({"issues": ("a",), "outcome": SaidOutcome("parked")}, "a can mean several problems: Forecast late and Rain at "
            "the fair; name one by its number: 1 and 2"),
        ({"issues": ("1",), "outcome": SaidOutcome(None, "dec1")}, "--ref needs --disposition; say what became of the "
            "problem: decision, action, escalated and parked"),
        ({"issues": ("1",), "outcome": SaidOutcome("action", "no such")}, "there is no action no such; "
            "collab action list shows what there is"),
        ({"issues": ("2",), "outcome": SaidOutcome("parked", "later")}, "later names no decision, action or issue; "
            "write dec1, action:ID and issue:ID"),
    ],
)  # fmt: skip
def test_an_outcome_that_does_not_fit(tmp_path: Path, said: dict[str, Any], fault: str) -> None:
    root = with_records(tmp_path)
    assert refusal(lambda: report(root, **said)) == fault


def test_a_number_is_no_new_problem(tmp_path: Path) -> None:
    root = with_records(tmp_path, "reports: [{department: sales, progress: Ten}]\n")
    assert refusal(lambda: settle(root, "1", "parked")) == "the report has no problem 1; write what the problem is"
