"""``collab meeting save``: a form of minutes, filled in by hand, becomes the draft."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, Commit, CommitMessage, DryRun
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from datetime import date

    from collab_cli.cli.editor import Editor
    from collab_cli.cli.writing import Saving
    from collab_cli.edits.kept_edit import KeptEdit
    from collab_cli.edits.plan import Planned


def add_save(app: Commands) -> None:
    """Add the command ``save`` to the commands for meetings."""

    @app.verb(
        "save",
        examples=(
            "collab meeting save weekly.md  # the form becomes the draft; what is not certain is shown",
            "collab meeting save weekly.md --dry-run  # what was understood, and the draft; nothing is written",
        ),
    )
    def save(
        ctx: typer.Context,
        file: Annotated[
            Path, typer.Argument(metavar="FILE", help="A form made by `collab meeting new --pad`, filled in")
        ],
        as_of: AsOf = None,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Read a form of minutes back into the draft of its meeting.

        Dates such as 周五 or 7-18 are counted from the day of the meeting, and shown. What the form leaves empty stays
        as the draft has it, and what others wrote into the draft meanwhile is kept and told; saved twice, it changes
        nothing. What is noted beside actions carried over is shown as the commands to run.
        """
        context: Context = ctx.obj
        from collab_cli.cli.writing import Saving

        save_pad(context, context.cwd / file, Saving(dry_run, commit, message), as_of=as_of)


def save_pad(context: Context, path: Path, saving: Saving, *, as_of: AsOf = None) -> None:
    """Save the form at ``path``; raise CollabError for one that cannot be read or whose minutes are closed."""
    from collab_cli.cli.answering import tell_report
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import finish, start_plan
    from collab_cli.edits.known_form import KnownForm
    from collab_cli.edits.save_pad import plan_pad
    from collab_cli.reports.carried_commands import carried_commands
    from collab_cli.reports.minutes_import import build
    from collab_cli.transports.read_minutes_file import read_minutes_file

    blocks = read_minutes_file(path)
    opened = open_workspace(context, as_of=as_of)
    known = KnownForm(context.state_home, path)
    earlier = read_minutes_file(known.path) if known.exists else None
    saved = plan_pad(start_plan(context, opened.world), blocks, path.name, context.language.say, earlier)
    after = saved.planned.after
    if saved.planned.writes:
        tell_report(
            context,
            build(after, path.name, saved.pad.read, record_id=saved.id, path=saved.path, doubts=saved.doubts),
        )
    for note in carried_commands(opened.world, saved.id, saved.carried):
        context.say(note)
    is_asked = saved.planned.writes and saved.doubts and context.can_ask and not saving.dry_run
    if is_asked and not _agreed(context):
        raise CollabError(
            msg("nothing was written: the form was not confirmed"),
            msg("correct {file}, then save it again", file=path.name),
        )
    finish(context, opened.root, saved.planned, saving)
    if not saving.dry_run:
        known.keep()


def make_pad(
    context: Context,
    root: Path,
    planned: Planned,
    record_id: str,
    file: Path | None,
    saving: Saving,
    *,
    is_edited: bool,
    as_of: AsOf = None,
) -> None:
    """Write the form of a draft that is planned, or let it be filled in and read it back, on a terminal.

    Raise CollabError, with the form kept, where it cannot be read back.
    """
    from collab_cli.cli.answering import write_file
    from collab_cli.edits.known_form import KnownForm
    from collab_cli.model.meeting import Meeting
    from collab_cli.reports.minutes_pad import minutes_pad

    record = planned.after.get(Meeting, record_id)
    assert record is not None
    text = minutes_pad(planned.after, record, context.language.say)
    if file is None and context.can_ask and is_edited and not saving.dry_run:
        _edited(context, root, record_id, text, saving, as_of)
        return
    if saving.dry_run:
        context.write(text)
        return
    target = file if file is not None else Path(f"{record_id}.pad.md")
    if (context.cwd / target).exists():
        raise CollabError(
            msg("{path} exists already", path=str(target)),
            msg("save it with {command}, or name another file", command=f"collab meeting save {target}"),
        )
    write_file(context, target, text, "md")
    KnownForm(context.state_home, context.cwd / target).keep()
    context.say(
        msg("wrote the form {file}; {command} reads it back", file=str(target), command=f"collab meeting save {target}")
    )


def _edited(context: Context, root: Path, record_id: str, text: str, saving: Saving, as_of: AsOf) -> None:
    """Let the form be filled in until it can be saved, nothing is changed, or the person leaves it."""
    from collab_cli.cli.editor import find_editor
    from collab_cli.edits.kept_edit import KeptEdit
    from collab_cli.edits.known_form import KnownForm

    editor = find_editor(context)
    kept = KeptEdit(root, context.state_home, f"{record_id}.pad.md")
    command = f"collab meeting save {shlex.quote(str(kept.copy))}"
    if not (kept.exists and _taken_up(context, kept.copy.name)):
        kept.begin(text.encode())
        KnownForm(context.state_home, kept.copy).keep()
    try:
        _until_saved(context, editor, kept, command, saving, as_of)
    except KeyboardInterrupt:
        if kept.exists:
            context.say(msg("it is kept; {command} reads it", command=command))
        else:
            kept.discard()
        raise


def _until_saved(
    context: Context, editor: Editor, kept: KeptEdit, command: str, saving: Saving, as_of: date | None
) -> None:
    """Open the editor until the form can be saved or nothing is changed; raise CollabError when it is left."""
    from collab_cli.cli.editor import open_editor
    from collab_cli.cli.record_editing import asked_to_go_on

    while True:
        try:
            open_editor(context, editor, kept.copy, 1)
        except CollabError as error:
            if not kept.exists:
                kept.discard()
                raise
            raise CollabError(error.message, msg("it is kept; {command} reads it", command=command)) from error
        if not kept.exists:
            kept.discard()
            context.say(msg("nothing was changed"))
            return
        try:
            save_pad(context, kept.copy, saving, as_of=as_of)
        except CollabError as error:
            context.say(error.message if error.hint is None else _both(error.message, error.hint))
            if asked_to_go_on(context):
                continue
            raise CollabError(
                msg("the form was not saved"), msg("it is kept; {command} reads it", command=command)
            ) from error
        kept.discard()
        return


def _taken_up(context: Context, name: str) -> bool:
    """Ask whether a form that was left unfinished is gone on with."""
    from collab_cli.cli.asking import Asking

    question = msg("An edit of {path} was left unfinished:", path=name)
    answers = [("resume", msg("go on with it")), ("anew", msg("drop it and begin anew"))]
    return Asking(context).choice(question, [*answers], default="resume") == "resume"


def _both(message: Message, hint: Message) -> Message:
    return msg("{message}; {hint}", message=message, hint=hint)


def _agreed(context: Context) -> bool:
    from collab_cli.cli.asking import Asking

    return Asking(context).confirm(msg("Take what is not certain as it is proposed?"), default=True)
