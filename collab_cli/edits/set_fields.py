"""Change fields of a record or of one of its parts: `due=2025-07-18`, `tags+=urgent`, `raci.sales=AR`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from collab_cli.documents.writer import Value, plain_value
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.state_verbs import verbs_of
from collab_cli.edits.states import check_closed, check_state_changes
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.lookup import find_part
from collab_cli.graph.uses import written_once
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_path import FieldSpot, find_field
from collab_cli.model.field_types import Part
from collab_cli.model.fields import ListType, MapType, TextType, UnionType, fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.one_line import is_one_line
from collab_cli.model.record import Record

_STAMPED = frozenset({"activated", "published"})
"""Fields that only a command writes, where the kind has one for them."""
_LONGEST = 40
"""Characters of a value that is told in a sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is changed: a record, or the part of it at ``route``, which leads there from the top of the file."""

    kind: Kind
    path: str
    route: Route
    struct: type[Part]
    titled: Titled
    is_record: bool = True

    @property
    def record_id(self) -> str:
        """Return the id of the record, or of the one the part is of."""
        return self.titled.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One change of one field as typed: ``sign`` is `+` to add to what is there, `-` to take away, else empty."""

    field: str
    sign: str
    value: str


def target_of(record: Record[Any], part: str | None = None) -> Target:
    """Return a record, or its part with this id or title, as the target of changes; raise CollabError if none."""
    if part is None:
        return Target(record.kind, record.path, record.route, record.kind.struct, record.titled)
    part_id = find_part(record, part)
    for name in record.kind.part_fields:
        for index, value in enumerate(getattr(record.written, name)):
            if value.id == part_id:
                route = (*record.route, *record.in_file(name, index))
                title = Titled(getattr(value, "title", None) or None, f"{record.id}/{part_id}")
                return Target(record.kind, record.path, route, type(value), title, is_record=False)
    raise AssertionError(part_id)


def parse_assignment(text: str) -> Assignment:
    """Return `FIELD=VALUE`, `FIELD+=VALUE` or `FIELD-=VALUE` taken apart; raise CollabError for anything else.

    The signs of a Chinese keyboard do as well: `FIELD＝VALUE`, `FIELD：VALUE`.
    """
    at = min((found for found in (text.find("="), text.find("＝")) if found >= 0), default=text.find("："))
    field = text[: max(at, 0)].strip()
    sign = field[-1:] if field[-1:] in ("+", "-") else ""
    field = field.removesuffix(sign).strip()
    if not field:
        raise CollabError(
            msg("{text} changes nothing", text=text[:40] or "''"), msg("write {example}", example="FIELD=VALUE")
        )
    return Assignment(field, sign, text[at + 1 :].strip())


def plan_set(plan: Plan, target: Target, assignments: Sequence[str]) -> Planned:
    """Return the change that gives fields of ``target`` the values typed; raise CollabError for what does not fit."""
    check_written_once(plan, target)
    parsed = [parse_assignment(text) for text in assignments]
    route = _spot(plan, target, parsed[0].field).route if len(parsed) == 1 else None
    old = None if route is None else plan.changes.plain(target.path, (*target.route, *route))
    assign(plan, target, parsed)
    new = None if route is None else plan.changes.plain(target.path, (*target.route, *route))
    fields = tuple(dict.fromkeys(each.field for each in parsed))
    if _is_short(old) and _is_short(new) and old != new:
        sentence = msg(
            "changed {fields} of {record} from {old} to {new}", fields=fields, record=target.titled, old=old, new=new
        )
    else:
        sentence = msg("changed {fields} of {record}", fields=fields, record=target.titled)
    return _finish(plan, sentence)


def plan_unset(plan: Plan, target: Target, fields: Sequence[str]) -> Planned:
    """Return the change that removes fields of ``target``; raise CollabError for one that is not written."""
    check_written_once(plan, target)
    for field in fields:
        spot = _spot(plan, target, field)
        _check_by_hand(target, spot)
        if target.is_record and len(spot.route) == 1 and spot.name in _required(target.struct):
            raise CollabError(
                msg("{field} is required", field=spot.name),
                msg("give it another value with {command}", command="collab set"),
            )
        if plan.changes.plain(target.path, (*target.route, *spot.route)) is None:
            raise CollabError(
                msg("{record} has no {field}", record=target.titled, field=field),
                msg("{command} shows what it has", command=f"collab {target.kind.name} show {target.record_id}"),
            )
        plan.changes.unset(target.path, (*target.route, *spot.route))
    return _finish(plan, msg("removed {fields} of {record}", fields=tuple(fields), record=target.titled))


