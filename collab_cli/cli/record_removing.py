"""``collab <kind> remove``: take a record away, and with ``--cascade`` what names it along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn

if TYPE_CHECKING:
    from collab_cli.cli.writing import Saving
    from collab_cli.edits.remove import Removal

LISTED = 10
"""How many of those that name a record are listed."""

Cascade = Annotated[
    bool, typer.Option("--cascade", help="Take what names it along: shows the plan, then asks unless --yes is given")
]


def add_remove(app: Commands, name: str) -> None:
    """Add the command ``remove`` of the kind ``name`` to ``app``."""

    @app.verb(
        "remove",
        examples=(
            f"collab {name} remove ID  # only if nothing names it; else it says what does",
            f"collab {name} remove ID --cascade --dry-run  # show what would go with it",
        ),
    )
    def remove(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="REF", autocompletion=complete_own_ids, help="An id, the beginning of one, or a title"
            ),
        ],
        cascade: Cascade = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Remove a record that nothing names any more.

        What has only come to its end is better closed by its state: references to it stay good. With --cascade
        references to it are removed too; a record that cannot be without it, or is closed, stands in the way. One
        that is closed itself, or a charter in force, goes only after a yes.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, start_plan
        from collab_cli.edits.remove import plan_remove
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.kinds import kind_named

        kind = kind_named(name)
        assert kind is not None
        opened = open_workspace(context)
        record = find_record(opened.world.workspace, kind, ref)
        removal = plan_remove(start_plan(context, opened.world), record, cascade=cascade)
        carry_out(context, opened.root, removal, Saving(dry_run, commit, message), cascade=cascade, yes=yes)


def carry_out(context: Context, root: Path, removal: Removal, saving: Saving, *, cascade: bool, yes: bool) -> None:
    """Save a removal, after showing what goes with it and asking; raise CollabError, saying why, if it cannot be."""
    from collab_cli.cli.writing import confirm, finish

    if not cascade and removal.users:
        _list(context, removal.users, LISTED)
        count = len(removal.users)
        hint = msg("add --cascade to see what would go with it")
        if removal.closing is not None:
            hint = msg(
                "close it with {command}, or add --cascade to see what would go with it", command=removal.closing
            )
        raise CollabError(
            msgn(
                "{record} is named in {count} place",
                "{record} is named in {count} places",
                count,
                record=removal.titled,
            ),
            hint,
        )
    if removal.obstacles:
        _list(context, removal.obstacles, LISTED)
        count = len(removal.obstacles)
        raise CollabError(
            msgn(
                "{count} place stands in the way of removing {record}",
                "{count} places stand in the way of removing {record}",
                count,
                record=removal.titled,
            ),
            _way_out(removal),
        )
    assert removal.planned is not None
    question = None
    if removal.steps:
        _list(context, removal.steps, len(removal.steps))
        question = msg("Remove {record} and change all of this?", record=removal.titled)
    elif removal.kept is not None:
        question = msg("{fact}: remove it all the same?", fact=removal.kept)
    if question is not None and not saving.dry_run:
        confirm(context, question, yes=yes)
    finish(context, root, removal.planned, saving)
    if question is not None and not saving.dry_run:
        context.say(msg("{command} brings it back", command="collab undo"))


def _way_out(removal: Removal) -> Message:
    """Return what can be done where something stands in the way of ``--cascade``."""
    closing, closed = removal.closing, removal.closed
    if closed is not None:
        kind, _, record_id = closed.partition(":")
        command = f"collab {kind} remove {record_id}"
        if closing is not None:
            return msg("close it with {closing}, or remove what is closed first: {command}",
                       closing=closing, command=command)  # fmt: skip
        return msg("remove what is closed first: {command}", command=command)
    if closing is not None:
        return msg("close it with {closing}, or change or remove those first", closing=closing)
    return msg("change or remove those first")


def _list(context: Context, lines: tuple[Message, ...], most: int) -> None:
    for line in lines[:most]:
        context.say(line)
    if len(lines) > most:
        rest = len(lines) - most
        context.say(msgn("and {count} more place", "and {count} more places", rest))
