"""``collab issue raise``: a problem finds whoever answers for its duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_new_title, complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, choice_option
from collab_cli.errors import CollabError
from collab_cli.messages import Param, msg

if TYPE_CHECKING:
    from collab_cli.analyses.issue_routing import Routing
    from collab_cli.edits.plan import Plan
    from collab_cli.edits.raise_issue import Raising

CATEGORIES = ("duty", "information", "goal", "resource", "customer", "other")
IMPACTS = ("none", "low", "high")
_NONE = ""


def add_raise(app: Commands) -> None:
    """Add the command ``raise`` to those of issues."""

    @app.verb(
        "raise",
        examples=(
            "collab issue raise 'Customer K complains about colours' --category customer --customer-impact high",
            "collab issue raise 'Forecast came late' --caused-by handoff:rolling-forecast  # which hand-off failed",
            "collab issue raise 'Lift out of order' --first-contact chen-jie --sla 4h  # who was asked first keeps it",
        ),
    )
    def raise_issue(
        ctx: typer.Context,
        title: Annotated[
            str,
            typer.Argument(metavar="TEXT", autocompletion=complete_new_title, help="The problem, in a sentence"),
        ],
        category: Annotated[str | None, choice_option("--category", CATEGORIES, "What it is about")] = None,
        impact: Annotated[str | None, choice_option("--customer-impact", IMPACTS, "How much customers feel it")] = None,
        activity: Annotated[
            str | None,
            typer.Option(
                "--activity",
                metavar="ACTIVITY",
                autocompletion=complete_ids("activity"),
                help="The duty it belongs to; else the one its words name",
            ),
        ] = None,
        to: Annotated[
            str | None,
            typer.Option("--to", metavar="PARTY", help="Who takes it on; else whoever answers for the duty"),
        ] = None,
        keep: Annotated[bool, typer.Option("--keep", help="Leave it with the person who was asked first")] = False,
        first_contact: Annotated[
            str | None,
            typer.Option(
                "--first-contact",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Who was asked first; else whoever raises it",
            ),
        ] = None,
        by: Annotated[
            str | None,
            typer.Option(
                "--by",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Who raises it; else you, by git's identity",
            ),
        ] = None,
        at: Annotated[
            str | None,
            typer.Option("--date", metavar="DATE", help="When it was raised, a day or day and time; else now"),
        ] = None,
        sla: Annotated[
            str | None,
            typer.Option("--sla", metavar="TIME", help="How long it may take: 4h, 2wd (working days) or 30d"),
        ] = None,
        caused_by: Annotated[
            str | None,
            typer.Option(
                "--caused-by",
                metavar="REF",
                autocompletion=complete_refs("handoff", "goal", "charter"),
                help="The hand-off, goal or charter that failed, as kind:id",
            ),
        ] = None,
        source: Annotated[
            str | None,
            typer.Option(
                "--source",
                metavar="REF",
                autocompletion=complete_refs("channel", "meeting"),
                help="The channel or meeting it came up in, as kind:id",
            ),
        ] = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Raise an issue: it goes to whoever answers for the duty its words name, and is due within the limit.

        Where no duty is named for certain, what comes near is listed and whoever was asked first keeps it; on a
        terminal you are asked.
        """
        context: Context = ctx.obj
        from collab_cli.cli.acting_person import acting_person, address_seen
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.raise_issue import Raising, plan_raise, routing_of

        if keep and to is not None:
            raise CollabError(
                msg("{one} and {other} contradict each other", one="--keep", other="--to"), msg("give one of the two")
            )
        if not title.strip():
            raise CollabError(msg("an issue needs a text"), msg("say in a sentence what the problem is"))
        said = {
            "category": category,
            "raised_by": by,
            "raised_at": at,
            "first_contact": first_contact,
            "activity": activity,
            "assigned": to,
            "sla": sla,
            "customer_impact": impact,
            "caused_by": caused_by,
            "source": source,
        }
        raising = Raising(title, {name: text for name, text in said.items() if text is not None}, keep)
        opened = open_workspace(context)
        plan = start_plan(context, opened.world)
        routing = routing_of(plan, raising)
        if context.can_ask and routing.matters and routing.matter is None:
            raising, routing = _asked(context, plan, raising, routing)
        acting = acting_person(opened.root, opened.world) if by is None else None
        address = address_seen(opened.root) if by is None and acting is None else None
        added = plan_raise(plan, raising, routing, acting=acting, address=address)
        finish(context, opened.root, added.planned, Saving(dry_run, commit, message))


def _asked(context: Context, plan: Plan, raising: Raising, routing: Routing) -> tuple[Raising, Routing]:
    """Return what is meant, once the person at the terminal has said which of several duties it is, if any."""
    from dataclasses import replace

    from collab_cli.analyses.issue_routing import Routing, accountable

    choices: list[tuple[str, Param]] = []
    for matter in routing.matters:
        parties = tuple(plan.world.parties.name(party) for party in accountable(matter))
        shown = msg("{duty}: {parties}", duty=matter.titled, parties=parties) if parties else matter.titled
        choices.append((matter.ref, shown))
    choices.append((_NONE, msg("none of these")))
    from collab_cli.cli.asking import Asking

    taken = Asking(context).choice(msg("Which duty does it belong to?"), choices)
    found = next((matter for matter in routing.matters if matter.ref == taken), None)
    if found is None:
        return replace(raising, keeps="assigned" not in raising.fields), Routing("none")
    return raising, Routing("one", (found,))
