import os
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources.history import open_history, require_history
from tests.sources.repositories import commit, contents, git, refused, said, write


def test_no_repository(tmp_path: Path) -> None:
    assert open_history(tmp_path) is None
    with pytest.raises(CollabError) as caught:
        require_history(tmp_path)
    assert said(caught.value) == (
        f"{tmp_path} is not in a git repository",
        "make one with `git init`, then commit; everything but history works without it",
    )


def test_revisions(company: Path) -> None:
    first = commit(company, day="2025-06-29T23:30:00+0800")
    second = commit(company, day="2025-06-30T00:30:00+0800")
    third = commit(company, day="2025-07-02T09:00:00+0800")
    git(company, "tag", "v1", first)
    git(company, "tag", "-a", "v2", "-m", "two", second)
    git(company, "branch", "主题", second)
    china = ZoneInfo("Asia/Shanghai")
    with require_history(company) as history:
        assert history.head() == third
        for text, found in {
            "HEAD": third,
            "HEAD~1": second,
            "main": third,
            "v1": first,
            "v2": second,
            "主题": second,
            second[:10]: second,
            second: second,
        }.items():
            assert history.resolve(text, zone=UTC) == found
        assert history.resolve("2025-06-29", zone=china) == first
        assert history.resolve("2025-06-29", zone=UTC) == second
        assert history.resolve("2025-07-01", zone=china) == second
        assert history.resolve("2030-01-01", zone=UTC) == third
        assert refused(history, "2025-06-28") == (
            "there is no commit on or before 2025-06-28",
            "name a later day; `git log` lists the commits",
        )
        assert refused(history, "2025-02-30") == ("there is no day 2025-02-30", "write a day as 2025-06-30")
        assert refused(history, "mian") == ("there is no revision `mian`", "did you mean `main`?")
        assert refused(history, "zzz") == (
            "there is no revision `zzz`",
            "fetch it with `git fetch`; `git log --oneline` lists the commits",
        )
        assert refused(history, "main..v1")[0] == "there is no revision `main..v1`"
        assert refused(history, "^HEAD")[0] == "there is no revision `^HEAD`"
        assert refused(history, "x" * 5000)[0] == f"there is no revision `{'x' * 59}…`"
        assert refused(history, "x" * 200_000)[0] == f"`{'x' * 59}…` is no revision"
        with pytest.raises(ValueError, match="no commit id"):
            history.snapshot("main")


OPTION_SHAPED = [
    "-n",
    "--all",
    "--output=stolen",
    "--upload-pack=touch stolen",
    "",
    "a\nb",
    "a\0b",
    "\udcff",
    "\u202ex",
]


@pytest.mark.parametrize("text", OPTION_SHAPED)
def test_option_shaped_revisions_are_refused(company: Path, text: str) -> None:
    commit(company)
    before = sorted(path.name for path in company.iterdir())
    with require_history(company) as history:
        assert refused(history, text)[1] == "name a branch, a tag, a commit id or a day such as 2025-06-30"
        with pytest.raises(ValueError, match="no commit id"):
            history.snapshot(text)
    assert sorted(path.name for path in company.iterdir()) == before


def test_a_repository_without_a_commit(company: Path) -> None:
    with require_history(company) as history:
        for revision in ("HEAD", "main", "2025-01-01"):
            assert refused(history, revision) == (
                "the repository has no commit yet",
                "commit once, with `git add .` and `git commit`",
            )


def test_a_detached_head(company: Path) -> None:
    first = commit(company)
    commit(company)
    git(company, "checkout", "--quiet", "--detach", first)
    with require_history(company) as history:
        assert history.head() == history.resolve("HEAD", zone=UTC) == first


def test_a_shallow_clone_names_the_command_that_helps(company: Path, tmp_path: Path) -> None:
    first = commit(company, day="2025-06-01T12:00:00Z")
    commit(company, day="2025-07-01T12:00:00Z")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{company}", "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "--orphan", "other")
    commit(tmp_path / "clone", day="2025-07-02T12:00:00Z")
    fetch = "this clone is shallow: get the older commits with `git fetch --unshallow`"
    with require_history(tmp_path / "clone") as history:
        assert history.is_shallow
        assert refused(history, first) == (f"there is no revision `{first}`", fetch)
        assert refused(history, "other~1") == ("there is no revision `other~1`", fetch)
        assert refused(history, "2025-06-15")[1] == fetch


def test_several_commits_with_one_short_id(company: Path) -> None:
    commit(company)
    ids: dict[str, str] = {}
    pair = ""
    for number in range(3000):
        made = git(company, "hash-object", "-t", "commit", "--stdin", "-w", stdin=_raw_commit(company, number))
        if (pair := made[:4]) in ids:
            break
        ids[pair] = made
    with require_history(company) as history:
        assert refused(history, pair) == (f"several commits start with {pair}", "type more of the commit id")


def _raw_commit(folder: Path, number: int) -> bytes:
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    return f"tree {tree}\nauthor A <a@b.c> {number} +0000\ncommitter A <a@b.c> {number} +0000\n\nx\n".encode()


def test_a_worktree_of_a_repository(company: Path, tmp_path: Path) -> None:
    write(company, {"goals/a.yaml": "a"})
    made = commit(company)
    git(company, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    with require_history(tmp_path / "tree") as history:
        assert history.git_dir == company / ".git/worktrees/tree"
        assert contents(history.snapshot(made)) == {"goals/a.yaml": b"a"}


def test_a_repository_of_another_user(company: Path) -> None:
    commit(company)
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    for path in (company, company / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(CollabError) as caught:
        open_history(company)
    assert said(caught.value) == (
        f"the repository of {company} belongs to another user",
        f"if you trust it: `git config --global --add safe.directory {company}`",
    )


def test_a_broken_repository(company: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/.git").write_text("gitdir: /nowhere\n")
    with pytest.raises(CollabError) as caught:
        open_history(tmp_path / "x")
    assert said(caught.value) == (
        "git cannot read the repository: not a git repository: /nowhere",
        "see what `git status` and `git fsck` say",
    )
    (company / ".git/config").write_text("[core\n")
    with pytest.raises(CollabError, match="git cannot read the repository"):
        open_history(company)
