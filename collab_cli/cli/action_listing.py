"""``collab action list``: what is open, due first at the top, with numbers other commands understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_refs
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
    format_option,
)
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.analyses.action_choice import ActionChoice, GroupedBy
    from collab_cli.cli.opening import Opened

GROUPS = ("department", "owner", "meeting", "goal")
STATES = ("open", "in_progress", "done", "cancelled")
ORIGINS = ("meeting", "goal", "evaluation", "issue", "proposal", "project")


def add_list(app: Commands) -> None:
    """Put the command ``list`` of actions in the place of the one every kind has."""

    @app.verb(
        "list",
        examples=(
            "collab action list  # what is open, due first at the top",
            "collab action list --mine  # what you answer for",
            "collab action list --overdue --by department  # what is late, department by department",
            "collab action list --meeting 2025-07-07-xdept-weekly  # what minutes name; then close it by its number",
            "collab action list --all -o actions.xlsx  # all of them, closed ones too, as a spreadsheet",
        ),
    )
    def list_actions(
        ctx: typer.Context,
        mine: Annotated[bool, typer.Option("--mine", help="Only what you answer for, by git's identity")] = False,
        owner: Annotated[
            str | None,
            typer.Option(
                "--owner",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Only what this person answers for",
            ),
        ] = None,
        department: Annotated[
            str | None, department_option("Only what people of this department and those below it answer for")
        ] = None,
        overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late")] = False,
        origin: Annotated[
            str | None,
            typer.Option(
                "--origin",
                metavar="REF",
                autocompletion=complete_refs(*ORIGINS),
                help="Only what was agreed there, as kind:id",
            ),
        ] = None,
        meeting: Annotated[
            str | None,
            typer.Option(
                "--meeting",
                metavar="MEETING",
                autocompletion=complete_ids("meeting"),
                help="Only what its minutes name: agreed there, or carried over",
            ),
        ] = None,
        state: Annotated[str | None, choice_option("--status", STATES, "Only those of this state")] = None,
        everything: Annotated[bool, typer.Option("--all", help="Show closed ones as well")] = False,
        by: Annotated[str | None, choice_option("--by", GROUPS, "Show them in groups")] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """List actions: who does what by when, how late it is, where it was agreed, how often it was put off.

        Open ones, unless --all or --status says otherwise. Red is late, yellow was put off or serves a goal that is off
        track, blue is due within three days, grey is closed. Other commands for actions take the numbers.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.action_choice import ActionChoice, chosen_actions
        from collab_cli.cli.listed_numbers import keep_numbers
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.action_list import Shown, build, in_order

        chosen = chosen_format(format, json, output=output)
        _check_together(mine=mine, owner=owner, state=state, everything=everything)
        opened = open_workspace(context, as_of=as_of, at=at)
        names = {"owner": owner, "department": department, "origin": origin, "meeting": meeting}
        states = frozenset(STATES if everything else {state} if state is not None else {"open", "in_progress"})
        choice = _choice(opened, names, mine=mine, overdue=overdue, states=states)
        found = chosen_actions(opened.world, choice)
        is_all = choice == ActionChoice()
        grouping = cast("GroupedBy | None", by)  # the option accepts nothing else
        shown = Shown(grouping, as_table=chosen in ("csv", "xlsx"), is_all=is_all)
        answer(context, build(opened.world, found, shown), chosen, output=output)
        if chosen == "text" and output is None and at is None:
            keep_numbers(context, opened.root, "action", [one.action.id for one in in_order(found, grouping)])


def _check_together(*, mine: bool, owner: str | None, state: str | None, everything: bool) -> None:
    """Raise CollabError for options that contradict each other."""
    for one, other, both in (
        ("--mine", "--owner", mine and owner is not None),
        ("--all", "--status", everything and state is not None),
    ):
        if both:
            raise CollabError(
                msg("{one} and {other} contradict each other", one=one, other=other), msg("give one of the two")
            )


def _choice(
    opened: Opened, names: dict[str, str | None], *, mine: bool, overdue: bool, states: frozenset[str]
) -> ActionChoice:
    """Return what is asked for; raise CollabError for a name that is not there, and where nobody knows who you are."""
    from collab_cli.analyses.action_choice import ActionChoice
    from collab_cli.cli.acting_person import acting_person, address_seen
    from collab_cli.edits.named_records import NamedRecords
    from collab_cli.model import department, meeting, person
    from collab_cli.model.field_types import RefersOpenly

    known = NamedRecords(opened.world)
    kinds = {"owner": person.KIND, "department": department.KIND, "meeting": meeting.KIND}
    found = {name: known.id_of(kinds[name], text) for name, text in names.items() if text and name in kinds}
    if mine:
        you = acting_person(opened.root, opened.world)
        if you is None:
            address = address_seen(opened.root) or "ADDRESS"
            raise CollabError(
                msg("the identity of git is that of no person here"),
                msg("say once who you are: {command}", command=f"collab set person:ID git+={address}"),
            )
        found["owner"] = you
    origin = names["origin"]
    return ActionChoice(
        owner=found.get("owner"),
        department=found.get("department"),
        origin=known.ref(origin, RefersOpenly(ORIGINS)) if origin else None,
        meeting=found.get("meeting"),
        overdue=overdue,
        states=states,
    )
