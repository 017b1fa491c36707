"""What a change brings about: the errors ``collab check`` finds in it that it did not find before."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from collab_cli.findings import Finding, Severity
from collab_cli.messages import Titled
from collab_cli.model.settings_file import SETTINGS_PATH

if TYPE_CHECKING:
    from collab_cli.edits.plan import Planned
    from collab_cli.graph.world import World
    from collab_cli.rules.selection import Selection


def new_structure_errors(planned: Planned) -> list[Finding]:
    """Return the errors of structure a change would bring about."""
    from collab_cli.rules.selection import select_rules

    selection = select_rules(planned.after.settings, select=("S",))
    return _new(planned, lambda world: _errors(world, selection))


def new_errors(planned: Planned) -> list[Finding]:
    """Return the errors the check of the workspace finds in what a change has written, those of structure apart.

    An agreement that is missing is left out where a note of the change says already who has to agree.
    """
    asked_for = planned.after.workspace.settings_document

    def find(world: World) -> list[Finding]:
        if world.workspace.settings_document == asked_for:
            return world.once(_errors_beyond_structure)  # a plan that is shown before it is written asks twice
        return _errors(world, _beyond_structure(planned.after))

    return [finding for finding in _new(planned, find) if not _is_told(finding, planned)]


def _errors_beyond_structure(world: World) -> list[Finding]:
    return _errors(world, _beyond_structure(world))


def _beyond_structure(world: World) -> Selection:
    """Return the rules of the workspace, those of structure apart."""
    from collab_cli.rules.selection import select_rules

    selection = select_rules(world.settings)
    rules = tuple(rule for rule in selection.rules if not rule.code.startswith("S"))
    return replace(selection, rules=rules, narrowed=True)


def _is_told(finding: Finding, planned: Planned) -> bool:
    named = {param.id for note in planned.notes for param in note.params.values() if isinstance(param, Titled)}
    return finding.code.startswith("P2") and any(name.partition(":")[2] in named for name in finding.records)


def _new(planned: Planned, find: Callable[[World], list[Finding]]) -> list[Finding]:
    """Return the errors in or about the files of a change that the world before it did not have."""
    if planned.before is None or not planned.writes:
        return []
    paths = {write.path for write in planned.writes}
    changed = {*_names(planned.before, paths), *_names(planned.after, paths)}
    errors = [finding for finding in find(planned.after) if _is_about(finding, paths, changed)]
    if not errors:
        return []
    known = {key for finding in find(planned.before) for key in _keys(finding)}
    return [finding for finding in errors if known.isdisjoint(_keys(finding))]


def _errors(world: World, selection: Selection) -> list[Finding]:
    from collab_cli.rules.engine import run_rules

    return [finding for finding in run_rules(world, selection).findings if finding.severity is Severity.ERROR]


def _names(world: World, paths: Collection[str]) -> set[str]:
    return {f"{record.kind.name}:{record.id}" for record in world.workspace.every_record() if record.path in paths}


def _is_about(finding: Finding, paths: Collection[str], changed: Collection[str]) -> bool:
    """What a rule misses stands nowhere, and is told at collab.yaml: any change can be the cause."""
    places = [finding.place.path, *(related.place.path for related in finding.related)]
    return (
        SETTINGS_PATH in places
        or any(place in paths for place in places)
        or any(name in changed for name in finding.records)
    )


def _keys(finding: Finding) -> tuple[object, ...]:
    """Return what a finding is known by, also after entries above it have gone, or when its numbers have changed."""
    return finding.fingerprint, (finding.code, finding.records, repr(finding.message))
