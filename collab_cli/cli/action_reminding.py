"""``collab action remind``: what each owner owes, as a text to paste into a chat; nothing is sent."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option


def add_remind(app: Commands) -> None:
    """Add the command ``remind`` to those of actions."""

    @app.verb(
        "remind",
        examples=(
            "collab action remind  # what is late or due within three days, owner by owner",
            "collab action remind --owner 张伟 --all  # all that one person has still to do",
        ),
    )
    def remind(
        ctx: typer.Context,
        owner: Annotated[
            str | None,
            typer.Option(
                "--owner",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Only what this person answers for",
            ),
        ] = None,
        everything: Annotated[
            bool, typer.Option("--all", help="All that is open, not only what is late or near")
        ] = False,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Write a reminder for each owner of what is late or due soon, to paste into a chat; nothing is sent."""
        context: Context = ctx.obj
        from collab_cli.analyses.action_choice import ActionChoice, chosen_actions
        from collab_cli.analyses.action_figures import SOON
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.person import KIND
        from collab_cli.reports.action_reminders import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        person = find_record(world.workspace, KIND, owner).id if owner is not None else None
        found = chosen_actions(world, ActionChoice(owner=person))
        near = [one for one in found if everything or (one.days is not None and one.days <= SOON)]
        answer(context, build(world, near), chosen, output=output)
