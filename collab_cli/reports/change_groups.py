"""Changes in the order people think in: who answers for what, then goals, then the records of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from collab_cli.analyses.changes.change import CATEGORIES, Change
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, Titled, msg
from collab_cli.model.activity import Activity
from collab_cli.model.kinds import all_kinds
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.reports.change_subject import owner_in, row_named

_FIRST: Final = (
    "goal",
    "proposal",
    "charter",
    "meeting",
    "action",
    "issue",
    "handoff",
    "project",
    "department",
    "person",
    "role",
    "activity",
)
"""The kinds that come first; the others follow in the order of their names."""
_STRUCTURAL: Final = ("letters", "moved", "split", "merged", "added", "removed", "renamed")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The changes of one matter, or of one record; ``title`` is what people call it."""

    title: Param
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Matters, or the records of one kind, under a heading."""

    heading: Message
    bundles: tuple[Bundle, ...]


def group_changes(world: World, changes: Iterable[Change]) -> tuple[Section, ...]:
    """Return all changes, each once: those of matters first, the weightiest matter first, then kind by kind.

    ``world`` has the names of both sides.
    """
    matters: dict[str, list[Change]] = {}
    records: dict[str, dict[str, list[Change]]] = {}
    titles: dict[str, Param] = {}
    for change in changes:
        matter = matter_told(world, change)
        if matter is not None:
            key, title = matter
            titles.setdefault(f"/{key}", title)
            matters.setdefault(key, []).append(change)
            continue
        record = change.spot.record
        kind, ref = (record.kind.name, record.ref) if record is not None else ("", "")
        titles.setdefault(ref, record.titled if record is not None else "collab.yaml")
        records.setdefault(kind, {}).setdefault(ref, []).append(change)
    return tuple(_sections(matters, records, titles))


def _sections(
    matters: dict[str, list[Change]], records: dict[str, dict[str, list[Change]]], titles: dict[str, Param]
) -> Iterator[Section]:
    if matters:
        found = sorted(matters, key=lambda key: (min(map(weight, matters[key])), "/" in key))
        yield Section(msg("Responsibilities"), tuple(Bundle(titles[f"/{key}"], _sorted(matters[key])) for key in found))
    others: list[Bundle] = []
    for name in dict.fromkeys((*_FIRST, *(kind.name for kind in all_kinds()))):
        if name not in records:
            continue
        bundles = tuple(Bundle(titles[ref], _sorted(of_ref)) for ref, of_ref in records[name].items())
        if name in _FIRST or any(len(bundle.changes) > 1 for bundle in bundles):
            yield Section(_HEADINGS[name], bundles)
        else:
            others += bundles
    if others:
        yield Section(msg("Other records"), tuple(others))
    if "" in records:
        yield Section(msg("Settings"), (Bundle(titles[""], _sorted(records[""][""])),))


def weight(change: Change) -> int:
    """Return the place of a change's category, the weightiest first."""
    return CATEGORIES.index(change.category)


def _sorted(changes: list[Change]) -> tuple[Change, ...]:
    """Return what happened to the whole first, then the rest, the weightiest first, else as it stands in the file."""
    order = {act: place for place, act in enumerate(_STRUCTURAL)}
    whole = [change for change in changes if change.field is None or change.field.name in ("duties", "tasks")]
    first = sorted(whole, key=lambda change: order.get(change.act, len(order)))
    rest = [change for change in changes if not any(change is one for one in first)]
    return (*first, *sorted(rest, key=weight))


def matter_told(world: World, change: Change) -> tuple[str, Titled] | None:
    """Return key and name of the matter a change is about, None for one of a record."""
    for spot in (*change.after, *change.before):
        row = owner_in(world, spot, ResponsibilityRow)
        if row is None or spot.record is None:
            continue
        activity = world.get(Activity, row.activity or row.id) if row.within is None else None
        if activity is None or spot.record.kind.name != "charter":
            return f"{spot.record.ref}/{row.id}", row_named(world, spot.record.id, row)
        return activity.id, Titled(None if activity.name == activity.id else activity.name, activity.id)
    return None


_HEADINGS: Final[Mapping[str, Message]] = {
    "action": msg("Actions"),
    "activity": msg("Activities"),
    "case": msg("Cases"),
    "channel": msg("Channels"),
    "charter": msg("Charters"),
    "department": msg("Departments"),
    "document": msg("Documents"),
    "evaluation": msg("Evaluations"),
    "event": msg("Events"),
    "goal": msg("Goals"),
    "handoff": msg("Handoffs"),
    "issue": msg("Issues"),
    "meeting": msg("Meetings"),
    "metric": msg("Metrics"),
    "person": msg("People"),
    "project": msg("Projects"),
    "proposal": msg("Proposals"),
    "recognition": msg("Recognitions"),
    "resource": msg("Resource requests"),
    "role": msg("Roles"),
    "series": msg("Regular meetings"),
    "skill": msg("Skills"),
    "training": msg("Training courses"),
    "waiver": msg("Waivers"),
}
