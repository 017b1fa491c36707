"""``collab meeting new``: begin the minutes of a meeting, as a draft or as a form to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, Commit, CommitMessage, DryRun, choice_option, date_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.edits.plan import Planned
    from collab_cli.graph.world import World

_TYPES = ("weekly", "goal_workshop", "monthly_review", "ad_hoc", "retrospective")
_FORMS = (".md", ".markdown", ".txt")
"""The endings of a file that stands where SERIES does: a form for a meeting of no series."""


def add_new(app: Commands) -> None:
    """Add the command ``new`` to the commands for meetings."""

    @app.verb(
        "new",
        examples=(
            "collab meeting new xdept-weekly  # the draft of its next meeting, with what is open",
            "collab meeting new xdept-weekly --pad weekly.md  # as a form; `collab meeting save weekly.md` reads it",
            "collab meeting new --type goal_workshop --title 'Goals of 2026' --date 2025-12-10 --chair li-na",
        ),
    )
    def new(
        ctx: typer.Context,
        series: Annotated[
            str | None,
            typer.Argument(
                metavar="SERIES",
                autocompletion=complete_ids("series"),
                help="An id, the beginning of one, or a name; left out for a meeting of no series",
            ),
        ] = None,
        file: Annotated[
            Path | None, typer.Argument(metavar="FILE", help="With --pad: where the form is written")
        ] = None,
        pad: Annotated[
            bool, typer.Option("--pad", help="Make a form in Markdown instead, to be read by `collab meeting save`")
        ] = False,
        day: Annotated[date | None, date_option("--date", "The day of the meeting; else the next one")] = None,
        type: Annotated[str | None, choice_option("--type", _TYPES, "The kind of meeting")] = None,
        title: Annotated[str | None, typer.Option("--title", help="What the meeting is called")] = None,
        chair: Annotated[
            str | None,
            typer.Option("--chair", metavar="PERSON", autocompletion=complete_ids("person"), help="Who leads it"),
        ] = None,
        secretary: Annotated[
            str | None,
            typer.Option(
                "--secretary", metavar="PERSON", autocompletion=complete_ids("person"), help="Who writes the minutes"
            ),
        ] = None,
        no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
        as_of: AsOf = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Begin the minutes of the next meeting of a series, or of one of no series, as a draft.

        It has the chair, the agenda, the actions carried over, and a report to fill in for each department. On a
        terminal the draft, or the form, opens in the editor; a form is read when the editor is closed.
        """
        context: Context = ctx.obj
        from collab_cli.cli.meeting_pad import make_pad
        from collab_cli.cli.opening import open_workspace
        from collab_cli.cli.record_editing import edit_record
        from collab_cli.cli.writing import Saving, finish

        if pad and file is None and series is not None and series.lower().endswith(_FORMS):
            file, series = Path(series), None
        if file is not None and not pad:
            raise CollabError(
                msg("the file {file} is given without --pad", file=str(file)), msg("add --pad, or leave it out")
            )
        opened = open_workspace(context, as_of=as_of)
        saving = Saving(dry_run, commit, message)
        extras = {
            name: text
            for name, text in (("type", type), ("title", title), ("chair", chair), ("secretary", secretary))
            if text is not None
        }
        record_id, planned = _begun(context, opened.world, series, day, extras, is_pad=pad)
        if pad:
            make_pad(context, opened.root, planned, record_id, file, saving, is_edited=not no_edit, as_of=as_of)
            return
        finish(context, opened.root, planned, saving)
        if context.can_ask and not no_edit and not dry_run:
            edit_record(context, "meeting", record_id, Saving(False, commit, message), resume=False, as_of=as_of)


def _begun(
    context: Context, world: World, series: str | None, day: date | None, extras: dict[str, str], *, is_pad: bool
) -> tuple[str, Planned]:
    """Return the id of a new draft and the change that adds it, or that of the draft there is, for a form."""
    from collab_cli.analyses.agenda_items import agenda
    from collab_cli.analyses.next_meetings import meeting_on, next_meetings
    from collab_cli.cli.writing import start_plan
    from collab_cli.edits.start_minutes import plan_minutes, plan_other_minutes, plan_prefilled
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.series import KIND

    plan = start_plan(context, world)
    if series is None:
        return _named(plan_other_minutes(plan, day, extras))
    record: Any = find_record(world.workspace, KIND, series)
    if day is not None:
        coming = meeting_on(world, record, day)
    else:
        found = next_meetings(world, (record,))
        if not found:
            raise CollabError(
                msg("{series} has no meeting to come", series=record.titled), msg("see `collab series show`")
            )
        coming = found[0]
    known = coming.occurrence.slot.meeting
    if is_pad and known is not None and known.value.status == "draft":
        return known.id, plan_prefilled(plan, known, agenda(world, coming), context.language.say)
    return _named(plan_minutes(plan, agenda(world, coming), context.language.say, extras))


def _named(planned: Planned) -> tuple[str, Planned]:
    from collab_cli.model.meeting import Meeting

    paths = {write.path for write in planned.writes}
    return next(one.id for one in planned.after.workspace.all(Meeting) if one.path in paths), planned
