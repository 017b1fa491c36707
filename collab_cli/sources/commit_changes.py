"""Commit just the files a command has written, as ``git commit --only`` would, but without running a hook.

Everything is plumbing (``git_calls``): the commit is built in an index of its own, so that what else is staged stays
staged and what else is changed stays as it is. No hook, filter or other configured program runs, and nothing is
signed: a workspace may lie in a repository nobody vouches for.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.sources.entry_faults import shown_path
from collab_cli.sources.git_calls import GitFailed, run_git
from collab_cli.sources.history import require_history

_ROOT_FILE = "collab.yaml"
_UNFINISHED = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
_LOCKED = re.compile(r"Unable to create '(.+)': File exists")
"""What git says of a lock that is there: its index, HEAD, a branch."""

_TRIES = 20
_PAUSE = 0.1
"""Seconds between two tries to get what another git holds for a moment."""


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository a workspace lies in; ``prefix`` is the folder of the workspace in it, "" or ending in ``/``."""

    top: Path
    git_dir: Path
    prefix: str
    settings: Mapping[str, str]

    def run(self, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None) -> bytes:
        laid_over = {**self.settings, **(settings or {})}
        return run_git(self.top, *arguments, git_dir=self.git_dir, given=given, settings=laid_over)


def require_commit(root: Path, paths: Sequence[str] = ()) -> None:
    """Raise CollabError, with nothing written, where ``paths`` of the workspace at ``root`` could not be committed.

    There must be git, a repository, a person to commit as and nothing unfinished; git must not ignore the files.
    """
    repository = _repository(root)
    _check_inner(root, paths)
    try:
        _check_identity(repository)
        _check_state(repository)
        _check_ignored(repository, root, paths)
    except GitFailed as failure:
        raise _cannot_write(failure.reason) from None


def _check_inner(root: Path, paths: Sequence[str]) -> None:
    """Raise CollabError for a path in another repository below the root, such as one for restricted records."""
    for path in paths:
        inner = next((folder for folder in _folders_of(path) if os.path.lexists(root / folder / ".git")), None)
        if inner is not None:
            raise CollabError(
                msg("{folder} is a repository of its own, so {path} cannot be committed here", folder=inner, path=path),
                msg("leave out --commit, then commit in each repository"),
            )


