"""``collab issue list``: what is open, due first at the top, with numbers other commands understand."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import TABLES, AsOf, At, Json, Output, chosen_format, department_option, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def add_list(app: Commands) -> None:
    """Put the command ``list`` of issues in the place of the one every kind has."""

    @app.verb(
        "list",
        examples=(
            "collab issue list  # what is open, due first at the top",
            "collab issue list --mine  # what is on you, also what was taken to you",
            "collab issue list --overdue --department sales  # what Sales has and is late with",
            "collab issue list --all -o issues.xlsx  # all of them, solved ones too, as a spreadsheet",
        ),
    )
    def list_issues(
        ctx: typer.Context,
        mine: Annotated[bool, typer.Option("--mine", help="Only what is on you, by git's identity")] = False,
        department: Annotated[
            str | None, department_option("Only what this department and those below it have")
        ] = None,
        overdue: Annotated[bool, typer.Option("--overdue", help="Only what is over its limit")] = False,
        everything: Annotated[bool, typer.Option("--all", help="Show solved ones as well")] = False,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """List issues: who has them, until when, how often they were passed on, and whom they were taken to.

        Time is counted on the working days of the calendar. Other commands for issues take the numbers.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.issue_choice import IssueChoice, chosen_issues
        from collab_cli.cli.acting_person import acting_person, address_seen
        from collab_cli.cli.listed_numbers import keep_numbers
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.report_commands import meant
        from collab_cli.model import department as department_kind
        from collab_cli.reports.issue_list import build

        chosen = chosen_format(format, json, output=output)
        opened = open_workspace(context, as_of=as_of, at=at)
        unit = meant(opened.world, department_kind.KIND, "--department", department)
        you = acting_person(opened.root, opened.world) if mine else None
        if mine and you is None:
            raise CollabError(
                msg("the identity of git is that of no person here"),
                msg(
                    "say once who you are: {command}",
                    command=f"collab set person:ID git+={address_seen(opened.root) or 'ADDRESS'}",
                ),
            )
        choice = IssueChoice(you, unit.id if unit is not None else None, overdue, everything)
        found = chosen_issues(opened.world, choice)
        report = build(opened.world, found, as_table=chosen in ("csv", "xlsx"), is_all=choice == IssueChoice())
        answer(context, report, chosen, output=output)
        if chosen == "text" and output is None and at is None:
            keep_numbers(context, opened.root, "issue", [one.issue.id for one in found])
