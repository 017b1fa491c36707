"""``collab report``: the reports there are; what a span of days changed, told by part, with who did it when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.cli.commands.report import app
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab
from tests.sources.repositories import commit, git, make_repository, write

SETTINGS = MINIMAL_SETTINGS + "as_of: 2025-03-31\n"
PEOPLE = "- {id: li-na, name: Li Na, department: sales}\n"
DEPARTMENTS = "- {id: sales, name: Sales, head: li-na}\n- {id: marketing, name: Marketing}\n"
CHARTER = "title: Sales charter\nstatus: effective\nduties: [{id: research, title: Research, raci: {%s}}]\n"
GOAL = (
    "title: Grow\nlevel: company\nperiod: '2025'\nstatus: active\n"
    "key_results: [{id: kr1, title: Share, baseline: 12, target: %s, unit: '%%'}]\n"
)
MINUTES = (
    "title: Weekly\ndate: 2025-03-10\nstatus: published\npresent: [li-na]\n"
    "decisions: [{id: d1, text: Forecast on Fridays, owner: li-na}]\n"
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_repository(tmp_path_factory.mktemp("month") / "company")
    first = {"collab.yaml": SETTINGS, "people.yaml": PEOPLE, "departments.yaml": DEPARTMENTS}
    write(root, {**first, "charters/sales.yaml": CHARTER % "sales: AR", "goals/grow.yaml": GOAL % "15"})
    commit(root, day="2025-01-10T09:00:00+0800")
    write(root, {"charters/sales.yaml": CHARTER % "sales: R, marketing: A"})
    commit(root, day="2025-03-01T00:30:00+0800")
    git(root, "checkout", "--quiet", "-b", "target")
    write(root, {"goals/grow.yaml": GOAL % "14"})
    commit(root, day="2025-03-05T09:00:00+0800")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "Lower the target", "target", day="2025-03-06T09:00:00+0800")
    write(root, {"goals/grow.yaml": "# why\n" + GOAL % "14", "meetings/2025/2025-03-10-weekly.yaml": MINUTES})
    commit(root, day="2025-03-10T18:00:00+0800")
    write(root, {"people.yaml": PEOPLE.replace("sales", "marketing")})
    commit(root, day="2025-04-02T09:00:00+0800")
    return root


def shown(company: Path, number: int) -> str:
    return git(company, "log", "--format=%as · 张伟 · %h", "--abbrev=8", "-1", f"main~{number}")


def test_a_month(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("--quiet", "report", "changes", cwd=company)
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == f"""\
Changes from 2025-03-01 to 2025-03-31
=====================================
4 changes in 3 commits: Who answers for what 1, Goals and targets 1, Decisions and agreements 1, others 1

Who answers for what
--------------------
{shown(company, 3)}
└── Accountable for Research moves from Sales to Marketing; Sales stays responsible [accountable]

Goals and targets
-----------------
{shown(company, 2)}
└── Target of Grow / Share lowered from 15 to 14 % [target]

Decisions and agreements
------------------------
{shown(company, 1)}
└── Weekly decided: “Forecast on Fridays”; Li Na sees to it [decision]

