"""``collab undo``: take back what the last writing command did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import DryRun, Json, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path

    from collab_cli.findings import Fault
    from collab_cli.messages import Message

app = Commands()

SHOWN = 20
"""How many files are named one by one."""


@app.verb(
    "undo",
    examples=(
        "collab undo --list  # what can be taken back, newest first",
        "collab undo --dry-run  # show what would come back",
        "collab undo  # take the last change back; once more goes one further",
    ),
)
def undo(
    ctx: typer.Context,
    show_list: Annotated[bool, typer.Option("--list", help="List what can be taken back; change nothing")] = False,
    dry_run: DryRun = False,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> None:
    """Take back what the last writing command did, as long as its files are unchanged since.

    Commits stay as they are: only files are restored.
    """
    context: Context = ctx.obj
    from datetime import UTC

    from collab_cli.cli.writing import show_diff
    from collab_cli.edits.undo import dangling_after, entries, is_committed, plan_undo, settle_first, take_back

    root = context.workspace_root()
    if show_list:
        from collab_cli.reports.journal import build

        answer(context, build(entries(root, context.state_home), _zone(root)), chosen_format(format, json))
        return
    if json or format is not None:
        raise CollabError(msg("--format and --json go with --list only"), msg("leave them out, or add --list"))
    context.course.is_final = True
    settled = () if dry_run else settle_first(root, context.state_home)
    for message in settled:
        context.say(message)
    planned = plan_undo(root, context.state_home)
    committed = is_committed(root, planned.entry)
    when = f"{planned.entry.when.astimezone(_zone(root)):%Y-%m-%d %H:%M}"
    dangling = dangling_after(root, planned)
    if dry_run:
        context.say(msg("this would undo: {sentence} ({when})", sentence=planned.entry.sentence, when=when))
        _say_steps(context, planned.steps)
        _say_dangling(context, dangling)
        show_diff(context, planned.writes)
        return
    for message in take_back(root, planned, context.state_home, context.now(UTC)):
        if message not in settled:
            context.say(message)
    context.say(msg("undid: {sentence} ({when})", sentence=planned.entry.sentence, when=when))
    _say_steps(context, planned.steps)
    if committed:
        context.say(msg("this change is committed; the commit stays, and the files now differ from it"))
    _say_dangling(context, dangling)
    if context.width is None:  # on a terminal the files are named above
        context.write("".join(f"{write.path}\n" for write in planned.writes))


def _say_steps(context: Context, steps: Sequence[Message]) -> None:
    for step in steps[:SHOWN]:
        context.say(step)
    if len(steps) > SHOWN:
        rest = len(steps) - SHOWN
        context.say(msgn("and {count} more file", "and {count} more files", rest))


def _say_dangling(context: Context, faults: Sequence[Fault]) -> None:
    for fault in faults[:SHOWN]:
        context.say(msg("without it this leads nowhere: {place}: {fault}", place=str(fault.place), fault=fault.message))
    if len(faults) > SHOWN:
        context.say(msg("{command} lists all that leads nowhere", command="collab check --select S005"))


def _zone(root: Path) -> tzinfo:
    """Return the time zone of the workspace, UTC where collab.yaml cannot be used."""
    from datetime import UTC
    from zoneinfo import ZoneInfo

    from collab_cli.model.settings_file import load_settings
    from collab_cli.sources.snapshot import working_tree

    try:
        return ZoneInfo(load_settings(working_tree(root, wanted=lambda _: False)).settings.timezone)
    except CollabError:
        return UTC
