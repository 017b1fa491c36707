"""``collab charter gaps``: what it finds, and that its commands fill the gaps."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses import find_gaps
from collab_cli.cli.gap_commands import KINDS
from tests.analyses.open_company import FILES
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo, red_demo
from tests.sources.repositories import commit, make_repository, write

OPEN = [
    ("activity", "activity:complaint-handling"),
    ("activity", "activity:budgeting"),
    ("activity", "activity:hiring"),
    ("department", "department:rd"),
    ("department", "department:hr"),
    ("duty", "charter:production/shipping"),
    ("duty", "charter:sales/contracts"),
    ("step", "charter:care/answer"),
    ("handoff", "charter:care/diagnose"),
    ("owner", "department:finance"),
    ("owner", "role:planner"),
    ("owner", "department:old"),
    ("owner", "role:clerk"),
    ("owner", "person:gone"),
    ("owner", "role:buyer"),
    ("issue", "issue:2025-06-20-late-research"),
    ("issue", "issue:2025-06-21-contracts"),
    ("catalogue", "charter:finance/invoices"),
    ("catalogue", "charter:production/night"),
    ("catalogue", "charter:production/filing"),
    ("catalogue", "charter:production/shipping"),
    ("catalogue", "charter:sales/price-list"),
]
FILLED_IN = {"DEPARTMENT": "sales", "PERSON": "li-na", "PARTY": "sales", "ACTIVITY": "contracts"}


def gaps_of(root: Path, run_collab: RunCollab, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run_collab("charter", "gaps", "--json", *options, cwd=root).out)["gaps"]
    return found


def run(command: str, root: Path, run_collab: RunCollab) -> None:
    for word, value in FILLED_IN.items():
        command = command.replace(word, value)
    result = run_collab(*shlex.split(command)[1:], cwd=root)
    assert result.code == 0, (command, result.err)


def names(gaps: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(gap["kind"], gap["ref"]) for gap in gaps]


def test_the_kinds_are_those_of_the_analysis() -> None:
    assert KINDS == find_gaps.KINDS


def test_it_finds_every_sort_of_gap(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    assert names(gaps_of(make_workspace(FILES), run_collab)) == OPEN


@pytest.mark.no_cover
@pytest.mark.parametrize("gap", OPEN[:18], ids=["-".join(gap) for gap in OPEN[:18]])
def test_the_commands_of_a_gap_fill_it(
    gap: tuple[str, str], make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace(FILES)
    (one,) = [found for found in gaps_of(root, run_collab) if (found["kind"], found["ref"]) == gap]
    for command in one["commands"]:
        run(command, root, run_collab)
    assert gap not in names(gaps_of(root, run_collab))


@pytest.mark.no_cover
def test_all_commands_as_printed_leave_nothing_open(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(FILES)
    shown = run_collab("charter", "gaps", cwd=root).out
    for line in shown.splitlines():
        if line.startswith("    collab "):
            run(line, root, run_collab)
    assert [kind for kind, _ in names(gaps_of(root, run_collab))] in ([], ["catalogue"])


def test_the_red_demo_has_one_gap_and_the_green_none(tmp_path: Path, run_collab: RunCollab) -> None:
    (one,) = gaps_of(red_demo(tmp_path / "red"), run_collab, "--lang", "en")
    assert one == {
        "kind": "activity",
        "rules": ["R315"],
        "ref": "activity:complaint-handling",
        "message": "nobody owns Complaint handling",
        "path": "activities.yaml",
        "line": 29,
        "department": "marketing",
        "domains": ["customer-service"],
        "meanwhile": "li-na",
        "proposal": "marketing",
        "because": "charter:marketing/customer-relationship",
        "commands": ["collab charter duty add marketing complaint-handling --raci marketing:AR"],
        "stubs": [
            {
                "path": "charters/marketing.yaml",
                "under": "duties",
                "yaml": "- {id: complaint-handling, raci: {marketing: AR}}",
            }
        ],
    }
    green = green_demo(tmp_path / "green")
    answer = json.loads(run_collab("charter", "gaps", "--json", cwd=green).out)
    assert set(answer) == {
        *("schema", "as_of", "activities", "coverage", "clarity", "not_checked", "unread_kinds", "gaps"),
    }
    assert (answer["schema"], answer["coverage"], answer["gaps"]) == ("collab/gaps/v1", 1, [])


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--kind", "handoff"), ["charter:care/diagnose"]),
        (("--domain", "cust"), ["activity:complaint-handling", "charter:care/answer", "charter:care/diagnose"]),
        (("--department", "rd"), ["department:rd"]),
        (("--department", "hr", "--kind", "activity"), []),
    ],
)
def test_filters(
    options: tuple[str, ...], found: list[str], make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    assert [gap["ref"] for gap in gaps_of(make_workspace(FILES), run_collab, *options)] == found


@pytest.mark.parametrize(
    "typed", [("--kind", "x"), ("--domain", ""), ("--domain", "🎉"), ("--department", "x" * 10_000), ("-o", "gaps.pdf")]
)
def test_wrong_input_is_one_line(typed: tuple[str, ...], make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("charter", "gaps", *typed, "--quiet", cwd=make_workspace(FILES))
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_an_empty_company(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    out = run_collab("charter", "gaps", "--lang", "en", cwd=make_workspace({})).out
    said = "nothing to judge yet: there is no charter and no activity; collab charter add ID makes a charter"
    assert out.splitlines()[2:] == [said]


def test_every_gap_is_a_line_of_a_table(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    out = run_collab("charter", "gaps", "--format", "csv", "--lang", "en", cwd=make_workspace(FILES)).out
    lines = out.splitlines()
    assert lines[0] == "Rule,What is open,Proposed,Written at,Command,id"
    assert len(lines) == len(OPEN) + 1
    assert lines[9] == (
        '"R303, R330","Find the cause takes over from Register it, but nobody does it",Production,charters/care.yaml:7,'
        "collab charter duty set care diagnose raci.production=AR,charter:care/diagnose"
    )


@pytest.mark.parametrize(
    ("path", "unread", "codes", "kinds"),
    [
        ("charters/sales.yaml", "charter", ["R315", "R316", "A511"], {"activity", "department", "issue"}),
        ("people.yaml", "person", ["R319"], {"owner"}),
        ("activities.yaml", "activity", ["A511", "R328"], {"activity", "issue", "catalogue"}),
    ],
)
def test_what_cannot_be_read_is_not_taken_for_missing(
    path: str, unread: str, codes: list[str], kinds: set[str], make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace({**FILES, path: "["})
    answer = json.loads(run_collab("charter", "gaps", "--json", cwd=root).out)
    assert (answer["not_checked"], answer["unread_kinds"], answer["coverage"]) == (codes, [unread], None)
    assert kinds.isdisjoint(gap["kind"] for gap in answer["gaps"])
    result = run_collab("charter", "gaps", "--lang", "en", cwd=root)
    assert f"depend on are faulty or cannot be read: {', '.join(codes)}" in " ".join(result.out.split())
    assert "cannot be read; collab check says why" in result.err
    assert ("head=" in result.out) == (unread != "person")


def test_letters_of_a_wrong_form_are_not_missing(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    charter = FILES["charters/production.yaml"].replace("title: Shipping}", "title: Shipping, raci: 5}")
    root = make_workspace({**FILES, "charters/production.yaml": charter})
    assert ("duty", "charter:production/shipping") not in names(gaps_of(root, run_collab, "--kind", "duty"))


def test_a_duty_called_like_an_activity_is_to_name_it(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    charter = FILES["charters/finance.yaml"].replace("title: Invoices", "title: Contracts")
    root = make_workspace({**FILES, "charters/finance.yaml": charter})
    (one, *_) = gaps_of(root, run_collab, "--kind", "catalogue")
    assert one["commands"] == ["collab charter duty set finance invoices activity=contracts"]
    shown = run_collab("charter", "gaps", "--kind", "catalogue", "--lang", "en", cwd=root).out
    assert "collab activity harvest enters or names all of them at once" in shown
    run(one["commands"][0], root, run_collab)
    assert one["ref"] not in [gap["ref"] for gap in gaps_of(root, run_collab, "--kind", "catalogue")]


def test_who_does_the_work_is_proposed_after_a_head_is_named(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    charter = FILES["charters/production.yaml"].replace("title: Shipping}", "title: Shipping, raci: {rd: R, sales: I}}")
    root = make_workspace({**FILES, "charters/production.yaml": charter})
    (one, *_) = gaps_of(root, run_collab, "--kind", "duty", "--department", "production")
    assert one["proposal"] == "production"  # it keeps the charter and has a head
    departments = FILES["departments.yaml"].replace("Production}, head: wang-qiang}", "Production}}")
    root = make_workspace({**FILES, "charters/production.yaml": charter, "departments.yaml": departments})
    (one, *_) = gaps_of(root, run_collab, "--kind", "duty", "--department", "production")
    assert one["commands"] == [
        "collab set department:rd head=chen-jie",
        "collab charter duty set production shipping raci.rd=AR",
    ]


def test_a_head_is_named_before_the_approval_is_asked(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    charter = FILES["charters/hr.yaml"].replace("sales: C}", "rd: S}")
    (one,) = [
        gap
        for gap in gaps_of(make_workspace({**FILES, "charters/hr.yaml": charter}), run_collab)
        if gap["ref"] == "activity:hiring"
    ]
    assert one["commands"] == [
        "collab set department:rd head=chen-jie",
        "collab charter approve hr --department rd --by chen-jie",
        "collab charter approve hr --department hr --by liu-fang",
        "collab charter activate hr --date 2025-06-30",
    ]


def test_of_the_past_no_command_is_shown(tmp_path: Path, run_collab: RunCollab) -> None:
    root = make_repository(tmp_path / "company")
    write(root, dict(FILES))
    commit(root)
    gaps = gaps_of(root, run_collab, "--at", "HEAD")
    assert names(gaps) == OPEN
    assert all((gap["commands"], gap["stubs"]) == ([], []) for gap in gaps)
    shown = run_collab("charter", "gaps", "--at", "HEAD", "--stubs", "--lang", "en", cwd=root).out
    assert shown.splitlines()[-1] == "what fills them is shown without --at: it is for the present files"
    assert "collab " not in shown
    assert "filled by what is shown above" not in shown
