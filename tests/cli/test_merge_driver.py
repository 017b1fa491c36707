"""The merge driver as git runs it: real repositories, real merges, and what happens where it is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import RunCollab

CHARTER = """\
# the charter of sales
title: Sales
version: 1
duties:
  - id: quotes
    title: Quotes
    scope: all
"""
FAIRS = "  # since May\n  - id: fairs\n    title: Fairs\n"
SHOPS = "  - id: shops\n    title: Shops\n"
PATH = "charters/sales.yaml"
PROGRAM = Path(sys.executable).with_name("collab").as_posix()


class Done(NamedTuple):
    """What a call of git did."""

    code: int
    said: str


class Repository:
    """A workspace in a repository with two branches: `main` adds shops, `feature` adds fairs."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str, name: str = "Li Na", env: Mapping[str, str] | None = None) -> Done:
        """Run git as somebody."""
        own = {"GIT_AUTHOR_NAME": name, "GIT_EDITOR": "true", **(env or {})}
        done = subprocess.run(
            ("git", "-c", "commit.gpgsign=false", *arguments),
            cwd=self.root,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Done(done.returncode, done.stdout + done.stderr)

    def commit(self, text: str, name: str, path: str = PATH) -> None:
        """Commit a file as somebody."""
        (self.root / path).write_bytes(text.encode())
        assert self.git("add", "-A", name=name).code == 0
        assert self.git("commit", "-qm", f"by {name}", name=name).code == 0

    def text(self, path: str = PATH) -> str:
        """Return a file."""
        return (self.root / path).read_bytes().decode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("template")
    repository = Repository(root)
    (root / "charters").mkdir()
    (root / "collab.yaml").write_text("schema: 1\ncompany: {name: X}\nlocale: en\n")
    identity = {
        "GIT_AUTHOR_EMAIL": "x@example.com",
        "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@example.com",
    }
    with pytest.MonkeyPatch.context() as patch:
        for key, value in identity.items():
            patch.setenv(key, value)
        assert repository.git("init", "-q", "-b", "main").code == 0
        subprocess.run((PROGRAM, "git", "setup"), cwd=root, check=True, capture_output=True)
        repository.commit(CHARTER, "Li Na")
        repository.git("checkout", "-qb", "feature")
        repository.commit(CHARTER + FAIRS, "Wang Wei")
        repository.git("checkout", "-q", "main")
        repository.commit(CHARTER + SHOPS, "Li Na")
    return root


@pytest.fixture
def set_up(template: Path, tmp_path: Path) -> Repository:
    return Repository(Path(shutil.copytree(template, tmp_path / "clone")))


def test_a_merge_keeps_both_additions(set_up: Repository) -> None:
    assert set_up.git("merge", "-q", "--no-edit", "feature") == (0, f"Auto-merging {PATH}\n")
    assert set_up.text() == CHARTER + SHOPS + FAIRS
    assert set_up.git("status", "--porcelain").said == ""


def test_rebase_cherry_pick_and_stash(set_up: Repository) -> None:
    start = set_up.git("rev-parse", "HEAD").said.strip()
    assert set_up.git("rebase", "-q", "feature").code == 0
    assert set_up.text() == CHARTER + FAIRS + SHOPS
    set_up.git("reset", "-q", "--hard", start)
    assert set_up.git("cherry-pick", "feature").code == 0
    assert set_up.text() == CHARTER + SHOPS + FAIRS
    set_up.git("reset", "-q", "--hard", start)
    (set_up.root / PATH).write_text(CHARTER + SHOPS + "  - id: calls\n    title: Calls\n")
    set_up.git("stash", "-q")
    set_up.commit(CHARTER + SHOPS + FAIRS, "Wang Wei")
    assert set_up.git("stash", "pop", "-q").code == 0
    assert set_up.text() == CHARTER + SHOPS + FAIRS + "  - id: calls\n    title: Calls\n"


def test_a_conflict_is_marked_at_the_field_with_both_people(set_up: Repository) -> None:
    set_up.commit(set_up.text().replace("scope: all", "scope: Europe"), "Li Na")
    set_up.git("checkout", "-q", "feature")
    set_up.commit(set_up.text().replace("scope: all", "scope: Asia"), "Wang Wei")
    set_up.git("checkout", "-q", "main")
    done = set_up.git("merge", "--no-edit", "feature")
    assert done.code == 1
    assert f"collab: 1 conflict in {PATH}, marked where it is\n" in done.said
    text = set_up.text()
    assert text.endswith("=======\n    scope: Asia\n>>>>>>> theirs (Wang Wei, feature)\n" + SHOPS + FAIRS), text
    assert "<<<<<<< ours (Li Na" in text
    assert PATH in set_up.git("diff", "--name-only", "--diff-filter=U").said
    set_up.git("merge", "--abort")
    set_up.git("merge", "--no-edit", "feature", env={"COLLAB_LANG": "zh"})
    assert ">>>>>>> 对方（Wang Wei、feature）\n" in set_up.text()


def test_in_a_worktree(set_up: Repository, tmp_path: Path) -> None:
    assert set_up.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "other").code == 0
    other = Repository(tmp_path / "tree")
    assert other.git("merge", "-q", "--no-edit", "feature").code == 0
    assert other.text() == CHARTER + SHOPS + FAIRS


