"""What git is told when it asks for a merge: by records and parts where that is sure, else by lines, loudly."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import Items, Message, msg, msgn

if TYPE_CHECKING:
    from collab_cli.documents.conflict_text import Marks

_NO_LABEL = frozenset(("", "%S", "%X", "%Y"))
"""What stands where git, before its version 2.44, gives no label."""


class Versions(NamedTuple):
    """The files git has written the three versions into, and what it says about them.

    ``path`` is the file in the repository; the result goes into ``ours``. The labels name the two sides.
    """

    base: Path
    ours: Path
    theirs: Path
    path: str
    size: int = 7
    our_label: str = ""
    their_label: str = ""


def drive_merge(context: Context, versions: Versions) -> int:
    """Merge and return the exit code git wants: 1 where a conflict is marked.

    Raises CollabError, with nothing written, where git cannot merge the file either.
    """
    from collab_cli.documents.screening import LIMITS
    from collab_cli.edits.merging.merge_file import NotMerged, merge_file
    from collab_cli.model.file_type import type_of_file

    files = (versions.base, versions.ours, versions.theirs)
    base, ours, theirs = (_read(file, LIMITS.size + 1) for file in files)
    marks = _marks(context, versions)
    try:
        wanted = type_of_file(_path_in_workspace(context, versions.path))
        if wanted is None:
            raise NotMerged(msg("no records are kept at this path"))
        merged = merge_file(versions.path, base, ours, theirs, wanted, marks)
        if merged.conflicts:
            marks = _marks(context, versions, (ours, theirs))
            merged = merge_file(versions.path, base, ours, theirs, wanted, marks)
    except NotMerged as problem:
        return _by_lines(context, versions, marks, problem.reason)
    _put(versions.ours, merged.data)
    if not merged.conflicts:
        return ExitCode.OK
    context.say(
        msgn(
            "collab: {count} conflict in {path}, marked where it is",
            "collab: {count} conflicts in {path}, each marked where it is",
            merged.conflicts,
            path=versions.path,
        )
    )
    return ExitCode.FINDINGS


def _by_lines(context: Context, versions: Versions, marks: Marks, reason: Message) -> int:
    """Merge as git merges texts, and say so even with ``--quiet``."""
    from collab_cli.renderers.cleaning import clean_line
    from collab_cli.sources.git_calls import GitFailed
    from collab_cli.sources.git_merge import merge_lines

    told = msg("collab: {path} is merged by lines, not by records: {reason}", path=versions.path, reason=reason)
    context.tell(clean_line(context.language.say(told)))
    scratch = _beside(versions.ours, "lines")
    try:
        try:
            scratch.write_bytes(versions.ours.read_bytes())
            merged = merge_lines(
                *(versions.base, versions.ours, versions.theirs, scratch),
                names=(marks.ours, marks.theirs),
                size=versions.size,
            )
        except OSError as error:
            raise _failed(versions.ours, error) from error
        except GitFailed as failure:
            raise CollabError(
                msg("{path} cannot be merged: {reason}", path=versions.path, reason=failure.reason),
                msg("take one of the two versions, with `git checkout --ours` or `--theirs`"),
            ) from None
    finally:
        scratch.unlink(missing_ok=True)
    _put(versions.ours, merged.data)
    return ExitCode.FINDINGS if merged.is_conflict else ExitCode.OK


def _marks(context: Context, versions: Versions, sides: tuple[bytes, bytes] | None = None) -> Marks:
    """Return what stands beside the markers of conflicts; who made the ``sides`` is asked for only then."""
    from collab_cli.documents.conflict_text import Marks
    from collab_cli.renderers.cleaning import clean_line

    authors = ("", "")
    if sides is not None:
        from collab_cli.sources.git_merge import authors_of

        authors = authors_of(context.cwd, versions.path, sides)
    say = context.language.say
    said = []
    labels = (versions.our_label, versions.their_label if versions.their_label not in _NO_LABEL else _merged(context))
    for name, author, label in zip((msg("ours"), msg("theirs")), authors, labels, strict=True):
        who = tuple(part for part in (author, "" if label in _NO_LABEL else label) if part)
        said.append(clean_line(say(msg("{side} ({who})", side=name, who=Items(who)) if who else name)))
    return Marks(said[0], said[1], versions.size, clean_line(say(msg("removed here"))))


def _merged(context: Context) -> str:
    """Return what `git merge` calls the one branch it merges, empty where it merges none or several."""
    names = [name for key, name in context.environ.items() if key.startswith("GITHEAD_")]
    return names[0] if len(names) == 1 else ""


def _path_in_workspace(context: Context, path: str) -> str:
    """Return a path of the repository from its workspace on, where a ``collab.yaml`` tells that."""
    parts = path.split("/")
    for count in range(len(parts)):
        if (context.cwd.joinpath(*parts[:count]) / "collab.yaml").is_file():
            return "/".join(parts[count:])
    return path


def _read(file: Path, most: int) -> bytes:
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise CollabError(
                msg("{path} cannot be used: {reason}", path=str(file), reason=msg("it is no plain file")),
                msg("name three versions of one file"),
            )
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise _failed(file, error) from error


def _put(file: Path, data: bytes) -> None:
    """Write the result in one step: git must never find half of it."""
    temporary = _beside(file, "merge")
    try:
        try:
            temporary.write_bytes(data)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(file, error) from error


def _beside(file: Path, what: str) -> Path:
    return file.with_name(f".collab-tmp-{os.getpid()}-{what}")


def _failed(file: Path, error: OSError) -> CollabError:
    reason = error.strerror or str(error)
    return CollabError(msg("{path} cannot be used: {reason}", path=str(file), reason=reason))
