"""Where a review begins and ends: branches, commits, the working tree, and what is left out of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.analyses.changes.agreed_company import with_more_scope
from tests.analyses.changes.two_states import COMPANY, Files, rewritten
from tests.conftest import RunCollab

Review = Callable[..., dict[str, Any]]


def git(root: Path, *args: str) -> None:
    subprocess.run(["git", "-c", "commit.gpgsign=false", *args], cwd=root, check=True, capture_output=True)


def write(root: Path, files: Files) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())


def commit(root: Path, files: Files, message: str = "change") -> None:
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def with_line(path: str, line: str) -> str:
    """Return a file of the company with a line at its end."""
    return f"{COMPANY[path]!s}{line}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose branch has lowered a target, while main has gone on."""
    root = tmp_path / "company"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, COMPANY)
    git(root, "switch", "-qc", "branch")
    commit(root, rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18")))
    git(root, "switch", "-q", "main")
    commit(root, with_more_scope())
    git(root, "switch", "-q", "branch")
    return root


@pytest.fixture
def review(repository: Path, run_collab: RunCollab) -> Review:
    def look(*args: str) -> dict[str, Any]:
        result = run_collab("review", *args, "--json", cwd=repository)
        assert result.code == 0, result.err
        found: dict[str, Any] = json.loads(result.out)
        return found

    return look


def changed(found: dict[str, Any]) -> list[str]:
    return [f"{change['records'][0]} {change['field']}" for change in found["changes"]]


def test_a_branch_is_compared_with_where_it_left_the_default_one(review: Review, repository: Path) -> None:
    assert changed(review()) == ["goal:sell target"]
    assert changed(review("main")) == ["goal:sell target"]
    assert changed(review("main..branch")) == changed(review("main...branch")) == ["goal:sell target"]
    assert changed(review("--base", "main")) == changed(review("--base", "auto")) == ["goal:sell target"]
    assert review("main")["before"] == "the last commit main and HEAD have in common"
    write(repository, {"people.yaml": with_line("people.yaml", "- {id: chen-jie, name: Chen Jie}")})
    assert changed(review()) == ["goal:sell target", "person:chen-jie None"]
    assert changed(review("main..")) == ["goal:sell target"]


def test_on_the_default_branch_it_is_the_previous_commit(review: Review, repository: Path) -> None:
    git(repository, "switch", "-q", "main")
    found = review()
    assert changed(found) == ["charter:sales scope"]
    assert found["after"] == "the working tree"
    assert changed(review("HEAD~1..HEAD")) == ["charter:sales scope"]
    assert changed(review("HEAD")) == []


def test_work_on_the_default_branch_is_compared_with_the_last_commit(review: Review, repository: Path) -> None:
    git(repository, "switch", "-q", "main")
    write(repository, {"people.yaml": with_line("people.yaml", "- {id: chen-jie, name: Chen Jie}")})
    assert changed(review()) == ["person:chen-jie None"]
    assert changed(review("HEAD~1")) == ["charter:sales scope", "person:chen-jie None"]


def test_a_weaker_check_is_told_though_both_sides_are_judged_by_it(review: Review, repository: Path) -> None:
    write(repository, {"collab.yaml": with_line("collab.yaml", "check: {profile: starter}")})
    found = review("HEAD")
    assert [(change["field"], change["old"], change["new"]) for change in found["changes"]] == [
        ("profile", "standard", "starter")
    ]
    assert (found["new"], found["fixed"]) == ([], [])


def test_what_the_change_itself_accepts_is_new_and_counted(
    review: Review, repository: Path, run_collab: RunCollab
) -> None:
    write(repository, rewritten("goals/2025/sell.yaml", ("target: 20", "target: 17")))
    before = review("HEAD")
    assert (before["accepted"], before["newly_accepted"], before["new"] != []) == (0, 0, True)
    assert run_collab("check", "--update-baseline", cwd=repository).code == 0
    found = review("HEAD")
    assert (found["new"], found["accepted"]) == (before["new"], 0)
    assert found["newly_accepted"] > 0
    said = f"Newly accepted in collab-baseline.json {found['newly_accepted']} findings; they hide nothing here"
    assert said in " ".join(run_collab("review", "HEAD", cwd=repository).out.split())


def test_what_the_base_accepts_is_counted_and_not_told_as_new(
    review: Review, repository: Path, run_collab: RunCollab
) -> None:
    write(repository, rewritten("goals/2025/sell.yaml", ("target: 20", "target: 17")))
    assert run_collab("check", "--update-baseline", cwd=repository).code == 0
    commit(repository, rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18")))
    write(repository, rewritten("goals/2025/sell.yaml", ("target: 20", "target: 17")))
    found = review("HEAD")
    assert (found["accepted"] > 0, found["newly_accepted"]) == (True, 0)
    assert "P209" not in {finding["code"] for finding in found["new"]}


def test_before_the_first_commit_everything_is_new(tmp_path: Path, run_collab: RunCollab) -> None:
    root = tmp_path / "new"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root, COMPANY)
    found = json.loads(run_collab("review", "--json", cwd=root).out)
    assert found["before"] == "before the first commit"
    assert {change["records"][0] for change in found["changes"] if change["act"] == "added"} > {
        "goal:sell",
        "person:li-na",
    }
    assert found["fixed"] == []
    commit(root, {})
    found = json.loads(run_collab("review", "--json", cwd=root).out)
    assert (found["before"], found["fixed"]) == ("before the first commit", [])


def test_findings_of_both_sides_are_compared(review: Review, repository: Path) -> None:
    charter = rewritten("charters/sales.yaml", ("sales: AR, marketing: C", "marketing: C"))["charters/sales.yaml"]
    commit(repository, {"charters/sales.yaml": charter})
    found = review()
    assert "R301" in {finding["code"] for finding in found["new"]}
    assert found["known"] > 0
    back = review("branch..branch~1")
    assert back["changes"] == []  # what leads back has changed nothing since both were one


def test_restricted_records_are_counted_and_not_told(review: Review, repository: Path) -> None:
    commit(repository, {"collab.yaml": with_line("collab.yaml", "restricted: {enabled: true}")})
    evaluation = 'title: T\nsubject: person:li-na\nperiod: "2025"\nevaluator: zhang-wei\n'
    write(repository, {"restricted/evaluations/e.yaml": evaluation})
    found = review("HEAD")
    assert (changed(found), found["hidden"]) == ([], 1)
    write(repository, {"restricted/evaluations/e.yaml": f"# collab: ignore[E801] a private word\n{evaluation}"})
    assert "private" not in json.dumps(review("HEAD"))


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("nowhere",), "there is no revision `nowhere`"),
        (("main..nowhere",), "there is no revision `nowhere`"),
        (("--", "--output=x"), "`--output=x` is no revision"),
        (("--", "--output=x..HEAD"), "`--output=x` is no revision"),
        (("",), "is no revision"),
        (("main", "--base", "main"), "--base main and main contradict each other; give one of the two"),
        (("--fail-on", "warning"), "--fail-on cannot be warning"),
        (("--format", "xlsx"), "--format cannot be xlsx"),
    ],
)
def test_what_cannot_be_reviewed_is_one_line(
    args: tuple[str, ...], error: str, repository: Path, run_collab: RunCollab
) -> None:
    result = run_collab("review", *args, cwd=repository)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1, result.err
    assert error in result.err


def test_outside_git_it_is_one_line(tmp_path: Path, run_collab: RunCollab) -> None:
    write(tmp_path / "plain", COMPANY)
    for command in ("review", "approvers"):
        result = run_collab(command, cwd=tmp_path / "plain")
        assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
