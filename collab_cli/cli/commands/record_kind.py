"""The commands every kind of record has: list and show, add, edit and remove, those of its states and parts."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.kind_examples import ADD
from collab_cli.cli.options import PAGES, TABLES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.cli.part_verbs import add_part_verbs
from collab_cli.cli.proposal_opening import add_open
from collab_cli.cli.proposal_status import add_status
from collab_cli.cli.record_adding import add_add
from collab_cli.cli.record_editing import add_edit
from collab_cli.cli.record_removing import add_remove
from collab_cli.cli.state_verb_commands import add_state_verbs


def app_for(name: str) -> Commands:
    """Return the commands of the kind ``name``."""
    app = Commands(
        examples=(
            f"collab {name} list  # all of them, one a line",
            f"collab {name} show ID  # one, by its id, the beginning of it, or its title",
            f"{ADD[name]}  # a new one",
        )
    )
    add_verbs(app, name)
    return app


def add_verbs(app: Commands, name: str) -> None:
    """Add the commands every kind has to those of the kind ``name``."""
    add_list_and_show(app, name)
    add_add(app, name)
    add_edit(app, name)
    add_remove(app, name)
    add_open(app, name)
    add_status(app, name)
    add_state_verbs(app, name)
    add_part_verbs(app, name)


def add_list_and_show(app: Commands, name: str) -> None:
    """Add the commands ``list`` and ``show`` of the kind ``name`` to ``app``."""

    @app.verb("list")
    def list_records(
        ctx: typer.Context,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """List the records, one a line."""
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.model.kinds import kind_named
        from collab_cli.reports.records import build_list

        kind = kind_named(name)
        assert kind is not None
        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread(context, name, world.workspace.unread)
        answer(context, build_list(world, kind), chosen, output=output)

    @app.verb("show")
    def show(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="REF", autocompletion=complete_own_ids, help="An id, the beginning of one, or a title"
            ),
        ],
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show one record whole."""
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.kinds import kind_named
        from collab_cli.reports.records import build_one

        kind = kind_named(name)
        assert kind is not None
        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        answer(context, build_one(world, find_record(world.workspace, kind, ref)), chosen, output=output)


def tell_unread(context: Context, name: str, unread: frozenset[str]) -> None:
    """Say on standard error that a file of the kind cannot be read, so that a list is not taken for complete."""
    from collab_cli.messages import msg
    from collab_cli.model.kinds import kind_named

    kind = kind_named(name)
    if name in unread and kind is not None:
        context.say(msg("some {kinds} cannot be read; {command} says why", kinds=kind.many, command="collab check"))


def tell_unread_duties(context: Context, unread: frozenset[str]) -> None:
    """Say what cannot be read of the records that tell who answers for which duty."""
    for name in ("charter", "department", "person", "role", "activity"):
        tell_unread(context, name, unread)
