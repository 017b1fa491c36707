from pathlib import Path

import pytest

from collab_cli.errors import CollabError
from collab_cli.sources.history import require_history
from tests.sources.repositories import commit, git, make_repository, said


def test_what_two_branches_have_in_common(company: Path) -> None:
    base = commit(company, "base")
    git(company, "checkout", "--quiet", "-b", "topic")
    topic = commit(company, "topic")
    git(company, "checkout", "--quiet", "main")
    main = commit(company, "main")
    git(company, "merge", "--quiet", "--no-ff", "-m", "merge", "topic")
    merge = git(company, "rev-parse", "HEAD")
    git(company, "checkout", "--quiet", "--orphan", "apart")
    apart = commit(company, "apart")
    with require_history(company) as history:
        assert history.merge_base(topic, main) == base
        assert history.merge_base(topic, merge) == topic
        assert history.merge_base(base, base) == base
        assert history.first_parent(merge) == main
        assert history.first_parent(topic) == base
        assert history.first_parent(base) is None
        with pytest.raises(CollabError) as caught:
            history.merge_base(main, apart)
        assert said(caught.value) == (
            f"{main[:10]} and {apart[:10]} have no commit in common",
            "name two revisions of one history, or compare the two themselves with A..B",
        )
        with pytest.raises(CollabError) as caught:
            history.merge_base(main, "0" * 40)
        assert said(caught.value)[0] == f"there is no revision `{'0' * 40}`"
        with pytest.raises(CollabError) as caught:
            history.first_parent("0" * 40)
        assert said(caught.value)[0] == f"there is no revision `{'0' * 40}`"
        with pytest.raises(ValueError, match="no commit id"):
            history.merge_base("main", main)
        with pytest.raises(ValueError, match="no commit id"):
            history.first_parent("main")


def test_a_shallow_clone_lacks_what_was_before(company: Path, tmp_path: Path) -> None:
    commit(company, "base")
    git(company, "checkout", "--quiet", "-b", "topic")
    topic = commit(company, "topic")
    git(company, "checkout", "--quiet", "main")
    main = commit(company, "main")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{company}", "clone")
    fetch = "this clone is shallow: get the older commits with `git fetch --unshallow`"
    with require_history(tmp_path / "clone") as history:
        with pytest.raises(CollabError) as caught:
            history.merge_base(topic, main)
        lacked = f"this clone lacks the commit {topic[:10]} and {main[:10]} have in common"
        assert said(caught.value) == (lacked, fetch)
        with pytest.raises(CollabError) as caught:
            history.first_parent(main)
        assert said(caught.value) == (f"this clone lacks the commit before {main[:10]}", fetch)


def test_the_branch_work_is_merged_into(company: Path, tmp_path: Path) -> None:
    with require_history(company) as history:
        assert (history.branch(), history.default_branch()) == ("refs/heads/main", None)
    first = commit(company)
    git(company, "branch", "trunk")
    git(tmp_path, "clone", "--quiet", f"file://{company}", "clone")
    clone = tmp_path / "clone"
    with require_history(clone) as history:
        assert history.default_branch() == "refs/remotes/origin/main"
        git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
        assert history.default_branch() == "refs/remotes/origin/trunk"
        git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/main")
        assert history.default_branch() == "refs/remotes/origin/main"
        git(clone, "checkout", "--quiet", "--detach", first)
        git(clone, "branch", "--quiet", "-D", "main")
        assert (history.branch(), history.default_branch()) == (None, "refs/remotes/origin/main")
    other = make_repository(tmp_path / "other")
    git(other, "checkout", "--quiet", "-b", "trunk")
    commit(other)
    with require_history(other) as history:
        assert history.default_branch() is None
        git(other, "branch", "master")
        assert (history.branch(), history.default_branch()) == ("refs/heads/trunk", "refs/heads/master")
