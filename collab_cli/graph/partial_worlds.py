"""Two states of a workspace with no more in them than a comparison needs, so that it costs the same in any workspace.

Loaded are the files that differ, every charter that says something about a matter of theirs, every proposal in which
something of theirs is to be agreed, and what all of these name. What is there only to be named is not asked for more
than who it is: its other references are taken for good.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from collab_cli.graph.digest import AGREED_KINDS
from collab_cli.graph.reference_fields import QuickLook
from collab_cli.graph.uses import named_by
from collab_cli.graph.world import World, build_world
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.field_types import KindRecord
from collab_cli.model.fields import TextType
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named, kind_of_struct
from collab_cli.model.load_workspace import is_register, kind_of_path, load_workspace, sound_files
from collab_cli.model.person import Person
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.model.role import Role
from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings
from collab_cli.model.workspace import RESTRICTED, Workspace
from collab_cli.sources.compared_files import ComparedFiles, Side
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.snapshot import Snapshot, overlaid

_FOLLOWED = {
    "department": ("department", "person"),
    "person": ("department",),
    "role": ("department",),
    "proposal": ("department", "person"),
}
"""What tells who a party is, or agreed: the kinds whose own references are looked up, with the kinds those are of."""
_ACTIVITY, _PERIOD = "activity", "period"

_ENTRY = re.compile(rb"^(?=- )", re.MULTILINE)
_ID = re.compile(rb"""(?<![\w-])id["']?\s*:\s*["']?([^\s"',{}\[\]]+)""")
_PLAIN_ID = re.compile(rb"[a-z0-9-]+")
_UNLIKE_ENTRIES = re.compile(rb"^(?![- #\t\r\n]|\Z)|^-(?! )", re.MULTILINE)

Target = tuple[str, str]
"""Kind and id of a record that is named."""


def build_partial_worlds(
    compared: ComparedFiles, settings: tuple[LoadedSettings, LoadedSettings], as_of: date
) -> tuple[World, World]:
    """Return both states as far as their comparison needs them; the settings of both must mean the same.

    The same files and entries are loaded on both sides. Raises CollabError when the limits of a run are passed.
    """
    part = _Part(compared, settings)
    loaded = part.load()
    charters, proposals = _files_about(part, Charter, _matters(loaded)), _files_about(part, Proposal, _agreed(loaded))
    part.whole |= charters | proposals
    before, after = part.with_names(part.load() if charters or proposals else loaded, proposals)
    return build_world(before, as_of), build_world(after, as_of)


class _Part:
    """What is loaded of both sides: whole files, and of registers the entries that are named."""

    def __init__(self, compared: ComparedFiles, settings: tuple[LoadedSettings, LoadedSettings]) -> None:
        registers: dict[bytes, _Register] = {}
        self.sides = tuple(
            _Sided(side, loaded, registers)
            for side, loaded in zip((compared.before, compared.after), settings, strict=True)
        )
        self.whole: set[str] = set(compared.changed)
        self.entries: dict[str, set[str]] = {}
        for side in self.sides:
            self.whole.update(side.files.links())
        for path in tuple(self.whole):  # the same id may be written in two files: the first one counts
            if (kind := kind_of_path(path)) is not None and not is_register(path):
                self._take(kind, path.rpartition("/")[2].removesuffix(".yaml"))

    def load(self) -> tuple[Workspace, ...]:
        """Return what is loaded on each side."""
        return tuple(side.load(self.whole, self.entries) for side in self.sides)

    def with_names(self, loaded: tuple[Workspace, ...], proposals: Collection[str]) -> tuple[Workspace, ...]:
        """Return what is loaded on each side, and with it what it names; of ``proposals`` those who agreed alone."""
        primary = self.whole.difference(proposals)
        wanted = _targets(record for record in _records(loaded) if record.path in primary)
        of_proposals = _targets(record for record in _records(loaded) if record.path in proposals)
        wanted |= {target for target in of_proposals if target[0] in _FOLLOWED["proposal"]}
        wanted |= {(_ACTIVITY, record_id) for record_id in _row_names(loaded)}
        followed, let_be = set(wanted), set[Target]()
        while wanted:
            for name, record_id in wanted:
                if (kind := kind_named(name)) is not None:
                    self._take(kind, record_id)
            loaded = self.load()
            broken = self.entries.keys() & {fault.place.path for one in loaded for fault in one.faults}
            if broken - self.whole:  # an entry cut out of its register may be what is wrong
                self.whole |= broken
                loaded = self.load()
            only_named = [record for record in _records(loaded) if record.path not in primary]
            wanted = {
                target
                for kind, of_interest in _FOLLOWED.items()
                for target in _targets(record for record in only_named if record.kind.name == kind)
                if target[0] in of_interest
            } - followed
            followed |= wanted
            let_be = _targets(only_named) - followed
        let_be -= {(record.kind.name, record.id) for record in _records(loaded)}  # gone on one side, it is not there
        return tuple(_knowing(workspace, let_be) for workspace in loaded)

    def _take(self, kind: Kind, record_id: str) -> None:
        """Have the files loaded in which a record is, as far as it is anywhere."""
        for side in self.sides:
            found = side.files.named(f"{record_id}.yaml")
            self.whole.update(path for path in found if kind_of_path(path) is kind)
            for register in (f"{kind.folder}.yaml", f"{RESTRICTED}/{kind.folder}.yaml"):
                if side.files.entry(register) is not None:
                    self.entries.setdefault(register, set()).add(record_id)


class _Sided:
    """The loading of one side; what was sound is not read again."""

    def __init__(self, side: Side, settings: LoadedSettings, registers: dict[bytes, _Register]) -> None:
        self.files = side.files
        self._side = side
        self._settings = settings
        self._restricted = bool(settings.settings.restricted.enabled)
        self._registers = registers  # by their bytes, as most are the same on both sides
        self._sound: Mapping[str, Record[Any]] = {}

    def only(self, paths: Iterable[str]) -> Snapshot:
        """Return a snapshot of these files alone, of restricted ones where those are read."""
        return self._side.only(paths, restricted=self._restricted)

    def load(self, whole: Collection[str], entries: Mapping[str, Collection[str]]) -> Workspace:
        """Return these files, and of these registers the entries with such ids."""
        snapshot = self.only({SETTINGS_PATH, *whole, *entries})
        cut: dict[str, bytes | None] = {}
        for path in (entries.keys() & set(snapshot.paths)).difference(whole):
            try:
                data = snapshot.read(path)
            except Unreadable:
                continue
            if data not in self._registers:
                self._registers[data] = _Register(data)
            cut[path] = self._registers[data].excerpt(entries[path])
        snapshot = overlaid(snapshot, cut) if cut else snapshot
        workspace = load_workspace(snapshot, self._settings, read_before=self._sound)
        self._sound = sound_files(workspace)
        return workspace


def _knowing(workspace: Workspace, targets: Iterable[Target]) -> Workspace:
    """Return a workspace in which references to these records are good."""
    known = {kind: set(ids) for kind, ids in workspace.known.items()}
    for kind, record_id in targets:
        known.setdefault(kind, set()).add(record_id)
    return replace(workspace, known={kind: frozenset(ids) for kind, ids in known.items()})


class _Register:
    """A register cut into its entries, so that a few of them can be read alone; all lines keep their numbers."""

    def __init__(self, data: bytes) -> None:
        is_plain = _UNLIKE_ENTRIES.search(data) is None  # else it is not one entry after the other at the margin
        self._pieces = [(piece, _ids(piece)) for piece in (_ENTRY.split(data) if is_plain else [data])]

    def excerpt(self, ids: Collection[str]) -> bytes:
        """Return the register with those entries alone that have one of these ids, or one that cannot be told."""
        wanted = {record_id.encode("utf-8", "replace") for record_id in ids}
        return b"".join(
            b"\n" * piece.count(b"\n") if found and found.isdisjoint(wanted) else piece for piece, found in self._pieces
        )


def _ids(piece: bytes) -> frozenset[bytes]:
    """Return every id written in an entry of a register, of its parts too; none where one is written unusually."""
    found = frozenset(_ID.findall(piece)) if b"\\" not in piece else frozenset()
    return found if all(_PLAIN_ID.fullmatch(one) for one in found) else frozenset()


def _targets(records: Iterable[Record[Any]]) -> set[Target]:
    """Return what records name."""
    found: set[Target] = set()

    def take(text: str, wanted: TextType) -> bool:
        named = named_by(text, wanted)
        if named is not None and named[0] != _PERIOD:
            found.add((named[0], named[1].partition("/")[0]))
        return True

    look = QuickLook(take)
    for record in records:
        look.all_good(record.written)
    return found


def _matters(workspaces: tuple[Workspace, ...]) -> frozenset[str]:
    """Return the words by which a charter speaks of the same matters, or of a party that has come or gone."""
    found = _row_names(workspaces)
    for struct in (Activity, Department, Person, Role):
        ids = [frozenset(record.id for record in workspace.all(struct)) for workspace in workspaces]
        found |= ids[0] ^ ids[1]
    return frozenset(found)


def _records(workspaces: Iterable[Workspace]) -> Iterator[Record[Any]]:
    return (record for workspace in workspaces for record in workspace.every_record())


def _row_names(workspaces: Iterable[Workspace]) -> set[str]:
    """Return the activities the rows of the charters loaded are about: a row that names none is about its own id."""
    charters = (charter for workspace in workspaces for charter in workspace.all(Charter))
    return {row.activity or row.id for charter in charters for row in charter.written.duties}


def _agreed(workspaces: tuple[Workspace, ...]) -> frozenset[str]:
    """Return how proposals name the records loaded that departments agree to."""
    return frozenset(record.ref for record in _records(workspaces) if isinstance(record.written, AGREED_KINDS))


def _files_about(part: _Part, struct: type[KindRecord], words: Collection[str]) -> set[str]:
    """Return the files of a kind in which one of these words may stand; those are the same on both sides."""
    after = part.sides[1]
    kind = kind_of_struct(struct)
    entries = [entry for folder in (kind.folder, RESTRICTED) for entry in after.files.below(folder)]
    register = after.files.entry(f"{kind.folder}.yaml")
    paths = [entry.path for entry in (*entries, *([register] if register is not None else []))] if words else []
    snapshot = after.only(path for path in paths if path not in part.whole and kind_of_path(path) is kind)
    sought = [word.encode() for word in words]
    found = set()
    for path in snapshot.paths:
        try:
            data = snapshot.read(path)
        except Unreadable:
            continue
        if b"\\" in data or any(word in data for word in sought):  # a quoted text can write a letter as \x7a
            found.add(path)
    return found
