"""The workspace at a revision: with ``commit_changes`` beside it, the only module that knows git.

A revision typed by a user is resolved once, to a full commit id; only such ids are passed on. Reading is done by
plumbing (``git_calls``); GitPython makes the repository and the commits of ``init --demo``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from datetime import time as time_of_day
from pathlib import Path
from types import ModuleType, TracebackType

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.sources.entry_faults import is_text, shown_path
from collab_cli.sources.entry_names import Sieve, Wanted
from collab_cli.sources.git_calls import GitFailed, ObjectReader, not_installed, run_git
from collab_cli.sources.limits import LIMITS, Limits
from collab_cli.sources.revision_tree import RevisionTree, TreeEntry, folder_names, parse_listing, roots_to_list
from collab_cli.sources.snapshot import Origin, Snapshot

_FOUND = re.compile(rb"(.*)\n(true|false)\n(.*)\n", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMMIT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PARENT = re.compile(rb"tree [0-9a-f]+\nparent ([0-9a-f]+)\n")
_ORIGIN_HEAD = "refs/remotes/origin/HEAD"
_PLACES = ("remotes/origin", "heads")
_DEFAULTS = ("main", "master")
_SHOWN = 60
_SHORT = 10
_LONGEST_COMMIT = 1 << 20
_LONGEST_REVISION = 10_000
"""Letters of a revision git is asked about: the system takes no argument of any length."""


def open_history(root: Path) -> History | None:
    """Return the history of the repository ``root`` lies in, None when it lies in none.

    Raises CollabError when there is a repository and git cannot be used on it.
    """
    try:
        found = run_git(root, "rev-parse", "--show-prefix", "--is-shallow-repository", "--absolute-git-dir")
    except GitFailed as failure:
        if "not a git repository (or any" in failure.stderr:
            return None
        raise _unusable(root, failure) from None
    except CollabError:
        if any(os.path.lexists(folder / ".git") for folder in (root, *root.absolute().parents)):
            raise
        return None
    match = _FOUND.fullmatch(found)
    if match is None:
        raise _git_error(found.decode("utf-8", "replace").strip())
    prefix, shallow, git_dir = (part.decode("utf-8", "surrogateescape") for part in match.groups())
    return History(root, Path(git_dir), prefix, is_shallow=shallow == "true")


def is_day(text: str) -> bool:
    """Return whether a text has the form of a day (`2025-06-30`), which names the last commit made until it ended."""
    return _DAY.fullmatch(text) is not None


def require_history(root: Path) -> History:
    """Return the history of ``root``; raises CollabError when it lies in no repository."""
    history = open_history(root)
    if history is None:
        raise CollabError(
            msg("{path} is not in a git repository", path=shown_path(str(root))),
            msg("make one with `git init`, then commit; everything but history works without it"),
        )
    return history


class History:
    """The commits of the repository a workspace lies in.

    ``git_dir`` is the git directory; ``prefix`` the folder of the workspace in the repository, "" or ending
    in ``/``; ``is_shallow`` whether the clone lacks older commits. ``reader`` is the process that reads objects.
    """

    def __init__(self, root: Path, git_dir: Path, prefix: str, *, is_shallow: bool) -> None:
        self.root = root
        self.git_dir = git_dir
        self.prefix = prefix
        self.is_shallow = is_shallow
        self.reader = ObjectReader(root, git_dir)

    def __enter__(self) -> History:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects; the next read starts another."""
        self.reader.close()

    def head(self) -> str:
        """Return the commit that is checked out; raises CollabError when there is none yet."""
        try:
            return self.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
        except GitFailed:
            raise CollabError(
                msg("the repository has no commit yet"), msg("commit once, with `git add .` and `git commit`")
            ) from None

    @property
    def has_commits(self) -> bool:
        """Return whether what is checked out is a commit, and not a branch still to be born."""
        try:
            self.head()
        except CollabError:
            return False
        return True

    def resolve(self, text: str, *, zone: tzinfo) -> str:
        """Return the id of the commit a user named: a revision, or a day (`2025-06-30`) in ``zone``.

        A day means the last commit made on or before it, on the main line of HEAD. Raises CollabError for what names
        no commit.
        """
        unusable = not text or text.startswith("-") or not text.isprintable() or not is_text(text)
        if unusable or len(text) > _LONGEST_REVISION:
            raise CollabError(
                msg("`{revision}` is no revision", revision=_shown(text)),
                msg("name a branch, a tag, a commit id or a day such as 2025-06-30"),
            )
        if is_day(text):
            return self._last_commit_of(text, zone)
        try:
            found = self.ask("rev-parse", "--verify", "--end-of-options", f"{text}^{{commit}}").decode().strip()
        except GitFailed as failure:
            raise self._unknown(text, failure) from None
        if not _COMMIT_ID.fullmatch(found):  # `^HEAD` names what is left out, and git answers with that
            raise self._unknown(text, GitFailed(b""))
        return found

    def merge_base(self, one: str, other: str) -> str:
        """Return the last commit that two commits given by their ids have in common; raises CollabError without one."""
        try:
            return self.ask("merge-base", checked(one), checked(other)).decode().strip()
        except GitFailed:
            for commit in (one, other):
                self._check_commit(commit)
            names = {"one": one[:_SHORT], "other": other[:_SHORT]}
        if (fetch := self.fetch_hint()) is not None:
            raise CollabError(msg("this clone lacks the commit {one} and {other} have in common", **names), fetch)
        raise CollabError(
            msg("{one} and {other} have no commit in common", **names),
            msg("name two revisions of one history, or compare the two themselves with A..B"),
        )

    def first_parent(self, commit: str) -> str | None:
        """Return the commit a commit was made on, None for a first commit; raises CollabError if the clone lacks it."""
        found = self.read(checked(commit))
        if found is None or found[0] != "commit":
            raise self._unknown(commit, GitFailed(b""))
        parent = _PARENT.match(found[1])
        if parent is None:
            return None
        before = parent[1].decode()
        if self.read(before) is None:
            raise CollabError(
                msg("this clone lacks the commit before {commit}", commit=commit[:_SHORT]),
                self.fetch_hint() or msg("see what `git status` and `git fsck` say"),
            )
        return before

    def branch(self) -> str | None:
        """Return the full name of the branch checked out (`refs/heads/main`), None with a detached head."""
        try:
            return os.fsdecode(self.ask("symbolic-ref", "--quiet", "HEAD")).rstrip("\n")
        except GitFailed:
            return None

    def default_branch(self) -> str | None:
        """Return the full name of the branch work is merged into, None where nothing tells.

        It is the one `origin` calls its own (`refs/remotes/origin/main`), else the `main` or `master` of `origin` or
        of this repository, that of `origin` first.
        """
        listed = self.ask(
            *("for-each-ref", "--format=%(refname)%00%(symref)"),
            *(_ORIGIN_HEAD, *(f"refs/{place}/{name}" for place in _PLACES for name in _DEFAULTS)),
        )
        found = dict(line.split("\0", 1) for line in os.fsdecode(listed).splitlines())
        own = found.get(_ORIGIN_HEAD, "")
        if own.startswith("refs/remotes/origin/") and own != _ORIGIN_HEAD:
            return own
        return next((ref for name in _DEFAULTS for place in _PLACES if (ref := f"refs/{place}/{name}") in found), None)

    def read(self, object_id: str, limit: int = _LONGEST_COMMIT) -> tuple[str, bytes] | None:
        """Return type and content (at most ``limit`` bytes) of an object, None when the clone lacks it."""
        return self.reader.read(checked(object_id), limit)

    def snapshot(
        self, commit: str, *, limits: Limits = LIMITS, wanted: Wanted | None = None, restricted: bool = False
    ) -> Snapshot:
        """Return the files of the workspace at a commit id, as ``working_tree`` would list them.

        It is empty when the commit does not know the folder of the workspace. Raises CollabError beyond a limit.
        """
        sieve = Sieve(wanted, restricted)
        tree = checked(commit) + (f":{self.prefix.rstrip('/')}" if self.prefix else "")
        try:
            top = parse_listing(self.ask("ls-tree", "-z", "--full-tree", tree))
        except GitFailed:
            self._check_commit(commit)
            top = []
        entries, folders = roots_to_list(top, sieve)
        if folders:
            entries += parse_listing(self.ask("ls-tree", "-r", "-z", "--full-tree", tree, "--", *folders))

        def everything() -> list[TreeEntry]:
            return parse_listing(self.ask("ls-tree", "-r", "-z", "--full-tree", tree))

        return RevisionTree(
            Origin(self.root, commit),
            entries,
            folder_names(top),
            reader=self.reader,
            everything=everything,
            limits=limits,
            sieve=sieve,
        )

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what a plumbing command of git writes; raises GitFailed. No text of a user may be among them."""
        return run_git(self.root, *arguments, git_dir=self.git_dir, given=given)

    def ask_index(self, *arguments: str) -> bytes:
        """Return what ``ask`` does for a command about the index; it names files from the root of the workspace on."""
        top = "/".join([".."] * self.prefix.count("/")) or "."  # said here, so that no setting says another
        return run_git(self.root, *arguments, git_dir=self.git_dir, settings={"GIT_WORK_TREE": top})

    def _last_commit_of(self, text: str, zone: tzinfo) -> str:
        try:
            found = self.last_commit_by(date.fromisoformat(text), zone)
        except (ValueError, OverflowError):
            raise CollabError(msg("there is no day {day}", day=text), msg("write a day as 2025-06-30")) from None
        if found is None:
            raise CollabError(
                msg("there is no commit on or before {day}", day=date.fromisoformat(text)),
                msg("name a later day; `git log` lists the commits"),
            )
        return found

    def last_commit_by(self, day: date, zone: tzinfo) -> str | None:
        """Return the last commit of HEAD made on or before a day in ``zone``, None if none is so old.

        What was merged later is no part of that day's state.

        Raises CollabError where a shallow clone does not tell, OverflowError for a day no clock knows.
        """
        end = int(datetime.combine(day, time_of_day.max, zone).timestamp())
        span = ("--first-parent", "--max-count=1", f"--min-age={end}")
        found = self.ask("rev-list", *span, self.head()).decode().strip()
        if not found and (fetch := self.fetch_hint()) is not None:
            raise CollabError(msg("there is no commit on or before {day}", day=day), fetch)
        return found or None

    def _check_commit(self, commit: str) -> None:
        try:
            self.ask("cat-file", "-e", f"{commit}^{{tree}}")
        except GitFailed as failure:
            raise self._unknown(commit, failure) from None

    def _unknown(self, text: str, failure: GitFailed) -> CollabError:
        if "ambiguous" in failure.stderr and "short object ID" in failure.stderr:
            return CollabError(
                msg("several commits start with {revision}", revision=_shown(text)), msg("type more of the commit id")
            )
        self.head()
        return CollabError(msg("there is no revision `{revision}`", revision=_shown(text)), self._unknown_hint(text))

    def _unknown_hint(self, text: str) -> Message:
        if (fetch := self.fetch_hint()) is not None:  # what is missing here may well exist elsewhere
            return fetch
        from rapidfuzz import process

        names = self.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        near = process.extractOne(text, names.decode("utf-8", "replace").split("\n")[:-1], score_cutoff=70)
        if near is not None:
            return msg("did you mean `{name}`?", name=near[0])
        return msg("fetch it with `git fetch`; `git log --oneline` lists the commits")

    def fetch_hint(self) -> Message | None:
        """Return what brings the older commits a shallow clone lacks, None where none are missing."""
        if not self.is_shallow:
            return None
        return msg("this clone is shallow: get the older commits with `git fetch --unshallow`")


def _shown(text: str) -> str:
    """Return a revision as it was typed, cut where it is far too long to be one."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def checked(commit: str) -> str:
    """Return a full commit id; anything else is a mistake of ours and never reaches git."""
    if not _COMMIT_ID.fullmatch(commit):
        raise ValueError(f"no commit id: {commit!r}")
    return commit


