"""``collab meeting present``: who was there, who stood in for whom, and whether that is enough."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun


def add_present(app: Commands) -> None:
    """Add the command ``present`` to those of meetings."""

    @app.verb(
        "present",
        examples=(
            "collab meeting present 2025-07-14-xdept-weekly --all-heads  # heads, or who stands in for them",
            "collab meeting present 2025-07-14-xdept-weekly chen-jie --guest 'Ms Sun, North Fair Ltd'",
            "collab meeting present 2025-07-14-xdept-weekly --regret liu-fang:zhou-min  # who came instead",
        ),
    )
    def present(
        ctx: typer.Context,
        meeting: Annotated[
            str,
            typer.Argument(
                metavar="MEETING",
                autocompletion=complete_ids("meeting"),
                help="An id, the beginning of one, or a title",
            ),
        ],
        people: Annotated[
            list[str] | None,
            typer.Argument(metavar="PERSON", autocompletion=complete_ids("person"), help="Who was there"),
        ] = None,
        all_heads: Annotated[
            bool,
            typer.Option(
                "--all-heads",
                help="Heads of all departments the series needs, or who stands in, with chair and secretary",
            ),
        ] = False,
        guests: Annotated[
            list[str] | None,
            typer.Option("--guest", metavar="TEXT", help="Somebody from outside; repeat it for more"),
        ] = None,
        regrets: Annotated[
            list[str] | None,
            typer.Option(
                "--regret",
                metavar="PERSON[:DELEGATE]",
                help="Who could not come, and who came instead; repeat it for more",
            ),
        ] = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Note who was at a meeting.

        Names are added to those there are. A head who is away that day goes on the list of apologies, with who stands
        in. Says how many departments are represented, and how many the quorum needs.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.note_presence import SaidPresence, plan_presence

        said = SaidPresence(
            meeting, tuple(people or ()), tuple(guests or ()), tuple(regrets or ()), all_heads=all_heads
        )
        opened = open_workspace(context)
        planned = plan_presence(start_plan(context, opened.world), said)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))
