"""``collab report``: what somebody reads who was not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.change_layout import change_layout
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.issue_report_commands import add_issue_reports
from collab_cli.cli.meeting_report_commands import add_meeting_reports
from collab_cli.cli.options import PAGES, Json, Output, chosen_format, date_option, format_option
from collab_cli.cli.report_commands import add_reports
from collab_cli.cli.report_file import Check, deliver
from collab_cli.cli.weekly_report_command import add_weekly_report
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.analyses.changes.trail import Step

app = Commands(
    examples=(
        "collab report monthly  # this month: every department, its gaps, what needs a decision",
        "collab report scorecard --from 2025-03-31 -o scorecard.html  # metrics before and after, as a page to send",
        "collab report changes --from 2025-03-01 --to 2025-03-31  # what changed in a month that is over, and by whom",
    )
)
add_reports(app)
add_meeting_reports(app)
add_issue_reports(app)
add_weekly_report(app)


@app.verb(
    "changes",
    examples=(
        "collab report changes  # what changed this month, and who changed it",
        "collab report changes --from 2025-03-01 --to 2025-03-31  # in a month that is over",
        "collab report changes --from 2025-01-01 -o changes.html  # since January, as a page to send",
    ),
)
def changes(
    ctx: typer.Context,
    first: Annotated[date | None, date_option("--from", "The first day; else the first of the month of --to")] = None,
    last: Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Tell the changes of other kinds as well")] = False,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
    check: Check = False,
) -> ExitCode:
    """Report what changed in a month: who answers for what, targets, decisions, people, each with who did it when.

    Days are those of commits; what is not committed is not told. A merge counts as one step of the main line.
    """
    context: Context = ctx.obj
    from collab_cli.reports.changes import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    first, last, steps = _steps(context, first, last)
    layout = change_layout(context, chosen, output)
    report = build(first, last, steps, layout=layout, everything=everything)
    return deliver(context, report, chosen, output=output, check=check)


def _steps(context: Context, first: date | None, last: date | None) -> tuple[date, date, list[Step]]:
    """Return the span and its steps; raise CollabError for days the wrong way round, and without a commit so early."""
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from collab_cli.analyses.changes.span import steps_between
    from collab_cli.cli.opening import open_workspace, resolve_revision
    from collab_cli.model.settings_file import LoadedSettings
    from collab_cli.sources.history import require_history

    world = open_workspace(context).world
    last = last or world.as_of
    first = first or last.replace(day=1)
    if first > last:
        raise CollabError(
            msg("the first day, {first}, is after the last, {last}", first=first, last=last),
            msg("give --from and --to the other way round"),
        )
    settings = LoadedSettings(world.settings, world.workspace.settings_document, ())
    with require_history(context.workspace_root()) as history:
        end = resolve_revision(history, last.isoformat())
        day_before = first - timedelta(days=1) if first > date.min else first
        start = history.last_commit_by(day_before, ZoneInfo(world.settings.timezone))
        return first, last, list(steps_between(history, start, end, last, settings))
