"""Two states of a workspace beside each other, as the rules about a change see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from collab_cli.analyses.changes.change import Change, Changes
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.graph.world import World
from collab_cli.model.record import Record, T
from collab_cli.model.workspace import Workspace

Past = Callable[[Sequence[Record[Any]]], Mapping[str, Sequence[Any]]]
"""Returns, by `kind:id`, the contents that records with the ids of these had in commits before the base, as plain data.

Those nobody has ever written are left out.
"""


def no_past(records: Sequence[Record[Any]]) -> Mapping[str, Sequence[Any]]:
    """Return nothing: what a workspace without history knows of its past."""
    return {}


@dataclass(frozen=True, eq=False)
class Compared:
    """The ``world`` beside the ``base`` it is compared with, both on the same day; ``past`` asks what was before."""

    base: World
    world: World
    past: Past = no_past
    whole: Compared | None = None
    """The same with drafts, where these are left out here."""

    @cached_property
    def changes(self) -> Changes:
        """Return what has changed in meaning since the base, in drafts too."""
        if self.whole is not None:
            return self.whole.changes
        from collab_cli.analyses.changes.find_changes import find_changes

        return find_changes(self.base, self.world)

    @cached_property
    def names(self) -> NewNames:
        """Return what records and parts of the base are called now, where that is something else."""
        return self.changes.names

    @cached_property
    def old_refs(self) -> Mapping[str, str]:
        """Return what renamed records were called in the base, by their present `kind:id`."""
        return {self.names.record(old): old for old in self.names.records}

    def before(self, record: Record[T]) -> Record[T] | None:
        """Return a record as it was in the base, under its old id if it was renamed; None for a new one."""
        return cast("Record[T] | None", self.base.workspace.find(self.base_ref(record)))

    def new_name(self, name: str) -> str:
        """Return what a record or part of the base (`kind:id` or `kind:id/part`), or a file of it, is called now."""
        if name in self._new_names:
            return self._new_names[name]
        record, slash, part = name.partition("/")
        return self._new_names.get(record, record) + slash + part

    @cached_property
    def _new_names(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for change in self.changes:
            if change.act in ("renamed", "moved") and len(change.before) == 1 == len(change.after):
                old, new = change.before[0], change.after[0]
                found[old.ref] = new.ref
                if not old.route and old.record is not None and new.record is not None:
                    found[old.record.path] = new.record.path
        return found

    def base_ref(self, record: Record[Any]) -> str:
        """Return the `kind:id` a record had in the base, its present one where it is new."""
        return f"{record.kind.name}:{self.old_id(record.kind.name, record.id)}"

    def old_id(self, kind: str, record_id: str) -> str:
        """Return the id a record of a kind had in the base."""
        ref = f"{kind}:{record_id}"
        if self.base.workspace.find(ref) is not None:  # most kept their ids: those need no comparison
            return record_id
        return self.old_refs.get(ref, ref).partition(":")[2]

    def new_id(self, kind: str, record_id: str) -> str:
        """Return what a record of the base is called now."""
        ref = f"{kind}:{record_id}"
        if self.world.workspace.find(ref) is not None:
            return record_id
        return self.names.id(kind, record_id)

    def is_new(self, record: Record[Any]) -> bool:
        """Return whether nothing in the base is this record, nor may be."""
        base, kind = self.base.workspace, record.kind.name
        return kind not in base.unread and not base.is_known(kind, record.id) and record.ref not in self.old_refs

    def may_have_been(self, record: Record[Any]) -> bool:
        """Return whether a record the base does not show may have been there, where something cannot be read."""
        return _may_be_hidden(record, self.base.workspace, self.world.workspace)

    def may_still_be(self, before: Record[Any]) -> bool:
        """Return whether a record of the base that is not seen now may be there, where something cannot be read."""
        return _may_be_hidden(before, self.world.workspace, self.base.workspace)

    def changes_of(self, record: Record[Any]) -> tuple[Change, ...]:
        """Return what has changed in one record, on either side."""
        return self._by_record.get(record.ref, ())

    @cached_property
    def _by_record(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, tuple[Change, ...]] = {}
        for change in self.changes:
            for record in change.records:
                found[record.ref] = (*found.get(record.ref, ()), change)
        return found

    @cached_property
    def without_drafts(self) -> Compared:
        """Return both states as rules see them that do not judge drafts."""
        return Compared(self.base.without_drafts(), self.world.without_drafts(), self.past, self)


def _may_be_hidden(record: Record[Any], there: Workspace, here: Workspace) -> bool:
    """Return whether one of two states may hold a record of the other, under its id or a new one, and not show it."""
    kind = record.kind.name
    hidden = there.known.get(kind, frozenset()).difference(there.records.get(kind, ()))
    return kind in there.unlisted or record.id in hidden or not hidden <= here.known.get(kind, frozenset())