def test_a_workspace_in_a_folder_of_the_repository(tmp_path: Path, run_collab: RunCollab) -> None:
    repository = Repository(tmp_path / "all")
    (repository.root / "goals" / "team" / "charters").mkdir(parents=True)  # the outer folder has the name of a kind
    (repository.root / "goals" / "team" / "collab.yaml").write_text("schema: 1\ncompany: {name: X}\nlocale: en\n")
    path = "goals/team/charters/sales.yaml"
    repository.git("init", "-q", "-b", "main")
    repository.commit(CHARTER, "Li Na", path)
    assert run_collab("git", "setup", cwd=repository.root / "goals" / "team").code == 0
    repository.git("add", "-A")
    repository.git("commit", "-qm", "attributes")
    repository.git("checkout", "-qb", "feature")
    repository.commit(CHARTER + FAIRS, "Wang Wei", path)
    repository.git("checkout", "-q", "main")
    repository.commit(CHARTER + SHOPS, "Li Na", path)
    assert repository.git("merge", "-q", "--no-edit", "feature").code == 0
    assert repository.text(path) == CHARTER + SHOPS + FAIRS


def test_what_is_unsure_is_merged_by_lines_and_said(set_up: Repository) -> None:
    set_up.git("reset", "-q", "--hard", "HEAD")
    set_up.git("checkout", "-q", "feature")
    set_up.commit(CHARTER.replace("# the", "x: &anchor y\n# the"), "Wang Wei")
    set_up.git("checkout", "-q", "main")
    set_up.commit(CHARTER.replace("scope: all", "scope: Europe"), "Li Na")
    done = set_up.git("merge", "--no-edit", "feature")
    assert done.code == 0
    assert f"collab: {PATH} is merged by lines, not by records: one version cannot be read" in done.said
    assert set_up.text().startswith("x: &anchor y\n")
    assert "scope: Europe" in set_up.text()


def test_conflicts_of_lines_are_marked_as_git_does(set_up: Repository) -> None:
    set_up.git("checkout", "-q", "feature")
    set_up.commit("x: &anchor y\n", "Wang Wei")
    set_up.git("checkout", "-q", "main")
    done = set_up.git("merge", "--no-edit", "feature")
    assert done.code == 1
    assert "<<<<<<< ours\n" in set_up.text()
    assert "x: &anchor y\n>>>>>>> theirs (feature)\n" in set_up.text()


@pytest.mark.parametrize("broken", ["missing", "fails with 1", "fails with 2", "fails with 3", "killed"])
def test_a_driver_that_does_not_work_leaves_the_merge_to_git(set_up: Repository, tmp_path: Path, broken: str) -> None:
    plain = Repository(Path(shutil.copytree(set_up.root, tmp_path / "plain")))
    for name in ("merge.collab.driver", "merge.collab.name"):
        plain.git("config", "--unset", name)
    assert plain.git("merge", "--no-edit", "feature").code == 1
    program = tmp_path / "bin" / "collab"
    program.parent.mkdir()
    script = {"killed": "kill -9 $$"}.get(broken, f"exit {broken[-1]}") if broken != "missing" else None
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    driver = set_up.git("config", "merge.collab.driver").said.strip()
    assert PROGRAM in driver
    set_up.git("config", "merge.collab.driver", driver.replace(PROGRAM, program.as_posix()))
    folders = os.environ["PATH"].split(os.pathsep)
    search = os.pathsep.join(folder for folder in folders if folder != str(Path(PROGRAM).parent))
    done = set_up.git("merge", "--no-edit", "feature", env={"PATH": search})
    assert done.code == 1
    assert f"collab: not merged by records but by lines: {PATH}" in done.said
    kept = [line for line in set_up.text().splitlines() if not line.startswith(("<<<<<<<", ">>>>>>>"))]
    assert kept == [line for line in plain.text().splitlines() if not line.startswith(("<<<<<<<", ">>>>>>>"))]
    assert set_up.git("ls-files", "--unmerged").said.count(PATH) == 3


