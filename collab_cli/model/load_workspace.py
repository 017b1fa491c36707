"""Load a workspace from a snapshot: every record typed, every fault of form collected."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, find, place_of
from collab_cli.documents.reader import Reading, read_document
from collab_cli.findings import Fault, Place, Related, Route
from collab_cli.messages import Message, msg
from collab_cli.model.field_types import ID_PATTERN, KindRecord
from collab_cli.model.full_width_commas import full_width_commas
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_of_folder
from collab_cli.model.record import Record, Torso
from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings, load_settings
from collab_cli.model.shape import convert, may_hold_blanks, walk_slowly
from collab_cli.model.slug import is_device_name, slug_of
from collab_cli.model.workspace import RESTRICTED, Workspace
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.snapshot import Snapshot

_ID = re.compile(ID_PATTERN)
_NOTHING: AnyMapping[str, Record[Any]] = MappingProxyType({})
_UNREAD: AnyMapping[str, Reading] = MappingProxyType({})


def wanted_top(name: str) -> bool:
    """Return whether a top-level name can hold records: a kind's folder or register, settings, restricted."""
    if name in (SETTINGS_PATH, RESTRICTED):
        return True
    return kind_of_folder(name.removesuffix(".yaml")) is not None


def load_workspace(
    snapshot: Snapshot,
    settings: LoadedSettings | None = None,
    *,
    read_before: AnyMapping[str, Record[Any]] = _NOTHING,
    readings: AnyMapping[str, Reading] = _UNREAD,
    kinds: Collection[str] | None = None,
) -> Workspace:
    """Return the workspace in ``snapshot``, with every fault of form found on the way.

    ``settings`` are those in it, where they have been loaded already. ``read_before`` are sound records by the path
    of their own file, whose bytes are the same in ``snapshot``: those files are not read again. ``readings`` are files
    by path that have been parsed; one is used where its bytes are those in ``snapshot``.
    ``kinds`` are all kinds that are read, where an answer needs no others: references to the rest are taken for good.

    Raises CollabError when collab.yaml cannot be used (unreadable, S020 or S021) or the run's limits are passed.
    """
    return _Loader(snapshot, settings or load_settings(snapshot), read_before, readings, kinds).load()


def sound_files(workspace: Workspace) -> dict[str, Record[Any]]:
    """Return the records that have a file of their own in which nothing is wrong, by its path."""
    faulty = {fault.place.path for fault in workspace.faults}
    return {
        record.path: record
        for record in workspace.every_record()
        if not record.route and record.is_whole and record.path not in faulty
    }


