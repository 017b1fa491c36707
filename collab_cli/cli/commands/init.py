"""``collab init``: a new workspace, blank or the demo company."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.documents.save import Write

app = Commands()

DEMO_COMMANDS = ("collab check --at HEAD~1", "collab diff HEAD~1..HEAD", "collab report monthly --as-of 2025-06-30")
DEMO_AUTHOR = ("collab demo", "demo@example.com")


@app.verb(
    "init",
    examples=(
        "collab init demo --demo  # a demo company to try things on",
        "collab init --name 'Brook Hardware'  # a workspace in this folder",
        "collab init agreements --lang zh  # a workspace in a new folder, in Chinese",
    ),
)
def init(
    ctx: typer.Context,
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder; it is made if it is not there")
    ] = Path(),
    demo: Annotated[
        bool, typer.Option("--demo", help="Write the demo company into a git repository of two commits")
    ] = False,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="The name of the company; else that of the folder")
    ] = None,
) -> None:
    """Make a new workspace: blank, or with --demo a company to try things on."""
    context: Context = ctx.obj
    from datetime import UTC

    from collab_cli.edits.saving import save

    root = (context.cwd / directory).absolute()
    with _in_words(directory):
        _refuse_unless_free(root, directory, demo)
    _check_nested(context, root, directory)
    if demo:
        if name is not None:
            raise CollabError(msg("the demo company has a name of its own"), msg("leave out --name or --demo"))
        _require_git()
        with _in_words(directory), _whole_or_not_at_all(root, directory):
            _write_demo(context, root)
        context.say(msg("made the demo company in {folder}; try these in it:", folder=str(directory)))
        lines = [f"cd {shlex.quote(str(directory))}"] if directory != Path() else []
        context.write("\n".join([*lines, *DEMO_COMMANDS]) + "\n")
        return
    with _in_words(directory):
        writes = _blank(context, root, name)
        with _whole_or_not_at_all(root, directory):
            save(root, writes, context.state_home, sentence=msg("made a new workspace"), when=context.now(UTC))
    context.say(
        msg(
            "made a workspace at profile starter; write your departments and people first, then {command}",
            command="collab status",
        )
    )
    context.write("\n".join(str(directory / write.path) for write in writes) + "\n")


@contextmanager
def _in_words(directory: Path) -> Iterator[None]:
    """Say in a line why a folder cannot be looked into or written."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise CollabError(
            msg("{folder} cannot be made a workspace: {reason}", folder=str(directory), reason=reason),
            msg("nothing is left of the attempt; mend the cause, or name another folder"),
        ) from None


@contextmanager
def _whole_or_not_at_all(root: Path, directory: Path) -> Iterator[None]:
    """Make the folder ``root``; when the work in it fails, remove what was made: it was absent or empty.

    A folder that held something stays as the work left it. Raises CollabError when something cannot be removed.
    """
    absent = [folder for folder in (root, *root.parents) if not folder.exists()]
    is_ours = bool(absent) or not any(root.iterdir())
    try:
        root.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as error:
        if is_ours and not _cleared(root, absent):
            message = error.message if isinstance(error, CollabError) else msg("the work was broken off")
            raise CollabError(message, msg("remove what is left in {folder}", folder=str(directory))) from error
        raise


def _cleared(root: Path, absent: list[Path]) -> bool:
    """Remove what lies in ``root``, and the folders that were absent; return whether all of it is gone."""
    try:
        for entry in root.iterdir() if root.is_dir() else ():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        for folder in absent:
            if folder.exists():
                folder.rmdir()
    except OSError:
        return False
    return True


def _require_git() -> None:
    """Raise CollabError, before anything is written, when the demo cannot be made for want of git."""
    from collab_cli.sources.history import gitpython

    try:
        gitpython()
    except CollabError as error:
        hint = msg("install git, or leave out --demo: a blank workspace needs none")
        raise CollabError(error.message, hint) from None


def _refuse_unless_free(root: Path, directory: Path, demo: bool) -> None:
    if root.exists() and not root.is_dir():
        raise CollabError(msg("{folder} is no folder", folder=str(directory)), msg("name another folder"))
    if (root / "collab.yaml").exists():
        raise CollabError(msg("{folder} is a workspace already", folder=str(directory)), msg("name another folder"))
    if demo and root.exists() and any(root.iterdir()):
        raise CollabError(
            msg("{folder} is not empty", folder=str(directory)), msg("name a new folder for the demo company")
        )


def _check_nested(context: Context, root: Path, directory: Path) -> None:
    """Say that a workspace above is there: commands run below the new one no longer see it.

    Raises CollabError for a folder of its records, where each workspace would take the files of the other for its own.
    """
    from collab_cli.model.kinds import all_kinds
    from collab_cli.model.workspace import RESTRICTED
    from collab_cli.sources.workspace_root import find_root

    try:
        above = find_root(root.parent)
    except CollabError:
        return
    parts = Path(os.path.abspath(root)).relative_to(above).parts  # noqa: PTH100 (links stay as typed)
    inner = parts[1:] if parts[0] == RESTRICTED else parts
    if not inner or inner[0] in {kind.folder for kind in all_kinds()}:
        raise CollabError(
            msg("{folder} lies among the records of the workspace {above}", folder=str(directory), above=str(above)),
            msg("name a folder outside of it"),
        )
    context.say(
        msg(
            "{folder} lies in the workspace {above}; commands in it see the new one only",
            folder=str(directory),
            above=str(above),
        )
    )


def _blank(context: Context, root: Path, name: str | None) -> list[Write]:
    from datetime import UTC

    from collab_cli.documents.save import Write
    from collab_cli.edits.init_workspace import blank_files

    files = blank_files(context.language.code, name or root.name or "Company", context.today(UTC).year)
    taken = [path for path in files if (root / path).exists()]
    if taken:
        raise CollabError(msg("{path} is there already", path=taken[0]), msg("move it away, or name another folder"))
    return [Write(path, data, None) for path, data in files.items()]


def _write_demo(context: Context, root: Path) -> None:
    from collab_cli.documents.save import Write
    from collab_cli.edits.init_workspace import demo_commits
    from collab_cli.edits.saving import save
    from collab_cli.sources.history import commit_files, init_repository

    init_repository(root)
    name, email = DEMO_AUTHOR
    before: dict[str, bytes] = {}
    for commit in demo_commits(context.language.code):
        changed = {path: data for path, data in commit.files.items() if before.get(path) != data}
        writes = [Write(path, data, before.get(path)) for path, data in changed.items()]
        save(root, writes, context.state_home, sentence=commit.message, when=commit.when, can_be_undone=False)
        message = context.language.say(commit.message)
        commit_files(root, sorted(changed), message, author=name, email=email, when=commit.when)
        before |= commit.files