not told here: 1 added; collab report changes --all tells them too
"""
    )


def test_everything_is_told_with_all(company: Path, run_collab: RunCollab) -> None:
    out = run_collab("--quiet", "report", "changes", "--all", cwd=company).out
    assert out.endswith(
        f"\nEverything else\n---------------\n{shown(company, 1)}\n└── New meeting Weekly: Date 2025-03-10 [added]\n"
    )
    assert "not told here" not in out


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        ("2025-01-01", "2025-02-28", {"responsibilities": 2, "targets": 1, "people": 3}),
        ("2025-02-28", "2025-03-01", {"responsibilities": 1}),
        ("2025-03-02", "2025-03-05", {}),
        ("2025-03-06", "2025-03-06", {"targets": 1}),
        ("2025-04-01", "2025-04-30", {"people": 1}),
    ],
)
def test_days_are_those_of_the_main_line_and_belong_to_the_span(
    company: Path, run_collab: RunCollab, first: str, last: str, parts: dict[str, int]
) -> None:
    result = run_collab("--quiet", "report", "changes", "--from", first, "--to", last, "--json", cwd=company)
    record = json.loads(result.out)
    names = ("responsibilities", "targets", "decisions", "people")
    assert {name: len(record[name]) for name in names if record[name]} == parts
    assert (record["from"], record["to"]) == (first, last)


def test_what_programs_read(company: Path, run_collab: RunCollab) -> None:
    record = json.loads(run_collab("--quiet", "report", "changes", "--json", cwd=company).out)
    assert record["schema"] == "collab/changes/v1"
    assert (record["commits"], record["is_complete"]) == (3, True)
    assert record["counts"] == {"accountability": 1, "added": 1, "decision": 1, "target": 1}
    (target,) = record["targets"]
    assert target == {
        "commit": git(company, "rev-parse", "main~2"),
        "author": "张伟",
        "email": "zhang.wei@example.com",
        "date": "2025-03-06T09:00:00+08:00",
        "subject": "Lower the target",
        "act": "changed",
        "category": "target",
        "ref": "goal:grow/kr1",
        "field": "target",
        "old": 15,
        "new": 14,
        "sentence": "Target of Grow / Share (kr1) lowered from 15 to 14 %",
    }


def test_nothing_changed(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("--quiet", "report", "changes", "--from", "2025-03-20", "--to", "2025-03-31", cwd=company)
    assert result.out == "Changes from 2025-03-20 to 2025-03-31\n" + "=" * 37 + "\nnothing changed in meaning\n"


def test_a_file_that_cannot_be_read_is_told(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"collab.yaml": SETTINGS, "goals/grow.yaml": GOAL % "15"})
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, day="2025-01-10T09:00:00+0800")
    write(root, {"goals/grow.yaml": "title: [\n"})
    broken = commit(root, day="2025-03-10T09:00:00+0800")
    result = run_collab("--quiet", "report", "changes", cwd=root)
    told = f"in {broken[:8]} files cannot be read; what changed in them is told where they can be read again\n"
    assert (result.code, result.out.splitlines(keepends=True)[-1]) == (0, told)
    write(root, {"goals/grow.yaml": GOAL % "20"})
    mended = commit(root, day="2025-03-12T09:00:00+0800")
    lines = run_collab("--quiet", "report", "changes", cwd=root).out.splitlines()
    assert lines[-1] == f"in {mended[:8]} files can be read again; told is what changed since they last could"
    assert any("from 15 to 20" in line for line in lines), lines


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("--from", "2025-04-01", "--to", "2025-03-01"),
            "the first day, 2025-04-01, is after the last, 2025-03-01; give --from and --to the other way round",
        ),
        (
            ("--to", "2024-01-31"),
            "there is no commit on or before 2024-01-31; name a later day; `git log` lists the commits",
        ),
        (("--from", "soon"), "--from cannot be soon; write a date such as 2025-06-30"),
    ],
)
def test_days_that_cannot_be(company: Path, run_collab: RunCollab, words: tuple[str, ...], error: str) -> None:
    result = run_collab("--quiet", "report", "changes", *words, cwd=company)
    assert (result.code, result.out, result.err) == (2, "", f"collab: error: {error}\n")


def test_a_shallow_clone_says_what_it_lacks(company: Path, tmp_path: Path, run_collab: RunCollab) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", company.as_uri(), "clone")
    result = run_collab("--quiet", "report", "changes", cwd=tmp_path / "clone")
    assert (result.code, result.err) == (
        2,
        "collab: error: there is no commit on or before 2025-02-28; this clone is shallow: get the older commits with "
        "`git fetch --unshallow`\n",
    )


def test_a_folder_without_a_repository(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({"collab.yaml": SETTINGS})
    result = run_collab("--quiet", "report", "changes", cwd=root)
    assert (result.code, result.err.partition("; ")[0]) == (2, f"collab: error: {root} is not in a git repository")


def test_alone_it_lists_the_reports(run_collab: RunCollab) -> None:
    result = run_collab("report")
    assert result.code == 0
    lines = [line.split("  ", 2) for line in result.out.splitlines()]
    named = [parts[1] for parts in lines if len(parts) == 3 and parts[0] == "" and parts[1] in app.verbs]
    assert named == [*app.verbs]
    assert {"monthly", "goals", "alignment", "scorecard", "changes"} <= {*named}


def test_an_unknown_report(run_collab: RunCollab) -> None:
    result = run_collab("report", "monthyl")
    assert result.code == 2
    assert result.err.splitlines() == ["collab: error: collab report has no command monthyl; did you mean monthly"]
