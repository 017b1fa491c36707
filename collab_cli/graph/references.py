"""References that name nothing (S005) or something of a wrong kind (S019), and a workspace without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, entry_id, find, place_at
from collab_cli.documents.splice import replace_scalar
from collab_cli.findings import Fault, Fix, Patch, Place, Route
from collab_cli.graph.bad_references import KIND_AND_ID, SILENT, Problem, alike, corrected, hint_for, says, without_kind
from collab_cli.graph.letters import allowed_letters, meant_letters
from collab_cli.graph.reference_fields import QuickLook, referring_fields
from collab_cli.messages import Message, msg
from collab_cli.model.field_types import (
    ID_PATTERN,
    OWNER_RULES,
    Lacking,
    MayRefer,
    Part,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
)
from collab_cli.model.fields import (
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    TextType,
    UnionType,
)
from collab_cli.model.full_width_commas import holds_full_width_commas
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.model.record import Record, Remains
from collab_cli.model.remedies import is_nothing
from collab_cli.model.workspace import Workspace, with_records

MAY_BE_RESTRICTED = frozenset({"evaluation", "recognition"})
"""Kinds whose records may lie in a restricted folder that is not read."""
GROUPS = ("department", "role")
"""What cannot answer for a thing as one person does."""
ABSENT: Any = object()

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """The file a reference stands in, for its place."""

    path: str
    node: Node
    route: Route
    ref: str


def resolve_references(workspace: Workspace) -> tuple[Workspace, tuple[Fault, ...]]:
    """Return the workspace with dead references taken out of ``value``, and a fault for each of them."""
    check = _Check(workspace)
    look = QuickLook(lambda text, wanted: check.look_up(text, wanted) is None)
    changed = []
    for record in workspace.every_record():
        if look.all_good(record.written):
            continue
        source = _Source(record.path, record.node, record.route, record.ref)
        check.look_into(record.kept_in_written)
        value = check.part(record.written, source, ())
        if value is ABSENT:  # a required reference of the record itself is dead: keep it, it is reported
            value = record.written
        if value is not record.written:
            changed.append(replace(record, value=value, kept=check.kept))
    for torso in workspace.torsos:
        check.look_into(torso.kept)
        for remains in torso.remains:
            check.remains(remains, _Source(torso.document.path, torso.node, torso.route, torso.ref))
    document = workspace.settings_document
    check.look_into({})
    if not look.all_good(workspace.settings) and document.root is not None:
        check.part(workspace.settings, _Source(document.path, document.root, (), ""), ())
    if check.absent:
        workspace = replace(workspace, absent=workspace.absent | check.absent)
    return (with_records(workspace, changed) if changed else workspace), tuple(check.faults)


class _Check:
    """Walks typed values and looks every reference up."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.periods = frozenset(period.id for period in workspace.settings.periods)
        self.faults: list[Fault] = []
        self.absent: set[tuple[str, Route]] = set()
        self.kept: dict[Steps, tuple[int, ...]] = {}
        self.kept_before: AnyMapping[Steps, tuple[int, ...]] = {}
        self.near: dict[tuple[str, str], str | None] = {}
        self.sorted_ids: dict[str, tuple[str, ...]] = {}
        self.titles: dict[str, dict[str, str]] = {}

    def look_into(self, kept: AnyMapping[Steps, tuple[int, ...]]) -> None:
        """Begin with a record; ``kept`` are the indexes in the file of lists that have lost faulty entries."""
        self.kept_before, self.kept = kept, dict(kept)

    def remains(self, remains: Remains, source: _Source) -> None:
        """Look up the references in what is left of a record or part."""
        for info in referring_fields(remains.struct):
            value = remains.values.get(info.attribute)
            if value is not None:
                self._value(value, info.type, source, (*remains.steps, info.name), info)

    def part(self, value: Part, source: _Source, steps: Steps) -> Any:
        """Return ``value`` without dead references, or ABSENT when a required one is dead."""
        changes: dict[str, Any] = {}
        is_absent = False  # what stands after a dead required reference is looked up all the same
        for info in referring_fields(type(value)):
            before = getattr(value, info.attribute)
            if before is None or before == []:
                continue
            after = self._value(before, info.type, source, (*steps, info.name), info)
            if after is ABSENT:
                is_absent = is_absent or info.required
                after = info.default
            if after is not before:
                changes[info.attribute] = after
        if is_absent:
            return ABSENT
        try:
            return msgspec.structs.replace(value, **changes) if changes else value
        except Lacking:  # the part cannot be without it: it stays as typed, and is reported
            return value

    def _value(self, value: Any, wanted: FieldType, source: _Source, steps: Steps, info: FieldInfo) -> Any:
        if isinstance(value, str):
            wanted = _text_option(wanted)
            problem = self.look_up(value, wanted, is_owner=_is_owner(info)) if isinstance(wanted, TextType) else None
            if problem is None:
                return value
            if problem is not SILENT:
                self._report(problem, value, source, steps)
            return ABSENT
        if isinstance(value, list):
            return self._list(value, wanted, source, steps, info)
        if isinstance(value, dict) and isinstance(wanted, MapType):
            return self._map(value, wanted, source, steps, info)
        return self.part(value, source, steps) if isinstance(value, Part) else value

    def _list(self, value: list[Any], wanted: FieldType, source: _Source, steps: Steps, info: FieldInfo) -> Any:
        if isinstance(wanted, UnionType):
            wanted = next(option for option in wanted.options if isinstance(option, ListType))
        assert isinstance(wanted, ListType)
        places = self.kept_before.get(steps) or range(len(value))
        items = [
            self._value(item, wanted.item, source, (*steps, index), info)
            for index, item in zip(places, value, strict=True)
        ]
        if all(after is before for after, before in zip(items, value, strict=True)):
            return value
        left = [item for item in items if item is not ABSENT]
        if len(left) < len(items):
            self.kept[steps] = tuple(index for index, item in zip(places, items, strict=True) if item is not ABSENT)
        return left

    def _map(self, value: dict[str, Any], wanted: MapType, source: _Source, steps: Steps, info: FieldInfo) -> Any:
        kept = {}
        for key, item in value.items():
            problem = self.look_up(key, wanted.key) if isinstance(wanted.key, TextType) else None
            if problem is None:
                kept[key] = item
            elif problem is not SILENT and not (info.name == "raci" and self._swapped(key, item, source, steps)):
                self._report(problem, key, source, (*steps, key), is_key=True)
        return kept if len(kept) < len(value) else value

    def _swapped(self, key: str, item: str, source: _Source, steps: Steps) -> bool:
        """Report a cell whose key is letters and whose value is a party; return whether it is one."""
        letters = meant_letters(key, allowed_letters(self.workspace.settings))
        problem = self._party(item)
        party = item if problem is None else self._nearest(problem)
        name, value = _key(source, (*steps, key)), find(source.node, (*steps, key))
        if letters is None or party is None or not isinstance(name, Scalar) or not isinstance(value, Scalar):
            return False
        message = msg("key and value are swapped in {text}", text=f"`{key}: {item}`")
        better = f"{party}: {letters}"
        patches = (Patch(source.path, name.start, name.end, party), Patch(source.path, value.start, value.end, letters))
        fixes = (Fix(False, msg("write {text}", text=better), patches),)
        place = _key_place(source, (*steps, key))
        self._add("S005", place, message, msg("write {example}", example=better), source, fixes)
        return True

    def look_up(self, text: str, wanted: TextType, *, is_owner: bool = False) -> Problem | None:
        """Return what is wrong with one reference, or None; SILENT where it is bad and somebody else says so."""
        refers = wanted.refers
        if wanted.form == "period":
            return None if text in self.periods else Problem("period", text, tuple(self.periods))
        if isinstance(refers, Refers):
            return self._typed(text, refers.kind, is_owner=is_owner)
        if isinstance(refers, RefersToRow):
            return self._part_of("charter", text, needs_part=True)
        if isinstance(refers, RefersToParty):
            return self._party(text)
        if isinstance(refers, RefersOpenly):
            return self._open(text, refers.kinds)
        if isinstance(refers, MayRefer):
            kind, colon, _ = text.partition(":")
            return self._open(text, ()) if colon and kind_named(kind) is not None else None
        return None

    def _typed(self, text: str, kind: str, *, is_owner: bool = False) -> Problem | None:
        if self.workspace.is_known(kind, text):
            return None
        if is_owner and self._is_group(text):
            return SILENT  # the rule of this field says that one person must be named
        if self._may_be_restricted(kind):
            return SILENT
        return Problem(kind, text, self._ids(kind))

    def _is_group(self, text: str) -> bool:
        """Return whether a text names a department or a role, with or without its kind."""
        kind, _, rest = text.rpartition(":")
        return any(kind in ("", group) and rest in self.workspace.known.get(group, ()) for group in GROUPS)

    def _ids(self, kind: str) -> tuple[str, ...]:
        if kind not in self.sorted_ids:
            self.sorted_ids[kind] = tuple(sorted(self.workspace.known.get(kind, ())))
        return self.sorted_ids[kind]

    def _party(self, text: str) -> Problem | None:
        kind, colon, rest = text.partition(":")
        if not colon:
            return self._typed(text, "department")
        if kind not in ("person", "role"):
            return Problem(kind, text, (), wrong_kind=("department", "person", "role"), bare="department")
        return self._typed(rest, kind)

    def _open(self, text: str, kinds: tuple[str, ...]) -> Problem | None:
        kind, colon, rest = text.partition(":")
        allowed = kinds or _every_kind()
        if not colon or kind not in allowed:
            return Problem(kind if colon else "", text, (), wrong_kind=allowed)
        return self._part_of(kind, rest)

    def _part_of(self, kind: str, text: str, *, needs_part: bool = False) -> Problem | None:
        record_id, slash, part = text.partition("/")
        problem = self._typed(record_id, kind)
        if problem is not None or not (slash or needs_part):
            return problem
        record = self.workspace.records.get(kind, {}).get(record_id)
        if record is None or not parts_are_known(record):  # written, but not sound
            return None
        parts = part_ids(record)
        return None if part in parts else Problem(f"{kind}-part", part, parts, owner=record)

    def _may_be_restricted(self, kind: str) -> bool:
        return kind in MAY_BE_RESTRICTED and self.workspace.has_restricted_folder

    def _report(self, problem: Problem, text: str, source: _Source, steps: Steps, *, is_key: bool = False) -> None:
        place = _key_place(source, steps) if is_key else place_at(source.path, source.node, steps, source.route)
        written = _key(source, steps) if is_key else find(source.node, steps)
        if is_nothing(text) and not is_key:
            message = msg("{field} is empty", field=_field(steps, is_key))
            self._add("S002", place, message, msg("write a value, or remove it"), source)
            self.absent.add((place.path, place.route))
            return
        if holds_full_width_commas(written, find(source.node, steps[:-1])):
            return  # its form has been reported
        if problem.wrong_kind:
            message = msg(
                "{field} is {text}, which names no {kinds}",
                field=_field(steps, is_key),
                text=f"`{text}`",
                kinds=", ".join(problem.wrong_kind),
            )
            rest = text.rpartition(":")[2]
            fitting = [kind for kind in problem.wrong_kind if rest.partition("/")[0] in self._ids(kind)]
            if problem.bare and problem.kind == problem.bare:
                message, fitting = without_kind(text, _field(steps, is_key)), [problem.bare]
            kind = (fitting or problem.wrong_kind)[0]
            example = rest if kind == problem.bare else f"{kind}:{rest}"
            hint = msg("write {example}", example=example) if fitting else KIND_AND_ID
            document = self.workspace.documents[source.path]
            fixes = _rewritten(document, written, example) if len(fitting) == 1 else ()
            self._add("S019", place, message, hint, source, fixes)
            return
        near = self._nearest(problem)
        better = corrected(text, problem, near) if near is not None else None
        is_case = near is not None and near.casefold() == problem.text.casefold()
        document = self.workspace.documents[source.path]
        fixes = _rewritten(document, written, better, safe=is_case) if better is not None else ()
        self._add("S005", place, says(problem, _field(steps, is_key)), hint_for(problem, better), source, fixes)

    def _nearest(self, problem: Problem) -> str | None:
        """Return the id that was probably meant: by case, without its kind, by title, by spelling."""
        if problem.owner is not None or problem.kind == "period":
            return alike(problem.text, problem.candidates)
        asked = (problem.kind, problem.text)
        if asked not in self.near:
            bare = problem.text.removeprefix(f"{problem.kind}:")
            titled = self._titles(problem.kind).get(bare)
            self.near[asked] = (
                bare if bare in self._ids(problem.kind) else titled or alike(problem.text, problem.candidates)
            )
        return self.near[asked]

    def _titles(self, kind: str) -> dict[str, str]:
        """Return the ids of a kind by title, in both languages."""
        if kind not in self.titles:
            self.titles[kind] = {
                word: record.id
                for record in self.workspace.records.get(kind, {}).values()
                for word in ((record.name,) if isinstance(record.name, str) else (record.name.zh, record.name.en))
                if word
            }
        return self.titles[kind]

    def _add(
        self, code: str, place: Place, message: Message, hint: Message, source: _Source, fixes: tuple[Fix, ...] = ()
    ) -> None:
        records = (source.ref,) if source.ref else ()
        self.faults.append(Fault(place, message, hint, records, fixes=fixes, code=code))