def test_short_markers_and_marks_that_were_there_before(set_up: Repository, tmp_path: Path) -> None:
    attributes = set_up.root / ".gitattributes"
    attributes.write_text(attributes.read_text() + "*.yaml conflict-marker-size=3\n")
    set_up.commit(set_up.text().replace("scope: all", "scope: Europe"), "Li Na")
    set_up.git("checkout", "-q", "feature")
    set_up.commit(set_up.text().replace("scope: all", "scope: Asia"), "Wang Wei")
    set_up.git("checkout", "-q", "main")
    done = set_up.git("merge", "--no-edit", "feature")
    assert (done.code, "merged by records but" in done.said) == (1, False)
    assert f"===\n    scope: Asia\n>>> theirs (Wang Wei, feature)\n{SHOPS}{FAIRS}" in set_up.text()
    set_up.git("merge", "--abort")
    set_up.commit(set_up.text() + "notes: |\n<<<<<<< x\n", "Li Na")
    driver = set_up.git("config", "merge.collab.driver").said.strip()
    (tmp_path / "failing").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "failing").chmod(0o755)
    set_up.git("config", "merge.collab.driver", driver.replace(PROGRAM, (tmp_path / "failing").as_posix()))
    done = set_up.git("merge", "--no-edit", "feature")
    assert (done.code, FAIRS in set_up.text(), "scope: Asia" in set_up.text()) == (1, True, True)


def test_a_clone_with_the_attributes_and_no_settings_merges_by_lines(set_up: Repository, tmp_path: Path) -> None:
    assert set_up.git("clone", "-q", ".", str(tmp_path / "theirs")).code == 0
    clone = Repository(tmp_path / "theirs")
    assert "merge: collab" in clone.git("check-attr", "merge", "--", PATH).said
    assert clone.git("merge", "--no-edit", "origin/feature").code == 1
    assert SHOPS in clone.text()
    assert FAIRS in clone.text()
    assert "<<<<<<< HEAD\n" in clone.text()
    clone.git("merge", "--abort")
    assert clone.git("diff", "HEAD~1").code == 0


def test_the_command_by_itself(tmp_path: Path, run_collab: RunCollab) -> None:
    for name, text in (("base", CHARTER), ("ours", CHARTER + SHOPS), ("theirs", CHARTER + FAIRS)):
        (tmp_path / name).write_text(text)
    result = run_collab("git", "merge-driver", "base", "ours", "theirs", "7", PATH, cwd=tmp_path)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / "ours").read_text() == CHARTER + SHOPS + FAIRS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "ours", "theirs"]


def test_longer_markers_as_the_attribute_wants_them(tmp_path: Path, run_collab: RunCollab) -> None:
    for name, scope in (("base", "all"), ("ours", "Europe"), ("theirs", "Asia")):
        (tmp_path / name).write_text(CHARTER.replace("all", scope))
    result = run_collab(
        "git", "merge-driver", "base", "ours", "theirs", "12", PATH, "b", "HEAD", "feature", cwd=tmp_path
    )
    assert result.code == 1
    assert f"{'<' * 12} ours (HEAD)\n    scope: Europe\n{'=' * 12}\n" in (tmp_path / "ours").read_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_merged_is_one_line(tmp_path: Path, run_collab: RunCollab, lang: str) -> None:
    for name, data in (("base", b"\0a"), ("ours", b"\0b"), ("theirs", b"\0c")):
        (tmp_path / name).write_bytes(data)
    result = run_collab("git", "merge-driver", "base", "ours", "theirs", "7", PATH, "--lang", lang, cwd=tmp_path)
    assert result.code == 2
    assert (tmp_path / "ours").read_bytes() == b"\0b"
    assert result.err.count("\n") == 2  # that it goes to git, and that git cannot either
    missing = run_collab("git", "merge-driver", "base", "none", "theirs", cwd=tmp_path)
    assert (missing.code, missing.err.count("\n")) == (2, 1)
