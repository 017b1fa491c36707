"""References that name nothing (S005) or something of a wrong kind (S019), and a workspace without them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from collab_cli.documents.nodes import Mapping, Node, Scalar, find, place_at
from collab_cli.findings import Fault, Fix, Patch, Place, Route
from collab_cli.graph.reference_fields import QuickLook, referring_fields
from collab_cli.messages import Message, msg
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import (
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
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.model.record import Record
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
        check.kept = {}
        value = check.part(record.written, source, ())
        if value is ABSENT:  # a required reference of the record itself is dead: keep it, it is reported
            value = record.written
        if value is not record.written:
            changed.append(replace(record, value=value, kept=check.kept))
    document = workspace.settings_document
    if not look.all_good(workspace.settings) and document.root is not None:
        check.part(workspace.settings, _Source(document.path, document.root, (), ""), ())
    return (with_records(workspace, changed) if changed else workspace), tuple(check.faults)


class _Check:
    """Walks typed values and looks every reference up."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.periods = frozenset(period.id for period in workspace.settings.periods)
        self.faults: list[Fault] = []
        self.kept: dict[Steps, tuple[int, ...]] = {}
        self.near: dict[tuple[str, str], str | None] = {}
        self.sorted_ids: dict[str, tuple[str, ...]] = {}
        self.titles: dict[str, dict[str, str]] = {}

    def part(self, value: Part, source: _Source, steps: Steps) -> Any:
        """Return ``value`` without dead references, or ABSENT when a required one is dead."""
        changes: dict[str, Any] = {}
        for info in referring_fields(type(value)):
            before = getattr(value, info.attribute)
            if before is None or before == []:
                continue
            after = self._value(before, info.type, source, (*steps, info.name), info)
            if after is ABSENT:
                if info.required:
                    return ABSENT
                after = info.default
            if after is not before:
                changes[info.attribute] = after
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
        items = [self._value(item, wanted.item, source, (*steps, index), info) for index, item in enumerate(value)]
        if all(after is before for after, before in zip(items, value, strict=True)):
            return value
        kept = tuple(index for index, item in enumerate(items) if item is not ABSENT)
        if len(kept) < len(items):
            self.kept[steps] = kept
        return [items[index] for index in kept]

    def _map(self, value: dict[str, Any], wanted: MapType, source: _Source, steps: Steps, info: FieldInfo) -> Any:
        kept = {}
        for key, item in value.items():
            problem = self.look_up(key, wanted.key) if isinstance(wanted.key, TextType) else None
            if problem is None:
                kept[key] = item
            elif problem is not SILENT:
                self._report(problem, key, source, (*steps, key), is_key=True)
        return kept if len(kept) < len(value) else value

    def look_up(self, text: str, wanted: TextType, *, is_owner: bool = False) -> _Problem | None:
        """Return what is wrong with one reference, or None; SILENT where it is bad and somebody else says so."""
        refers = wanted.refers
        if wanted.form == "period":
            return None if text in self.periods else _Problem("period", text, tuple(self.periods))
        if isinstance(refers, Refers):
            return self._typed(text, refers.kind, is_owner=is_owner)
        if isinstance(refers, RefersToRow):
            return self._part_of("charter", text)
        if isinstance(refers, RefersToParty):
            return self._party(text)
        if isinstance(refers, RefersOpenly):
            return self._open(text, refers.kinds)
        if isinstance(refers, MayRefer):
            kind, colon, _ = text.partition(":")
            return self._open(text, ()) if colon and kind_named(kind) is not None else None
        return None

    def _typed(self, text: str, kind: str, *, is_owner: bool = False) -> _Problem | None:
        if self.workspace.is_known(kind, text):
            return None
        if is_owner and self._is_group(text):
            return SILENT  # the rule of this field says that one person must be named
        if self._may_be_restricted(kind):
            return SILENT
        return _Problem(kind, text, self._ids(kind))

    def _is_group(self, text: str) -> bool:
        """Return whether a text names a department or a role, with or without its kind."""
        kind, _, rest = text.rpartition(":")
        return any(kind in ("", group) and rest in self.workspace.known.get(group, ()) for group in GROUPS)

    def _ids(self, kind: str) -> tuple[str, ...]:
        if kind not in self.sorted_ids:
            self.sorted_ids[kind] = tuple(sorted(self.workspace.known.get(kind, ())))
        return self.sorted_ids[kind]

    def _party(self, text: str) -> _Problem | None:
        kind, colon, rest = text.partition(":")
        if not colon:
            return self._typed(text, "department")
        if kind not in ("person", "role", "department"):
            return _Problem(kind, text, (), wrong_kind=("department", "person", "role"), bare="department")
        return self._typed(rest, kind)

    def _open(self, text: str, kinds: tuple[str, ...]) -> _Problem | None:
        kind, colon, rest = text.partition(":")
        allowed = kinds or tuple(known.name for known in all_kinds())
        if not colon or kind not in allowed:
            return _Problem(kind if colon else "", text, (), wrong_kind=allowed)
        return self._part_of(kind, rest)

    def _part_of(self, kind: str, text: str) -> _Problem | None:
        record_id, slash, part = text.partition("/")
        problem = self._typed(record_id, kind)
        if problem is not None or not slash:
            return problem
        record = self.workspace.records.get(kind, {}).get(record_id)
        if record is None:  # written, but not sound
            return None
        parts = part_ids(record)
        return None if part in parts else _Problem(f"{kind}-part", part, parts, owner=record)

    def _may_be_restricted(self, kind: str) -> bool:
        return kind in MAY_BE_RESTRICTED and self.workspace.has_restricted_folder

    def _report(self, problem: _Problem, text: str, source: _Source, steps: Steps, *, is_key: bool = False) -> None:
        place = _key_place(source, steps) if is_key else place_at(source.path, source.node, steps, source.route)
        written = _key(source, steps) if is_key else find(source.node, steps)
        if problem.wrong_kind:
            message = msg(
                "{field} is {text}, which names no {kinds}",
                field=_field(steps, is_key),
                text=f"`{text}`",
                kinds=", ".join(problem.wrong_kind),
            )
            rest = text.rpartition(":")[2]
            fitting = [kind for kind in problem.wrong_kind if rest.partition("/")[0] in self._ids(kind)]
            kind = (fitting or problem.wrong_kind)[0]
            example = rest if kind == problem.bare else f"{kind}:{rest}"
            hint = msg("write {example}", example=example) if fitting else _KIND_AND_ID
            fixes = _rewritten(source, written, example) if len(fitting) == 1 else ()
            self._add("S019", place, message, hint, source, fixes)
            return
        near = self._nearest(problem)
        better = _with(text, problem, near) if near is not None else None
        is_case = near is not None and near.casefold() == problem.text.casefold()
        fixes = _rewritten(source, written, better, safe=is_case) if better is not None else ()
        self._add("S005", place, _says(problem, _field(steps, is_key)), _hint(problem, better), source, fixes)

    def _nearest(self, problem: _Problem) -> str | None:
        """Return the id that was probably meant: by case, without its kind, by title, by spelling."""
        if problem.owner is not None or problem.kind == "period":
            return _alike(problem.text, problem.candidates)
        asked = (problem.kind, problem.text)
        if asked not in self.near:
            bare = problem.text.removeprefix(f"{problem.kind}:")
            titled = self._titles(problem.kind).get(bare)
            self.near[asked] = (
                bare if bare in self._ids(problem.kind) else titled or _alike(problem.text, problem.candidates)
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


@dataclass(frozen=True, slots=True)
class _Problem:
    """A reference that is not good: what was looked for, and among which ids.

    ``wrong_kind`` are the kinds that could stand there, ``bare`` the one that is written without its kind.
    """

    kind: str
    text: str
    candidates: tuple[str, ...]
    wrong_kind: tuple[str, ...] = ()
    bare: str = ""
    owner: Record[Any] | None = None


SILENT = _Problem("", "", ())
_KIND_AND_ID = msg("write kind and id, such as {example}", example="goal:increase-revenue")


def part_ids(record: Record[Any]) -> tuple[str, ...]:
    """Return the ids of the parts of a record that can be referred to, in file order."""
    return tuple(part.id for name in record.kind.part_fields for part in getattr(record.written, name))


def _says(problem: _Problem, field: str) -> Message:
    if problem.kind == "period":
        return msg("{field} names the period {id}, which collab.yaml does not list", field=field, id=problem.text)
    if problem.owner is not None:
        return msg("{record} has no part {id}", record=problem.owner.titled, id=problem.text)
    kind = kind_named(problem.kind)
    assert kind is not None
    return msg("{field} names {kind} {id}, which does not exist", field=field, kind=kind.one, id=problem.text)


def _hint(problem: _Problem, near: str | None) -> Message:
    if near is not None:
        return msg("did you mean {better}", better=near)
    if problem.owner is not None:
        return (
            msg("it has {parts}", parts=", ".join(problem.candidates)) if problem.candidates else msg("correct the id")
        )
    if problem.kind == "period":
        return msg("add it to periods, or use one of {ids}", ids=", ".join(sorted(problem.candidates)))
    return msg("correct the id, or add the record")


def _alike(text: str, candidates: tuple[str, ...]) -> str | None:
    """Return the candidate that differs by case only, else by little of the spelling."""
    folded = text.casefold()
    same = next((candidate for candidate in candidates if candidate.casefold() == folded), None)
    return same or nearest(folded, list(candidates))


def _with(text: str, problem: _Problem, near: str) -> str:
    """Return the whole reference with ``near`` in place of the wrong end of it: the record or its part."""
    if problem.owner is not None:
        return f"{text.rpartition('/')[0]}/{near}"
    start = 0 if problem.text == text else text.find(":") + 1
    return text[:start] + near + text[start + len(problem.text) :]


def _rewritten(source: _Source, node: Node | None, text: str, *, safe: bool = False) -> tuple[Fix, ...]:
    if not isinstance(node, Scalar):
        return ()
    patch = Patch(source.path, node.start, node.end, text)
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


def _is_owner(info: FieldInfo) -> bool:
    return info.code in OWNER_RULES


def _text_option(wanted: FieldType) -> FieldType:
    if isinstance(wanted, UnionType):
        return next((option for option in wanted.options if isinstance(option, TextType)), wanted)
    return wanted
