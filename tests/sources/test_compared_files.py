"""What differs between commits, the index and the working tree, in a repository the workspace fills or lies in."""

import os
from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources.compared_files import ComparedFiles, compare_commits, compare_with_disk, compare_with_index
from collab_cli.sources.history import History, require_history
from collab_cli.sources.snapshot import working_tree
from tests.sources.repositories import commit, contents, git, make_repository, said, write


def wanted(name: str) -> bool:
    return name in ("goals", "people.yaml", "restricted")


def told(compared: ComparedFiles) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what each side has of the files that differ."""
    before, after = (side.only(compared.changed, restricted=True) for side in (compared.before, compared.after))
    return contents(before), contents(after)


def on_disk(history: History, before: str | None) -> ComparedFiles:
    return compare_with_disk(history, before, working_tree(history.root, wanted=wanted, restricted=True), wanted=wanted)


@pytest.fixture(params=["", "company/"])
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a workspace that is a repository, or lies in one beside other files."""
    top = make_repository(tmp_path / "repository")
    root: Path = top / request.param
    write(root, {"collab.yaml": "one", "goals/a.yaml": "one", "goals/b.yaml": "one", "people.yaml": "one"})
    write(top, {"other/goals/a.yaml": "one"})
    commit(top)
    return root


def test_two_commits(workspace: Path) -> None:
    first = git(workspace, "rev-parse", "HEAD")
    write(workspace, {"goals/a.yaml": "two", "goals/2025/c.yaml": "new"})
    (workspace / "goals/b.yaml").unlink()
    write(workspace, {"../beside.yaml": "x"})
    commit(workspace)
    with require_history(workspace) as history:
        second = history.head()
        compared = compare_commits(history, first, second, wanted=wanted)
        assert told(compared) == (
            {"goals/a.yaml": b"one", "goals/b.yaml": b"one"},
            {"goals/a.yaml": b"two", "goals/2025/c.yaml": b"new"},
        )
        backwards = compare_commits(history, second, first, wanted=wanted)
        assert told(backwards) == told(compared)[::-1]
        assert compared.before.files.entry("people.yaml") == compared.after.files.entry("people.yaml")
        assert compare_commits(history, first, first, wanted=wanted).changed == ()
        whole = contents(compared.before.whole())
        assert whole == {"collab.yaml": b"one", "goals/a.yaml": b"one", "goals/b.yaml": b"one", "people.yaml": b"one"}
        assert told(compare_commits(history, None, first, wanted=wanted))[0] == {}


