"""``collab decision``: what meetings decided, and what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts, complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    PAGES,
    TABLES,
    AsOf,
    At,
    Commit,
    CommitMessage,
    DryRun,
    Json,
    Output,
    chosen_format,
    date_option,
    format_option,
)

if TYPE_CHECKING:
    from collab_cli.analyses.decisions import DecisionStanding
    from collab_cli.edits.plan import Plan

app = Commands(
    examples=(
        "collab decision list --open  # what was decided and is not carried out yet",
        "collab decision show 2025-07-07-xdept-weekly/dec1  # one, with its reason and its actions",
        "collab decision implemented-by 1 charter:sales  # what carries out the first one of the list",
    )
)

_HELP = "Minutes and number, such as 2025-07-07-weekly/dec1, a number of the list, or words of the decision"
_Decision = Annotated[str, typer.Argument(metavar="DECISION", autocompletion=complete_parts("meeting"), help=_HELP)]


@app.verb(
    "list",
    examples=(
        "collab decision list  # those in force, the newest first",
        "collab decision list --open --owner 张伟  # what one person has still to see to",
        "collab decision list --from 2025-07-01 --to 2025-07-31 -o july.xlsx  # those of a month, as a spreadsheet",
    ),
)
def list_decisions(
    ctx: typer.Context,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="PERSON",
            autocompletion=complete_ids("person"),
            help="Only what this person sees to",
        ),
    ] = None,
    open_ones: Annotated[bool, typer.Option("--open", help="Only what is not carried out yet")] = False,
    first: Annotated[date | None, date_option("--from", "Only of meetings on this day or later")] = None,
    last: Annotated[date | None, date_option("--to", "Only of meetings on this day or earlier")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show those superseded by others as well")] = False,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*TABLES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """List decisions of meetings: who sees to them, what they change, whether that has happened.

    One is carried out when the goals and charters it names have changed since the meeting and its actions are closed.
    Nothing tells that of a decision that names neither.
    """
    context: Context = ctx.obj
    from collab_cli.cli.decision_choice import chosen_decisions
    from collab_cli.cli.listed_numbers import keep_numbers
    from collab_cli.cli.opening import open_workspace
    from collab_cli.reports.decision_list import build

    chosen = chosen_format(format, json, output=output)
    opened = open_workspace(context, as_of=as_of, at=at)
    found = chosen_decisions(
        opened.world, owner=owner, first=first, last=last, open_ones=open_ones, everything=everything
    )
    answer(context, build(opened.world, found, as_table=chosen in ("csv", "xlsx")), chosen, output=output)
    if chosen == "text" and output is None and at is None:
        keep_numbers(context, opened.root, "decision", [one.ref for one in found])


@app.verb(
    "show",
    examples=(
        "collab decision show 2025-07-07-xdept-weekly/dec1  # one, with its reason and its actions",
        "collab decision show 预测  # the one in which this word stands",
    ),
)
def show(
    ctx: typer.Context,
    decision: _Decision,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show one decision: why and how it was taken, what it changes, who does what for it."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import start_plan
    from collab_cli.reports.decision_record import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    opened = open_workspace(context, as_of=as_of, at=at)
    meant = _meant(context, opened.root, start_plan(context, opened.world), decision)
    answer(context, build(opened.world, meant), chosen, output=output)


@app.verb(
    "supersede",
    examples=(
        "collab decision supersede 2025-01-10-goal-workshop/dec1 2025-07-14-xdept-weekly/dec1  # the old one, the new",
    ),
)
def supersede(
    ctx: typer.Context,
    old: _Decision,
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW", autocompletion=complete_parts("meeting"), help="The decision that takes its place"
        ),
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Note that a later decision takes the place of an earlier one."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.link_decisions import plan_supersede

    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    names = [_meant(context, opened.root, plan, text).ref for text in (old, new)]
    finish(context, opened.root, plan_supersede(plan, *names), Saving(dry_run, commit, message))


@app.verb(
    "implemented-by",
    examples=(
        "collab decision implemented-by 2025-07-14-xdept-weekly/dec1 goal:increase-revenue  # the goal it changes",
        "collab decision implemented-by 预测 action:2025-07-07-forecast-deadline  # the action that carries it out",
    ),
)
def implemented_by(
    ctx: typer.Context,
    decision: _Decision,
    refs: Annotated[
        list[str],
        typer.Argument(
            metavar="REF",
            autocompletion=complete_refs("goal", "charter", "action"),
            help="Goals, charters or actions, as kind:id",
        ),
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Note what carries a decision out.

    Goals and charters it changes are written into the decision; an action gets the decision as its origin.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.link_decisions import plan_implemented_by

    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    meant = _meant(context, opened.root, plan, decision)
    finish(context, opened.root, plan_implemented_by(plan, meant.ref, refs), Saving(dry_run, commit, message))


def _meant(context: Context, root: Path, plan: Plan, text: str) -> DecisionStanding:
    """Return the decision a text means, a number of the list last shown too; raise CollabError if it means none."""
    from collab_cli.cli.listed_numbers import listed_id, number_in
    from collab_cli.edits.decision_meant import decision_meant

    number = number_in(text)
    wanted = listed_id(context, root, "decision", number) if number is not None else text
    return decision_meant(plan.world, plan.names, wanted)
