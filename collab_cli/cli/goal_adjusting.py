"""``collab goal adjust``: change a target openly."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, choice_option
from collab_cli.messages import Label, Param, msg

REASONS = ("market_change", "company_change", "correction", "feasibility", "other")
"""Why a target changes, as records hold it."""


def add_adjust(app: Commands) -> None:
    """Add the command ``adjust`` to those of goals."""

    @app.verb(
        "adjust",
        examples=(
            "collab goal adjust strengthen-brand/kr1 target=42 --reason market_change --approved-by 李娜"
            "  # the target, with the reason",
            "collab goal adjust increase-revenue period=2025-q3 --reason company_change  # of the whole goal",
            "collab goal adjust strengthen-brand/kr1 target=45 --was 48 --reason feasibility"
            "  # an earlier change told afterwards",
        ),
    )
    def adjust(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="GOAL[/KR]", autocompletion=complete_parts("goal"), help="The key result, or the whole goal"
            ),
        ],
        assignments: Annotated[
            list[str],
            typer.Argument(metavar="FIELD=VALUE", help="target, baseline, unit, weight, direction; of a goal, period"),
        ],
        reason: Annotated[str | None, choice_option("--reason", REASONS, "Why it changes", "adjustment.reason")] = None,
        note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark")] = None,
        approved_by: Annotated[
            str | None,
            typer.Option(
                "--approved-by", metavar="PERSON", autocompletion=complete_ids("person"), help="Who approved it"
            ),
        ] = None,
        proposal: Annotated[
            str | None,
            typer.Option(
                "--proposal",
                metavar="PROPOSAL",
                autocompletion=complete_ids("proposal"),
                help="The proposal it was agreed in",
            ),
        ] = None,
        date: Annotated[
            str | None, typer.Option("--date", metavar="DATE", help="The day of the change; else today")
        ] = None,
        was: Annotated[
            str | None,
            typer.Option(
                "--was", metavar="VALUE", help="The value before a change that was made already, to tell of it now"
            ),
        ] = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Change a target openly.

        Writes the new value and an entry that says from what to what, why and who approved it. Says which agreements
        were on the text before.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.adjust_goal import plan_adjust

        given = {"reason": reason, "note": note, "approved_by": approved_by, "proposal": proposal, "date": date,
                 "was": was}  # fmt: skip
        opened = open_workspace(context)
        plan = start_plan(context, opened.world)
        if reason is None and context.can_ask:
            given["reason"] = _ask_reason(context)
        said = {name: text for name, text in given.items() if text is not None}
        planned = plan_adjust(plan, ref, assignments, said)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))


def _ask_reason(context: Context) -> str:
    from collab_cli.cli.asking import Asking

    choices: list[tuple[str, Param]] = [(reason, Label(reason, "adjustment.reason")) for reason in REASONS]
    return Asking(context).choice(msg("Why does it change?"), choices)
