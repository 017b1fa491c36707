"""``collab charter gaps``: what nobody owns, and the commands that fill each gap."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    TABLES,
    AsOf,
    At,
    Json,
    Output,
    choice_option,
    chosen_format,
    department_option,
    domain_option,
    format_option,
)

KINDS = ("activity", "department", "duty", "step", "handoff", "owner", "issue", "catalogue")


def add_gaps(app: Commands) -> None:
    """Add the command ``gaps`` to the commands for charters."""

    @app.verb(
        "gaps",
        examples=(
            "collab charter gaps  # what nobody owns, with the commands that fill each gap",
            "collab charter gaps --kind activity --domain sales  # what nobody owns in one domain",
            "collab charter gaps --stubs  # what to write in the files instead",
        ),
    )
    def gaps(
        ctx: typer.Context,
        kind: Annotated[str | None, choice_option("--kind", KINDS, "Only gaps of this kind")] = None,
        domain: Annotated[
            str | None,
            domain_option("Only gaps of this domain of the activity catalogue"),
        ] = None,
        department: Annotated[
            str | None,
            department_option("Only gaps that fall to this department, or are proposed to it"),
        ] = None,
        stubs: Annotated[
            bool, typer.Option("--stubs", help="Show what to write in the files, in place of commands")
        ] = False,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Find what nobody owns: activities, charters, letters, hand-offs and posts, with what fills each gap.

        Who is proposed is who answers for the duties that come nearest; the choice is yours.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.domains import find_domain
        from collab_cli.analyses.find_gaps import find_gaps
        from collab_cli.cli.commands.record_kind import tell_unread_duties
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.department import KIND
        from collab_cli.reports.gaps import Wanted, build

        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread_duties(context, world.workspace.unread)
        unit = find_record(world.workspace, KIND, department).id if department is not None else None
        wanted = Wanted(
            kind=kind,
            domain=find_domain(world, domain) if domain is not None else None,
            department=world.parties.top(unit) if unit is not None else None,
            stubs=stubs,
            is_past=at is not None,
            as_table=chosen in ("csv", "xlsx"),
        )
        answer(context, build(world, find_gaps(world), wanted), chosen, output=output)
