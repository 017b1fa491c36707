"""``collab meeting import``: minutes people already have become a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from collab_cli.cli.answering import answer, tell_report
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, Commit, CommitMessage, DryRun, Json, chosen_format, date_option, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def add_import(app: Commands) -> None:
    """Add the command ``import`` to the commands for meetings."""

    @app.verb(
        "import",
        examples=(
            "collab meeting import minutes.docx --dry-run  # what was understood, and the draft; nothing is written",
            "collab meeting import chat.txt --date 2025-07-07 --series xdept-weekly  # a log of messages",
        ),
    )
    def import_minutes(
        ctx: typer.Context,
        file: Annotated[
            Path,
            typer.Argument(metavar="FILE", help="Minutes: Markdown, plain text, a log of messages or .docx"),
        ],
        series: Annotated[
            str | None,
            typer.Option(
                "--series",
                metavar="SERIES",
                autocompletion=complete_ids("series"),
                help="The series the meeting belongs to; else the title tells",
            ),
        ] = None,
        day: Annotated[date | None, date_option("--date", "The day of the meeting; else the text tells")] = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Make a draft of minutes people have already written.

        What was understood is shown with the line it stands in, and everything that is not certain with what was
        proposed and why; in the draft a comment marks it. Dates such as 周五 or next Wed are counted from the day of
        the meeting. A line that belongs to no field goes into the notes: nothing is lost but comments (<!-- -->).
        """
        context: Context = ctx.obj
        from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.writing import Saving, finish, start_plan
        from collab_cli.edits.import_minutes import plan_import
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.series import KIND as SERIES
        from collab_cli.reports.minutes_import import build
        from collab_cli.transports.read_minutes_file import read_minutes_file

        chosen = chosen_format(format, json, offered=PAGES)
        if not dry_run and (format or json):
            raise CollabError(
                msg("--format and --json go with --dry-run only"), msg("leave them out, or add --dry-run")
            )
        blocks = read_minutes_file(context.cwd / file)
        opened = open_workspace(context)
        world = opened.world
        own = find_record(world.workspace, SERIES, series).id if series is not None else None
        read = read_minutes(blocks, world, world.as_of, name=file.name, day=day, series=own)
        imported = plan_import(start_plan(context, world), read, file.name, context.language.say)
        report = build(
            imported.planned.after,
            file.name,
            read,
            record_id=imported.id,
            path=imported.path,
            doubts=imported.doubts,
            draft=imported.text if dry_run else "",
        )
        if dry_run:
            answer(context, report, chosen)
            return
        tell_report(context, report)
        finish(context, opened.root, imported.planned, Saving(False, commit, message))
