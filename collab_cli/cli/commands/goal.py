"""``collab goal``: add goals, list and show them, see the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_list_and_show, tell_unread
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, At, DryRun, Json, choice_option, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.edits.add_goal import NewGoal

app = Commands(
    examples=(
        "collab goal tree  # what serves what, from the company goal down",
        "collab goal add --title Grow --department sales --parent increase-market-share  # a new goal",
        "collab goal show increase-revenue  # one goal whole",
    )
)

LEVELS = ("company", "department", "team", "person")
COMMITMENTS = ("committed", "aspirational")


@app.verb(
    "add",
    examples=(
        "collab goal add  # asks for what is needed, on a terminal",
        "collab goal add --title 提高复购率 --department 销售部 --parent 提高市场占有率  # names work like ids",
        "collab goal add --title 'Grow' --level company --dry-run  # show the file, write nothing",
    ),
)
def add(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What is to be reached")] = None,
    title_en: Annotated[
        str | None, typer.Option("--title-en", metavar="TEXT", help="The title in English, where --title is Chinese")
    ] = None,
    level: Annotated[
        str | None, choice_option("--level", LEVELS, "Whose goal it is; department where one is named")
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="DEPT", help="The department that has the goal")
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="PERSON", help="Who answers for it; else the head of the department"),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="ID", help="A period of collab.yaml; else that of the goal served")
    ] = None,
    parent: Annotated[str | None, typer.Option("--parent", metavar="GOAL", help="The goal this goal serves")] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", metavar="SHARE", help="What it carries of the goal served: 0.3 or 30%")
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it serves that goal, in a sentence")
    ] = None,
    commitment: Annotated[
        str | None, choice_option("--commitment", COMMITMENTS, "Expected in full, or a stretch")
    ] = None,
    record_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; else made from the title")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Add a goal as a draft: one new file, nothing else is touched.

    Without --title a terminal asks for what is missing. Goals, departments and people can be named by id or by name.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.edits.add_goal import NewGoal, goals_titled, plan_goal
    from collab_cli.edits.saving import as_diff, save

    opened = open_workspace(context)
    said = NewGoal(
        (title or "").strip(), title_en, level, department, owner, period, parent, weight, how, commitment, record_id
    )
    if not said.title:
        if not context.can_ask:
            raise CollabError(msg("a goal needs a title"), msg("give it with --title"))
        from collab_cli.cli.goal_dialogue import ask_goal

        said = ask_goal(context, opened.world, said)
    planned = plan_goal(opened.world, said)
    for goal in goals_titled(opened.world, said):
        context.say(msg("a goal of this title is there already: {goal}", goal=goal.titled))
    if dry_run:
        context.write(as_diff([planned.write]))
        return
    save(opened.root, [planned.write], context.state_home)
    _tell_added(context, planned.id, said)
    context.write(planned.write.path + "\n")


def _tell_added(context: Context, goal_id: str, said: NewGoal) -> None:
    from collab_cli.messages import Titled

    context.say(msg("added the goal {goal} as a draft", goal=Titled(said.title, goal_id)))
    command = "collab explain goal"
    context.say(msg("it has no key results yet; {command} shows how to write them", command=command))


@app.verb(
    "tree",
    examples=(
        "collab goal tree  # all goals",
        "collab goal tree increase-market-share  # one goal and what serves it",
    ),
)
def tree(
    ctx: typer.Context,
    goal: Annotated[str | None, typer.Argument(metavar="GOAL", help="Show this goal and what serves it")] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> None:
    """Show which goal serves which, from the company goal down."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.goal import KIND
    from collab_cli.reports.goal_tree import build

    world = open_workspace(context, as_of=as_of, at=at).world
    tell_unread(context, "goal", world.workspace.unread)
    root = find_record(world.workspace, KIND, goal) if goal else None
    answer(context, build(world, root), chosen_format(format, json))


add_list_and_show(app, "goal")