class _Loader:
    """Collects records and faults file by file."""

    def __init__(
        self,
        snapshot: Snapshot,
        loaded: LoadedSettings,
        read_before: AnyMapping[str, Record[Any]],
        readings: AnyMapping[str, Reading],
        kinds: Collection[str] | None,
    ) -> None:
        self.snapshot = snapshot
        self.left_out = {kind.name for kind in all_kinds() if kinds is not None and kind.name not in kinds}
        self.read_before = read_before
        self.readings = readings
        self.loaded = loaded
        self.faults: list[Fault] = [*loaded.faults, *snapshot.faults]
        self.records: dict[str, dict[str, Record[Any]]] = {kind.name: {} for kind in all_kinds()}
        self.first: dict[tuple[str, str], _Spot] = {}
        self.known: dict[str, set[str]] = {kind.name: set() for kind in all_kinds()}
        self.unread: set[str] = set()
        self.unlisted: set[str] = set(self.left_out)
        self.absent: set[tuple[str, Route]] = set()
        self.may_hold_blanks = False  # the file being read
        self.torsos: list[Torso] = []
        self.documents: dict[str, Document] = {SETTINGS_PATH: loaded.document}

    def load(self) -> Workspace:
        restricted_too = bool(self.loaded.settings.restricted.enabled)
        for fault in self.snapshot.faults:
            kind = kind_of_path(fault.place.path)
            if kind is not None:
                self._unread(kind, fault.place.path)
        for path in self.snapshot.paths:
            if path.startswith(RESTRICTED + "/") and not restricted_too:
                continue
            kind = kind_of_path(path)
            if kind is None or kind.name in self.left_out:
                continue
            if path in self.read_before:
                self._keep(kind, self.read_before[path])
            else:
                self._read(kind, path)
        return Workspace(
            snapshot=self.snapshot,
            settings=self.loaded.settings,
            settings_document=self.loaded.document,
            records=self.records,
            known={kind: frozenset(ids) for kind, ids in self.known.items()},
            faults=tuple(self.faults),
            unread=frozenset(self.unread),
            documents=self.documents,
            unlisted=frozenset(self.unlisted),
            absent=frozenset(self.absent),
            torsos=tuple(self.torsos),
        )

    def _keep(self, kind: Kind, record: Record[Any]) -> None:
        """Take over a record read before; references to what has gone since are looked up anew."""
        self.documents[record.path] = record.document
        if self._take_id(kind, _Spot(record.id, record.document, None)):
            self.known[kind.name].add(record.id)
            written = record.value is record.written
            self.records[kind.name][record.id] = (
                record if written else replace(record, value=record.written, kept=record.kept_in_written)
            )

    def _read(self, kind: Kind, path: str) -> None:
        try:
            data = self.snapshot.read(path)
        except Unreadable as problem:
            self.faults.append(problem.fault)
            self._unread(kind, path)
            return
        reading = self.readings.get(path)
        if reading is None or reading.document is None or reading.document.data != data:
            reading = read_document(path, data)
        self.faults.extend(reading.faults)
        document = reading.document
        if document is None:
            self._unread(kind, path)
            return
        self.documents[path] = document
        self.may_hold_blanks = may_hold_blanks(document)
        self.faults.extend(full_width_commas(document, reading.plain))
        if is_register(path):
            self._register(kind, document, reading.plain)
        else:
            self._single(kind, document, reading.plain)

    def _unread(self, kind: Kind, path: str) -> None:
        """Note that a file or folder cannot be read; the name of a record's own file still tells its id."""
        self.unread.add(kind.name)
        if is_register(path) or not path.endswith(".yaml"):
            self.unlisted.add(kind.name)
        else:
            self.known[kind.name].add(_stem(path))

    def _single(self, kind: Kind, document: Document, plain: Any) -> None:
        record_id = _stem(document.path)
        if not isinstance(plain, dict):
            self._not_a(
                kind,
                document,
                msg(
                    "{path} holds no record: a {kind} is written as fields and values",
                    path=document.path,
                    kind=kind.one,
                ),
            )
            return
        spot = _Spot(record_id, document, None)
        if self._take_id(kind, spot):
            self._add(kind, spot, plain)

    def _register(self, kind: Kind, document: Document, plain: Any) -> None:
        if plain is None:
            return
        if not isinstance(plain, list):
            self._not_a(
                kind,
                document,
                msg(
                    "{path} is a register: it holds a list of {kind} entries, each with an id",
                    path=document.path,
                    kind=kind.one,
                ),
            )
            return
        for index, entry in enumerate(plain):
            record_id = entry.get("id") if isinstance(entry, dict) else None
            if not record_id or not isinstance(record_id, str):
                self._no_record(kind, document, index)
                continue
            spot = _Spot(record_id, document, index)
            if self._take_id(kind, spot):
                self._add(kind, spot, {key: value for key, value in entry.items() if key != "id"})

    def _no_record(self, kind: Kind, document: Document, index: int) -> None:
        """Report an entry of a register that is no mapping, or has no id."""
        node = find(document.root, (index,))
        assert node is not None
        if isinstance(node, Mapping):
            at: Node = next(iter(node.entries.values()))[0] if node.entries else node
            message = msg("an entry of {path} lacks its id", path=document.path)
            hint = msg("add an id such as id: {example}", example=_example_id(node, kind))
        else:
            at = node
            message = msg("this entry of {path} is no record", path=document.path)
            hint = msg("write it as fields and values, starting with id")
        self._fault("S002", place_of(document.path, at, (index,)), message, hint)
        self.unread.add(kind.name)
        self.unlisted.add(kind.name)

    def _add(self, kind: Kind, spot: _Spot, plain: Any) -> None:
        self.known[kind.name].add(spot.id)
        document, route = spot.document, spot.route
        restricted = document.path.startswith(RESTRICTED + "/")
        value = None if self.may_hold_blanks else convert(plain, kind.struct)
        if value is not None:
            self.records[kind.name][spot.id] = Record(kind, spot.id, document, value, value, route, restricted)
            return
        node = find(document.root, () if spot.entry is None else (spot.entry,))
        assert isinstance(node, Mapping)
        shaped = walk_slowly(node, kind.struct, document, route, kind, f"{kind.name}:{spot.id}")
        self.faults.extend(shaped.faults)
        self.absent |= {(document.path, absent) for absent in shaped.absent}
        if shaped.remains:
            self.torsos.append(Torso(document, route, f"{kind.name}:{spot.id}", shaped.kept, shaped.remains))
        if not shaped.conclusive:
            self.unread.add(kind.name)
        value = cast("KindRecord | None", shaped.value)
        if value is not None:
            self.records[kind.name][spot.id] = Record(
                kind, spot.id, document, value, value, route, restricted, shaped.kept, shaped.kept, shaped.whole
            )

    def _take_id(self, kind: Kind, spot: _Spot) -> bool:
        """Report an id that is invalid or taken; return whether the record may be added under it."""
        record_id, is_valid = spot.id, False
        if not _ID.fullmatch(record_id):
            self._fault(
                "S017",
                spot.place,
                spot.refusal,
                msg(
                    "use lower-case letters, digits and -, at most 64 of them, such as {example}",
                    example=slug_of(record_id),
                ),
            )
        elif is_device_name(record_id):
            self._fault(
                "S017", spot.place, spot.refusal, msg("{id} is a device name on Windows; choose another", id=record_id)
            )
        else:
            is_valid = True
        folded = (kind.name, record_id.casefold())
        first = self.first.setdefault(folded, spot)
        if first is spot:
            return True
        related = (Related(first.place),)
        if first.id == record_id:
            self._fault(
                "S004",
                spot.place,
                msg("{kind} {id} is written twice", kind=kind.one, id=record_id),
                msg("keep one, or give one of them another id"),
                related,
            )
        elif is_valid:
            self._fault(
                "S017",
                spot.place,
                msg("{kind} {id} differs from {other} only by case", kind=kind.one, id=record_id, other=first.id),
                msg("keep one spelling, in lower case"),
                related,
            )
        return False

    def _not_a(self, kind: Kind, document: Document, message: Message) -> None:
        place = place_of(document.path, document.root) if document.root is not None else Place(document.path)
        hint = msg("{command} shows the fields", command=f"collab explain {kind.name}")
        self._fault("S002", place, message, hint)
        self._unread(kind, document.path)

    def _fault(
        self, code: str, place: Place, message: Message, hint: Message, related: tuple[Related, ...] = ()
    ) -> None:
        self.faults.append(Fault(place, message, hint, related=related, code=code))