def part_ids(record: Record[Any]) -> tuple[str, ...]:
    """Return the ids of the parts of a record that can be referred to, in file order, faulty parts included."""
    if not record.is_whole:
        return tuple(part for part in _written_ids(record) if part is not None)
    return tuple(part.id for name in record.kind.part_fields for part in getattr(record.written, name))


def parts_are_known(record: Record[Any]) -> bool:
    """Return whether every part of a record has an id, so that a reference to a part can be judged."""
    return record.is_whole or all(part is not None for part in _written_ids(record))


def _written_ids(record: Record[Any]) -> Iterator[str | None]:
    """Yield the ids of the parts as the file holds them, None for one without a valid id."""
    for name in record.kind.part_fields:
        found = record.node.get(name)
        for item in found.items if isinstance(found, Sequence) else ():
            part = entry_id(item)
            yield part if part is not None and re.match(ID_PATTERN, part) else None


def _rewritten(document: Document, node: Node | None, text: str, *, safe: bool = False) -> tuple[Fix, ...]:
    if not isinstance(node, Scalar):
        return ()
    patch = replace_scalar(document, node, text)
    return (Fix(safe, msg("write {text}", text=text), (patch,)),)


def _field(steps: Steps, is_key: bool) -> str:
    names = [step for step in (steps[:-1] if is_key else steps) if isinstance(step, str)]
    return names[-1] if names else ""


def _key(source: _Source, steps: Steps) -> Scalar | None:
    parent = find(source.node, steps[:-1])
    return parent.key(str(steps[-1])) if isinstance(parent, Mapping) else None


def _key_place(source: _Source, steps: Steps) -> Place:
    key = _key(source, steps)
    place = place_at(source.path, source.node, steps, source.route)
    return Place(place.path, key.line, key.column, place.route) if key is not None else place


@cache
def _every_kind() -> tuple[str, ...]:
    return tuple(kind.name for kind in all_kinds())


def _is_owner(info: FieldInfo) -> bool:
    return info.code in OWNER_RULES


def _text_option(wanted: FieldType) -> FieldType:
    if isinstance(wanted, UnionType):
        return next((option for option in wanted.options if isinstance(option, TextType)), wanted)
    return wanted