def _folders_of(path: str) -> list[str]:
    """Return the folders on the way to a file below the root, outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def commit_changes(root: Path, paths: Sequence[str], message: str) -> str | None:
    """Commit ``paths`` of the workspace as they are on disk and return the commit id; a path that is gone is removed.

    The branch checked out moves, or HEAD where it is detached. Line ends are kept as git's own settings say, but no
    configured filter runs. Returns None, with nothing changed, when the last commit has them so already. Raises
    CollabError when git refuses; then the last commit is still the last.
    """
    repository = _repository(root)
    for left in reversed(range(_TRIES)):
        try:
            return _commit(repository, [repository.prefix + path for path in paths], message)
        except GitFailed as failure:
            lock = _LOCKED.search(failure.stderr)
            if left and (lock or "cannot lock ref" in failure.stderr):
                time.sleep(_PAUSE)
            elif lock:
                raise _held(lock[1]) from None
            else:
                raise _cannot_write(failure.reason) from None
    raise AssertionError("the last try returns or raises")


def _repository(root: Path) -> _Repository:
    with require_history(root) as history:
        try:
            top = run_git(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape")
        except GitFailed as failure:
            raise _cannot_write(failure.reason) from None
        return _Repository(Path(top.rstrip("\r\n")), history.git_dir, history.prefix, _without_filters(root))


def _without_filters(root: Path) -> dict[str, str]:
    """Return settings that switch off every filter configured: git runs them on whatever it compares with its index."""
    try:
        found = run_git(root, "config", "-z", "--name-only", "--get-regexp", "^filter[.]")
    except GitFailed:
        return {}  # there is none
    pairs = []
    for name in sorted({os.fsdecode(key).rpartition(".")[0] for key in found.split(b"\0")[:-1]}):
        pairs += [(f"{name}.clean", ""), (f"{name}.smudge", ""), (f"{name}.process", ""), (f"{name}.required", "false")]
    settings = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def _check_identity(repository: _Repository) -> None:
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            repository.run("-c", "user.useConfigOnly=true", "var", who, settings=_own_settings())
    except GitFailed:
        raise CollabError(
            msg("git does not know who you are"),
            msg('run `git config --global user.name "YOUR NAME"` and `git config --global user.email YOU@EXAMPLE.COM`'),
        ) from None


def _check_state(repository: _Repository) -> None:
    for name, act in _UNFINISHED:
        if os.path.lexists(repository.git_dir / name):
            raise CollabError(
                msg("`git {act}` is not finished in this repository", act=act),
                msg("finish it with `git {act} --continue` or leave it with `git {act} --abort`", act=act),
            )
    locks = _locks(repository)
    for _ in range(_TRIES):
        if not any(os.path.lexists(lock) for lock in locks):
            return
        time.sleep(_PAUSE)
    raise _held(next((lock for lock in locks if os.path.lexists(lock)), locks[0]))


def _locks(repository: _Repository) -> list[str]:
    """Return the files that are there while another git changes what a commit changes: index, HEAD, branch."""
    locks = [str(repository.git_dir / name) for name in ("index.lock", "HEAD.lock")]
    try:
        branch = os.fsdecode(repository.run("symbolic-ref", "--quiet", "HEAD")).strip()
    except GitFailed:
        return locks  # no branch is checked out
    path = os.fsdecode(repository.run("rev-parse", "--git-path", f"{branch}.lock")).rstrip("\r\n")
    return [*locks, os.path.join(repository.top, path)]  # noqa: PTH118 (an absolute one stays as it is)


def _check_ignored(repository: _Repository, root: Path, paths: Sequence[str]) -> None:
    asked = [f"./{repository.prefix}{path}" for path in (_ROOT_FILE, *paths)]  # so that no `:` in front is magic
    try:
        found = repository.run("--no-literal-pathspecs", "check-ignore", "--stdin", "-z", given=_joined(asked))
    except GitFailed as failure:
        if failure.stderr:
            raise
        return  # none of them: git says so by its exit code
    ignored = os.fsdecode(found).split("\0")[:-1]
    if asked[0] in ignored:
        raise CollabError(
            msg("git ignores the workspace {path}", path=shown_path(str(root))),
            msg("change .gitignore, or leave out --commit"),
        )
    raise CollabError(
        msg("git ignores {path}", path=shown_path(ignored[0].removeprefix(f"./{repository.prefix}"))),
        msg("change .gitignore, or leave out --commit"),
    )


def _commit(repository: _Repository, paths: list[str], message: str) -> str | None:
    try:
        head = repository.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
    except GitFailed:
        head = ""
    entries = _entries(repository, paths, head)
    tree = _tree(repository, entries, head)
    if head and tree == repository.run("rev-parse", "--verify", f"{head}^{{tree}}").decode().strip():
        return None
    text = message.strip() + "\n"
    parent = ("-p", head) if head else ()
    made = repository.run(
        *("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=UTF-8"),
        *("commit-tree", tree, *parent, "-F", "-"),
        given=text.encode("utf-8", "replace"),
        settings=_own_settings(),
    )
    commit = made.decode().strip()
    # Should the branch not move, what was written is staged: nothing is lost by that.
    repository.run("update-index", "--replace", "-z", "--index-info", given=entries)
    subject = text.split("\n", 1)[0]
    repository.run("update-ref", "-m", f"commit: {subject}", "HEAD", commit, head or "0" * len(commit))
    return commit


def _entries(repository: _Repository, paths: list[str], head: str) -> bytes:
    """Return the lines that give an index these paths as they are on disk; their content is stored."""
    modes: dict[str, str] = {}
    if head:
        listed = repository.run("ls-tree", "-z", "--full-tree", head, "--", *paths)
        for entry in os.fsdecode(listed).split("\0")[:-1]:
            facts, _, path = entry.partition("\t")
            modes[path] = facts.split(" ", 1)[0]
    nothing = "0" * (64 if repository.run("rev-parse", "--show-object-format").strip() == b"sha256" else 40)
    lines = []
    for path in paths:
        try:
            data = (repository.top / path).read_bytes()
        except FileNotFoundError:
            lines.append(f"0 {nothing}\t{path}")
            continue
        blob = repository.run("-c", "core.safecrlf=false", "hash-object", "-w", "--stdin", f"--path={path}", given=data)
        mode = modes.get(path, "")
        lines.append(f"{mode if mode.startswith('100') else '100644'} {blob.decode().strip()}\t{path}")
    return _joined(lines)


def _tree(repository: _Repository, entries: bytes, head: str) -> str:
    """Return the tree of the last commit with these entries, made in an index of its own."""
    with tempfile.TemporaryDirectory(prefix="collab-") as folder:
        settings = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        if head:
            repository.run("read-tree", head, settings=settings)
        repository.run("update-index", "--replace", "-z", "--index-info", given=entries, settings=settings)
        return repository.run("write-tree", settings=settings).decode().strip()


def _own_settings() -> dict[str, str]:
    """Return what lets git read who commits from the settings of the system too, unless the user forbids it."""
    return {"GIT_CONFIG_NOSYSTEM": os.environ.get("GIT_CONFIG_NOSYSTEM", "0")}


def _joined(texts: Sequence[str]) -> bytes:
    return b"".join(os.fsencode(text) + b"\0" for text in texts)


def _held(lock: str) -> CollabError:
    return CollabError(
        msg("another git is at work in this repository"),
        msg("wait until it ends; if none runs, remove {path}", path=shown_path(lock)),
    )


def _cannot_write(reason: str) -> CollabError:
    return CollabError(
        msg("git cannot write the repository: {reason}", reason=reason),
        msg("check that there is room on the disk and that git works"),
    )
