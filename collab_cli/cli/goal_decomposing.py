"""``collab goal decompose``: break a goal down into goals of departments, teams or people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    PAGES,
    Commit,
    CommitMessage,
    DryRun,
    Json,
    Yes,
    choice_option,
    chosen_format,
    format_option,
)
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn

if TYPE_CHECKING:
    from collab_cli.edits.decompose_goal import BrokenDown, Request
    from collab_cli.edits.decomposition_options import Typed
    from collab_cli.edits.plan import Plan
    from collab_cli.graph.world import World
    from collab_cli.model.goal import Goal
    from collab_cli.model.record import Record
    from collab_cli.page import Report

_BY = ("equal", "headcount", "history", "weight")
_SUBJECTS = 12
"""How many new goals the next command names."""


def add_decompose(app: Commands) -> None:
    """Add the command ``decompose`` to ``app``."""
    app.verb(
        "decompose",
        examples=(
            "collab goal decompose increase-market-share --split sales=40,production=30,marketing=30  # by hand",
            "collab goal decompose increase-revenue --by headcount --dry-run  # by people; shows what would be written",
            "collab goal decompose increase-market-share --plan plan.yaml  # titles, figures and more from a file",
        ),
    )(_decompose)


def _decompose(
    ctx: typer.Context,
    goal: Annotated[
        str | None,
        typer.Argument(metavar="GOAL", autocompletion=complete_ids("goal"), help="The goal to break down"),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option("--split", metavar="PARTY=SHARE,...", help="The share of each, such as sales=40,production=60"),
    ] = None,
    by: Annotated[str | None, choice_option("--by", _BY, "Let the shares follow from something")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="PARTY,...", help="Who gets a part, with --by; else all who can carry the goal"),
    ] = None,
    plan_file: Annotated[
        str | None,
        typer.Option("--plan", metavar="FILE", help="Take the whole plan from a YAML file; - is standard input"),
    ] = None,
    key_result: Annotated[
        list[str] | None,
        typer.Option("--key-result", metavar="KR,...", help="Hand down only these key results; else all"),
    ] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            metavar="METRIC,...",
            autocompletion=complete_ids("metric"),
            help="Hand down only the key results on these metrics",
        ),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="PARTY[/KR]=VALUE", help="A target set by hand; repeatable"),
    ] = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option("--baseline", metavar="PARTY[/KR]=VALUE", help="A baseline set by hand; repeatable"),
    ] = None,
    title: Annotated[
        list[str] | None, typer.Option("--title", metavar="PARTY=TEXT", help="What its goal is called; repeatable")
    ] = None,
    how: Annotated[
        list[str] | None,
        typer.Option("--how", metavar="PARTY=TEXT", help="How its goal serves this one, in a sentence; repeatable"),
    ] = None,
    decimals: Annotated[
        int | None,
        typer.Option(
            "--decimals", metavar="N", min=0, max=6, help="Decimal places of what is divided; else as written"
        ),
    ] = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Break a goal down: a draft for each department, team or person that carries a part of it.

    Key results marked additive are divided, and the parts add up; percentages and other ratios are the same for each,
    unless set by hand. The plan is shown with its checks first. What is missing, or who is left out, needs a yes;
    what would be counted twice needs one at a terminal, or weights written in a plan file and --yes. All drafts are
    written in one step.

    A plan file holds `goals`, each with a `department` or `person` and a `weight`, if wanted also `title`, `owner`,
    `how` and `key_results`; `by` at the top lets the weights follow.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.goals.contribution_shares import BYS
    from collab_cli.cli.answering import answer, tell_report
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, confirm, finish, start_plan
    from collab_cli.edits.decomposition_options import Typed

    chosen = chosen_format(format, json)
    if (format or json) and not dry_run:
        raise CollabError(msg("--format and --json go with --dry-run only"), msg("leave them out, or add --dry-run"))
    typed = Typed(
        split=tuple(split or ()),
        by=next((each for each in BYS if each == by), None),
        to=tuple(to or ()),
        key_results=tuple(key_result or ()),
        metrics=tuple(metric or ()),
        targets=tuple(target or ()),
        baselines=tuple(baseline or ()),
        titles=tuple(title or ()),
        hows=tuple(how or ()),
        places=decimals,
    )
    if plan_file is not None and typed != Typed():
        raise CollabError(
            msg("--plan says everything itself"), msg("leave out the other options, or write them into it")
        )
    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    record = _goal(context, opened.world, goal)
    is_asked = plan_file is None and not split and by is None
    request = _request(context, plan, record, typed, plan_file)
    found = _planned(plan, record, request)
    if dry_run and (format or json):
        answer(context, _report(found), chosen)
        return
    tell_report(context, _report(found))
    while is_asked and not yes and (changed := _changed(context, request, found)) is not None:
        request, plan = changed, start_plan(context, opened.world)
        found = _planned(plan, record, request)
        tell_report(context, _report(found))
    if not dry_run:
        is_decided = plan_file is not None and bool(request.wanted.shares)
        _check_consent(context, found, yes=yes, is_decided=is_decided)
        if context.can_ask:
            confirm(context, msgn("Write this goal?", "Write these {count} goals?", len(found.ids)), yes=yes)
    finish(context, opened.root, found.planned, Saving(dry_run, commit, message))
    if dry_run:
        if plan_file is None:
            _tell_titles(context, request, found, "--title {party}=TEXT")
        return
    _tell_titles(context, request, found, "collab set goal:{id} title=TEXT")
    _tell_next(context, _to_agree_on(found, record))


def _goal(context: Context, world: World, text: str | None) -> Record[Goal]:
    from collab_cli.edits.decompose_goal import check_can_be_broken_down
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.goal import KIND

    if text is None:
        if not context.can_ask:
            raise CollabError(
                msg("the goal to break down is missing"),
                msg("name it behind {command}", command="collab goal decompose"),
            )
        from collab_cli.cli.decomposition_dialogue import ask_goal

        text = ask_goal(context, world)
    goal = find_record(world.workspace, KIND, text)
    check_can_be_broken_down(world, goal)
    return goal


def _request(context: Context, plan: Plan, goal: Record[Goal], typed: Typed, plan_file: str | None) -> Request:
    from collab_cli.edits.decomposition_options import read_options

    if plan_file is not None:
        from collab_cli.cli.record_file import file_bytes
        from collab_cli.edits.decomposition_file import read_plan_file

        return read_plan_file(plan, goal, plan_file, file_bytes(context, plan_file))
    if not typed.split and typed.by is None:
        if not context.can_ask:
            raise CollabError(
                msg("nothing says who carries which share"),
                msg("give {options}", options="--split sales=40,production=60, --by headcount, --plan FILE"),
            )
        from collab_cli.cli.decomposition_dialogue import ask_shares

        typed = ask_shares(context, plan, goal, typed)
    return read_options(plan, goal, typed)


def _planned(plan: Plan, goal: Record[Goal], request: Request) -> BrokenDown:
    """Return the planned change; raise CollabError where the check would find an error in what it writes."""
    from collab_cli.cli.new_errors import new_errors
    from collab_cli.edits.decompose_goal import plan_decomposition

    found = plan_decomposition(plan, goal, request)
    for finding in new_errors(found.planned):
        raise CollabError(
            msg("nothing was written: {code} would report {fault}", code=finding.code, fault=finding.message),
            finding.hint,
        )
    return found


def _changed(context: Context, request: Request, found: BrokenDown) -> Request | None:
    """Return the request as a person changes it after seeing the plan, None where nothing is to be changed."""
    from collab_cli.cli.decomposition_dialogue import ask_changes

    return ask_changes(context, found.planned.after, request, found.decomposition, _new(found))


def _check_consent(context: Context, found: BrokenDown, *, yes: bool, is_decided: bool) -> None:
    """Raise CollabError where nobody has agreed to what the checks doubt.

    At a terminal a question follows. A ``--yes`` is typed before the plan is seen, so it covers what is missing and
    not what is counted twice; that takes weights somebody has written down (``is_decided``).
    """
    if not found.decomposition.needs_consent or (context.can_ask and not yes):
        return
    from collab_cli.reports.goal_decomposition import doubts

    first, *more = (each.message for each in doubts(found.planned.after, found.decomposition, _new(found)))
    if found.decomposition.counts_twice and not is_decided:
        raise CollabError(
            first,
            msg("leave it out with {option}, or decide the weights in a file for {plan}",
                option="--key-result", plan="--plan"),
        )  # fmt: skip
    if not yes:
        if more:
            first = msgn("{first}, and {count} more check", "{first}, and {count} more checks", len(more), first=first)
        raise CollabError(msg("this needs a yes: {question}", question=first), msg("add --yes to go on"))


def _new(found: BrokenDown) -> dict[str, Record[Goal]]:
    from collab_cli.model.goal import Goal

    after = found.planned.after
    return {party: record for party, each in found.ids.items() if (record := after.get(Goal, each)) is not None}


def _report(found: BrokenDown) -> Report:
    from collab_cli.reports.goal_decomposition import build

    return build(found.planned.after, found.decomposition, _new(found))


def _tell_titles(context: Context, request: Request, found: BrokenDown, example: str) -> None:
    """Say how a goal gets a title of its own, where one was made."""
    made = [party for party in found.ids if party not in request.words or request.words[party].title is None]
    if made:
        example = example.format(party=made[0], id=found.ids[made[0]])
        context.say(msg("titles are made from the goal served; this gives one its own:"))
        if not context.quiet:
            context.tell(f"  {example}")


def _to_agree_on(found: BrokenDown, goal: Record[Goal]) -> tuple[str, ...]:
    """Return the ids of the goals to be put to those concerned: the one served too, where nobody agreed to it yet."""
    from collab_cli.graph.agreements import accepted_proposals

    agreed = accepted_proposals(found.planned.after.workspace)
    return (*(() if goal.ref in agreed else (goal.id,)), *found.ids.values())


def _tell_next(context: Context, ids: tuple[str, ...]) -> None:
    """Say how the drafts are agreed on: a command to be copied, on several lines where one would be too long."""
    context.say(msgn("then agree on it:", "then agree on them:", len(ids)))
    if context.quiet:
        return
    subjects = [f"--subject goal:{each}" for each in ids[:_SUBJECTS]]
    if len(ids) > _SUBJECTS:
        subjects.append("--subject ...")
    parts = ["collab proposal open TITLE", *subjects]
    line = "  " + " ".join(parts)
    width = context.terminal.width if context.terminal.stderr else None
    context.tell(line if width is None or len(line) <= width else "  " + " \\\n    ".join(parts))
