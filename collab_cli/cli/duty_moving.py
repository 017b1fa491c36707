"""``collab charter duty move``: hand a duty over to the charter of another department."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes
from collab_cli.messages import msg


def add_move(app: Commands) -> None:
    """Add the command ``move`` to the commands for the duties of a charter."""

    @app.verb(
        "move",
        examples=(
            "collab charter duty move sales/complaint-handling production --dry-run  # show the change",
            "collab charter duty move sales complaint-handling production --dry-run  # charter and duty as two words",
            "collab charter duty move sales/contract-signing marketing --raci marketing:AR,sales:I --yes",
        ),
    )
    def move(
        ctx: typer.Context,
        duty: Annotated[
            str,
            typer.Argument(metavar="DUTY", autocompletion=complete_parts("charter"), help="The duty, as charter/row"),
        ],
        to: Annotated[
            str,
            typer.Argument(metavar="CHARTER", autocompletion=complete_ids("charter"), help="The charter it goes to"),
        ],
        third: Annotated[
            str | None,
            typer.Argument(
                metavar="TARGET",
                autocompletion=complete_ids("charter"),
                help="The charter it goes to, where charter and duty are two words",
            ),
        ] = None,
        raci: Annotated[
            str | None,
            typer.Option("--raci", metavar="KEY:VALUE", help="All letters of the duty, instead of those proposed"),
        ] = None,
        by: Annotated[
            str | None,
            typer.Option(
                "--by",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Who moves it, for the change logs; else the person git knows",
            ),
        ] = None,
        note: Annotated[
            str | None, typer.Option("--note", metavar="TEXT", help="What the change logs say; else a sentence is made")
        ] = None,
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Move a duty to the charter of another department, with all that names it.

        A and R of the department that had it go to the one that gets it, which is shown and asked for first. Both
        charters get another version and an entry in their change log.
        """
        context: Context = ctx.obj
        from collab_cli.cli.acting_person import acting_person
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, confirm, finish, start_plan
        from collab_cli.edits.move_duty import plan_move_duty

        if third is not None:
            duty, to = to if "/" in to else f"{duty}/{to}", third
        opened = open_workspace(context)
        plan = start_plan(context, opened.world)
        moved = plan_move_duty(plan, duty, to, raci=raci, by=by or acting_person(opened.root, opened.world), note=note)
        for line in moved.letters:
            context.say(line)
        if not dry_run:
            confirm(context, msg("Move {duty} to {charter} so?", duty=moved.duty, charter=moved.charter), yes=yes)
        finish(context, opened.root, moved.planned, Saving(dry_run, commit, message))
