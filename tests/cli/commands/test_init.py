from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RunCollab


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_blank_workspace_passes(tmp_path: Path, run_collab: RunCollab, lang: str) -> None:
    result = run_collab("init", "work", "--lang", lang, "--name", "Brook", cwd=tmp_path)
    assert (result.code, result.out) == (0, "work/collab.yaml\nwork/departments.yaml\nwork/people.yaml\n")
    assert len(result.err.splitlines()) == 1
    for profile in ("starter", "standard", "strict"):
        checked = run_collab("check", "--profile", profile, cwd=tmp_path / "work")
        assert (checked.code, checked.err) == (0, "")
        assert len(checked.out.splitlines()) == 1


def test_here(tmp_path: Path, run_collab: RunCollab) -> None:
    (tmp_path / "notes.txt").write_text("mine\n")
    assert run_collab("init", cwd=tmp_path).code == 0
    assert (tmp_path / "notes.txt").read_text() == "mine\n"
    assert f"name: {tmp_path.name}\n" in (tmp_path / "collab.yaml").read_text().replace('"', "")


def test_the_demo_is_a_repository_of_two_commits(tmp_path: Path, run_collab: RunCollab) -> None:
    result = run_collab("init", "demo", "--demo", cwd=tmp_path)
    assert result.code == 0
    assert (
        result.out
        == "cd demo\ncollab check --at HEAD~1\ncollab diff HEAD~1..HEAD\ncollab report monthly --as-of 2025-06-30\n"
    )
    root = tmp_path / "demo"
    assert git(root, "log", "--format=%an <%ae> %aI").splitlines() == [
        "collab demo <demo@example.com> 2025-03-01T09:00:00+08:00",
        "collab demo <demo@example.com> 2025-01-20T09:00:00+08:00",
    ]
    assert git(root, "status", "--porcelain") == ""
    for line in result.out.splitlines()[1:]:
        assert run_collab(*line.split()[1:], cwd=root).code == (1 if "--at" in line else 0)


def test_the_demo_is_the_same_every_time(tmp_path: Path, run_collab: RunCollab) -> None:
    for name in ("one", "two"):
        run_collab("init", name, "--demo", cwd=tmp_path)
    assert git(tmp_path / "one", "rev-parse", "HEAD") == git(tmp_path / "two", "rev-parse", "HEAD")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
@pytest.mark.parametrize("words", [["/dev/null/x"], ["/dev/null/x", "--demo"], ["x" * 300]])
def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, run_collab: RunCollab, words: list[str]) -> None:
    result = run_collab("init", *words, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert " cannot be made a workspace: " in result.err
    assert result.err.endswith("; nothing is left of the attempt; mend the cause, or name another folder\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("words", [["locked/new"], ["locked/new", "--demo"], ["locked"]])
def test_a_folder_without_write_permission_is_one_line(tmp_path: Path, run_collab: RunCollab, words: list[str]) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    result = run_collab("init", *words, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1


FULL_DISK = """
import resource, sys
from collab_cli.cli.app import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(sys.argv[2:])
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
@pytest.mark.parametrize("room", [0, 80, 400, 1500])  # git, the first object, the first record, a later one
@pytest.mark.parametrize("folder", ["deep/new", "empty", "."])
def test_a_demo_that_fails_leaves_nothing(tmp_path: Path, environment: dict[str, str], room: int, folder: str) -> None:
    here = tmp_path / "here"
    (here / "empty").mkdir(parents=True)
    cwd = here / "empty" if folder == "." else here
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(room), "init", folder, "--demo"],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("collab: error: ")
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in here.rglob("*")] == ["empty"]


def test_a_demo_without_git(tmp_path: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "collab_cli", "init", "demo", "--demo"],
        cwd=tmp_path,
        env={**environment, "PATH": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "collab: error: git is not installed; install git, or leave out --demo: a blank workspace needs none\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["there"], "there is a workspace already; name another folder"),
        (["there", "--demo"], "there is a workspace already; name another folder"),
        (["full", "--demo"], "full is not empty; name a new folder for the demo company"),
        (["full/file"], "full/file is no folder; name another folder"),
        (["taken"], "people.yaml is there already; move it away, or name another folder"),
        (["new", "--demo", "--name", "x"], "the demo company has a name of its own; leave out --name or --demo"),
    ],
)
def test_nothing_is_overwritten(tmp_path: Path, run_collab: RunCollab, words: list[str], line: str) -> None:
    for folder, file in (("there", "collab.yaml"), ("full", "file"), ("taken", "people.yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("mine\n")
    result = run_collab("init", *words, cwd=tmp_path)
    assert (result.code, result.out, result.err) == (2, "", f"collab: error: {line}\n")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["collab.yaml", "file", "people.yaml"]


def test_a_workspace_in_a_workspace_is_told(tmp_path: Path, run_collab: RunCollab) -> None:
    run_collab("init", cwd=tmp_path)
    result = run_collab("init", "sub", cwd=tmp_path)
    assert result.code == 0
    first = result.err.splitlines()[0]
    assert first == f"sub lies in the workspace {tmp_path}; commands in it see the new one only"


@pytest.mark.parametrize("words", [["goals"], ["goals/2026/new", "--demo"], ["restricted"], ["restricted/people/new"]])
def test_none_among_the_records_of_another(tmp_path: Path, run_collab: RunCollab, words: list[str]) -> None:
    run_collab("init", cwd=tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run_collab("init", *words, cwd=tmp_path)
    line = f"{words[0]} lies among the records of the workspace {tmp_path}; name a folder outside of it"
    assert (result.code, result.out, result.err) == (2, "", f"collab: error: {line}\n")
    assert sorted(tmp_path.rglob("*")) == before
    assert run_collab("init", "goals/../beside", cwd=tmp_path).code == 0
