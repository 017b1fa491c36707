"""What is compared with on the build servers there are, in real repositories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.sources.ci_base import choose_base
from collab_cli.sources.history import require_history
from tests.sources.repositories import commit, git, make_repository, said

ZEROS = "0" * 40


class Clone(NamedTuple):
    """A clone with the branches main (old, main) and topic (topic, later), which left main at old."""

    root: Path
    first: str
    old: str
    main: str
    topic: str
    later: str


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    folder = tmp_path_factory.mktemp("ci")
    origin = make_repository(folder / "origin")
    first, old = commit(origin, "first"), commit(origin, "old")
    git(origin, "checkout", "--quiet", "-b", "topic")
    topic, later = commit(origin, "topic"), commit(origin, "later")
    git(origin, "checkout", "--quiet", "main")
    main = commit(origin, "main")
    git(folder, "clone", "--quiet", f"file://{origin}", "clone")
    return Clone(folder / "clone", first, old, main, topic, later)


def choose(root: Path, environ: dict[str, str], head: str | None = None) -> tuple[str | None, str]:
    """Return what is compared with on the commit ``head``, checked out without a branch as build servers do."""
    if head is not None:
        git(root, "checkout", "--quiet", "--detach", head)
    with require_history(root) as history:
        choice = choose_base(environ, history, history.head())
    return choice.commit, language("en").say(choice.sentence)


def event(folder: Path, **data: object) -> dict[str, str]:
    (folder / "event.json").write_text(json.dumps(data))
    return {"GITHUB_EVENT_PATH": str(folder / "event.json")}


def test_a_pull_request_on_github(clone: Clone) -> None:
    environ = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge"}
    said = f"compared with {clone.old[:10]}, the last commit in common with main, which GITHUB_BASE_REF names"
    assert choose(clone.root, environ, clone.later) == (clone.old, said)


def test_a_push_on_github(clone: Clone, tmp_path: Path) -> None:
    push = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main", "GITHUB_BASE_REF": ""}
    push |= event(tmp_path, before=clone.first, repository={"default_branch": "main"})
    said = f"compared with {clone.first[:10]}, the last commit before this push, which GITHUB_EVENT_PATH names"
    assert choose(clone.root, push, clone.main) == (clone.first, said)
    previous = (clone.old, f"compared with {clone.old[:10]}, the previous commit")
    for before in (ZEROS, clone.main, "a" * 40, "--output=x", 7):  # a new branch, pushed again, with force, hostile
        environ = push | event(tmp_path, before=before, repository={"default_branch": "main"})
        assert choose(clone.root, environ, clone.main) == previous
    (tmp_path / "event.json").write_text("[" * 100_000)
    assert choose(clone.root, push, clone.main) == previous
    assert choose(clone.root, push | {"GITHUB_EVENT_PATH": "/nowhere"}, clone.main) == previous


def test_a_push_to_another_branch_answers_for_all_of_it(clone: Clone, tmp_path: Path) -> None:
    push = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/topic"} | event(tmp_path, before=clone.topic)
    expected = (clone.old, f"compared with {clone.old[:10]}, the last commit in common with main")
    assert choose(clone.root, push, clone.later) == expected
    lab = {"GITLAB_CI": "true", "CI_COMMIT_BRANCH": "topic", "CI_DEFAULT_BRANCH": "main"}
    assert choose(clone.root, lab | {"CI_COMMIT_BEFORE_SHA": clone.topic}, clone.later) == expected
    assert choose(clone.root, {"GITEE_PIPELINE_NAME": "p", "GITEE_BRANCH": "topic"}, clone.later) == expected
    jenkins = {"JENKINS_URL": "x", "BRANCH_NAME": "topic", "GIT_PREVIOUS_SUCCESSFUL_COMMIT": clone.topic}
    assert choose(clone.root, jenkins, clone.later) == expected


def test_a_queue_of_merges_on_github(clone: Clone, tmp_path: Path) -> None:
    environ = {"GITHUB_EVENT_NAME": "merge_group"} | event(tmp_path, merge_group={"base_ref": "refs/heads/main"})
    assert choose(clone.root, environ, clone.later)[0] == clone.old


def test_a_merge_request_on_gitlab(clone: Clone) -> None:
    environ = {
        "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": clone.old,
        "CI_COMMIT_BEFORE_SHA": ZEROS,
    }
    expected = (clone.old, f"compared with {clone.old[:10]}, named by CI_MERGE_REQUEST_DIFF_BASE_SHA")
    assert choose(clone.root, environ, clone.later) == expected
    del environ["CI_MERGE_REQUEST_DIFF_BASE_SHA"]
    said = "the last commit in common with main, which CI_MERGE_REQUEST_TARGET_BRANCH_NAME names"
    assert choose(clone.root, environ, clone.later) == (clone.old, f"compared with {clone.old[:10]}, {said}")


def test_a_push_on_gitlab(clone: Clone) -> None:
    environ = {"GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}
    said = f"compared with {clone.first[:10]}, the last commit before this push, which CI_COMMIT_BEFORE_SHA names"
    assert choose(clone.root, environ | {"CI_COMMIT_BEFORE_SHA": clone.first}, clone.main) == (clone.first, said)
    assert choose(clone.root, environ | {"CI_COMMIT_BEFORE_SHA": ZEROS}, clone.main)[0] == clone.old


@pytest.mark.parametrize(
    ("environ", "variable"),
    [
        ({"GITEE_PIPELINE_NAME": "p", "GITEE_PULL_ID": "7", "GITEE_BRANCH": "main"}, "GITEE_BRANCH"),
        ({"JENKINS_URL": "x", "CHANGE_TARGET": "main", "BRANCH_NAME": "PR-7"}, "CHANGE_TARGET"),
        ({"JENKINS_URL": "x", "ghprbTargetBranch": "main"}, "ghprbTargetBranch"),
        ({"JENKINS_URL": "x", "gitlabActionType": "MERGE", "gitlabTargetBranch": "main"}, "gitlabTargetBranch"),
        ({"JENKINS_URL": "x", "giteeActionType": "NOTE", "giteeTargetBranch": "main"}, "giteeTargetBranch"),
    ],
)
def test_pull_requests_on_gitee_and_jenkins(environ: dict[str, str], variable: str, clone: Clone) -> None:
    said = f"compared with {clone.old[:10]}, the last commit in common with main, which {variable} names"
    assert choose(clone.root, environ, clone.later) == (clone.old, said)


@pytest.mark.parametrize(
    ("environ", "variable"),
    [
        ({"GIT_BRANCH": "origin/main"}, "GIT_PREVIOUS_SUCCESSFUL_COMMIT"),
        ({"gitlabActionType": "PUSH", "gitlabTargetBranch": "main", "GIT_BRANCH": "origin/main"}, "gitlabBefore"),
        ({"giteeActionType": "PUSH", "giteeTargetBranch": "main", "BRANCH_NAME": "main"}, "giteeBeforeCommitSha"),
    ],
)
def test_a_push_on_jenkins(environ: dict[str, str], variable: str, clone: Clone) -> None:
    said = f"compared with {clone.first[:10]}, the last commit before this push, which {variable} names"
    environ = environ | {"JENKINS_URL": "x", variable: clone.first}
    assert choose(clone.root, environ, clone.main) == (clone.first, said)


def test_without_a_build_server(clone: Clone) -> None:
    assert choose(clone.root, {}, clone.later) == (
        clone.old,
        f"compared with {clone.old[:10]}, the last commit in common with main",
    )
    previous = (clone.old, f"compared with {clone.old[:10]}, the previous commit")
    assert choose(clone.root, {}, clone.main) == previous
    git(clone.root, "checkout", "--quiet", "main")
    assert choose(clone.root, {}) == previous
    git(clone.root, "checkout", "--quiet", "-B", "fresh", "main")
    assert choose(clone.root, {})[0] == clone.main
    nothing = "this is the first commit: nothing to compare with, everything is checked"
    assert choose(clone.root, {}, clone.first) == (None, nothing)


def test_without_a_default_branch_it_is_the_previous_commit(company: Path) -> None:
    git(company, "checkout", "--quiet", "-b", "work")
    one, _ = commit(company, "one"), commit(company, "two")
    assert choose(company, {}) == (one, f"compared with {one[:10]}, the previous commit")


def test_before_any_commit(company: Path) -> None:
    with require_history(company) as history:
        choice = choose_base({}, history, None)
    assert choice.commit is None
    said = "there is no commit yet: nothing to compare with, everything is checked"
    assert language("en").say(choice.sentence) == said


@pytest.fixture(scope="module")
def shallow(clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shallow")
    origin = clone.root.parent / "origin"
    git(folder, "clone", "--quiet", "--depth=1", "--branch=topic", f"file://{origin}", "clone")
    return folder / "clone"


def refusal(root: Path, environ: dict[str, str]) -> tuple[str, str]:
    with pytest.raises(CollabError) as caught:
        choose(root, environ)
    return said(caught.value)


def test_a_shallow_clone_is_told_what_to_fetch(shallow: Path, clone: Clone, tmp_path: Path) -> None:
    pull = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}
    assert refusal(shallow, pull) == (
        "this clone lacks the branch main",
        "get it with `git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main`",
    )
    hostile = pull | {"GITHUB_BASE_REF": "$(touch x)"}
    assert refusal(shallow, hostile)[1] == "get it with `git fetch --unshallow origin`"
    merge = {"GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    merge |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": clone.old}
    assert refusal(shallow, merge) == (
        f"this clone lacks the commit {clone.old} that CI_MERGE_REQUEST_DIFF_BASE_SHA names",
        f"get it with `git fetch --unshallow origin {clone.old}`",
    )
    push = {"GITLAB_CI": "true", "CI_COMMIT_BRANCH": "topic", "CI_DEFAULT_BRANCH": "topic"}
    assert refusal(shallow, push | {"CI_COMMIT_BEFORE_SHA": clone.topic})[0] == (
        f"this clone lacks the commit {clone.topic} that CI_COMMIT_BEFORE_SHA names"
    )
    assert refusal(shallow, push) == (
        f"this clone lacks the commit before {clone.later[:10]}",
        "this clone is shallow: get the older commits with `git fetch --unshallow`",
    )


def test_the_command_that_is_told_helps(shallow: Path, clone: Clone) -> None:
    pull = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}
    command = refusal(shallow, pull)[1].partition("`")[2].rstrip("`")
    git(shallow, *command.split()[1:])
    assert choose(shallow, pull)[0] == clone.old


@pytest.mark.parametrize("branch", ["--output=x", "-O", "😀", "x" * 10_000, "main\n", "a..b", "main^{/x}"])
def test_a_branch_of_any_name_is_looked_up_and_nothing_else(branch: str, clone: Clone) -> None:
    message, hint = refusal(clone.root, {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": branch})
    assert message.startswith("this clone lacks the branch ")
    assert len(message) < 100
    assert hint.startswith("get it with `git fetch origin")
    assert not (clone.root / "x").exists()


def test_who_is_at_work_on_the_default_branch_is_compared_with_the_last_commit(clone: Clone) -> None:
    git(clone.root, "checkout", "--quiet", "main")
    with require_history(clone.root) as history:
        for environ, commit_id in (({}, clone.main), ({"GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main"}, clone.old)):
            choice = choose_base(environ, history, clone.main, lambda: True)
            assert choice.commit == commit_id
        choice = choose_base({}, history, clone.main, lambda: True)
    assert language("en").say(choice.sentence) == (
        f"compared with {clone.main[:10]}, the last commit: there are changes not committed yet"
    )
