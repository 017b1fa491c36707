from __future__ import annotations

from pathlib import Path
from typing import Any

from collab_cli.i18n import language
from collab_cli.page import Report
from collab_cli.renderers import renderer
from collab_cli.reports.raci_import import SHOWN, build
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of
from tests.edits.raci_tables import table, taken_over

DEPARTMENTS = {"departments.yaml": "- {id: sales, name: {zh: 销售部, en: Sales}}\n- {id: quality, name: Quality}\n"}


def report_of(root: Path, text: str, **wanted: Any) -> Report:
    difference, planned = taken_over(plan_of(root), text, **wanted)
    return build(planned.after, "duties.csv", [table(text)], difference)


def shown(report: Report, lang: str = "en") -> list[str]:
    text = renderer("text")(report, language(lang), width=80, color=False)
    assert isinstance(text, str)
    return [line.rstrip() for line in text.splitlines()]


def test_new_departments_are_told_as_new(make_workspace: MakeWorkspace) -> None:
    report = report_of(make_workspace(DEPARTMENTS), ", Sales, QA, X\nOffers, A, R,", parties={"X": "-"}, create=True)
    lines = shown(report)
    assert "Sales               B1    department Sales (sales)" in lines
    assert "QA                  C1    new department QA (qa)" in lines
    assert "X                   D1    left out" in lines
    assert [line for line in shown(report, "zh") if line.startswith("QA ") and line.endswith("(qa)")]


def test_rows_are_told_charter_by_charter_with_their_letters(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(DEPARTMENTS)
    lines = shown(report_of(root, ", sales, quality\nOffers, A, C\nChecks, R, A\nVisits, AR,"))
    assert lines[-4:] == [
        "Charter                       Duty    Letters",
        "Charter of Sales (sales)      Offers  new: Sales A, Quality C",
        "Charter of Sales (sales)      Visits  new: Sales AR",
        "Charter of Quality (quality)  Checks  new: Sales R, Quality A",
    ]


def test_many_new_activities_are_told_by_their_number(make_workspace: MakeWorkspace) -> None:
    rows = "\n".join(f"Duty {number}, A" for number in range(SHOWN + 3))
    report = report_of(make_workspace(DEPARTMENTS), f", sales\n{rows}")
    assert "New activities           Duty 0, Duty 1, Duty 2, Duty 3, Duty 4, and 3 more" in shown(report)
    assert len(report.record["additions"]) == SHOWN + 4
