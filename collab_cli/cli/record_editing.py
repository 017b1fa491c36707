"""``collab <kind> edit``: a record in the person's own editor; checked when it is closed, never lost."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn

if TYPE_CHECKING:
    from datetime import date

    from collab_cli.cli.editor import Editor
    from collab_cli.cli.writing import Saving
    from collab_cli.edits.edit_text import Editing, Refusal
    from collab_cli.edits.kept_edit import KeptEdit

SHOWN = 5
"""How many findings are shown at a time."""

Resume = Annotated[bool, typer.Option("--resume", help="Take up an edit that was left unfinished")]


def add_edit(app: Commands, name: str) -> None:
    """Add the command ``edit`` of the kind ``name`` to ``app``."""

    @app.verb(
        "edit",
        examples=(
            f"collab {name} edit ID  # in the editor VISUAL or EDITOR names; checked when it is closed",
            f"collab {name} edit ID --resume  # go on with an edit that was left unfinished",
        ),
    )
    def edit(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="REF",
                autocompletion=complete_own_ids,
                help="An id, the beginning of one, a title, or the path of a file",
            ),
        ],
        resume: Resume = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Edit a record in your editor; it is checked when the editor is closed.

        A copy is edited. What would not pass the check is shown, and the editor opens again at its line; an edit that
        is left is kept and can be taken up again. A file that cannot be read is edited by its path.
        """
        context: Context = ctx.obj
        from collab_cli.cli.writing import Saving

        edit_record(context, name, ref, Saving(dry_run, commit, message), resume=resume)


def edit_record(
    context: Context, name: str, ref: str, saving: Saving, *, resume: bool, as_of: date | None = None
) -> None:
    """Let a record be edited and save it; raise CollabError, with the text kept, where that is left undone."""
    from collab_cli.cli.editor import find_editor
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import check_saving
    from collab_cli.edits.edit_text import editing_of
    from collab_cli.edits.kept_edit import KeptEdit
    from collab_cli.model.kinds import kind_named

    kind = kind_named(name)
    assert kind is not None
    opened = open_workspace(context, as_of=as_of)
    editing = editing_of(opened.world.workspace, kind, _in_workspace(context, opened.root, ref))
    check_saving(opened.root, [editing.path], saving)
    kept = KeptEdit(opened.root, context.state_home, editing.path)
    command = f"collab {name} edit {shlex.quote(ref) if ' ' in ref else ref} --resume"
    is_taken_up = _is_taken_up(context, kept, editing, command, resume=resume)
    editor = find_editor(context)
    if not is_taken_up:
        kept.begin(editing.data)
    try:
        _work(context, editor, editing, kept, saving)
    except CollabError as error:
        if not kept.exists:
            kept.discard()
            raise
        raise CollabError(error.message, kept_hint(error.hint, kept, command), code=error.code) from error
    except KeyboardInterrupt:
        if kept.exists:
            context.say(kept_hint(None, kept, command))
        else:
            kept.discard()
        raise
    if kept.exists:  # only shown
        context.say(kept_hint(None, kept, command))
    else:
        kept.discard()


def _work(context: Context, editor: Editor, editing: Editing, kept: KeptEdit, saving: Saving) -> None:
    """Open the editor until the text can be saved, nothing is changed, or the person leaves it.

    The copy is discarded when the text is written. Raises CollabError when the edit is left.
    """
    from collab_cli.cli.editor import open_editor
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import finish
    from collab_cli.edits.edit_text import Refusal, is_as_read, plan_edited

    line = editing.line
    while True:
        open_editor(context, editor, kept.copy, line)
        data = kept.read()
        if data == editing.data:
            context.say(msg("nothing was changed"))
            return
        opened = open_workspace(replace(context, flags=context.flags._replace(quiet=True)))
        if not is_as_read(opened.world.workspace, editing):
            raise _changed_meanwhile(editing)
        result = plan_edited(opened.world, editing, data)
        if not isinstance(result, Refusal):
            try:
                finish(context, opened.root, result, saving)
            finally:
                if _is_written(opened.root, editing, data):
                    kept.discard()
            return
        line = _show(context, editing, result)
        if not context.can_ask or not asked_to_go_on(context):
            raise _refused(result)


