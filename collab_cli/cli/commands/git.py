"""``collab git``: let git merge and show records by what they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import DryRun
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.sources.git_setup import Setup

app = Commands(
    examples=(
        "collab git setup  # let git merge and compare records by their parts, in this clone",
        "collab git setup --dry-run  # show what would be written, write nothing",
        "collab git textconv goals/more-revenue.yaml  # a file as git diff shows it then",
    )
)


@app.verb(
    "setup",
    examples=(
        "collab git setup  # once in every clone",
        "collab git setup --dry-run  # what would be written",
        "collab git setup --undo  # take it back",
    ),
)
def setup(
    ctx: typer.Context,
    undo: Annotated[
        bool, typer.Option("--undo", help="Remove what the setup has added here, and nothing else")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Let git merge and compare records by what they are.

    Two people who add a duty to one charter do not conflict any more, and git diff says fields and titles.

    The lines in .gitattributes are committed for all; the settings are those of this clone, so everybody runs the
    command once. A clone without them, and a branch without the lines, merges by lines, as before.
    """
    context: Context = ctx.obj
    from collab_cli.sources.git_setup import ATTRIBUTES, carry_out, plan_setup, plan_undo
    from collab_cli.sources.history import require_history

    root = context.workspace_root()
    with require_history(root) as history:
        planned = plan_undo(history) if undo else plan_setup(history, _patterns(), _program(context))
        if planned.is_done:
            context.say(msg("nothing to change: it is so already"))
            return
        if dry_run:
            _show(context, planned)
            return
        carry_out(history, planned)
    if undo:
        context.say(msg("git merges and compares the records by lines again"))
    else:
        context.say(msg("git merges and compares the records by their parts, in this clone"))
    if planned.before != planned.after:
        if not undo:
            context.say(msg("commit {path}, so that others need only run {command}", path=ATTRIBUTES, command=_SETUP))
        context.write(f"{ATTRIBUTES}\n")


@app.verb(
    "merge-driver",
    examples=("collab git merge-driver %O %A %B %L %P %S %X %Y  # as the settings of git have it",),
)
def merge_driver(
    ctx: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version both sides were made from")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our version; the result is written into it")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The version of the other side")],
    size: Annotated[int, typer.Argument(metavar="SIZE", help="How long the markers of a conflict are")] = 7,
    path: Annotated[str, typer.Argument(metavar="PATH", help="The path of the file in the repository")] = "",
    base_label: Annotated[str, typer.Argument(metavar="BASE_LABEL", help="What git calls the base")] = "",
    our_label: Annotated[str, typer.Argument(metavar="OUR_LABEL", help="What git calls our side")] = "",
    their_label: Annotated[str, typer.Argument(metavar="THEIR_LABEL", help="What git calls the other side")] = "",
) -> int:
    """Merge three versions of a file by record and part; git calls this after `collab git setup`.

    Comments and layout of both sides are kept, and a field both changed is marked with both values. Where that is
    not sure, the file is merged by lines, and a message says why. Exit codes: 0 merged, 1 with conflicts, 2 not merged.
    """
    context: Context = ctx.obj
    from collab_cli.cli.merge_driver import Versions, drive_merge

    cwd = context.cwd
    versions = Versions(
        cwd / base, cwd / ours, cwd / theirs, path or ours.as_posix(), max(size, 1), our_label, their_label
    )
    return drive_merge(context, versions)


@app.verb(
    "textconv",
    examples=("collab git textconv charters/sales.yaml  # titles, labels and ids, one line a field",),
)
def textconv(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of records, or a copy of one")],
) -> None:
    """Print a file as `git diff` shows it after `collab git setup`: titles, labels and ids, one line a field.

    A file that cannot be read is printed as it is.
    """
    context: Context = ctx.obj
    path = context.cwd / file
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            raise CollabError(
                msg("{path} cannot be read: {reason}", path=str(file), reason=msg("it is no plain file")),
                msg("name a file of records, or a copy of one"),
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CollabError(msg("{path} cannot be read: {reason}", path=str(file), reason=reason)) from error
    from collab_cli.cli.said_file import said_file

    context.write(said_file(context.language, file.as_posix(), data) or data)


_SETUP = "collab git setup"


def _patterns() -> list[str]:
    """Return the patterns of all files that hold records, from the workspace on."""
    from collab_cli.model.kinds import all_kinds
    from collab_cli.model.settings_file import SETTINGS_PATH
    from collab_cli.model.workspace import RESTRICTED

    folders = [kind.folder for kind in all_kinds()]
    records = [f"/{folder}/**/*.yaml" for folder in folders] + [f"/{folder}.yaml" for folder in folders]
    return [f"/{SETTINGS_PATH}", *sorted(records), f"/{RESTRICTED}/**/*.yaml"]


def _program(context: Context) -> str:
    """Return the program git is to call: that beside the Python that runs now, else the one of the search path."""
    import shutil
    import sys

    beside = Path(sys.executable).with_name("collab")
    if os.access(beside, os.X_OK):
        return beside.as_posix()
    return Path(shutil.which("collab", path=context.environ.get("PATH")) or "collab").as_posix()


def _show(context: Context, planned: Setup) -> None:
    """Write what would be changed: the attributes as a diff, the settings as the commands that make them."""
    import shlex

    from collab_cli.cli.writing import show_diff
    from collab_cli.documents.save import Write

    if planned.before != planned.after:
        show_diff(context, (Write(planned.path.name, planned.after, planned.before),))
    for setting in planned.settings:
        if setting.after is None:
            context.write(f"git config --local --unset-all {setting.key}\n")
        else:
            context.write(f"git config --local --replace-all {setting.key} {shlex.quote(setting.after)}\n")
