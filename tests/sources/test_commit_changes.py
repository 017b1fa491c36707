import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources.commit_changes import commit_changes, require_commit
from tests.sources.repositories import commit, git, make_repository, said, write

FORM = "--format=%an <%ae>|%cn <%ce>|%B"


def refusal(root: Path, *paths: str) -> tuple[str, str]:
    with pytest.raises(CollabError) as caught:
        require_commit(root, paths)
    return said(caught.value)


@pytest.fixture
def workspace(company: Path) -> Path:
    write(company, {"collab.yaml": "schema: 1\n", "goals/a.yaml": "a: 1\n", "goals/b.yaml": "b: 1\n", "notes": "x\n"})
    commit(company)
    return company


def test_only_these_paths_are_committed(workspace: Path) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    write(workspace, {"goals/a.yaml": "a: 2\n", "goals/新.yaml": "n: 1\n", "notes": "staged\n", "other": "new\n"})
    (workspace / "goals/b.yaml").unlink()
    git(workspace, "add", "notes", "other")
    write(workspace, {"notes": "changed again\n"})
    paths = ["goals/a.yaml", "goals/新.yaml", "goals/b.yaml"]
    require_commit(workspace, paths)
    made = commit_changes(workspace, paths, "changed the goal 增加收入\n\nmore")
    assert made == git(workspace, "rev-parse", "main")
    assert git(workspace, "rev-parse", "main^") == before
    assert git(workspace, "log", "-1", FORM) == (
        "Zhang Wei <zhang.wei@example.com>|Zhang Wei <zhang.wei@example.com>|changed the goal 增加收入\n\nmore"
    )
    assert git(workspace, "show", "-z", "--name-status", "--format=", "main") == (
        "M\0goals/a.yaml\0D\0goals/b.yaml\0A\0goals/新.yaml\0"
    )
    assert git(workspace, "status", "--porcelain", "-z") == "MM notes\0A  other\0"
    assert git(workspace, "reflog", "-1", "--format=%gs") == "commit: changed the goal 增加收入"
    assert git(workspace, "fsck", "--strict") == ""


def test_another_version_of_a_path_that_was_staged_gives_way(workspace: Path) -> None:
    write(workspace, {"goals/a.yaml": "a: staged\n"})
    git(workspace, "add", "goals/a.yaml")
    write(workspace, {"goals/a.yaml": "a: 3\n"})
    commit_changes(workspace, ["goals/a.yaml"], "change")
    assert git(workspace, "show", "HEAD:goals/a.yaml") == "a: 3"
    assert git(workspace, "status", "--porcelain") == ""


def test_first_commit_of_a_repository(company: Path) -> None:
    write(company, {"collab.yaml": "schema: 1\n", "other": "x"})
    git(company, "add", "other")
    require_commit(company, ["collab.yaml"])
    made = commit_changes(company, ["collab.yaml"], "start")
    assert git(company, "rev-list", "main") == made
    assert git(company, "ls-tree", "-r", "--name-only", "main") == "collab.yaml"
    assert git(company, "status", "--porcelain") == "A  other"


def test_detached_head_and_a_linked_work_tree(workspace: Path, tmp_path: Path) -> None:
    main = git(workspace, "rev-parse", "main")
    linked = tmp_path / "linked"
    git(workspace, "worktree", "add", "--quiet", "--detach", str(linked))
    write(linked, {"goals/a.yaml": "a: 9\n"})
    require_commit(linked)
    made = commit_changes(linked, ["goals/a.yaml"], "there")
    assert git(linked, "rev-parse", "HEAD") == made
    assert git(workspace, "rev-parse", "main") == main
    assert git(linked, "status", "--porcelain") == ""


def test_a_workspace_in_a_folder_of_the_repository(company: Path) -> None:
    write(company, {"teams/公司/collab.yaml": "schema: 1\n", "code": "x\n"})
    commit(company)
    root = company / "teams/公司"
    write(root, {"goals/a.yaml": "a: 1\n"})
    require_commit(root, ["goals/a.yaml"])
    commit_changes(root, ["goals/a.yaml"], "add")
    assert git(company, "show", "-z", "--name-only", "--format=", "HEAD") == "teams/公司/goals/a.yaml\0"
    assert git(company, "status", "--porcelain") == ""


