"""What a merge asks git: to merge by lines where nothing better can be done, and who wrote the two sides."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from collab_cli.errors import CollabError
from collab_cli.sources.git_calls import GitFailed, run_git

_SHOWN = 3


class LinesMerged(NamedTuple):
    """A text merged by lines, and whether conflicts are marked in it."""

    data: bytes
    is_conflict: bool


def merge_lines(
    base: Path, ours: Path, theirs: Path, scratch: Path, *, names: tuple[str, str], size: int
) -> LinesMerged:
    """Return three files merged as git merges texts; ``scratch`` is a file that holds ours and may be written to.

    ``names`` stand beside the markers of conflicts, which are ``size`` long. Raises GitFailed where git cannot merge
    them, such as bytes that are no text, and CollabError when there is no git.
    """
    is_conflict = False
    try:
        run_git(
            scratch.parent,
            *("merge-file", f"--marker-size={size}"),
            *("-L", names[0], "-L", "base", "-L", names[1]),
            *(str(scratch.resolve()), str(base.resolve()), str(theirs.resolve())),
        )
    except GitFailed:
        is_conflict = f"{'<' * size} {names[0]}\n".encode() in scratch.read_bytes().replace(b"\r\n", b"\n")
        if not is_conflict:  # its code is the number of conflicts, or that of an error
            raise
    return LinesMerged(scratch.read_bytes(), is_conflict)


def authors_of(folder: Path, path: str, versions: tuple[bytes, bytes]) -> tuple[str, str]:
    """Return who made the two versions of the file ``path``, each as names; empty where no commit tells.

    They are those who changed the file in the commits that lead to a version and not to the other.
    """
    try:
        commits = [_commit_with(folder, path, data) for data in versions]
        return _names(folder, path, *commits), _names(folder, path, *reversed(commits))
    except (GitFailed, CollabError):
        return "", ""


def _commit_with(folder: Path, path: str, data: bytes) -> str:
    """Return the commit that brought a version of a file, empty where there is none."""
    blob = run_git(folder, "hash-object", "--no-filters", "--stdin", given=data).decode().strip()
    found = run_git(
        folder,
        *("log", "--all", "--no-textconv", "--no-ext-diff", "--no-show-signature", "--format=%H"),
        *(f"--find-object={blob}", "--", path),
    )
    commits = found.decode().split()
    return commits[-1] if commits else ""


def _names(folder: Path, path: str, commit: str, other: str) -> str:
    if not commit:
        return ""
    without = [f"^{other}"] if other else ["--max-count=1"]
    said = run_git(folder, "rev-list", "--format=%an", commit, *without, "--", path).decode("utf-8", "replace")
    names = [line for line in said.splitlines() if line and not line.startswith("commit ")]
    if not names:
        said = run_git(folder, "rev-list", "--max-count=1", "--format=%an", commit).decode("utf-8", "replace")
        names = said.splitlines()[1:2]
    return ", ".join(list(dict.fromkeys(names))[:_SHOWN])
