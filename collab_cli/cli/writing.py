"""The last step of every writing command: show the change, or save it, commit it where asked to, and say so."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_cli.documents.save import Write
    from collab_cli.edits.plan import Plan, Planned
    from collab_cli.graph.world import World
    from collab_cli.model.kind import Kind
    from collab_cli.model.record import Record

SHOWN = 20
"""How many files are told one by one where they are not the answer."""
SHOWN_ERRORS = 3
"""How many errors a change brings about are told one by one."""


class Saving(NamedTuple):
    """What a person wants done with a change: shown only, committed, with this message."""

    dry_run: bool = False
    commit: bool = False
    message: str | None = None


def start_plan(context: Context, world: World, **options: Any) -> Plan:
    """Return a change to ``world`` in which a name several records have is asked for, on a terminal."""
    from zoneinfo import ZoneInfo

    from collab_cli.edits.plan import Plan

    now = context.now(ZoneInfo(world.settings.timezone))
    return Plan(world, choose=_chooser(context, world), now=now, **options)


def finish(context: Context, root: Path, planned: Planned, saving: Saving, *, is_answer: bool = True) -> None:
    """Show a change as a diff with ``--dry-run``, else save it; tell what was done and print the paths written.

    The paths are told instead, on standard error, where another answer follows (``is_answer`` false). Errors that
    ``check`` finds only since this change are told too, and duties that now read like those of another department.
    Raises CollabError, with nothing written, where the change cannot be saved or committed, or breaks a rule of
    structure.
    """
    from collab_cli.edits.saving import save

    paths = [write.path for write in planned.writes]
    check_saving(root, paths or planned.touched, saving)
    _check_structure(planned)
    if not paths or saving.dry_run:
        for note in planned.notes:
            context.say(note)
        if paths:
            show_diff(context, planned.writes)
        else:
            _change_nothing(context, root, planned, saving)
        return
    settled = save(
        *(root, planned.writes, context.state_home),
        sentence=planned.sentence,
        when=context.now(UTC),
        claim=context.course.claim,
    )
    for note in (*settled, planned.sentence, *planned.notes):
        context.say(note)
    is_committed = saving.commit and _commit(context, root, planned, paths, saving.message)
    _say_new_errors(context, planned)
    if is_answer:
        _tell_paths(context, paths, is_committed=is_committed)
        return
    for path in paths[:SHOWN]:
        context.say(msg("wrote {path}", path=path))
    if len(paths) > SHOWN:
        context.say(msgn("and {count} more file", "and {count} more files", len(paths) - SHOWN))


def _check_structure(planned: Planned) -> None:
    """Raise CollabError if a rule of structure finds an error in the changed files that was not there before."""
    from collab_cli.cli.new_errors import new_structure_errors

    for finding in new_structure_errors(planned):
        raise CollabError(msg("nothing was written: {fault}", fault=finding.message), finding.hint)


def _say_new_errors(context: Context, planned: Planned) -> None:
    """Tell the errors the check finds only since the change, and the duties that now read like another's."""
    if context.quiet:
        return
    from collab_cli.cli.new_errors import new_errors
    from collab_cli.cli.new_likeness import new_likeness

    found = new_errors(planned)
    for finding in found[:SHOWN_ERRORS]:
        context.say(msg("check now reports {code} error: {message}", code=finding.code, message=finding.message))
    if len(found) > SHOWN_ERRORS:
        context.say(
            msgn(
                "and {count} more error; {command} shows it",
                "and {count} more errors; {command} shows them",
                len(found) - SHOWN_ERRORS,
                command="collab check",
            )
        )
    for note in new_likeness(planned, found):
        context.say(note)


def _change_nothing(context: Context, root: Path, planned: Planned, saving: Saving) -> None:
    """Commit what an earlier command has written and could not commit; say it where there is nothing to do."""
    if not saving.commit or saving.dry_run:
        context.say(msg("nothing to change: it is so already"))
    elif not planned.touched or not _commit(context, root, planned, planned.touched, saving.message):
        context.say(msg("nothing to change, nothing to commit"))


def _tell_paths(context: Context, paths: Sequence[str], *, is_committed: bool) -> None:
    """Print the paths written; where nobody can read them the change is written all the same, and that is said."""
    try:
        context.write("".join(f"{path}\n" for path in paths))
        context.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or ""
        raise CollabError(
            msg("the change is written and committed, but the output could not be written: {reason}", reason=reason)
            if is_committed
            else msg("the change is written, but the output could not be: {reason}", reason=reason),
            msg("{command} takes the change back", command="collab undo"),
        ) from error


def show_diff(context: Context, writes: Sequence[Write]) -> None:
    """Write a plan as a unified diff: bytes a patch can be made of in a pipe, shown safely on a terminal."""
    from collab_cli.edits.saving import as_diff
    from collab_cli.renderers.patch_text import shown_patch

    patch = as_diff(writes)
    context.write(patch if context.width is None and not context.color else shown_patch(patch, context.color))


def check_saving(root: Path, paths: Sequence[str], saving: Saving) -> None:
    """Raise CollabError, with nothing written, if ``paths`` could not be committed as ``saving`` wants."""
    if saving.message is not None and not saving.commit:
        raise CollabError(msg("-m is the message of a commit"), msg("add --commit"))
    if saving.message is not None and not saving.message.strip():
        raise CollabError(msg("the message of a commit cannot be empty"), msg("leave out -m for a message made here"))
    if saving.commit and not saving.dry_run:
        from collab_cli.sources.commit_changes import require_commit

        require_commit(root, paths)


def confirm(context: Context, question: Message, *, yes: bool) -> None:
    """Ask whether to go on, unless ``yes``; raise CollabError without a terminal, KeyboardInterrupt for a no."""
    if yes:
        return
    if not context.can_ask:
        asked = context.language.say(question).rstrip("?？ ")
        raise CollabError(msg("this needs a yes: {question}", question=asked), msg("add --yes to go on"))
    from collab_cli.cli.asking import Asking

    if not Asking(context).confirm(question):
        raise KeyboardInterrupt


def _commit(context: Context, root: Path, planned: Planned, paths: Sequence[str], message: str | None) -> bool:
    """Commit these files and say so; return whether there was anything to commit."""
    from collab_cli.sources.commit_changes import commit_changes

    text = message if message is not None else context.language.say(planned.sentence)
    try:
        commit = commit_changes(root, paths, text)
    except CollabError as error:
        raise CollabError(msg("it is written, but not committed: {fault}", fault=error.message), error.hint) from error
    if commit is not None:
        context.say(msg("committed as {commit}", commit=commit[:10]))
    elif planned.writes:
        context.say(msg("nothing to commit: the last commit has these files so already"))
    return commit is not None


def _chooser(context: Context, world: World) -> Any:
    if not context.can_ask:
        return None

    def choose(kind: Kind, text: str, found: tuple[Record[Any], ...]) -> str | None:
        from collab_cli.cli.asking import Asking

        chosen, key = context.course.chosen, (kind.name, text)
        if key not in chosen:
            question = msg("Which {kind} is {text}?", kind=kind.one, text=text)
            chosen[key] = Asking(context).choice(question, [(record.id, record.titled) for record in found])
        return chosen[key]

    return choose