def test_repositories_with_longer_object_ids(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    write(tmp_path, {"collab.yaml": "schema: 1\n", "a.yaml": "1\n"})
    first = commit_changes(tmp_path, ["collab.yaml", "a.yaml"], "one")
    (tmp_path / "a.yaml").unlink()
    second = commit_changes(tmp_path, ["a.yaml"], "two")
    assert git(tmp_path, "rev-list", "HEAD").split() == [second, first]
    assert git(tmp_path, "status", "--porcelain") == ""


def test_what_the_last_commit_has_already(workspace: Path) -> None:
    head = git(workspace, "rev-parse", "HEAD")
    assert commit_changes(workspace, ["goals/a.yaml", "never/there.yaml"], "nothing") is None
    assert git(workspace, "rev-parse", "HEAD") == head


def test_modes_and_line_ends_are_kept_as_git_would(workspace: Path) -> None:
    git(workspace, "update-index", "--chmod=+x", "goals/a.yaml")
    git(workspace, "commit", "--quiet", "-m", "mode")
    git(workspace, "config", "core.autocrlf", "true")
    write(workspace, {"goals/a.yaml": "a: 2\r\n", "goals/b.yaml": "b: 2\r\n"})
    commit_changes(workspace, ["goals/a.yaml", "goals/b.yaml"], "on Windows")
    assert git(workspace, "ls-tree", "--format=%(objectmode)", "HEAD", "goals/").split() == ["100755", "100644"]
    assert git(workspace, "cat-file", "-p", "HEAD:goals/b.yaml") == "b: 2"


def test_nothing_configured_runs(workspace: Path, tmp_path: Path) -> None:
    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{ran}'\nexit 1\n")
    program.chmod(0o755)
    (workspace / ".git/hooks").mkdir(exist_ok=True)
    for hook in (
        *("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "post-index-change"),
        *("reference-transaction", "fsmonitor-watchman"),
    ):
        shutil.copy(program, workspace / ".git/hooks" / hook)
    for key in ("core.fsmonitor", "filter.evil.clean", "filter.ev=il.process", "gpg.program", "core.editor"):
        git(workspace, "config", key, str(program))
    git(workspace, "config", "filter.ev=il.required", "true")
    git(workspace, "config", "commit.gpgSign", "true")
    git(workspace, "config", "i18n.commitEncoding", "gbk")
    write(workspace, {".gitattributes": "*.yaml filter=evil\ngoals/* filter=ev=il\n", "goals/a.yaml": "a: 5\n"})
    require_commit(workspace, ["goals/a.yaml"])
    commit_changes(workspace, ["goals/a.yaml"], "提交")
    assert git(workspace, "cat-file", "-p", "HEAD:goals/a.yaml") == "a: 5"
    assert "encoding" not in git(workspace, "cat-file", "-p", "HEAD")
    assert not ran.exists(), ran.read_text()


def test_who_commits_is_read_from_the_settings_of_the_user(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    assert refusal(workspace) == (
        "git does not know who you are",
        'run `git config --global user.name "YOUR NAME"` and `git config --global user.email YOU@EXAMPLE.COM`',
    )
    Path(os.environ["HOME"], ".gitconfig").write_text("[user]\n\tname = 李娜\n\temail = li.na@example.com\n")
    require_commit(workspace)
    write(workspace, {"goals/a.yaml": "a: 7\n"})
    commit_changes(workspace, ["goals/a.yaml"], "change")
    assert git(workspace, "log", "-1", FORM) == "李娜 <li.na@example.com>|李娜 <li.na@example.com>|change"


def test_without_a_repository(tmp_path: Path) -> None:
    assert refusal(tmp_path)[0] == f"{tmp_path} is not in a git repository"


def test_without_git(workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(workspace)[0] == "git is not installed"


@pytest.mark.parametrize("act", ["merge", "cherry-pick", "revert", "rebase", "am"])
def test_while_something_is_unfinished(workspace: Path, act: str) -> None:
    git(workspace, "switch", "--quiet", "-c", "side")
    write(workspace, {"goals/a.yaml": "a: side\n"})
    side = commit(workspace)
    patch = git(workspace, "format-patch", "-1", "--stdout").encode() + b"\n"
    git(workspace, "switch", "--quiet", "main")
    write(workspace, {"goals/a.yaml": "a: main\n"})
    commit(workspace)
    arguments = {
        "merge": ("merge", side),
        "cherry-pick": ("cherry-pick", side),
        "revert": ("revert", "--no-edit", side),
        "rebase": ("rebase", side),
        "am": ("am", "--quiet"),
    }[act]
    with pytest.raises(AssertionError):
        git(workspace, *arguments, stdin=patch)
    assert refusal(workspace) == (
        f"`git {act}` is not finished in this repository",
        f"finish it with `git {act} --continue` or leave it with `git {act} --abort`",
    )


def test_what_git_ignores_is_not_committed(workspace: Path) -> None:
    write(workspace, {".gitignore": "restricted/\nwork/\n", "work/collab.yaml": "schema: 1\n"})
    hint = "change .gitignore, or leave out --commit"
    assert refusal(workspace, "goals/a.yaml", "restricted/x.yaml") == ("git ignores restricted/x.yaml", hint)
    assert refusal(workspace / "work") == (f"git ignores the workspace {workspace / 'work'}", hint)
    write(workspace, {".gitignore": "goals/\n"})
    require_commit(workspace, ["goals/a.yaml"])  # git knows it, so the pattern does not hide it


def test_while_another_git_holds_the_index(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collab_cli.sources.commit_changes._TRIES", 3)
    monkeypatch.setattr("collab_cli.sources.commit_changes._PAUSE", 0.005)
    lock = workspace / ".git/index.lock"
    lock.touch()
    answer = ("another git is at work in this repository", f"wait until it ends; if none runs, remove {lock}")
    assert refusal(workspace) == answer
    head = git(workspace, "rev-parse", "HEAD")
    write(workspace, {"goals/a.yaml": "a: 4\n"})
    with pytest.raises(CollabError) as caught:
        commit_changes(workspace, ["goals/a.yaml"], "change")
    assert said(caught.value) == answer
    assert git(workspace, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock"])
def test_while_another_git_holds_head_or_the_branch(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("collab_cli.sources.commit_changes._TRIES", 3)
    monkeypatch.setattr("collab_cli.sources.commit_changes._PAUSE", 0.005)
    lock = workspace / ".git" / name
    lock.touch()
    answer = ("another git is at work in this repository", f"wait until it ends; if none runs, remove {lock}")
    assert refusal(workspace, "goals/a.yaml") == answer
    head = git(workspace, "rev-parse", "HEAD")
    write(workspace, {"goals/a.yaml": "a: 4\n"})
    with pytest.raises(CollabError) as caught:
        commit_changes(workspace, ["goals/a.yaml"], "change")
    assert said(caught.value) == answer
    assert git(workspace, "rev-parse", "HEAD") == head


def test_the_branch_of_a_linked_work_tree_is_held_in_the_common_folder(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collab_cli.sources.commit_changes._TRIES", 3)
    monkeypatch.setattr("collab_cli.sources.commit_changes._PAUSE", 0.005)
    linked = tmp_path / "linked"
    git(workspace, "worktree", "add", "--quiet", "-b", "side", str(linked))
    lock = workspace / ".git/refs/heads/side.lock"
    lock.touch()
    hint = f"wait until it ends; if none runs, remove {lock}"
    assert refusal(linked, "goals/a.yaml") == ("another git is at work in this repository", hint)


def test_a_lock_held_for_a_moment_is_waited_for(workspace: Path) -> None:
    lock = workspace / ".git/index.lock"
    lock.touch()
    threading.Timer(0.15, lock.unlink).start()
    write(workspace, {"goals/a.yaml": "a: 4\n"})
    started = time.monotonic()
    assert commit_changes(workspace, ["goals/a.yaml"], "change") == git(workspace, "rev-parse", "HEAD")
    assert time.monotonic() - started > 0.1


def test_several_at_a_time(workspace: Path) -> None:
    paths = [f"goals/{number}.yaml" for number in range(4)]
    write(workspace, {path: f"{path}\n" for path in paths})
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda path: commit_changes(workspace, [path], path), paths))
    assert None not in made
    assert set(git(workspace, "log", "-4", "--format=%s").split()) == set(paths)
    assert git(workspace, "status", "--porcelain") == ""


def test_a_repository_that_cannot_be_written(workspace: Path) -> None:
    write(workspace, {"goals/a.yaml": "a: 6\n"})
    tree = git(workspace, "rev-parse", "HEAD:goals")
    (workspace / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(CollabError) as caught:
        commit_changes(workspace, ["goals/a.yaml"], "change")
    assert said(caught.value)[0].startswith("git cannot write the repository: ")


def test_a_workspace_inside_a_git_directory(workspace: Path) -> None:
    with pytest.raises(CollabError):
        require_commit(workspace / ".git")


def test_a_submodule_is_a_repository_of_its_own(workspace: Path, tmp_path: Path) -> None:
    whole = make_repository(tmp_path / "whole")
    git(whole, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(workspace), "part")
    commit(whole)
    write(whole / "part", {"goals/a.yaml": "a: 8\n"})
    require_commit(whole / "part", ["goals/a.yaml"])
    made = commit_changes(whole / "part", ["goals/a.yaml"], "in the part")
    assert git(whole / "part", "rev-parse", "HEAD") == made
    assert git(whole / "part", "status", "--porcelain") == ""


@pytest.mark.parametrize("as_file", [True, False])
def test_another_repository_below_the_root_is_left_alone(workspace: Path, as_file: bool) -> None:
    inner = workspace / "restricted"
    inner.mkdir()
    if as_file:
        (inner / ".git").write_text("gitdir: elsewhere\n")
    else:
        git(inner, "init", "-q")
    assert refusal(workspace, "restricted/evaluations/a.yaml") == (
        "restricted is a repository of its own, so restricted/evaluations/a.yaml cannot be committed here",
        "leave out --commit, then commit in each repository",
    )
