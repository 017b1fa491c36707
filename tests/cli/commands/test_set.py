from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.dialogues import DOWN, ENTER, exit_code, on_terminal
from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.edits.plans import files
from tests.small_company import small_company

GOAL = "goals/increase-revenue.yaml"


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(small_company())


def test_only_the_lines_of_the_fields_change(company: Path, run_collab: RunCollab) -> None:
    before = files(company)
    result = run_collab("set", "goal:increase-revenue/kr1", "target=1,100", "unit=万元", cwd=company)
    assert (result.code, result.out) == (0, f"{GOAL}\n")
    said, *found = result.err.splitlines()[-3:]
    assert said.startswith("changed target and unit of ")
    assert found == [
        "check now reports G118 error: New customers (kr1) of Increase revenue (increase-revenue) is off track, and "
        "its newest check-in is without a gap analysis and an action",
        "check now reports P209 error: Increase revenue (increase-revenue) has changed since Sales, Production and "
        "Marketing agreed to it",
    ]
    after = files(company)
    old, new = before.pop(GOAL).splitlines(), after.pop(GOAL).splitlines()
    assert after == before
    assert [line for line in new if line not in old] == [b"    target: 1100", "    unit: 万元".encode()]
    assert len(new) - len(old) in (0, 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_dry_run_shows_the_change_and_writes_nothing(company: Path, run_collab: RunCollab, lang: str) -> None:
    before = files(company)
    result = run_collab("set", "增加销售额", "责任人=李娜", "--dry-run", "--lang", lang, cwd=company)
    assert result.code == 0
    assert [line for line in result.out.splitlines() if line[:1] in "+-"] == [
        *(f"--- a/{GOAL}", f"+++ b/{GOAL}"),
        *("-owner: zhang-wei", "+owner: li-na"),
    ]
    assert files(company) == before


def test_what_is_so_already_is_not_written(company: Path, run_collab: RunCollab) -> None:
    before = files(company)
    result = run_collab("set", "goal:increase-revenue", "owner=张伟", cwd=company)
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("nothing to change: it is so already\n")
    assert files(company) == before


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "collab set needs REF; see collab set --help"),
        (["goal:increase-revenue"], "collab set needs FIELD=VALUE; see collab set --help"),
        (["nope", "x=1"], "there is no record nope; write kind and id, such as goal:ID"),
        (["gaol:x", "x=1"], "gaol:x names no record: there is no kind gaol; write kind and id, such as goal:ID"),
        (["goal:nope", "x=1"], "there is no goal nope; collab goal list shows what there is"),
        (["goal:increase-revenue", "owner"], "owner changes nothing; write FIELD=VALUE"),
        (["goal:increase-revenue", "owner="], "owner cannot be empty; "
         "write a value, or remove the field with collab unset"),
        (["goal:increase-revenue", "owner=nobody"], "there is no person nobody; "
         "collab person list shows what there is, or add it with collab person add"),
        (["increase-revnue", "owner=li-na"], "there is no record increase-revnue; "
         "did you mean Increase revenue (goal:increase-revenue)"),
        (["goal:increase-revenue", ".owner=li-na"], ".owner names no field; write it as in key_results.kr1.target"),
        (["goal:increase-revenue", "owner.=li-na"], "owner. names no field; write it as in key_results.kr1.target"),
        (["goal:increase-revenue", "activated=7/7"], "activated is written by collab goal activate, not by hand; "
         "collab goal edit opens the whole record"),
        (["goal:increase-revenue", "owner=li-na", "-m", "x"], "-m is the message of a commit; add --commit"),
    ],
)  # fmt: skip
def test_one_clear_line_and_nothing_written(company: Path, run_collab: RunCollab, words: list[str], line: str) -> None:
    before = files(company)
    result = run_collab("set", *words, cwd=company)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"
    assert files(company) == before