def _is_taken_up(context: Context, kept: KeptEdit, editing: Editing, command: str, *, resume: bool) -> bool:
    """Return whether an edit that was left is gone on with; raise CollabError if it cannot be, or nobody says."""
    if not kept.exists:
        if resume:
            raise CollabError(
                msg("there is no unfinished edit of {path}", path=editing.path), msg("leave out --resume")
            )
        return False
    path = str(kept.copy)
    if kept.begun_with() != editing.data:
        raise CollabError(
            msg("{path} has changed since an edit of it was left unfinished", path=editing.path),
            msg("carry over by hand what you need of {path}, then remove that file", path=path),
        )
    if resume:
        return True
    if not context.can_ask:
        raise CollabError(
            msg("an edit of {path} was left unfinished", path=editing.path),
            msg("take it up again with {command}, or remove {path}", command=command, path=path),
        )
    from collab_cli.cli.asking import Asking

    question = msg("An edit of {path} was left unfinished:", path=editing.path)
    answers = [("resume", msg("go on with it")), ("anew", msg("drop it and begin anew"))]
    return Asking(context).choice(question, [*answers], default="resume") == "resume"


def _show(context: Context, editing: Editing, refusal: Refusal) -> int:
    """Show why the text cannot be saved and return the line of the file to go to."""
    from collab_cli.model.source_lines import source_lines
    from collab_cli.page import FindingList, Report
    from collab_cli.renderers import renderer
    from collab_cli.rules.engine import as_findings

    if refusal.reason is not None:
        message, hint = refusal.reason
        context.say(message if hint is None else msg("{message}; {hint}", message=message, hint=hint))
        return editing.line
    found = as_findings(refusal.faults)
    shown = found[:SHOWN]
    page = FindingList(shown, source_lines(refusal.after, shown), foldable=False)
    is_terminal = context.terminal.stderr
    text = renderer("text", terminal=is_terminal)(
        Report("", (page,)), context.language, width=context.terminal.width, color=is_terminal and context.color
    )
    assert isinstance(text, str)
    context.tell(text.rstrip("\n"))
    if len(found) > len(shown):
        rest = len(found) - len(shown)
        context.say(msgn("and {count} more finding", "and {count} more findings", rest))
    return next((each.place.line for each in refusal.faults if each.place.path == editing.path), editing.line)


def asked_to_go_on(context: Context) -> bool:
    """Ask whether a text that cannot be saved is edited again; False leaves it."""
    from collab_cli.cli.asking import Asking

    answers = [("again", msg("edit it again")), ("leave", msg("leave it for now; the text is kept"))]
    return Asking(context).choice(msg("This cannot be saved so."), [*answers], default="again") == "again"


def _refused(refusal: Refusal) -> CollabError:
    if refusal.reason is not None:
        return CollabError(msg("nothing was written: {fault}", fault=refusal.reason[0]), refusal.reason[1])
    count = len(refusal.faults)
    return CollabError(
        msgn("nothing was written because of {count} finding", "nothing was written because of {count} findings", count)
    )


def _changed_meanwhile(editing: Editing) -> CollabError:
    return CollabError(
        msg("{path} has changed since it was read, so nothing was written", path=editing.path),
        msg("carry your change over by hand"),
    )


def kept_hint(hint: Message | None, kept: KeptEdit, command: str) -> Message:
    """Return a hint with where a text is kept, and the command that takes it up again."""
    path = str(kept.copy)
    text = msg("your text is kept in {path}; {command} takes it up again", path=path, command=command)
    return text if hint is None else msg("{hint}; {text}", hint=hint, text=text)


def _is_written(root: Path, editing: Editing, data: bytes) -> bool:
    try:
        return (root / editing.path).read_bytes() == data
    except OSError:
        return False


def _in_workspace(context: Context, root: Path, ref: str) -> str:
    """Return the path of a file as the workspace knows it; anything else as it is."""
    if not ref.endswith(".yaml"):
        return ref
    try:
        absolute, top = (context.cwd / ref).resolve(), root.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself, a name no disk can hold
        return ref
    return absolute.relative_to(top).as_posix() if absolute.is_relative_to(top) else ref