def check_written_once(plan: Plan, target: Target) -> None:
    """Raise CollabError, naming both places, if the record of ``target`` is written twice."""
    record = plan.world.workspace.records[target.kind.name].get(target.record_id)
    if record is not None:
        written_once(plan.world.workspace, record)


def check_not_stamped(kind: Kind, name: str) -> None:
    """Raise CollabError for a field that a command writes when it moves the state of a record."""
    for verb in verbs_of(kind.name) if name in _STAMPED else ():
        if any(name in stamp.paths() for stamp in verb.stamps):
            raise CollabError(
                msg("{field} is written by {command}, not by hand", field=name, command=verb.command),
                msg("{command} opens the whole record", command=f"collab {kind.name} edit"),
            )


def assign(plan: Plan, target: Target, assignments: Sequence[Assignment]) -> None:
    """Plan assignments to a target, one after the other; a list given several times gets all the values."""
    if plan.names.offer is None:
        plan.names.offer = lambda kind: f"collab {kind.name} add"
    given: dict[tuple[str, str], list[str]] = {}
    for each in assignments:
        if not each.value:
            raise CollabError(
                msg("{field} cannot be empty", field=each.field),
                msg("write a value, or remove the field with {command}", command="collab unset"),
            )
        given.setdefault((each.field, each.sign), []).append(each.value)
    for (field, sign), values in given.items():
        _Change(plan, target, field).apply(sign, values)