def test_a_change_can_be_committed_alone_and_undone(company: Path, run_collab: RunCollab) -> None:
    subprocess.run(["git", "init", "-q"], cwd=company, check=True)
    subprocess.run(["git", "add", "-A"], cwd=company, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "start"], cwd=company, check=True)
    (company / "people.yaml").write_bytes((company / "people.yaml").read_bytes() + b"# mine\n")
    result = run_collab("set", "goal:increase-revenue", "owner=李娜", "--commit", cwd=company)
    assert result.code == 0
    log = subprocess.run(
        ["git", "log", "-1", "--format=%s", "--name-only"], cwd=company, check=True, capture_output=True, text=True
    )
    assert log.stdout.split("\n\n") == [
        "changed owner of Increase revenue (increase-revenue) from zhang-wei to li-na",
        f"{GOAL}\n",
    ]


def test_of_two_people_of_one_name_one_is_asked_for(make_workspace: MakeWorkspace, environment: dict[str, str]) -> None:
    root = make_workspace(
        {
            "people.yaml": "- {id: zhang-wei, name: 张伟}\n- {id: zhang-wei-2, name: 张伟}\n",
            "actions/call.yaml": "title: Call\n",
        }
    )
    child = on_terminal(root, environment, "set", "action:call", "owner=张伟")
    child.expect("Which person is 张伟")
    child.send(DOWN + ENTER)
    child.expect("actions/call.yaml")
    assert exit_code(child) == 0
    assert (root / "actions/call.yaml").read_text("utf-8") == "title: Call\nowner: zhang-wei-2\n"


def test_without_a_terminal_both_are_listed(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(
        {
            "people.yaml": "- {id: zhang-wei, name: 张伟}\n- {id: zhang-wei-2, name: 张伟}\n",
            "actions/call.yaml": "title: Call\n",
        }
    )
    result = run_collab("set", "action:call", "owner=张伟", "--lang", "zh", cwd=root)
    assert (result.code, result.err.splitlines()[-1]) == (
        2,
        "collab：错误：张伟 可指多个人员：张伟 (zhang-wei) 和张伟 (zhang-wei-2)；用编号指明",
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["goal:increase-revenue", "key_results.0.target=5"], "key_results has no entry 0; it has kr1 and kr2"),
        (["goal:increase-revenue", "key_results.120.target=5"], "key_results has no entry 120; it has kr1 and kr2"),
        (
            ["person:liu-fang", "absences.1.to=2025-06-01"],
            "nothing was written: 刘芳 (liu-fang) has to 2025-06-01 before from 2025-07-07; correct one of the two",
        ),
    ],
)
def test_an_entry_is_not_named_by_any_value_in_it_and_structure_is_kept(
    make_demo: MakeDemo, run_collab: RunCollab, words: list[str], line: str
) -> None:
    demo = make_demo()
    before = files(demo)
    result = run_collab("set", *words, cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"
    assert files(demo) == before


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["charter:sales/销售合同签订", "weight=0.4"], "    weight: 0.4"),
        (["charter:sales/contract-signing", "raci.市场部=C"], "    raci: {sales: AR, production: C, marketing: C}"),
    ],
)
def test_a_duty_is_named_by_its_activity_and_a_party_by_its_name(
    make_demo: MakeDemo, run_collab: RunCollab, words: list[str], line: str
) -> None:
    result = run_collab("set", *words, "--dry-run", cwd=make_demo())
    assert result.code == 0, result.err
    assert [each for each in result.out.splitlines() if each.startswith("+ ")] == [f"+{line}"]


def test_a_very_long_text_without_a_value_is_read_at_once(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("set", "goal:increase-revenue", "x" * 200_000 + " " * 200_000, cwd=company)
    assert result.code == 2
    assert "changes nothing; write FIELD=VALUE" in result.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("goal:increase-revenue", "title=a\x1b[2Jb"),
            "title cannot hold line breaks or control characters; write it in one line",
        ),
        (
            ("goal:increase-revenue", "title=a\nb"),
            "title cannot hold line breaks or control characters; write it in one line",
        ),
        (
            ("goal:increase-revenue", "tags+=a\u2028b"),
            "tags cannot hold control characters; type it again without them",
        ),
    ],
)
def test_control_characters_are_refused(
    company: Path, run_collab: RunCollab, words: tuple[str, str], line: str
) -> None:
    before = files(company)
    result = run_collab("set", *words, cwd=company)
    assert (result.code, result.err.splitlines()[-1]) == (2, f"collab: error: {line}")
    assert files(company) == before
