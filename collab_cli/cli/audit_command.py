"""``collab charter audit``: what the rules find in the rows and the columns of the responsibility matrix."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, PROSE, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.errors import ExitCode


def add_audit(app: Commands) -> None:
    """Add the command ``audit`` to the commands for charters."""

    @app.verb(
        "audit",
        examples=(
            "collab charter audit  # what is wrong in which row and column",
            "collab charter audit --at HEAD~1  # as it was before the last commit",
        ),
    )
    def audit(
        ctx: typer.Context,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> int:
        """Go through every row and every column of the matrix, whatever the profile of the check.

        It shows the findings of `collab check` about rows and columns, put together by what they are about, and the
        required activities nobody owns.
        """
        context: Context = ctx.obj
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.responsibility_audit import build
        from collab_cli.rules.engine import run_rules
        from collab_cli.rules.raci.audits import COLUMN_AUDIT, GAP_AUDIT, ROW_AUDIT
        from collab_cli.rules.selection import select_rules

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        if chosen not in PROSE:
            tell_unread(context, "charter", world.workspace.unread)
        codes = (*ROW_AUDIT, *COLUMN_AUDIT, *GAP_AUDIT)
        outcome = run_rules(world, select_rules(world.settings, select=codes))
        report = build(
            world,
            (finding for finding in outcome.findings if finding.code in codes),
            columns=COLUMN_AUDIT,
            gaps=GAP_AUDIT,
            not_checked=tuple(rule.code for rule in outcome.not_checked),
            waived=outcome.waived,
        )
        answer(context, report, chosen, output=output)
        return ExitCode.INTERNAL if outcome.crashed else ExitCode.OK
