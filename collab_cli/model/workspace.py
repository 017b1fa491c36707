"""Everything a workspace holds, with what is wrong in the files themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from collab_cli.documents.nodes import Document
from collab_cli.findings import Fault, Route
from collab_cli.model.field_types import KindRecord
from collab_cli.model.kinds import all_kinds
from collab_cli.model.record import Record, T, Torso
from collab_cli.model.settings import Settings
from collab_cli.sources.snapshot import Snapshot

RESTRICTED = "restricted"
"""The folder of records that judge named persons; read only when it is enabled."""


@dataclass(frozen=True)
class Workspace:
    """A loaded workspace; nothing in it changes.

    ``records`` holds the records by kind name and id, in path order, without what is faulty in them. ``known``
    adds the ids of those that lack what a record cannot be without: references to them are good, rules do not see
    them. ``unread`` names the kinds of which something could not be read, so that nobody concludes from its
    absence. ``unlisted`` are those among them of which not even the ids are known: references to them cannot be
    judged. ``absent`` are the paths and routes of what is not there only because it is faulty; ``torsos`` are
    left of records and parts that are not in ``records``.
    """

    snapshot: Snapshot
    settings: Settings
    settings_document: Document
    records: Mapping[str, Mapping[str, Record[Any]]]
    known: Mapping[str, frozenset[str]]
    faults: tuple[Fault, ...]
    unread: frozenset[str]
    documents: Mapping[str, Document] = field(repr=False)
    unlisted: frozenset[str] = frozenset()
    absent: frozenset[tuple[str, Route]] = frozenset()
    torsos: tuple[Torso, ...] = ()

    @property
    def record_count(self) -> int:
        """Return how many records are written, those no rule can see included."""
        return sum(len(of_kind) for of_kind in self.known.values())

    def all(self, struct: type[T]) -> tuple[Record[T], ...]:
        """Return the records of a kind in path order, drafts included."""
        return tuple(self._of_struct[struct].values())

    def get(self, struct: type[T], record_id: str | None) -> Record[T] | None:
        """Return the record of a kind with this id, or None."""
        if record_id is None:
            return None
        return self._of_struct[struct].get(record_id)

    @cached_property
    def _of_struct(self) -> Mapping[type[KindRecord], Mapping[str, Record[Any]]]:
        return {kind.struct: self.records.get(kind.name, {}) for kind in all_kinds()}

    def every_record(self) -> Iterator[Record[Any]]:
        """Yield all records of all kinds."""
        for of_kind in self.records.values():
            yield from of_kind.values()

    def find(self, ref: str) -> Record[Any] | None:
        """Return the record an open reference (`kind:id` or `kind:id/part`) names, or None."""
        kind, _, rest = ref.partition(":")
        return self.records.get(kind, {}).get(rest.partition("/")[0])

    def is_known(self, kind: str, record_id: str) -> bool:
        """Return whether a record with this id is written, sound or not, or may be in a file that cannot be read."""
        return record_id in self.known.get(kind, ()) or kind in self.unlisted

    @property
    def has_restricted_folder(self) -> bool:
        """Return whether there is a folder of restricted records that is not read."""
        return RESTRICTED in self.snapshot.folders and not self.settings.restricted.enabled


def with_records(workspace: Workspace, changed: list[Record[Any]]) -> Workspace:
    """Return ``workspace`` with these records in place of those of the same kind and id."""
    records = {kind: dict(of_kind) for kind, of_kind in workspace.records.items()}
    for record in changed:
        records[record.kind.name][record.id] = record
    return replace(workspace, records=records)
