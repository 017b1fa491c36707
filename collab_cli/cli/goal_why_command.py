"""``collab goal why``: what a goal is for, and what carries it."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.cli.report_commands import TOLD_FROM
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_WORK = ("charter", "activity", "project", "action", "resource", "event")
"""The kinds of records the work for goals is written in."""


def add_why(app: Commands) -> None:
    """Add the command ``why`` to the commands for goals."""

    @app.verb(
        "why",
        examples=(
            "collab goal why increase-revenue  # up to the company goal, down to duties and actions",
            "collab goal why --person 'Zhang Wei'  # what the work of one person is for",
            "collab goal why increase-market-share --format markdown  # for a page or a mail",
        ),
    )
    def why(
        ctx: typer.Context,
        goal: Annotated[
            str | None, typer.Argument(metavar="GOAL", autocompletion=complete_ids("goal"), help="The goal")
        ] = None,
        person: Annotated[
            str | None,
            typer.Option(
                "--person",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Show instead what the work of this person is for",
            ),
        ] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show what a goal is for, up to the company goal, and the work that carries it.

        Upwards every link says how the goal serves the other one, and whether that has changed since; downwards stand
        the goals, duties, projects, actions and resources that carry it. Who has confirmed to know it stands on top.

        With `--person` the lines lead from the goals of the company to what one person does: goals of its own, duties
        and tasks in which it, its role or its department does something, projects and open actions.
        """
        context: Context = ctx.obj
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.goal import KIND as GOAL
        from collab_cli.model.person import KIND as PERSON
        from collab_cli.reports import goal_why, goal_why_person

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        _check_asked(goal, person)
        world = open_workspace(context, as_of=as_of, at=at, kinds=(*TOLD_FROM, *_WORK)).world
        tell_unread(context, "goal", world.workspace.unread)
        if person is not None:
            report = goal_why_person.build(world, find_record(world.workspace, PERSON, person))
        else:
            report = goal_why.build(world, find_record(world.workspace, GOAL, goal or ""))
        answer(context, report, chosen, output=output)


def _check_asked(goal: str | None, person: str | None) -> None:
    """Raise CollabError unless one thing is asked about: a goal or a person."""
    if goal is None and person is None:
        raise CollabError(
            msg("nothing says what is asked about"), msg("name a goal, or a person with {option}", option="--person")
        )
    if goal is not None and person is not None:
        raise CollabError(msg("a goal and a person are named"), msg("name one of the two"))
