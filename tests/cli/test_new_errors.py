from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.new_errors import new_errors, new_structure_errors
from collab_cli.edits.plan import Planned
from collab_cli.messages import Titled, msg
from tests.conftest import MINIMAL_SETTINGS, MakeDemo, MakeWorkspace, RunCollab
from tests.edits.plans import plan_of

ACTIONS = """\
- {id: a, title: A, owner: ann, due: 2025-08-01}
- {id: b, title: B, due: 2025-08-01}
- {id: c, title: C, owner: ann, due: 2025-08-01}
"""
PEOPLE = "- {id: ann, name: Ann, department: sales}\n"
SALES = "- {id: sales, name: Sales, head: ann}\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"actions.yaml": ACTIONS, "people.yaml": PEOPLE, "departments.yaml": SALES})


def unset(root: Path, *entries: int) -> Planned:
    plan = plan_of(root)
    for entry in entries:
        plan.changes.unset("actions.yaml", (entry, "owner"))
    return plan.finish(msg("changed it"))


def codes(planned: Planned) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.records) for finding in new_errors(planned)]


def test_an_error_is_new_once(root: Path) -> None:
    assert codes(unset(root, 0, 2)) == [("A501", ("action:a",)), ("A501", ("action:c",))]
    plan = plan_of(root)
    plan.changes.set("actions.yaml", (1, "title"), "D")
    assert codes(plan.finish(msg("changed it"))) == []


def test_the_rules_run_once_however_often_it_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = unset(root, 0)
    first = codes(planned)
    monkeypatch.setattr("collab_cli.rules.engine.run_rules", None)
    assert codes(planned) == first == [("A501", ("action:a",))]


def test_other_rules_asked_for_are_those_of_both_sides(make_workspace: MakeWorkspace) -> None:
    files = {"actions.yaml": ACTIONS, "people.yaml": PEOPLE, "departments.yaml": SALES}
    plan = plan_of(make_workspace({**files, "collab.yaml": MINIMAL_SETTINGS + "check: {ignore: [A501]}\n"}))
    plan.changes.unset("collab.yaml", ("check",))
    assert codes(plan.finish(msg("changed it"))) == []


def test_what_stood_below_an_entry_that_goes_is_not_new(root: Path) -> None:
    plan = plan_of(root)
    plan.changes.unset("actions.yaml", (0,))
    assert codes(plan.finish(msg("removed it"))) == []


def test_nothing_is_found_where_nothing_changes(root: Path) -> None:
    assert new_errors(plan_of(root).finish(msg("changed it"))) == []
    assert new_structure_errors(plan_of(root).finish(msg("changed it"))) == []


def test_a_missing_agreement_is_not_told_beside_a_note_that_asks_for_it(
    make_demo: MakeDemo,
) -> None:
    plan = plan_of(make_demo())
    path = "goals/2025/increase-revenue.yaml"
    plan.changes.set(path, ("key_results", 0, "target"), "101")
    assert [code for code, _ in codes(plan.finish(msg("changed it")))] == ["P209"]
    note = msg("{goal} has to be agreed to", goal=Titled("Increase revenue", "increase-revenue"))
    assert codes(plan.finish(msg("changed it"), note)) == []


def test_it_is_told_after_the_sentence_and_not_with_quiet(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("unset", "action:a", "owner", "due", cwd=root)
    assert result.err.splitlines() == [
        "removed owner and due of A (a)",
        "check now reports A501 error: A (a) has no owner",
        "check now reports A502 error: A (a) has no due date",
    ]
    assert run_collab("--quiet", "unset", "action:c", "owner", cwd=root).err == ""
