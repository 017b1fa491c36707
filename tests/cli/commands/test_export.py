"""``collab export codeowners``: where it goes, what it says, and what it leaves alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import MakeDemo, MakeWorkspace, RunCollab


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


def test_it_is_shown_or_written_anew(demo: Path, run_collab: RunCollab) -> None:
    shown = run_collab("export", "codeowners", cwd=demo)
    assert (shown.code, shown.err) == (0, "as of 2025-06-30, set by as_of in collab.yaml\n")
    (demo / ".github").mkdir()
    for _ in range(2):
        result = run_collab("export", "codeowners", "-o", ".github/CODEOWNERS", cwd=demo)
        assert (result.code, result.out) == (0, "")
        assert result.err.endswith("wrote .github/CODEOWNERS\n")
        assert (demo / ".github/CODEOWNERS").read_text(encoding="utf-8") == shown.out


def test_what_somebody_else_made_is_kept(demo: Path, run_collab: RunCollab) -> None:
    (demo / "CODEOWNERS").write_text("* @acme/all\n", encoding="utf-8")
    result = run_collab("export", "codeowners", "-o", "CODEOWNERS", cwd=demo)
    assert result.code == 2
    assert result.err.splitlines()[-1] == (
        "collab: error: CODEOWNERS was not made by this command; "
        "take its lines over into a file of another name, or remove it first"
    )
    assert (demo / "CODEOWNERS").read_text(encoding="utf-8") == "* @acme/all\n"


@pytest.mark.parametrize(
    "target", ["charters/CODEOWNERS", ".git/CODEOWNERS", "collab.yaml/CODEOWNERS", ".", "collab.yaml"]
)
def test_places_it_cannot_go_to_are_one_line(target: str, demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("export", "codeowners", "-o", target, cwd=demo)
    assert result.code == 2
    assert [line for line in result.err.splitlines() if "error" in line] == result.err.splitlines()[1:]
    assert not (demo / target).is_file() or target == "collab.yaml"


def test_the_folder_of_the_host_is_made(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    root = make_demo()
    result = run_collab("--quiet", "export", "codeowners", "-o", ".github/CODEOWNERS", cwd=root)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert "@acme/sales" in (root / ".github/CODEOWNERS").read_text(encoding="utf-8")


def test_who_has_no_account_is_named(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    charter = "title: Sales\nstatus: effective\nduties: [{id: a, raci: {sales: AR}}]\n"
    root = make_workspace({"charters/sales.yaml": charter, "departments.yaml": "- {id: sales, name: Sales}\n"})
    result = run_collab("export", "codeowners", cwd=root)
    assert result.code == 0
    assert result.err == "no account is known of the head of the company and Sales, so nobody is asked for them\n"
    assert [line for line in result.out.splitlines() if line and not line.startswith("#")] == []


def test_paths_begin_at_the_top_of_the_repository(demo: Path, run_collab: RunCollab) -> None:
    inner = demo / "company"
    inner.mkdir()
    for entry in list(demo.iterdir()):
        if entry.name not in (".git", "company"):
            shutil.move(entry, inner / entry.name)
    made = run_collab("export", "codeowners", "--dialect", "gitlab", cwd=inner).out
    assert "\n/company/charters/sales.yaml\n" in made
    assert made.startswith("# Made by: collab export codeowners --dialect gitlab\n")
