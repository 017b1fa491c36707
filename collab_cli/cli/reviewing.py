"""The change a review is about: where it begins and ends, what the rules say of it, who must agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from collab_cli.cli.baseline_saving import Accepted, read_accepted
from collab_cli.cli.check_base import AUTO, Base, Judge, open_base
from collab_cli.cli.comparing import NOTHING, WORKING_TREE
from collab_cli.cli.context import Context
from collab_cli.cli.opening import Opened, open_workspace, resolve_revision
from collab_cli.errors import CollabError
from collab_cli.messages import Param, msg

if TYPE_CHECKING:
    from collab_cli.analyses.changes.change import Changes
    from collab_cli.graph.world import World
    from collab_cli.reports.review import Reviewed
    from collab_cli.rules.engine import Outcome
    from collab_cli.rules.rule import Rule

_HEAD = "HEAD"
_SHORT = 10


@dataclass(frozen=True, slots=True)
class OpenedChange:
    """The two sides of a change, both judged on one day; ``base`` is None where there is nothing before it.

    ``typed`` is the base as it can be typed, ``accepted`` what the baseline file accepts.
    """

    opened: Opened
    before: World
    base: Base | None
    labels: tuple[Param, Param]
    typed: str
    accepted: Accepted

    @property
    def after(self) -> World:
        """Return the side that is reviewed."""
        return self.opened.world


def open_change(context: Context, text: str | None, base: str | None, as_of: date | None) -> OpenedChange:
    """Return the change from BASE to what is reviewed, as ``text`` says: `BASE`, `BASE..HEAD`, nothing.

    It begins at the last commit both have in common. Without a base the surroundings tell it; without `..` the files
    as they are now are reviewed. Raises CollabError outside a repository and for what names no commit.
    """
    from collab_cli.graph.world import build_world
    from collab_cli.model.load_workspace import load_workspace
    from collab_cli.model.settings_file import LoadedSettings
    from collab_cli.sources.history import require_history
    from collab_cli.sources.snapshot import no_files

    start, end = _ends(text)
    if start is not None and base is not None:
        raise CollabError(
            msg("--base {base} and {text} contradict each other", base=base, text=str(text)), msg("give one of the two")
        )
    named = next((one for one in (start, base) if one is not None), AUTO)
    root = context.workspace_root()
    with require_history(root) as history:
        if end is not None:
            resolve_revision(history, end)
    opened = open_workspace(context, as_of=as_of, at=end)
    found = open_base(context, opened, named)
    after_label: Param = WORKING_TREE if end is None else end
    accepted = read_accepted(context, opened, found.commit if found is not None else None)
    if found is None:
        workspace = opened.world.workspace
        settings = LoadedSettings(workspace.settings, workspace.settings_document, ())
        before = build_world(load_workspace(no_files(opened.snapshot), settings), opened.world.as_of)
        return OpenedChange(opened, before, None, (NOTHING, after_label), named, accepted)
    label: Param = found.commit[:_SHORT]
    if named != AUTO:
        with require_history(root) as history:
            is_itself = resolve_revision(history, named) == found.commit
        label = named if is_itself else msg(
            "the last commit {one} and {other} have in common", one=named, other=end or _HEAD
        )  # fmt: skip
    return OpenedChange(opened, found.written, found, (label, after_label), named, accepted)


def _ends(text: str | None) -> tuple[str | None, str | None]:
    """Return the names of base and of what is reviewed, None for what is not named; without dots only a base is."""
    for dots in ("...", ".."):
        one, found, other = (text or "").partition(dots)
        if found:
            return one.strip() or None, other.strip() or _HEAD
    return text, None


@dataclass(frozen=True, slots=True)
class Review:
    """A change with all that is known of it, and how the check of it went."""

    found: Reviewed
    rules: tuple[Rule, ...]
    outcome: Outcome


def review(change: OpenedChange) -> Review:
    """Return what a change means, what the rules say of it, who must agree and what is missing."""
    from collab_cli.analyses.changes.editorial_entries import editorial_entries
    from collab_cli.analyses.changes.find_changes import find_changes
    from collab_cli.analyses.changes.still_missing import still_missing
    from collab_cli.analyses.changes.who_agrees import who_agrees
    from collab_cli.model.source_lines import source_lines
    from collab_cli.reports.review import Judged, Reviewed
    from collab_cli.rules.compared import no_past
    from collab_cli.rules.selection import select_rules

    before, after = change.before, change.after
    selection = select_rules(after.settings)
    past = change.base.past if change.base is not None else no_past
    judged_alike = change.base.world if change.base is not None else before
    judge = Judge(selection, (), Base("", judged_alike, past, before), change.accepted.baseline)
    outcome = judge.check(after)
    assert judge.judged is not None
    fixed = judge.judged.fixed if change.base is not None else ()  # nothing was there to be wrong
    changes = find_changes(before, after)
    agreements = who_agrees(before, after, changes)
    told, hidden = _not_restricted(changes)
    judged = Judged(
        outcome.findings,
        fixed,
        judge.judged.known,
        source_lines(after.workspace, outcome.findings),
        source_lines(before.workspace, fixed),
        tuple(sorted({rule.code for rule in (*outcome.not_checked, *outcome.crashed)})),
        judge.judged.accepted,
        change.accepted.added,
    )
    found = Reviewed(
        before,
        after,
        change.labels,
        told,
        agreements,
        editorial_entries(before, after, changes),
        judged,
        still_missing(after, agreements, changes, outcome.findings, change.typed),
        hidden,
    )
    return Review(found, selection.rules, outcome)


def _not_restricted(changes: Changes) -> tuple[Changes, int]:
    """Return the changes without those of restricted records, and how many those are."""
    from collab_cli.model.workspace import RESTRICTED

    told = tuple(
        change for change in changes if not any(record.path.startswith(f"{RESTRICTED}/") for record in change.records)
    )
    silent = tuple(path for path in changes.silent if not path.startswith(f"{RESTRICTED}/"))
    waivers = tuple(waiver for waiver in changes.waivers if not waiver.place.path.startswith(f"{RESTRICTED}/"))
    return replace(changes, all=told, silent=silent, waivers=waivers), len(changes.all) - len(told)
