"""``collab action edit --table``: every open action on a line of its own, in the person's editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun
from collab_cli.cli.record_editing import Resume, asked_to_go_on, edit_record, kept_hint
from collab_cli.errors import CollabError
from collab_cli.i18n import Language
from collab_cli.messages import Message, msg

if TYPE_CHECKING:
    from collab_cli.cli.editor import Editor
    from collab_cli.cli.opening import Opened
    from collab_cli.cli.writing import Saving
    from collab_cli.edits.kept_edit import KeptEdit
    from collab_cli.graph.world import World

_FILE = "actions-table.txt"
_COMMAND = "collab action edit --table --resume"


def add_edit(app: Commands) -> None:
    """Put the command ``edit`` of actions in the place of the one every kind has."""

    @app.verb(
        "edit",
        examples=(
            "collab action edit --table  # every open action on a line: due date, owner, status",
            "collab action edit ID  # one of them whole, in the editor VISUAL or EDITOR names",
            "collab action edit --table --resume  # go on with an edit that was left unfinished",
        ),
    )
    def edit(
        ctx: typer.Context,
        ref: Annotated[
            str | None,
            typer.Argument(
                metavar="REF",
                autocompletion=complete_own_ids,
                help="An id, the beginning of one, a title, or the path of a file",
            ),
        ] = None,
        table: Annotated[bool, typer.Option("--table", help="Edit all open actions, one a line")] = False,
        resume: Resume = False,
        dry_run: DryRun = False,
        commit: Commit = False,
        message: CommitMessage = None,
    ) -> None:
        """Edit an action in your editor, or all open ones as a table; it is checked when the editor is closed.

        In a table a changed due date, owner or status becomes an entry of the history, with the note behind it. What
        cannot be taken is shown, and the editor opens again at its line; an edit that is left is kept and can be taken
        up again.
        """
        context: Context = ctx.obj
        from collab_cli.cli.writing import Saving

        saving = Saving(dry_run, commit, message)
        if table == (ref is not None):
            raise CollabError(
                msg("name one action, or edit all of them with --table"),
                msg("give one of the two"),
            )
        if ref is not None:
            edit_record(context, "action", ref, saving, resume=resume)
        else:
            _edit_table(context, saving, resume=resume)


def _edit_table(context: Context, saving: Saving, *, resume: bool) -> None:
    from collab_cli.cli.editor import find_editor
    from collab_cli.cli.opening import open_workspace
    from collab_cli.edits.kept_edit import KeptEdit

    opened = open_workspace(context)
    kept = KeptEdit(opened.root, context.state_home, _FILE)
    if kept.exists and not resume:
        raise CollabError(
            msg("an edit of the table of actions was left unfinished"),
            msg("take it up again with {command}, or remove {path}", command=_COMMAND, path=str(kept.copy)),
        )
    if resume and not kept.exists:
        raise CollabError(msg("there is no unfinished edit of the table of actions"), msg("leave out --resume"))
    editor = find_editor(context)
    if not resume:
        text = table_text(opened.world, context.language)
        if text is None:
            context.say(msg("no action is open"))
            return
        kept.begin(text.encode())
    try:
        _work(context, editor, kept, saving)
    except CollabError as error:
        if not kept.exists:
            kept.discard()
            raise
        raise CollabError(error.message, kept_hint(error.hint, kept, _COMMAND), code=error.code) from error
    except KeyboardInterrupt:
        if kept.exists:
            context.say(kept_hint(None, kept, _COMMAND))
        else:
            kept.discard()
        raise
    if kept.exists and saving.dry_run:
        context.say(kept_hint(None, kept, _COMMAND))
    else:
        kept.discard()


def _work(context: Context, editor: Editor, kept: KeptEdit, saving: Saving) -> None:
    """Open the editor until the table can be saved, asks for nothing, or the person leaves it; then raise."""
    from collab_cli.cli.editor import open_editor
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import finish
    from collab_cli.edits.action_table import UnfitTable

    begun = (kept.begun_with() or b"").decode("utf-8", "replace")
    quiet = replace(context, flags=context.flags._replace(quiet=True))
    line = next((number for number, text in enumerate(begun.splitlines(), 1) if not text.startswith("#")), 1)
    while True:
        open_editor(context, editor, kept.copy, line)
        opened = open_workspace(quiet)
        try:
            planned = _planned(context, opened, begun, kept.read().decode("utf-8", "replace"))
            if planned is None:
                context.say(msg("nothing was changed"))
                kept.begin(begun.encode())
            else:
                finish(context, opened.root, planned, saving)
            return
        except UnfitTable as unfit:
            for each in unfit.lines:
                fault = msg("line {number}: {fault}", number=each.number, fault=each.fault)
                context.say(msg("{fault}; {hint}", fault=fault, hint=each.hint) if each.hint is not None else fault)
            line = unfit.lines[0].number
            if not context.can_ask or not asked_to_go_on(context):
                raise


def _planned(context: Context, opened: Opened, begun: str, edited: str) -> Any:
    from collab_cli.cli.acting_person import acting_person, address_seen
    from collab_cli.cli.writing import start_plan
    from collab_cli.edits.action_table import plan_table

    acting = acting_person(opened.root, opened.world)
    address = address_seen(opened.root) if acting is None else None
    return plan_table(start_plan(context, opened.world), begun, edited, acting=acting, address=address)


def table_text(world: World, language: Language) -> str | None:
    """Return the table of the open actions, columns in line, under lines that explain it; None if none is open."""
    from collab_cli.analyses.action_choice import ActionChoice, chosen_actions
    from collab_cli.renderers.cleaning import clean_line
    from collab_cli.renderers.columns import pad, text_width

    rows = []
    for one in chosen_actions(world, ActionChoice()):
        title = clean_line(language.say(msg("{title}", title=one.action.name))).replace("|", "/")
        due = one.state.due.isoformat() if one.state.due is not None else ""
        rows.append((due, _owner(world, language, one.action.value.owner), one.state.status, title, one.action.id))
    if not rows:
        return None
    widths = [max(text_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [f"# {language.say(each)}" for each in _explained(world)]
    lines.append("# due | owner | status | title | id | note")
    for row in rows:
        lines.append(" | ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)) + " | ")
    return "\n".join(lines) + "\n"


def _explained(world: World) -> tuple[Message, ...]:
    return (
        msg(
            "One open action a line, as of {day}; change due, owner or status, and say why under note", day=world.as_of
        ),
        msg("Status: open, in_progress, done, cancelled (needs a note)"),
        msg("Title and id say which action it is; a line taken out changes nothing"),
    )


def _owner(world: World, language: Language, owner: str | None) -> str:
    """Return what an owner is called, the id where another is called so too."""
    from collab_cli.graph.lookup import records_meant
    from collab_cli.model.person import KIND, Person

    if owner is None:
        return ""
    name = language.say(msg("{title}", title=world.name(Person, owner))).replace("|", "/")
    return name if len(records_meant(world.workspace, KIND, name)) == 1 else owner