def test_a_commit_without_the_workspace(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repository")
    write(top, {"README": "x"})
    empty = commit(top)
    write(top, {"company/goals/a.yaml": "one"})
    full = commit(top)
    with require_history(top / "company") as history:
        assert told(compare_commits(history, empty, full, wanted=wanted)) == ({}, {"goals/a.yaml": b"one"})
        assert told(compare_commits(history, full, empty, wanted=wanted)) == ({"goals/a.yaml": b"one"}, {})


def test_the_index(workspace: Path) -> None:
    write(workspace, {"goals/a.yaml": "staged", "goals/c.yaml": "staged"})
    git(workspace, "add", "goals")
    git(workspace, "rm", "--quiet", "--cached", "people.yaml")
    write(workspace, {"goals/a.yaml": "on disk"})
    with require_history(workspace) as history:
        compared = compare_with_index(history, history.head(), wanted=wanted)
        assert told(compared) == (
            {"goals/a.yaml": b"one", "people.yaml": b"one"},
            {"goals/a.yaml": b"staged", "goals/c.yaml": b"staged"},
        )
        assert set(contents(compared.after.whole())) == {"collab.yaml", "goals/a.yaml", "goals/b.yaml", "goals/c.yaml"}


def test_the_working_tree(workspace: Path) -> None:
    write(workspace, {"goals/a.yaml": "staged"})
    git(workspace, "add", "goals/a.yaml")
    write(workspace, {"goals/a.yaml": "on disk", "goals/new/c.yaml": "untracked", "goals/b.yaml": "one"})
    (workspace / "people.yaml").unlink()
    with require_history(workspace) as history:
        assert told(on_disk(history, history.head())) == (
            {"goals/a.yaml": b"one", "people.yaml": b"one"},
            {"goals/a.yaml": b"on disk", "goals/new/c.yaml": b"untracked"},
        )
        write(workspace, {"goals/a.yaml": "one"})  # staged, and taken back
        compared = on_disk(history, history.head())
        assert compared.changed == ("goals/new/c.yaml", "people.yaml")
        assert contents(compared.before.only(["goals/a.yaml"])) == {"goals/a.yaml": b"one"}


def test_times_and_line_ends_are_no_difference(workspace: Path) -> None:
    write(workspace, {"goals/a.yaml": "x\ny\n"})
    commit(workspace)
    (workspace / "goals/a.yaml").write_bytes(b"x\r\ny\r\n")
    os.utime(workspace / "goals/b.yaml", (1, 1))
    with require_history(workspace) as history:
        assert on_disk(history, history.head()).changed == ()


def test_a_change_in_the_moment_the_index_was_written(workspace: Path) -> None:
    with require_history(workspace) as history:
        status = (workspace / "goals/a.yaml").stat()
        (workspace / "goals/a.yaml").write_bytes(b"two")  # as long as before
        os.utime(workspace / "goals/a.yaml", ns=(status.st_atime_ns, status.st_mtime_ns))
        assert on_disk(history, history.head()).changed == ("goals/a.yaml",)


def test_a_file_a_sparse_checkout_leaves_out(workspace: Path) -> None:
    git(workspace, "update-index", "--skip-worktree", "goals/a.yaml")
    (workspace / "goals/a.yaml").unlink()
    (workspace / "goals/b.yaml").unlink()
    with require_history(workspace) as history:
        assert on_disk(history, history.head()).changed == ("goals/b.yaml",)


def test_links(workspace: Path) -> None:
    (workspace / "goals/link.yaml").symlink_to("a.yaml")
    commit(workspace)
    with require_history(workspace) as history:
        assert on_disk(history, history.head()).changed == ()
        (workspace / "goals/link.yaml").unlink()
        (workspace / "goals/link.yaml").symlink_to("b.yaml")
        compared = on_disk(history, history.head())
        assert compared.changed == ("goals/link.yaml",)
        assert compared.before.files.links() == compared.after.files.links() == ["goals/link.yaml"]


def test_no_commit_yet(company: Path) -> None:
    write(company, {"goals/a.yaml": "one", "goals/b.yaml": "one"})
    git(company, "add", "goals/a.yaml")
    with require_history(company) as history:
        assert told(compare_with_index(history, None, wanted=wanted)) == ({}, {"goals/a.yaml": b"one"})
        assert set(told(on_disk(history, None))[1]) == {"goals/a.yaml", "goals/b.yaml"}


def test_a_merge_that_is_not_finished(workspace: Path) -> None:
    git(workspace, "checkout", "--quiet", "-b", "topic")
    write(workspace, {"goals/a.yaml": "theirs"})
    commit(workspace)
    git(workspace, "checkout", "--quiet", "main")
    write(workspace, {"goals/a.yaml": "ours"})
    commit(workspace)
    with pytest.raises(AssertionError):
        git(workspace, "merge", "--quiet", "topic")
    with require_history(workspace) as history:
        with pytest.raises(CollabError) as caught:
            compare_with_index(history, history.head(), wanted=wanted)
        assert said(caught.value) == (
            "the index holds goals/a.yaml in several versions: a merge is not finished",
            "finish it with `git add` and `git commit`",
        )
        before, after = told(on_disk(history, history.head()))
        assert before == {"goals/a.yaml": b"ours"}
        assert b"<<<<<<<" in after["goals/a.yaml"]


def test_restricted_files_of_a_side_that_does_not_read_them(workspace: Path) -> None:
    write(workspace, {"restricted/goals/r.yaml": "one"})
    commit(workspace)
    with require_history(workspace) as history:
        compared = compare_commits(history, git(workspace, "rev-parse", "HEAD~1"), history.head(), wanted=wanted)
        assert compared.changed == ("restricted/goals/r.yaml",)
        assert contents(compared.after.only(compared.changed)) == {}
        assert compared.after.only(()).folders == ("restricted",)
        assert contents(on_disk(history, None).after.only(compared.changed)) == {}


def test_a_worktree_has_an_index_of_its_own(workspace: Path, tmp_path: Path) -> None:
    git(workspace, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    prefix = git(workspace, "rev-parse", "--show-prefix")
    tree = tmp_path / "tree" / prefix
    write(tree, {"goals/a.yaml": "two"})
    git(tree, "add", "goals")
    with require_history(tree) as history:
        assert compare_with_index(history, history.head(), wanted=wanted).changed == ("goals/a.yaml",)
        assert on_disk(history, history.head()).changed == ("goals/a.yaml",)
    with require_history(workspace) as history:
        assert on_disk(history, history.head()).changed == ()
