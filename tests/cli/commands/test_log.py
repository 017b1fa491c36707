"""``collab log``: what is told of whom, from which commits, and how programs read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analyses.changes.eventful_company import make_eventful_company
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace, RunCollab
from tests.sources.repositories import commit, git, write

DUTY = "charter:marketing/market-research"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("eventful") / "company"
    make_eventful_company(root)
    return root


def days(out: str) -> list[str]:
    return [line[8:10] for line in out.splitlines() if line.startswith("2025-")]


def test_the_whole_way_of_a_duty(company: Path, run_collab: RunCollab) -> None:
    short = [git(company, "rev-parse", "--short=8", f"HEAD~{number}") for number in (0, 2)]
    result = run_collab("log", DUTY, "-n", "2", cwd=company)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "What has happened to Market research (marketing/market-research)"
    assert [line for line in lines if line.startswith("2025-")] == [
        f"2025-01-11 · 张伟 · {short[0]}",
        f"2025-01-09 · 张伟 · {short[1]}",
    ]
    assert lines[3].startswith("└── Content of Market research reworded: ")
    assert any("Market research moves from Charter of sales to Charter of marketing" in line for line in lines[5:])
    assert days(run_collab("log", "Charter of marketing/Market research", cwd=company).out) == [
        "11",
        "09",
        "06",
        "05",
        "04",
        "02",
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--since", "2025-01-05"], ["11", "09", "06", "05"]),
        (["--until", "2025/1/5"], ["05", "04", "02"]),
        (["--since", "2025-01-05", "--until", "2025-01-06"], ["06", "05"]),
        (["-n", "1"], ["11"]),
        (["--at", "HEAD~2"], ["09", "06", "05", "04", "02"]),
        (["--at", "2025-01-10"], ["09", "06", "05", "04", "02"]),
        (["--since", "2026-01-01"], []),
    ],
)
def test_a_part_of_the_way(company: Path, run_collab: RunCollab, options: list[str], found: list[str]) -> None:
    assert days(run_collab("log", DUTY, *options, cwd=company).out) == found


def test_for_a_program(company: Path, run_collab: RunCollab) -> None:
    data = json.loads(run_collab("log", DUTY, "-n", "1", "--json", cwd=company).out)
    assert (data["schema"], data["record"], data["part"]) == ("collab/log/v1", "charter:marketing", "market-research")
    assert data["is_complete"] is False
    entry = data["entries"][0]
    assert sorted(data) == ["entries", "is_complete", "part", "record", "schema"]
    assert sorted(entry) == ["author", "changes", "commit", "date", "email", "is_unread", "since", "subject"]
    assert (entry["date"], entry["subject"]) == ("2025-01-11T12:00:00+08:00", "retold")
    assert sorted(entry["changes"][0]) == ["act", "category", "field", "new", "old", "ref", "sentence"]
    assert (entry["changes"][0]["ref"], entry["changes"][0]["field"]) == (DUTY, "content")
    assert json.loads(run_collab("log", DUTY, "--json", cwd=company).out)["is_complete"] is True


def test_what_is_not_committed_yet(company: Path, tmp_path: Path, run_collab: RunCollab) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{company}", "clone")
    path = tmp_path / "clone/charters/sales.yaml"
    path.write_text(path.read_text().replace("Another matter", "Yet another"))
    out = run_collab("log", "charter:sales", "-n", "1", cwd=tmp_path / "clone").out
    assert out.splitlines()[2:] == [
        "not committed yet",
        "└── Yet another was called “Another matter” before [terms]",
    ]
    git(tmp_path / "clone", "rm", "--quiet", "-f", "charters/sales.yaml")
    out = run_collab("log", "charter:sales", cwd=tmp_path / "clone").out
    assert out.splitlines()[2:4] == ["not committed yet", "└── Charter of sales is removed [removed]"]
    commit(tmp_path / "clone", day="2025-01-20T12:00:00Z")
    for name, first in [("charter:sales", "20"), ("charter:sales/research", "05"), ("charter:sales/other", "20")]:
        assert days(run_collab("log", name, cwd=tmp_path / "clone").out)[0] == first


def test_what_there_is_nothing_to_tell_of(
    company: Path, tmp_path: Path, make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    for name in ("charter:nothing", "charter:sales/nothing", "nothing", "", "\U0001f600", "x" * 10_000, "../.."):
        result = run_collab("log", name, cwd=company)
        assert (result.code, result.out) == (2, ""), name
    root = make_workspace({"goals/grow.yaml": "title: Grow\nlevel: company\nperiod: '2025'\n"})
    result = run_collab("log", "goal:grow", cwd=root)
    assert (result.code, result.err.partition(";")[0]) == (2, f"collab: error: {root} is not in a git repository")
    git(root, "init", "--quiet")
    result = run_collab("log", "goal:grow", cwd=root)
    assert (result.code, result.err.partition(";")[0]) == (2, "collab: error: the repository has no commit yet")
    write(root, {"other.txt": "x"})
    git(root, "add", "other.txt", "collab.yaml")
    git(root, "commit", "--quiet", "-m", "x")
    lines = run_collab("log", "goal:grow", cwd=root).out.splitlines()
    assert lines[2] == "not committed yet"
    assert lines[3].startswith("└── New goal Grow")


def test_a_file_that_could_not_be_read_and_a_clone_that_ends(tmp_path: Path, run_collab: RunCollab) -> None:
    root = tmp_path / "company"
    write(root, {"collab.yaml": MINIMAL_SETTINGS})
    git(root, "init", "--quiet", "--initial-branch=main")
    for number, text in enumerate(
        ["title: Grow\nlevel: company\nperiod: '2025'\n", "[", "title: Win\nlevel: company\nperiod: '2025'\n"]
    ):
        write(root, {"goals/grow.yaml": text})
        commit(root, day=f"2025-01-0{number + 1}T12:00:00Z")
    lines = run_collab("log", "goal:grow", cwd=root).out.splitlines()
    since = git(root, "rev-parse", "--short=8", "HEAD~2")
    assert lines[3].startswith(f"├── its file can be read again; since 2025-01-01 · {since}, when it last could, this")
    assert lines[4].startswith("└── Win was called “Grow” before")
    assert lines[6] == ("└── its file cannot be read in this commit; what has changed is told where it can be again")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "clone")
    lines = run_collab("log", "goal:grow", cwd=tmp_path / "clone").out.splitlines()
    assert lines[2] == "nothing is known to have changed"
    assert lines[-1] == "this clone is shallow: get the older commits with `git fetch --unshallow`"
