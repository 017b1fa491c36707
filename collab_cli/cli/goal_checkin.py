"""``collab goal checkin``: note how far key results are: one, those of a file, or all that are due."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, choice_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.cli.opening import Opened
    from collab_cli.edits.check_in import SaidCheckIn, UnfitLines
    from collab_cli.edits.plan import Plan, Planned

_STATES = ("on_track", "at_risk", "off_track", "done")


def add_checkin(app: Commands) -> None:
    """Add the command ``checkin`` to those of goals."""

    @app.verb(
        "checkin",
        examples=(
            "collab goal checkin increase-revenue/kr2 60  # the value of today",
            "collab goal checkin 提高市场占有率 13.4% --confidence 60%  # a goal with one key result",
            "collab goal checkin strengthen-brand/kr1 39 --date 6/29 --cause 投放延后  # another day, behind the plan",
            "collab goal checkin --from june.csv --dry-run  # those of a table, shown first",
            "collab goal checkin --stale --person 张伟  # asks for all that are due of one person",
        ),
    )
    def checkin(
        ctx: typer.Context,
        key_result: Annotated[
            str | None,
            typer.Argument(
                metavar="GOAL/KR",
                autocompletion=complete_parts("goal"),
                help="The key result; the goal alone where it has one",
            ),
        ] = None,
        value: Annotated[
            str | None,
            typer.Argument(metavar="VALUE", help="The value reached: 13.2%, 1,200; of milestones, the one reached"),
        ] = None,
        date: Annotated[
            str | None, typer.Option("--date", metavar="DATE", help="The day the value holds for; else today")
        ] = None,
        confidence: Annotated[
            str | None,
            typer.Option("--confidence", metavar="SHARE", help="How sure you are to reach the target: 0.6 or 60%"),
        ] = None,
        status: Annotated[
            str | None, choice_option("--status", _STATES, "Your own judgement, shown beside the computed one")
        ] = None,
        note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark")] = None,
        cause: Annotated[
            str | None, typer.Option("--cause", metavar="TEXT", help="Why there is a gap; how large it is, is computed")
        ] = None,
        actions: Annotated[
            list[str] | None,
            typer.Option(
                "--action",
                metavar="ACTION",
                autocompletion=complete_ids("action"),
                help="What is done about the gap; repeat it for more",
            ),
        ] = None,
        source: Annotated[
            Path | None,
            typer.Option("--from", metavar="FILE", help="A table: goal, key result, date, value, confidence, note"),
        ] = None,
        stale: Annotated[
            bool, typer.Option("--stale", help="Ask for every key result whose check-in is due, on a terminal")
        ] = False,
        person: Annotated[
            str | None,
            typer.Option(
                "--person",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Whose goals, with --stale; else yours, by git's identity",
            ),
        ] = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Note how far a key result is.

        Says what that makes of its progress, pace and status. A value of a day that has one already stands beside it,
        and the later one counts. A table is taken whole or not at all.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.check_in import SaidCheckIn

        given = {"date": date, "confidence": confidence, "status": status, "note": note}
        fields = {name: text for name, text in given.items() if text is not None}
        said = SaidCheckIn(key_result or "", value, fields, cause, tuple(actions or ()))
        _check_form(said, source, person, stale=stale)
        opened = open_workspace(context)
        plan = start_plan(context, opened.world)
        if source is not None:
            planned = _of_table(context, plan, source)
        elif stale:
            found = _of_stale(context, opened, plan, person, fields)
            if found is None:
                return
            planned = found
        else:
            planned = _of_one(context, plan, said)
        finish(context, opened.root, planned, Saving(dry_run, commit, message))


def _check_form(said: SaidCheckIn, source: Path | None, person: str | None, *, stale: bool) -> None:
    """Raise CollabError for options and arguments that do not go together."""
    if person is not None and not stale:
        raise CollabError(msg("--person goes with --stale only"), msg("leave it out, or add --stale"))
    if source is not None and stale:
        raise CollabError(
            msg("{one} and {other} contradict each other", one="--from", other="--stale"), msg("give one of the two")
        )
    other = "--from" if source is not None else "--stale" if stale else None
    is_said = bool(said.key_result or said.value or said.cause or said.actions)
    if other is not None and (is_said or said.fields.keys() - ({"date"} if stale else set())):
        raise CollabError(
            msg("{option} brings its own key results and values", option=other), msg("leave out all others")
        )
    if other is None and not said.key_result:
        raise CollabError(
            msg("no key result is named"),
            msg("name one, such as {example}, or use --from or --stale", example="increase-revenue/kr1"),
        )


def _of_one(context: Context, plan: Plan, said: SaidCheckIn) -> Planned:
    from collab_cli.edits.check_in import plan_check_in

    if context.can_ask:
        from collab_cli.cli.checkin_dialogue import ask_check_in

        said = ask_check_in(context, plan, said)
    return plan_check_in(plan, said)


def _of_table(context: Context, plan: Plan, source: Path) -> Planned:
    from collab_cli.edits.check_in import UnfitLines, plan_check_ins
    from collab_cli.edits.checkin_table import read_checkin_table
    from collab_cli.transports.read_tables import read_tables

    table = read_checkin_table(source.name, read_tables(context.cwd / source))
    for note in table.notes:
        context.say(note)
    try:
        return plan_check_ins(plan, table.said)
    except UnfitLines as unfit:
        _tell_lines(context, unfit)
        raise


def _of_stale(
    context: Context, opened: Opened, plan: Plan, person: str | None, fields: dict[str, str]
) -> Planned | None:
    """Return the check-ins answered, None where nothing is due or nothing was answered."""
    from collab_cli.cli.acting_person import acting_person
    from collab_cli.cli.checkin_dialogue import ask_stale
    from collab_cli.edits.check_in import plan_check_ins
    from collab_cli.edits.stale_key_results import stale_key_results
    from collab_cli.model.person import KIND as PERSON
    from collab_cli.model.person import Person

    person_id = plan.names.id_of(PERSON, person) if person is not None else acting_person(opened.root, opened.world)
    found = stale_key_results(opened.world, person_id)
    if not found:
        whose = opened.world.name(Person, person_id) if person_id is not None else None
        context.say(
            msg("no check-in of {person} is due", person=whose) if whose is not None else msg("no check-in is due")
        )
        return None
    if not context.can_ask:
        raise CollabError(
            msg("--stale asks for values, and nobody is here to answer"),
            msg("give them one by one or with --from; due are {key_results}", key_results=tuple(e.ref for e in found)),
        )
    said = ask_stale(context, plan, found, fields)
    return plan_check_ins(plan, said) if said else None


def _tell_lines(context: Context, unfit: UnfitLines) -> None:
    """Say of every line that cannot be taken why not."""
    for line in unfit.lines:
        fault = (
            msg("{place}, {column}: {fault}", place=line.address, column=line.column, fault=line.fault)
            if line.column
            else msg("{place}: {fault}", place=line.address, fault=line.fault)
        )
        context.say(msg("{fault}; {hint}", fault=fault, hint=line.hint) if line.hint is not None else fault)
