"""``collab diff``: what changed between two states of the workspace, in sentences."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.change_layout import change_layout
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, Json, Output, chosen_format, format_option, one_of
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import Message, msg
from collab_cli.model.kinds import kind_named

if TYPE_CHECKING:
    from collab_cli.cli.comparing import Comparison
    from collab_cli.sources.history import History

app = Commands()

CATEGORIES = (
    "accountability",
    "target",
    "terms",
    "decision",
    "consulted-informed",
    "membership",
    "added",
    "removed",
    "schedule",
    "status",
    "contact",
    "editorial",
)
"""What a change can be about, as in ``analyses.changes``; written out so that help needs not load it."""


def _category(text: str) -> str:
    """Return the category a word means: its own name, or what people are told it is."""
    from collab_cli.i18n import language
    from collab_cli.reports.diff import LABELS

    told = {language(code).say(label): name for name, label in LABELS.items() for code in ("en", "zh")}
    return one_of("--category", CATEGORIES)(told.get(text, text))


@app.verb(
    "diff",
    examples=(
        "collab diff  # what is not committed yet",
        "collab diff HEAD~1..HEAD  # what the last commit meant",
        "collab diff main charter:sales  # one record, against another branch",
    ),
)
def diff(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="A..B|REF|PATH",
            help="What to compare, as for git, and the records or files to show",
        ),
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Compare with what is staged for the next commit")] = False,
    category: Annotated[
        list[str] | None,
        typer.Option(
            "--category",
            metavar="CATEGORY",
            parser=_category,
            autocompletion=lambda incomplete: [one for one in CATEGORIES if one.startswith(incomplete)],
            help="Show only changes of this category, such as accountability or target",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with exit code 1 where a meaning changed, or a file cannot be read")
    ] = False,
    as_of: AsOf = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> int:
    """Show what changed in meaning, in sentences: who answers for what, targets, decisions, texts.

    Records are compared, never lines: a moved duty is told as moved, and another layout as no change. Without A the
    last commit is compared with the files as they are now; A...B compares B with what both have in common.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.changes.find_changes import find_changes
    from collab_cli.cli.comparing import open_comparison
    from collab_cli.reports.change_groups import matter_told
    from collab_cli.reports.diff import build
    from collab_cli.reports.joint_world import joint_world

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    given = list(names or ())
    compared = _compared(context, given)
    try:
        found = open_comparison(context, compared, given, as_of, staged=staged)
    except CollabError as error:
        if compared is None and given and error.message.text == "there is no record {text}":
            hint = _shallow_hint(context) or error.hint
            raise CollabError(msg("{text} is no revision, no record and no file", text=given[0]), hint) from None
        raise
    changes = find_changes(found.before, found.after)
    world = joint_world(found.before, found.after)
    matters = {one.ref.removeprefix("activity:") for one in found.chosen if one.ref.startswith("activity:")}
    wanted = tuple(
        change
        for change in changes
        if (found.is_asked_for(change) or (matters and (matter_told(world, change) or ("",))[0] in matters))
        and (not category or change.category in category)
    )
    asked = set(_asked_for(found, tuple(waiver.place.path for waiver in changes.waivers)))
    waivers = tuple(
        waiver for waiver in changes.waivers if waiver.place.path in asked and (not category or "decision" in category)
    )
    silent, unread = _asked_for(found, changes.silent), _asked_for(found, changes.unread)
    shown = replace(changes, all=wanted, silent=silent, unread=unread, waivers=waivers)
    report = build(
        shown,
        found.before,
        found.after,
        labels=(found.before_label, found.after_label),
        revisions=found.revisions,
        layout=change_layout(context, chosen, output, beside=True),
        verbose=context.verbose,
    )
    answer(context, report, chosen, output=output)
    is_unsure = not {*found.before.workspace.snapshot.paths, *found.after.workspace.snapshot.paths}.isdisjoint(
        shown.unread
    )
    return ExitCode.FINDINGS if exit_code and (wanted or waivers or is_unsure) else ExitCode.OK


def _shallow_hint(context: Context) -> Message | None:
    """Return what helps where the clone may only lack the revision."""
    from collab_cli.sources.history import require_history

    with require_history(context.workspace_root()) as history:
        return history.fetch_hint()


def _asked_for(found: Comparison, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the files that are asked for: below a path that is, or of a record that is."""
    if not found.chosen:
        return paths
    below = [one.path for one in found.chosen if not one.ref]
    for one in (one for one in found.chosen if one.ref):
        records = (world.workspace.find(one.ref) for world in (found.before, found.after))
        below += [record.path for record in records if record is not None]
    return tuple(path for path in paths if any(not one or path == one or path.startswith(f"{one}/") for one in below))


def _compared(context: Context, given: list[str]) -> str | None:
    """Take from ``given`` the words that say what to compare, and return them as `A`, `A..B` or `A...B`."""
    from collab_cli.sources.history import require_history

    if not given:
        return None
    with require_history(context.workspace_root()) as history:
        if ".." in given[0] and not os.path.lexists(context.cwd / given[0]):
            return given.pop(0)
        if not _is_revision(context, history, given[0]):
            return None
        first = given.pop(0)
        if given and _is_revision(context, history, given[0]):
            return f"{first}..{given.pop(0)}"
        return first


def _is_revision(context: Context, history: History, name: str) -> bool:
    """Return whether a word is a revision or a day, and neither a file nor a record by its kind."""
    from collab_cli.cli.opening import resolve_revision

    if not name or os.path.lexists(context.cwd / name) or kind_named(name.partition(":")[0]) is not None:
        return False
    try:
        resolve_revision(history, name)
    except CollabError:
        return False
    return True
