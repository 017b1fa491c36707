"""``collab meeting report``: a department writes its report into the minutes of the coming meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids, complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun, choice_option
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from collab_cli.edits.plan import Plan
    from collab_cli.edits.report_in_minutes import SaidReport

_DISPOSITIONS = ("decision", "action", "escalated", "parked")
_FIELD = "reportissue.disposition"


def add_report(app: Commands) -> None:
    """Add the command ``report`` to those of meetings."""

    @app.verb(
        "report",
        examples=(
            "collab meeting report sales --progress 'Three contracts signed' --no-issues  # to the coming meeting",
            "collab meeting report sales --issue 'Forecast came late' --needs 'A stand plan'  # adds to it",
            "collab meeting report sales --issue Late --disposition decision --ref dec1  # what became of a problem",
            "collab meeting report sales --meeting 2025-07-14-xdept-weekly  # asks for everything, on a terminal",
        ),
    )
    def report(
        ctx: typer.Context,
        department: Annotated[
            str,
            typer.Argument(
                metavar="DEPARTMENT", autocompletion=complete_ids("department"), help="The department that reports."
            ),
        ],
        meeting: Annotated[
            str | None,
            typer.Option(
                "--meeting",
                metavar="MEETING",
                autocompletion=complete_ids("meeting"),
                help="The meeting; else the next draft of a series the department must report to",
            ),
        ] = None,
        progress: Annotated[str | None, typer.Option("--progress", metavar="TEXT", help="What was reached.")] = None,
        issues: Annotated[
            list[str] | None,
            typer.Option("--issue", metavar="TEXT", help="A problem met; repeat it for more"),
        ] = None,
        disposition: Annotated[
            str | None,
            choice_option("--disposition", _DISPOSITIONS, "What became of the problem", _FIELD),
        ] = None,
        ref: Annotated[
            str | None,
            typer.Option(
                "--ref",
                metavar="REF",
                autocompletion=complete_refs("action", "issue"),
                help="What takes it up: a decision such as dec1, an action or an issue",
            ),
        ] = None,
        no_issues: Annotated[bool, typer.Option("--no-issues", help="Say that there are no problems")] = False,
        next_steps: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The next steps.")] = None,
        needs: Annotated[
            str | None, typer.Option("--needs", metavar="TEXT", help="The help wanted from others.")
        ] = None,
        by: Annotated[
            str | None,
            typer.Option(
                "--by",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Who reports; else you, by git's identity, or who speaks for the department and is there",
            ),
        ] = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Write the report of a department into the minutes of a meeting.

        One report for each department: what is said later completes it, and a text takes the place of the one before.
        With --disposition the --issue is one problem: a new one, or one there is, by its text, a word or its number.
        Several people can do this on branches of their own; the merge driver puts the reports together.
        """
        context: Context = ctx.obj
        from collab_cli.cli.acting_person import acting_person
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.problem_outcome import SaidOutcome
        from collab_cli.edits.report_in_minutes import SaidReport, plan_report

        if issues and no_issues:
            raise CollabError(
                msg("{one} and {other} contradict each other", one="--issue", other="--no-issues"),
                msg("give one of the two"),
            )
        given = {"progress": progress, "next": next_steps, "needs": needs}
        texts = tuple((name, text) for name, text in given.items() if text is not None)
        problems = () if no_issues else tuple(issues) if issues else None
        outcome = None if disposition is ref is None else SaidOutcome(disposition, ref)
        said = SaidReport(department, meeting, by, texts, problems, outcome)
        opened = open_workspace(context)
        if said.is_empty and outcome is None and context.can_ask:
            said = _asked(context, start_plan(context, opened.world), said)
        planned = plan_report(start_plan(context, opened.world), said, acting_person(opened.root, opened.world))
        finish(context, opened.root, planned, Saving(dry_run, commit, message))


def _asked(context: Context, plan: Plan, said: SaidReport) -> SaidReport:
    """Return ``said`` with the answers to all that a report says; what is answered with nothing is left as it is."""
    from dataclasses import replace

    from collab_cli.cli.asking import Asking
    from collab_cli.edits.report_in_minutes import report_place

    place = report_place(plan, said)
    ask = Asking(context)
    context.say(
        msg(
            "report of {department} for {meeting}",
            department=plan.world.parties.name(place.department),
            meeting=place.meeting.titled,
        )
    )
    texts = {"progress": ask.text(msg("What was reached? (empty: later)"), _anything)}
    issues: list[str] = []
    while issue := ask.text(
        msg("A problem? (empty: none)") if not issues else msg("Another problem? (empty: no more)"), _anything
    ):
        issues.append(issue)
    texts["next"] = ask.text(msg("What comes next? (empty: later)"), _anything)
    texts["needs"] = ask.text(msg("What help is needed from others? (empty: none)"), _anything)
    answered = tuple((name, text) for name, text in texts.items() if text)
    if not answered and not issues:
        return said
    return replace(said, texts=answered, issues=tuple(issues) if issues or not place.has_issues else None)


def _anything(text: str) -> Message | None:
    return None