def _unusable(root: Path, failure: GitFailed) -> CollabError:
    if "dubious ownership" in failure.stderr:
        return CollabError(
            msg("the repository of {path} belongs to another user", path=shown_path(str(root))),
            msg("if you trust it: `git config --global --add safe.directory {path}`", path=_safe_folder(root)),
        )
    return _git_error(failure.reason)


def _safe_folder(root: Path) -> str:
    above = (folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git"))
    return shown_path(str(next(above, root)))


def _git_error(reason: str) -> CollabError:
    return CollabError(
        msg("git cannot read the repository: {reason}", reason=reason), msg("see what `git status` and `git fsck` say")
    )


def init_repository(root: Path) -> None:
    """Make ``root`` a git repository with the branch ``main``, whatever the user's own git settings say.

    Raises CollabError when git is not installed or fails, and OSError when the disk refuses.
    """
    git = gitpython()
    with _isolated(root, git):
        git.Repo.init(
            root,
            expand_vars=False,
            allow_unsafe_options=True,  # an empty template keeps the user's own hooks out
            template="",
            initial_branch="main",
            object_format="sha1",
            quiet=True,
        ).close()


def commit_files(root: Path, paths: Sequence[str], message: str, *, author: str, email: str, when: datetime) -> str:
    """Commit ``paths`` of the repository at ``root`` and return the commit id; a path that is gone is removed.

    The same files, author and time (with its zone) give the same id on every machine: no hook runs, nothing is
    signed, and no setting of the user or the system is read. Raises what ``init_repository`` does.
    """
    git = gitpython()
    with _isolated(root, git), git.Repo(root, expand_vars=False) as repository:
        index = repository.index
        gone = [path for path in paths if not os.path.lexists(root / path)]
        index.add([path for path in paths if path not in gone])
        if gone:
            index.remove(gone)
        actor = git.Actor(author, email)
        made = index.commit(message, author=actor, committer=actor, author_date=when, commit_date=when, skip_hooks=True)
        return str(made.hexsha)


def gitpython() -> ModuleType:
    """Return the module that writes repositories; raises CollabError when git is not installed."""
    try:
        import git
    except ImportError:  # what GitPython raises where there is no git
        raise not_installed() from None
    return git


@contextmanager
def _isolated(root: Path, git: ModuleType) -> Iterator[None]:
    """Hide the user's and the system's git settings, and what a hook has set, from GitPython and its git.

    A failure of git becomes a CollabError.
    """
    before = dict(os.environ)
    nowhere = str(root / ".git" / "no-settings")
    for key in before:
        if key.startswith("GIT_"):
            del os.environ[key]
    os.environ |= {"HOME": nowhere, "USERPROFILE": nowhere, "XDG_CONFIG_HOME": nowhere}
    os.environ |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    try:
        yield
    except git.GitError as error:
        lines = str(getattr(error, "stderr", "")).strip().splitlines()  # as in: stderr: 'fatal: no room'
        reason = lines[-1].strip().removeprefix("stderr: ").strip("'") if lines else "git failed"
        raise CollabError(
            msg("git cannot write the repository: {reason}", reason=reason),
            msg("check that there is room on the disk and that git works"),
        ) from error
    finally:
        os.environ.clear()
        os.environ.update(before)
