"""The report on ties: a matrix, the pairs without any, and the change since as many days before."""

from __future__ import annotations

import json
from pathlib import Path

from tests.analyses.test_ties import COMPANY
from tests.conftest import MakeWorkspace, RunCollab

HANDOFF = "title: H\nfrom: {one}\nto: {other}\nitem: I\nstatus: agreed\naccepted_by: {{person: bo, date: {day}}}\n"


def walled(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            **COMPANY,
            "handoffs/a.yaml": HANDOFF.format(one="line", other="plant", day="2025-03-01"),
            "handoffs/b.yaml": HANDOFF.format(one="sales", other="law", day="2025-06-10"),
        }
    )


def test_who_works_with_whom(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = walled(make_workspace)
    assert (
        run_collab("report", "silo", "--from", "2025-06-01", cwd=root).out
        == """\
Ties between departments of Example Manufacturing, 2025-06-01 to 2025-06-30
===========================================================================
Ties to others                    1
Ties within                       1
E-I index                         0.00
Expected at random                0.60
E-I index of as many days before  -1.00
Change                            +1.00

Who works with whom
-------------------
Department  Sales  Plant  Law
─────────────────────────────
Sales       0      0      1
Plant       0      1      0
Law         1      0      0

2 pairs of departments have no tie at all: Sales and Plant, Plant and Law

Department by department
------------------------
Department  Staff  Works with  Ties to others  Ties within  E-I index  At random  Index before
Sales           2         1/2               1            0       1.00       0.71             -
Plant           2         0/2               0            1      -1.00       0.71         -1.00
Law             1         1/2               1            0       1.00       1.00             -

What ties them
--------------
Kind      Ties to others  Ties within
handoffs               1            1

E-I index: -1 means all ties stay within departments, 1 that all lead to others. \
Expected is what people who meet at random would have; watch how it changes, not how high it is.
"""
    )


def test_the_same_as_data(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    record = json.loads(run_collab("report", "silo", "--json", cwd=walled(make_workspace)).out)
    assert (record["schema"], record["from"], record["before"]) == ("collab/silo/v1", "2025-01-01", None)
    assert (record["external"], record["internal"], record["index"], record["expected"]) == (1, 1, 0, 0.6)
    assert record["unconnected"] == [["sales", "plant"], ["plant", "law"]]
    assert [(one["department"], one["tied"], one["silo"]) for one in record["departments"]] == [
        ("sales", ["law"], False),
        ("plant", [], True),
        ("law", ["sales"], False),
    ]
    assert record["ties"] == [
        {"record": "handoff:a", "between": ["plant", "plant"]},
        {"record": "handoff:b", "between": ["sales", "law"]},
    ]


def test_a_company_without_departments(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    assert "There is no department yet.\n" in run_collab("report", "silo", cwd=make_workspace()).out


def test_ties_everywhere(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    project = "title: P\nowner: an\nmembers: [sales, plant, law]\nstatus: active\n"
    root = make_workspace({**COMPANY, "projects/p.yaml": project})
    assert "Every two departments work together somewhere.\n" in run_collab("report", "silo", cwd=root).out


def test_a_company_too_wide_for_a_matrix(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    departments = "".join(f"- {{id: d{number:02}, name: D{number:02}}}\n" for number in range(13))
    handoff = HANDOFF.format(one="d00", other="d02", day="2025-03-01")
    files = {**COMPANY, "departments.yaml": departments, "handoffs/a.yaml": handoff}
    shown = run_collab("report", "silo", cwd=make_workspace(files)).out
    assert "Department  Other department  Ties\nD00         D02                  1\n" in shown
    assert "77 pairs of departments have no tie at all, such as D00 and D01, D00 and D03, " in shown
    assert "D00             0        1/12               1" in shown
    alone = {**COMPANY, "departments.yaml": departments}
    assert "No two departments have a tie.\n" in run_collab("report", "silo", cwd=make_workspace(alone)).out
