"""``collab goal checkin``: note how far key results are: one, those of a file, or all that are due."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_parts
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, Yes, choice_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from collab_cli.cli.opening import Opened
    from collab_cli.edits.check_in import SaidCheckIn, UnfitLine
    from collab_cli.edits.plan import Plan, Planned
    from collab_cli.messages import Message

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
            str | None,
            choice_option("--status", _STATES, "Your own judgement, shown beside the computed one", "checkin.status"),
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
            typer.Option(
                "--from", metavar="FILE", help="A table: goal, key result, date, value, confidence, note, cause, action"
            ),
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
        yes: Yes = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Note how far a key result is.

        Says what that makes of its progress, pace and status on that day. A value of a day that has one already stands
        beside it, and the later one counts. A value that is hard to believe is asked about, or needs --yes. A table is
        taken whole or not at all.
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
            plan_it = _of_table(context, source)
        elif stale:
            found = _of_stale(context, opened, plan, person, fields)
            if found is None:
                return
            plan_it = found
        else:
            plan_it = _of_one(context, plan, said)
        planned = _believed(context, opened, plan_it, yes=yes)
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


def _believed(context: Context, opened: Opened, plan_it: Callable[[Plan, bool], Planned], *, yes: bool) -> Planned:
    """Return the change; of values that are hard to believe only with a yes: raise DoubtfulValues where nobody says it.

    Raises UnfitLines, having told why, for lines that cannot be taken.
    """
    from collab_cli.cli.writing import confirm, start_plan
    from collab_cli.edits.check_in import DoubtfulValues, UnfitLines

    try:
        return plan_it(start_plan(context, opened.world), yes)
    except UnfitLines as unfit:
        _tell_lines(context, unfit.lines)
        raise
    except DoubtfulValues as doubtful:
        is_list = any(line.address for line in doubtful.lines)
        if is_list or context.can_ask:
            _tell_lines(context, doubtful.lines)
        if not context.can_ask:
            raise
    confirm(context, msg("Is it so, and to be noted?"), yes=False)
    return plan_it(start_plan(context, opened.world), True)


def _of_one(context: Context, plan: Plan, said: SaidCheckIn) -> Callable[[Plan, bool], Planned]:
    from collab_cli.edits.check_in import plan_check_in

    if context.can_ask:
        from collab_cli.cli.checkin_dialogue import ask_check_in

        answered = ask_check_in(context, plan, said)
        is_asked = answered.value != said.value
        return lambda plan, is_sure: plan_check_in(plan, answered, is_sure=is_sure or is_asked)
    return lambda plan, is_sure: plan_check_in(plan, said, is_sure=is_sure)


def _of_table(context: Context, source: Path) -> Callable[[Plan, bool], Planned]:
    from collab_cli.edits.check_in import plan_check_ins
    from collab_cli.edits.checkin_table import read_checkin_table
    from collab_cli.transports.read_tables import read_tables

    table = read_checkin_table(source.name, read_tables(context.cwd / source))
    for note in table.notes:
        context.say(note)
    return lambda plan, is_sure: plan_check_ins(plan, table.said, is_sure=is_sure)


def _of_stale(
    context: Context, opened: Opened, plan: Plan, person: str | None, fields: dict[str, str]
) -> Callable[[Plan, bool], Planned] | None:
    """Return the check-ins answered, None where nothing is due or nothing was answered."""
    from collab_cli.cli.acting_person import acting_person
    from collab_cli.cli.checkin_dialogue import ask_stale
    from collab_cli.edits.check_in import plan_check_ins
    from collab_cli.edits.stale_key_results import stale_key_results
    from collab_cli.model.person import KIND as PERSON

    person_id = plan.names.id_of(PERSON, person) if person is not None else acting_person(opened.root, opened.world)
    found = stale_key_results(opened.world, person_id)
    if not found:
        for line in _calm(opened, person_id):
            context.say(line)
        return None
    if not context.can_ask:
        raise CollabError(
            msg("--stale asks for values, and nobody is here to answer"),
            msg("give them one by one or with --from; due are {key_results}", key_results=tuple(e.ref for e in found)),
        )
    said = ask_stale(context, plan, found, fields)
    return (lambda plan, _: plan_check_ins(plan, said, is_sure=True)) if said else None


def _calm(opened: Opened, person_id: str | None) -> Iterator[Message]:
    """Yield whose goals were looked at, when the next check-in is due, and which key results have no value yet."""
    from collab_cli.edits.stale_key_results import coming_check_ins
    from collab_cli.model.person import Person

    coming = coming_check_ins(opened.world, person_id)
    whose = opened.world.name(Person, person_id) if person_id is not None else None
    if coming.due is None:
        yield (
            msg("{person} answers for no active goal with key results to check in; --person names somebody else",
                person=whose)
            if whose is not None
            else msg("no active goal has key results to check in")
        )  # fmt: skip
        return
    if whose is not None:
        yield msg("no check-in of {person} is due; the next is on {day}", person=whose, day=coming.due)
    else:
        yield msg("nobody's check-in is due; the next is on {day}", day=coming.due)
    if coming.unmeasured:
        first = coming.unmeasured[0].ref
        yield msgn(
            "{count} key result has no value yet; check in now with {command}",
            "{count} key results have no value yet; check in now with {command}, then {others}",
            len(coming.unmeasured),
            command=f"collab goal checkin {first} VALUE",
            others=tuple(each.ref for each in coming.unmeasured[1:]),
        )


def _tell_lines(context: Context, lines: Sequence[UnfitLine]) -> None:
    """Say of every line that cannot be taken, or hardly, why."""
    for line in lines:
        fault = (
            msg("{place}, {column}: {fault}", place=line.address, column=line.column, fault=line.fault)
            if line.column
            else line.fault
            if not line.address
            else msg("{place}: {fault}", place=line.address, fault=line.fault)
        )
        context.say(msg("{fault}; {hint}", fault=fault, hint=line.hint) if line.hint is not None else fault)
