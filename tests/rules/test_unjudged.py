from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.findings import Severity
from collab_cli.rules.engine import Outcome, run_rules
from collab_cli.rules.selection import select_rules
from collab_cli.rules.unjudged import unjudged
from tests.rules.changes.two_states import SALES, compare
from tests.rules.worlds import Files, Found, found

PATH = "charters/sales.yaml"
OTHER = "charters/other.yaml"
BROKEN = "title: ["
EDITED = SALES.replace("sales: AR, marketing: C", "marketing: C")
SEVERITIES = {"R308": Severity.ERROR, "R316": Severity.WARNING}


def told(folder: Path, before: Files, now: Files, *, has_failed: bool = False) -> list[Found]:
    """Return what is said of two rules about charters of severity error, and of one that is a warning."""
    compared = compare(folder, before, now)
    selection = select_rules(compared.world.settings, profile="strict", select=["R308", "R316", "D955"])
    not_checked = run_rules(compared.world, selection, compared=compared).not_checked
    return found(Outcome(tuple(unjudged(compared, not_checked, SEVERITIES, has_failed=has_failed)), (), (), 0))


def test_an_old_fault_lets_nothing_pass(tmp_path: Path) -> None:
    said = (
        "{code} could not be checked, and the change touches what it looks at; mend first what "
        f"collab check {OTHER} tells of it"
    )
    assert told(tmp_path, {PATH: SALES, OTHER: BROKEN}, {PATH: EDITED}) == [
        Found(code, "error", f"{OTHER}:1:1", said.replace("{code}", code), ()) for code in ("D955", "R308")
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({OTHER: BROKEN}, {}),
        ({OTHER: BROKEN}, {"documents.yaml": "- {id: handbook, title: Handbook}\n"}),
        ({OTHER: BROKEN, PATH: SALES}, {OTHER: None, PATH: EDITED}),
        ({PATH: SALES}, {PATH: EDITED}),
    ],
)
def test_a_change_of_something_else_and_one_that_mends_it_pass(before: Files, now: Files, tmp_path: Path) -> None:
    assert told(tmp_path, before, now) == []


def test_of_a_new_fault_it_is_enough_that_it_fails_the_check(tmp_path: Path) -> None:
    assert len(told(tmp_path / "1", {PATH: SALES}, {PATH: BROKEN})) == 2
    assert told(tmp_path / "2", {PATH: SALES}, {PATH: BROKEN}, has_failed=True) == []
    assert len(told(tmp_path / "3", {PATH: SALES, OTHER: BROKEN}, {PATH: EDITED}, has_failed=True)) == 2
