"""The commit a build server's check is to be compared with, told by the variables the server sets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.sources.history import History

_SHORT = 10
_LARGEST_EVENT = 1 << 24
_COMMIT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_HEADS = "refs/heads/"
_MERGING = frozenset({"MERGE", "NOTE", "NOTE_COMMENT"})
"""What the plugins of Jenkins for GitLab and Gitee call a build of a merge request; for a push the target is itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The commit to compare with, None where there is none, and a sentence that says what was chosen and why."""

    commit: str | None
    sentence: Message


@dataclass(frozen=True, slots=True)
class _Build:
    """What a build server tells: the branch a change goes to, the one that is built, the commit before a push.

    Each is a name or id with the variable it stands in, None where it is not told.
    """

    target: tuple[str, str] | None = None
    branch: str | None = None
    default: str | None = None
    before: tuple[str, str] | None = None


def choose_base(
    environ: Mapping[str, str], history: History, head: str | None, is_at_work: Callable[[], bool] = lambda: False
) -> Choice:
    """Return what a check of the commit ``head`` is to be compared with; None is what there is before any commit.

    A change that is to be merged is compared with the last commit it has in common with the branch it goes to; so is
    any branch beside the default one. The default branch is compared with the commit before the push, where the build
    server tells it, else with the previous commit; where no server builds and somebody ``is_at_work`` on it, with
    ``head`` itself. Raises CollabError when the clone lacks what is needed.
    """
    if head is None:
        return Choice(None, msg("there is no commit yet: nothing to compare with, everything is checked"))
    server = _github(environ) or _gitlab(environ) or _gitee(environ) or _jenkins(environ)
    build = server or _Build()
    if build.target is not None:
        return _from_target(history, head, *build.target)
    own = history.default_branch()
    default = build.default or (_short(own) if own is not None else None)
    checked_out = history.branch() if history.head() == head else None
    branch = build.branch or (_short(checked_out) if checked_out is not None else None)
    if branch is not None and default is not None and branch != default:
        return _from_branch(history, head, default, keeps_head=True)
    if build.before is not None and (choice := _from_push(history, head, *build.before)) is not None:
        return choice
    if branch is None and default is not None:
        return _from_branch(history, head, default, keeps_head=False)
    if server is None and is_at_work():
        told = msg("compared with {commit}, the last commit: there are changes not committed yet", commit=head[:_SHORT])
        return Choice(head, told)
    return _from_parent(history, head)


def _github(environ: Mapping[str, str]) -> _Build | None:
    if not environ.get("GITHUB_EVENT_NAME"):
        return None
    if environ.get("GITHUB_BASE_REF"):
        return _Build((environ["GITHUB_BASE_REF"], "GITHUB_BASE_REF"))
    event = _event(environ.get("GITHUB_EVENT_PATH", ""))
    group = event.get("merge_group")
    if isinstance(group, dict) and isinstance(group.get("base_ref"), str):
        return _Build((str(group["base_ref"]).removeprefix(_HEADS), "GITHUB_EVENT_PATH"))
    ref, before, repository = environ.get("GITHUB_REF", ""), event.get("before"), event.get("repository")
    default = repository.get("default_branch") if isinstance(repository, dict) else None
    return _Build(
        branch=ref.removeprefix(_HEADS) if ref.startswith(_HEADS) else None,
        default=default if isinstance(default, str) else None,
        before=_commit(before if isinstance(before, str) else None, "GITHUB_EVENT_PATH"),
    )


def _event(path: str) -> dict[str, object]:
    """Return what GitHub tells about the event, nothing where that cannot be read."""
    try:
        with Path(path).open("rb") as file:
            found = json.loads(file.read(_LARGEST_EVENT))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _gitlab(environ: Mapping[str, str]) -> _Build | None:
    if not environ.get("GITLAB_CI"):
        return None
    if environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        known = _commit(environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA"), "CI_MERGE_REQUEST_DIFF_BASE_SHA")
        return _Build(known or (environ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"], "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"))
    return _Build(
        branch=environ.get("CI_COMMIT_BRANCH") or None,
        default=environ.get("CI_DEFAULT_BRANCH") or None,
        before=_commit(environ.get("CI_COMMIT_BEFORE_SHA"), "CI_COMMIT_BEFORE_SHA"),
    )


def _gitee(environ: Mapping[str, str]) -> _Build | None:
    branch = environ.get("GITEE_BRANCH")
    if not branch or not environ.get("GITEE_PIPELINE_NAME"):
        return None
    return _Build((branch, "GITEE_BRANCH")) if environ.get("GITEE_PULL_ID") else _Build(branch=branch)


def _jenkins(environ: Mapping[str, str]) -> _Build | None:
    if not environ.get("JENKINS_URL"):
        return None
    targets = ["CHANGE_TARGET", "ghprbTargetBranch"]
    targets += [f"{host}TargetBranch" for host in ("gitlab", "gitee") if environ.get(f"{host}ActionType") in _MERGING]
    for name in targets:
        if environ.get(name):
            return _Build((environ[name], name))
    branch = environ.get("BRANCH_NAME") or environ.get("GIT_BRANCH", "").removeprefix("origin/")
    befores = ("gitlabBefore", "giteeBeforeCommitSha", "giteeBefore", "GIT_PREVIOUS_SUCCESSFUL_COMMIT")
    before = next(filter(None, (_commit(environ.get(name), name) for name in befores)), None)
    return _Build(branch=branch or None, before=before)


def _commit(text: str | None, variable: str) -> tuple[str, str] | None:
    """Return a full commit id with its variable; None for anything else, and for the zeros that stand for no commit."""
    if text is None or not _COMMIT_ID.fullmatch(text) or not text.strip("0"):
        return None
    return text, variable


def _from_target(history: History, head: str, target: str, variable: str) -> Choice:
    """Return the last commit in common with a branch, or with a commit, that a variable names."""
    if _COMMIT_ID.fullmatch(target):
        if history.read(target) is None:
            raise CollabError(
                msg("this clone lacks the commit {commit} that {variable} names", commit=target, variable=variable),
                msg("get it with {command}", command=_fetch(history, target)),
            )
        common = history.merge_base(target, head)
        sentence = msg("compared with {commit}, named by {variable}", commit=common[:_SHORT], variable=variable)
        return Choice(common, sentence)
    common = history.merge_base(_tip(history, target), head)
    sentence = msg(
        "compared with {commit}, the last commit in common with {branch}, which {variable} names",
        commit=common[:_SHORT],
        branch=_shown(target),
        variable=variable,
    )
    return Choice(common, sentence)


def _from_branch(history: History, head: str, branch: str, *, keeps_head: bool) -> Choice:
    """Return the last commit in common with the default branch, where that is not ``head`` itself or is to be kept."""
    common = history.merge_base(_tip(history, branch), head)
    if common == head and not keeps_head:
        return _from_parent(history, head)
    sentence = msg(
        "compared with {commit}, the last commit in common with {branch}", commit=common[:_SHORT], branch=_shown(branch)
    )
    return Choice(common, sentence)


def _from_push(history: History, head: str, before: str, variable: str) -> Choice | None:
    """Return the commit before a push, None where a push with force has left it nowhere."""
    if history.read(before) is None:
        if not history.is_shallow:
            return None
        raise CollabError(
            msg("this clone lacks the commit {commit} that {variable} names", commit=before, variable=variable),
            msg("get it with {command}", command=_fetch(history, before)),
        )
    common = history.merge_base(before, head)
    if common == head:
        return None
    sentence = msg(
        "compared with {commit}, the last commit before this push, which {variable} names",
        commit=common[:_SHORT],
        variable=variable,
    )
    return Choice(common, sentence)


def _from_parent(history: History, head: str) -> Choice:
    parent = history.first_parent(head)
    if parent is None:
        return Choice(None, msg("this is the first commit: nothing to compare with, everything is checked"))
    return Choice(parent, msg("compared with {commit}, the previous commit", commit=parent[:_SHORT]))


def _tip(history: History, branch: str) -> str:
    """Return the last commit of a branch of `origin`, else of this clone; raise CollabError where neither has it."""
    for place in ("refs/remotes/origin/", _HEADS):
        try:
            return history.resolve(f"{place}{branch}", zone=UTC)
        except CollabError:
            continue
    raise CollabError(
        msg("this clone lacks the branch {branch}", branch=_shown(branch)),
        msg("get it with {command}", command=_fetch(history, f"+{_HEADS}{branch}:refs/remotes/origin/{branch}")),
    )


def _fetch(history: History, what: str) -> str:
    deeper = " --unshallow" if history.is_shallow else ""
    plain = what if _PLAIN.fullmatch(what.replace("+", "", 1).replace(":", "", 1)) else ""
    return f"`git fetch{deeper} origin {plain}".rstrip() + "`"


def _short(ref: str) -> str:
    return ref.removeprefix("refs/remotes/origin/").removeprefix(_HEADS)


def _shown(branch: str) -> str:
    return branch if len(branch) <= 60 else branch[:60] + "…"
