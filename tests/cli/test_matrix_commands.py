"""``collab charter matrix`` and ``load``: what they accept, refuse and answer."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import get_args

import pytest

from collab_cli.analyses.responsibility_view import VIEWS as KNOWN_VIEWS
from collab_cli.cli.matrix_commands import GROUPS, VIEWS
from collab_cli.reports.responsibility_matrix import GROUPS as KNOWN_GROUPS
from collab_cli.reports.responsibility_matrix import Group
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo, small_company


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_the_options_offer_what_there_is() -> None:
    assert VIEWS == KNOWN_VIEWS
    assert GROUPS == KNOWN_GROUPS == get_args(Group)


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        (
            ("--department", "市场部", "--letter", "a,r"),
            ["brand-promotion", "market-research", "customer-relationship"],
        ),
        (("--domain", "sales", "--department", "production", "--letter", "C"), ["contract-signing"]),
        (("sales", "sales", "--group", "none"), ["customer-development", "contract-signing", "complaint-handling"]),
        (
            ("complaint",),
            ["complaint-to-closure/receive", "complaint-to-closure/diagnose", "complaint-to-closure/reply"],
        ),
    ],
)
def test_rows_asked_for(demo: Path, run_collab: RunCollab, args: tuple[str, ...], keys: list[str]) -> None:
    result = run_collab("charter", "matrix", *args, "--json", cwd=demo)
    assert result.code == 0, result.err
    assert [row["key"] for row in json.loads(result.out)["rows"]] == keys


def test_columns_and_tasks_asked_for(tmp_path: Path, run_collab: RunCollab) -> None:
    root = small_company(tmp_path / "company")
    result = run_collab("charter", "matrix", "--project", "trade", "--columns", "people", "--json", cwd=root)
    answer = json.loads(result.out)
    assert [column["party"] for column in answer["columns"]] == ["person:zhang-wei", "person:liu-fang"]
    assert [row["key"] for row in answer["rows"]] == ["trade-fair/booth"]


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (
            ("matrix", "--columns", "heads"),
            "--columns cannot be heads; choose one of departments, people, roles, parties",
        ),
        (("matrix", "--group", "x"), "--group cannot be x; choose one of domain, charter, none"),
        (("matrix", "--letter", "Q"), "--letter cannot be Q; choose from A, R, C, I"),
        (("matrix", "--letter", ""), "--letter cannot be empty; give it a value, or leave it out"),
        (("matrix", "--letter", "😀"), "--letter cannot be 😀; choose from A, R, C, I"),
        (("matrix", "--domain", "selling"), None),
        (
            ("matrix", "--domain", "sale-management"),
            "there is no domain sale-management; did you mean sales-management",
        ),
        (
            ("matrix", "sales", "--project", "p"),
            "a charter and --project contradict each other; ask for charters or for a project",
        ),
        (("matrix", "nowhere"), "there is no charter nowhere; collab charter list shows what there is"),
        (("matrix", "--department", "nowhere"), None),
        (("matrix", "--project", "x"), "there is no project x; collab project list shows what there is"),
        (("matrix", "x" * 10_000), None),
        (("matrix", "--json", "--format", "markdown"), None),
        (("load", "--by", "heads"), "--by cannot be heads; choose one of departments, people, roles, parties"),
        (("load", "--domain", "😀"), None),
        (("load", "--domain", " "), "--domain cannot be empty; give it a value, or leave it out"),
        (("matrix", "--department", ""), "--department cannot be empty; give it a value, or leave it out"),
        (("load", "--at", "HEAD~9"), None),
    ],
)
def test_wrong_input_is_one_line(demo: Path, run_collab: RunCollab, args: tuple[str, ...], err: str | None) -> None:
    result = run_collab("charter", *args, "--lang", "en", cwd=demo)
    lines = [line for line in result.err.splitlines() if not line.startswith("as of ")]
    assert (result.code, result.out, len(lines)) == (2, "", 1)
    if err is not None:
        assert lines == [f"collab: error: {err}"]


def test_the_load_of_a_domain(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("charter", "load", "--domain", "customer", "--by", "people", "--json", cwd=demo)
    answer = json.loads(result.out)
    assert (answer["view"], answer["domain"], answer["rows"]) == ("people", "customer-service", 2)
    assert [party["party"] for party in answer["parties"] if party["busy"]] == ["person:zhang-wei", "person:liu-fang"]


def test_a_charter_that_cannot_be_read_is_told(demo: Path, run_collab: RunCollab) -> None:
    (demo / "charters" / "marketing.yaml").write_text("title: [\n", encoding="utf-8")
    for verb in ("matrix", "load"):
        result = run_collab("charter", verb, "--json", "--lang", "en", cwd=demo)
        assert result.code == 0
        assert "some charters cannot be read; collab check says why" in result.err
        assert json.loads(result.out)["unread_kinds"] == ["charter"]


def test_an_empty_workspace(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({})
    matrix = run_collab("charter", "matrix", "--lang", "en", cwd=root)
    assert matrix.out.splitlines()[2:] == ["there is no charter yet; collab charter add adds one"]
    load = run_collab("charter", "load", "--lang", "en", cwd=root)
    assert load.out.splitlines()[2:] == [
        "no charter in force says who does what; collab charter list shows what there is"
    ]


@pytest.mark.parametrize("columns", VIEWS)
def test_an_exported_table_says_what_the_matrix_says(demo: Path, run_collab: RunCollab, columns: str) -> None:
    asked = ("charter", "matrix", "--columns", columns, "--lang", "en")
    answer = json.loads(run_collab(*asked, "--json", cwd=demo).out)
    written = run_collab(*asked, "-o", "matrix.csv", cwd=demo)
    assert (written.code, written.out) == (0, "")
    head, *lines = csv.reader((demo / "matrix.csv").read_text("utf-8-sig").splitlines())
    names = {column["party"]: column["name"] for column in answer["columns"]}
    assert head[:2] == ["Group", "Duty"]
    assert head[2 : len(names) + 2] == list(names.values())
    assert len(set(head)) == len(head)
    found = {line[-1]: {party: cell for party, cell in zip(names, line[2:], strict=False) if cell} for line in lines}
    assert found == {" ".join(ref["ref"] for ref in row["refs"]): row["letters"] for row in answer["rows"]}


def test_the_formats_of_the_answers(demo: Path, run_collab: RunCollab) -> None:
    for verb, ending, start in (
        ("matrix", "xlsx", b"PK"), ("matrix", "html", b"<!DOCTYPE html>"), ("load", "xlsx", b"PK"),
        ("load", "md", b"# Load"), ("audit", "html", b"<!DOCTYPE html>"),
    ):  # fmt: skip
        result = run_collab("charter", verb, "-o", f"answer.{ending}", "--lang", "en", cwd=demo)
        assert result.code == 0, result.err
        assert (demo / f"answer.{ending}").read_bytes().startswith(start)
    refused = run_collab("charter", "audit", "-o", "audit.csv", "--lang", "en", cwd=demo)
    assert (refused.code, refused.out, (demo / "audit.csv").exists()) == (2, "", False)
    terminal = run_collab("charter", "load", "--format", "xlsx", "--lang", "en", cwd=demo, terminal=True)
    assert (terminal.code, terminal.out) == (2, "")


def test_a_table_without_rows_is_its_heading(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n"})
    asked = ("--format", "csv", "--lang", "en")
    assert run_collab("charter", "matrix", *asked, cwd=root).out == "Duty,Sales\n"
    assert run_collab("charter", "load", *asked, cwd=root).out == "Department,A,R,C,I,Involved,A %,R %,Percentile\n"


def test_what_cannot_be_read_is_said_once(demo: Path, run_collab: RunCollab) -> None:
    (demo / "charters" / "marketing.yaml").write_text("title: [\n", encoding="utf-8")
    for verb in ("matrix", "load"):
        result = run_collab("charter", verb, "--lang", "en", cwd=demo)
        assert "cannot be read" not in result.err
        assert result.out.count("charters/marketing.yaml cannot be read; collab check says why") == 1