class _Spot(NamedTuple):
    """Where a record is written; ``entry`` is the index of an entry of a register."""

    id: str
    document: Document
    entry: int | None

    @property
    def route(self) -> Route:
        """Return the way from the top of the file to the record."""
        return () if self.entry is None else (self.id,)

    @property
    def place(self) -> Place:
        """Return the place of the id: the file that is named after it, or the value in the entry."""
        if self.entry is None:
            return Place(self.document.path)
        node = find(self.document.root, (self.entry, "id"))
        assert node is not None
        return place_of(self.document.path, node, (self.id, "id"))

    @property
    def refusal(self) -> Message:
        """Return what to say of an id that cannot be used."""
        if self.entry is None:
            return msg("the file name {id} is no valid id", id=self.id)
        return msg("{id} is no valid id", id=self.id)


def _example_id(node: Mapping, kind: Kind) -> str:
    """Return an id an entry without one could have: made of its title, if that has letters of ours."""
    title = node.get(kind.title_field)
    title = title.get("en") if isinstance(title, Mapping) else title
    return slug_of(title.text) if isinstance(title, Scalar) else f"{kind.name}-1"


def kind_of_path(path: str) -> Kind | None:
    """Return the kind whose records a file holds, going by its path; None for a file of no kind."""
    top, _, rest = path.removeprefix(RESTRICTED + "/").partition("/")
    return kind_of_folder(top if rest else top.removesuffix(".yaml"))


def is_register(path: str) -> bool:
    """Return whether a file of a kind is its register, which holds a list of records."""
    return "/" not in path.removeprefix(RESTRICTED + "/")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")
