from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.asking import Asking
from tests.conftest import MakeWorkspace, RunCollab

SKILLS = "- {id: talking, name: Talking}\n- {id: unused, name: Unused}\n"
PEOPLE = "- {id: ann, name: Ann, skills: {talking: 3}}\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"skills.yaml": SKILLS, "people.yaml": PEOPLE})


def test_a_record_nobody_names_goes(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("skill", "remove", "unused", cwd=root)
    assert (result.code, result.out, result.err) == (0, "skills.yaml\n", "removed the skill Unused (unused)\n")
    assert (root / "skills.yaml").read_text() == "- {id: talking, name: Talking}\n"


def test_one_that_is_named_stays(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("skill", "remove", "talking", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "Ann (ann) names it in skills: people.yaml:1\n"
        "collab: error: Talking (talking) is named in 1 place; add --cascade to see what would go with it\n"
    )
    assert (root / "skills.yaml").read_text() == SKILLS


def test_many_that_name_it_are_counted(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    people = "".join(f"- {{id: p{number}, name: P, department: d}}\n" for number in range(12))
    root = make_workspace({"people.yaml": people, "departments.yaml": "- {id: d, name: D}\n"})
    result = run_collab("department", "remove", "d", cwd=root)
    assert result.err.splitlines()[9:] == [
        "P (p9) names it in department: people.yaml:10",
        "and 2 more places",
        "collab: error: D (d) is named in 12 places; close it with collab set department:d status=closed,"
        " or add --cascade to see what would go with it",
    ]


def test_cascade_shows_the_plan_and_needs_a_yes(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("skill", "remove", "talking", "--cascade", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "skills of Ann (ann) no longer names it: people.yaml:1\n"
        "collab: error: this needs a yes: Remove Talking (talking) and change all of this; add --yes to go on\n"
    )
    assert (root / "skills.yaml").read_text() == SKILLS
    shown = run_collab("skill", "remove", "talking", "--cascade", "--dry-run", cwd=root)
    assert shown.code == 0 and "-- {id: talking, name: Talking}\n" in shown.out
    assert (root / "skills.yaml").read_text() == SKILLS
    done = run_collab("skill", "remove", "talking", "--cascade", "--yes", cwd=root)
    assert (done.code, done.out) == (0, "people.yaml\nskills.yaml\n")
    assert (root / "people.yaml").read_text() == "- {id: ann, name: Ann, skills: {}}\n"


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 130)])
def test_a_terminal_asks(
    root: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int
) -> None:
    monkeypatch.setattr(Asking, "confirm", lambda *_, **__: answer)
    result = run_collab("skill", "remove", "talking", "--cascade", cwd=root, terminal=True)
    assert result.code == code
    assert ((root / "skills.yaml").read_text() == SKILLS) is not answer


def test_what_stands_in_the_way_is_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    handoff = "title: H\nfrom: d\nto: d\nitem: x\n"
    root = make_workspace({"departments.yaml": "- {id: d, name: D}\n", "handoffs/h.yaml": handoff})
    result = run_collab("department", "remove", "d", "--cascade", "--yes", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "H (h) cannot be without its from: handoffs/h.yaml:2\n"
        "H (h) cannot be without its to: handoffs/h.yaml:3\n"
        "collab: error: 2 places stand in the way of removing D (d); close it with"
        " collab set department:d status=closed, or change or remove those first\n"
    )


def test_no_such_record_is_one_line(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("skill", "remove", "talkin-", cwd=root)
    assert (result.code, result.err) == (
        2,
        "collab: error: there is no skill talkin-; did you mean Talking (talking)\n",
    )


ACTIONS = """\
- {id: 2025-01-02-a, title: A, owner: ann, due: 2025-02-01, status: done}
- {id: 2025-01-03-b, title: B, owner: ann, due: 2025-02-01}
"""


@pytest.mark.parametrize(
    ("ref", "fact"), [("action:2025-01-02-a", "A (2025-01-02-a) is done"), ("charter:c", "C (c) is effective")]
)
def test_what_is_closed_or_in_force_goes_only_with_a_yes(
    make_workspace: MakeWorkspace, run_collab: RunCollab, ref: str, fact: str
) -> None:
    charter = "title: C\ntype: process\nowner: ann\nstatus: effective\n"
    root = make_workspace(
        {"people.yaml": "- {id: ann, name: Ann}\n", "actions.yaml": ACTIONS, "charters/c.yaml": charter}
    )
    kind, _, record_id = ref.partition(":")
    refused = run_collab(kind, "remove", record_id, cwd=root)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (f"collab: error: this needs a yes: {fact}: remove it all the same; add --yes to go on\n")
    assert run_collab(kind, "remove", record_id, "--dry-run", cwd=root).code == 0
    done = run_collab(kind, "remove", record_id, "--yes", cwd=root)
    assert done.code == 0
    assert done.err.splitlines()[1:] == ["collab undo brings it back"]


def test_only_steps_that_can_be_taken_are_named(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    goal = 'title: G\nlevel: company\nperiod: "2025"\nowner: ann\nstatus: {}\n'
    root = make_workspace(
        {
            "people.yaml": "- {id: ann, name: Ann}\n",
            "goals/own.yaml": goal.format("draft") + "contributes_to: [{goal: draft}, {goal: active}]\n",
            "goals/draft.yaml": goal.format("draft"),
            "goals/active.yaml": goal.format("active"),
        }
    )
    hints = [run_collab("goal", "remove", ref, cwd=root).err.splitlines()[-1] for ref in ("draft", "active")]
    assert hints == [
        "collab: error: G (draft) is named in 1 place; add --cascade to see what would go with it",
        "collab: error: G (active) is named in 1 place; close it with collab goal cancel active,"
        " or add --cascade to see what would go with it",
    ]


def test_closed_records_in_the_way_are_to_be_removed_themselves(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace({"people.yaml": "- {id: ann, name: Ann}\n", "actions.yaml": ACTIONS.splitlines()[0] + "\n"})
    result = run_collab("person", "remove", "ann", "--cascade", cwd=root)
    assert result.err == (
        "A (2025-01-02-a) is closed and names it in owner: actions.yaml:1\n"
        "collab: error: 1 place stands in the way of removing Ann (ann); close it with"
        " collab set person:ann status=left, or remove what is closed first: collab action remove 2025-01-02-a\n"
    )