class _Change:
    """One field on its way to another value."""

    def __init__(self, plan: Plan, target: Target, field: str) -> None:
        self.plan = plan
        self.target = target
        self.field = field
        self.spot = _spot(plan, target, field)
        self.route = (*target.route, *self.spot.route)
        self.before = plan.changes.plain(target.path, self.route)

    def apply(self, sign: str, values: list[str]) -> None:
        if self.spot.lifted is not None:
            self._lift(*self.spot.lifted)
        {"": self._set, "+": self._add, "-": self._take}[sign](values)

    def _set(self, values: list[str]) -> None:
        found: Value
        if len(values) > 1:
            if self._list is None:
                raise CollabError(msg("{field} is given twice", field=self.field), msg("give it once"))
            found = self._items(values)
        else:
            found = self.plan.values.read(values[0], self.spot.wanted, self.spot.name)
        if isinstance(self.before, dict) and isinstance(found, str):
            found = self._in_its_language(found)
        if plain_value(found) != self.before:
            _check_by_hand(self.target, self.spot)
            self.plan.changes.set(self.target.path, self.route, found, self.spot.order)

    def _in_its_language(self, text: str) -> Value:
        """Return a text in two languages with ``text`` as the form of its own, the other as it is."""
        assert isinstance(self.before, dict)
        return {**self.before, "en" if text.isascii() else "zh": text}

    def _add(self, values: list[str]) -> None:
        _check_by_hand(self.target, self.spot)
        if self._list is not None:
            present = self.before if isinstance(self.before, list) else []
            for item in self._items(values):
                if plain_value(item) not in present:
                    self.plan.changes.insert(self.target.path, self.route, item, order=self.spot.order)
            return
        wanted = self.spot.wanted
        if not isinstance(wanted, MapType):
            raise CollabError(msg("{field} holds one value", field=self.field), msg("give it with ="))
        for value in values:
            pairs = self.plan.values.read(value, wanted, self.spot.name)
            assert isinstance(pairs, dict)
            for key, item in pairs.items():
                self.plan.changes.set(self.target.path, (*self.route, key), item, self.spot.order)

    def _take(self, values: list[str]) -> None:
        _check_by_hand(self.target, self.spot)
        for value in values:
            for piece in self._pieces(value):
                self.plan.changes.unset(self.target.path, self._entry(piece))

    def _pieces(self, text: str) -> list[str]:
        """Return the entries a text names: several of a list of references or words, else the one it is."""
        present = self.plan.changes.plain(self.target.path, self.route)
        if self._list is None or not isinstance(present, list):
            return [text]
        notes = len(self.plan.names.notes)
        try:
            items = [plain_value(item) for item in self._items([text])]
        except CollabError:
            return [text]
        finally:
            del self.plan.names.notes[notes:]  # told when the entry is looked for
        texts = [item for item in items if isinstance(item, str) and item in present]
        return texts if len(texts) > 1 and len(texts) == len(items) else [text]

    def _entry(self, text: str) -> Route:
        """Return the route of the entry of a list or map that ``text`` means."""
        present = self.plan.changes.plain(self.target.path, self.route)
        if self._list is not None and isinstance(present, list):
            notes = len(self.plan.names.notes)
            try:
                items = self._items([text])
            except CollabError:
                items = []
            if self._list.item == TextType():
                del self.plan.names.notes[notes:]  # nothing is added
            for item in items:
                if plain_value(item) in present:
                    return (*self.route, present.index(plain_value(item)))
        if isinstance(self.spot.wanted, MapType) and isinstance(present, dict):
            key = str(self.plan.values.read(text, self.spot.wanted.key, self.spot.name))
            if key in present:
                return (*self.route, key)
        if isinstance(self.spot.wanted, MapType):
            message = msg("{path} has no entry {entry}", path=self.field, entry=text)
            if not present:
                raise CollabError(message, msg("it is empty"))
            raise CollabError(message, msg("it has {entries}", entries=tuple(present)))
        if self._list is None:
            raise CollabError(
                msg("{field} holds one value", field=self.field),
                msg("remove it with {command}", command="collab unset"),
            )
        return (*self.target.route, *_spot(self.plan, self.target, f"{self.field}.{text}").route)

    def _items(self, values: list[str]) -> list[Value]:
        assert self._list is not None
        found: list[Value] = []
        for value in values:
            read = self.plan.values.read(value, self._list, self.spot.name)
            assert isinstance(read, list)
            found += read
        return found

    @property
    def _list(self) -> ListType | None:
        wanted = self.spot.wanted
        if isinstance(wanted, UnionType):
            return next((option for option in wanted.options if isinstance(option, ListType)), None)
        return wanted if isinstance(wanted, ListType) else None

    def _lift(self, route: Route, field: str) -> None:
        """Turn the text at ``route`` into a map that keeps it as ``field``."""
        at = (*self.target.route, *route)
        text = self.plan.changes.plain(self.target.path, at)
        if field == "zh" and isinstance(text, str) and text.isascii():
            field = "en"
        self.plan.changes.set(self.target.path, at, {field: text})
        self.before = self.plan.changes.plain(self.target.path, self.route)


def _spot(plan: Plan, target: Target, field: str) -> FieldSpot:
    plain = plan.changes.plain(target.path, target.route)
    is_entry = target.is_record and bool(target.route)
    names = {info.name for info in fields_of(target.struct)}
    if field == "id" and (is_entry or target.is_record or "id" in names):
        raise CollabError(
            msg("an id is not set like a field"), msg("give it another one with {command}", command="collab rename")
        )
    spot = find_field(target.kind, target.struct, plain, field, top=target.is_record)
    if isinstance(spot.wanted, TextType) and spot.wanted.form == "digest":
        raise CollabError(
            msg("{field} is written by the command that records the agreement", field=spot.name),
            msg("{command} lists the commands", command=f"collab {target.kind.name} --help"),
        )
    if spot.key is not None:  # `raci.市场部`: a key is read as people write it, too
        *above, last = spot.route
        return replace(spot, route=(*above, str(plan.values.read(str(last), spot.key, spot.name))))
    return spot


def _check_by_hand(target: Target, spot: FieldSpot) -> None:
    """Raise CollabError for a field of a whole record that only commands write."""
    if target.is_record and len(spot.route) == 1:
        check_not_stamped(target.kind, spot.name)


def _required(struct: type[Part]) -> set[str]:
    return {info.name for info in fields_of(struct) if info.required}


def _is_short(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _LONGEST and is_one_line(value)


def _finish(plan: Plan, sentence: Message) -> Planned:
    planned = plan.finish(sentence)
    check_state_changes(plan.world.workspace, planned.after.workspace)
    check_closed(plan.world.workspace, planned.after.workspace)
    return planned
