"""One generic conversion: a mapping of a file to a typed value, and every fault of its shape with its place.

msgspec decides whether a record fits its type. Only when it refuses does the slow walk below go over the same
type information, collect every fault, and build the value itself with the faulty parts left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, entry_id, place_at, place_of
from collab_cli.findings import Fault, Fix, Patch, Route
from collab_cli.messages import Message, msg
from collab_cli.model import expectations
from collab_cli.model.field_types import OWNER_RULES, Lacking, Part, read_custom
from collab_cli.model.fields import (
    DateType,
    FieldInfo,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    StructType,
    UnionType,
    WordType,
    field_doc,
    fields_of,
)
from collab_cli.model.kind import Kind
from collab_cli.model.scalars import BadScalar, read_scalar

PartType = TypeVar("PartType", bound=Part)
ABSENT: Any = object()
"""The value of a field that is not written, empty, or faulty."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """The outcome: ``value`` is None when a required part is missing or of the wrong form."""

    value: Part | None
    faults: tuple[Fault, ...]


def shape(
    node: Mapping,
    plain: Any,
    struct: type[Part],
    document: Document,
    route: Route = (),
    kind: Kind | None = None,
    ref: str = "",
) -> Shaped:
    """Convert the mapping ``node`` (``plain`` is its content as dicts, lists and text) to ``struct``.

    Returns the value and no faults, or every fault (S002, S003, S017) with its place. Unknown keys leave the
    rest of the record usable; any other fault makes the value None, so that no rule judges half a record.
    ``ref`` is the record as `kind:id`, for the faults; ``route`` leads to an entry of a register.
    """
    value = convert(plain, struct)
    return walk_slowly(node, struct, document, route, kind, ref) if value is None else Shaped(value, ())


def convert(plain: Any, struct: type[PartType]) -> PartType | None:
    """Return the content of a mapping as ``struct``, or None if it does not fit: ``walk_slowly`` says why."""
    try:
        return msgspec.convert(plain, struct, strict=False, dec_hook=read_custom)
    except msgspec.ValidationError:
        return None


def walk_slowly(
    node: Mapping, struct: type[Part], document: Document, route: Route = (), kind: Kind | None = None, ref: str = ""
) -> Shaped:
    """Convert as ``shape`` does, by our own walk: what msgspec accepts has no fault here and the same value."""
    walk = _Walk(document, kind, route, ref)
    value = walk.mapping(node, struct, route)
    return Shaped(value if walk.sound and value is not ABSENT else None, tuple(walk.faults))


class _Walk:
    """Goes over one record and collects what is wrong with it."""

    def __init__(self, document: Document, kind: Kind | None, top: Route, ref: str) -> None:
        self.document = document
        self.kind = kind
        self.top = top
        self.ref = ref
        self.faults: list[Fault] = []
        self.sound = True

    def mapping(self, node: Node, struct: type[Part], route: Route) -> Any:
        """Return the value of ``struct`` at ``node``, or ABSENT when it cannot be built."""
        if not isinstance(node, Mapping):
            self._wrong(node, route, expectations.of_part(struct))
            return ABSENT
        before = len(self.faults)
        fields = {info.name: info for info in fields_of(struct)}
        values: dict[str, Any] = {}
        for name, info in fields.items():
            written = node.get(name)
            if written is None or _says_nothing(written, info.type):
                if info.required and name not in _slips(node, fields):
                    self._missing(node, struct, info, route)
                continue
            value = self._field(written, info, (*route, name))
            if value is not ABSENT:
                values[info.attribute] = value
        clean = len(self.faults) == before
        is_entry = self.kind is not None and bool(route) and route == self.top
        for name, (key, _) in node.entries.items():
            if name not in fields and not name.startswith("x-") and not (is_entry and name == "id"):
                self._unknown(key, struct, fields, route, node)
        if any(info.required and info.attribute not in values for info in fields.values()):
            self.sound = False
            return ABSENT
        try:
            return struct(**values)
        except Lacking as lacking:
            for name in lacking.fields if clean else ():  # what is lacking hangs on the value of other fields
                self._missing(node, struct, fields[name], route)
            return ABSENT

    def _field(self, node: Node, info: FieldInfo, route: Route) -> Any:
        if info.code in OWNER_RULES and not isinstance(node, Scalar):
            return ABSENT  # a list of owners: that rule reports it
        return self._value(node, info.type, route)

    def _value(self, node: Node, wanted: FieldType, route: Route) -> Any:  # one line a type
        if isinstance(wanted, StructType):
            return self.mapping(node, wanted.struct, route)
        if isinstance(wanted, ListType):
            return self._list(node, wanted, route)
        if isinstance(wanted, MapType):
            return self._map(node, wanted, route)
        if isinstance(wanted, UnionType):
            return self._union(node, wanted, route)
        if not isinstance(node, Scalar):
            return self._wrong(node, route, expectations.of(wanted))
        try:
            return read_scalar(node.text, wanted)
        except BadScalar as problem:
            return self._bad_scalar(node, route, wanted, problem)

    def _list(self, node: Node, wanted: ListType, route: Route) -> Any:
        if not isinstance(node, Sequence):
            return self._wrong(node, route, expectations.of(wanted), hint=_as_list(node))
        found = []
        for index, item in enumerate(node.items):
            below = (*route, entry_id(item) or index)
            if _is_empty(item):
                message = msg("entry {number} of {field} is empty", number=index + 1, field=_name(route))
                self._empty(item, below, message)
                continue
            value = self._value(item, wanted.item, below)
            if value is not ABSENT:
                found.append(value)
        return found

    def _map(self, node: Node, wanted: MapType, route: Route) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, route, expectations.of(wanted))
        values = {}
        for key, (key_node, item) in node.entries.items():
            below = (*route, key)
            if _is_empty(item):
                self._empty(key_node, below, msg("{field} is empty", field=key))
                continue
            if isinstance(wanted.key, WordType):
                try:
                    read_scalar(key, wanted.key)
                except BadScalar as problem:
                    self._bad_scalar(key_node, below, wanted.key, problem)
                    continue
            value = self._value(item, wanted.value, below)
            if value is not ABSENT:
                values[key] = value
        return values

    def _union(self, node: Node, wanted: UnionType, route: Route) -> Any:
        """Try the form the node has; a scalar is never read as a mapping, nor the other way round."""
        forms = {Mapping: (StructType, MapType), Sequence: (ListType,)}.get(type(node))
        options = [o for o in wanted.options if (isinstance(o, forms) if forms else not isinstance(o, _NESTED))]
        if len(options) == 1:
            return self._value(node, options[0], route)
        return self._wrong(node, route, expectations.of(wanted))

    def _missing(self, node: Mapping, struct: type[Part], info: FieldInfo, route: Route) -> None:
        place = place_at(self.document.path, node, (info.name,), route)
        message = msg("{field} is missing", field=info.name)
        doc = field_doc(struct, info.attribute)
        hint = msg("add {field}: {doc}", field=f"{info.name}: ...", doc=Message(doc)) if doc else None
        self._add(Fault(place, message, hint, code="S002"))

    def _empty(self, node: Node, route: Route, message: Message) -> None:
        place = place_of(self.document.path, node, route)
        self._add(Fault(place, message, msg("write a value, or remove it"), code="S002"))

    def _unknown(
        self, key: Scalar, struct: type[Part], fields: dict[str, FieldInfo], route: Route, owner: Mapping
    ) -> None:
        place = place_of(self.document.path, key, (*route, key.text))
        kind = self.kind if route == self.top else None
        message, hint, better = expectations.unknown_key(key.text, struct, list(fields), kind)
        if better in owner.entries:
            hint, better = msg("{field} is written already; remove this one", field=better or ""), None
        fixes = self._fix(key, better) if better else ()
        self._add(Fault(place, message, hint, fixes=fixes, code="S002"), sound=True)

    def _bad_scalar(self, node: Scalar, route: Route, wanted: FieldType, problem: BadScalar) -> Any:
        place = place_of(self.document.path, node, route)
        message = msg(
            "{field} is {text}, expected {expected}",
            field=_name(route),
            text=_quoted(node.text),
            expected=expectations.of(wanted),
        )
        hint: Message | None = None
        fixes: tuple[Fix, ...] = ()
        if problem.better is not None:
            hint = msg("write {line}", line=self._line_with(node, problem.better))
            fixes = self._fix(node, problem.better)
        elif problem.hint is not None:
            hint = problem.hint
        self._add(Fault(place, message, hint, fixes=fixes, code=problem.code))
        return ABSENT

    def _wrong(self, node: Node, route: Route, expected: Message, hint: Message | None = None) -> Any:
        place = place_of(self.document.path, node, route)
        found = expectations.form_of(node)
        message = msg("{field} is {found}, expected {expected}", field=_name(route), found=found, expected=expected)
        self._add(Fault(place, message, hint, code="S002"))
        return ABSENT

    def _fix(self, node: Scalar, text: str) -> tuple[Fix, ...]:
        patch = Patch(self.document.path, node.start, node.end, text)
        return (Fix(False, msg("write {text}", text=text), (patch,)),)

    def _line_with(self, node: Scalar, text: str) -> str:
        """Return the source line with ``text`` in place of the scalar (the whole line, without its indent)."""
        whole = self.document.text
        start = whole.rfind("\n", 0, node.start) + 1
        end = whole.find("\n", node.end)
        line = whole[start : node.start] + text + whole[node.end : end if end >= 0 else len(whole)]
        return line.strip()

    def _add(self, fault: Fault, *, sound: bool = False) -> None:
        self.faults.append(replace(fault, records=(self.ref,)) if self.ref else fault)
        self.sound = self.sound and sound


_NESTED = (StructType, MapType, ListType)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_empty


def _slips(node: Mapping, fields: dict[str, FieldInfo]) -> set[str | None]:
    """Return the fields meant by keys that are no field: they are not missing, their keys are corrected."""
    return {expectations.nearest(key, list(fields)) for key in node.entries if key not in fields}


def _says_nothing(node: Node, wanted: FieldType) -> bool:
    """Return whether nothing is written, or the word null where no text is wanted, as msgspec reads it."""
    if _is_empty(node):
        return True
    return isinstance(node, Scalar) and node.text.lower() == "null" and _knows_null(wanted)


def _knows_null(wanted: FieldType) -> bool:
    if isinstance(wanted, UnionType):
        return all(_knows_null(option) for option in wanted.options)
    return isinstance(wanted, WordType | FlagType | IntType | DateType)


def _name(route: Route) -> str:
    """Return the field a route ends in, an entry of a list with its number: `agenda[2]`."""
    names = [step for step in route if isinstance(step, str)]
    last = names[-1] if names else ""
    index = route[-1] if route and isinstance(route[-1], int) else None
    return last if index is None else f"{last}[{index + 1}]"


def _quoted(text: str) -> str:
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"`{short}`"


def _as_list(node: Node) -> Message | None:
    if isinstance(node, Scalar) and "\n" not in node.text and len(node.text) < 60:
        return msg("write it as a list: {example}", example=f"[{node.text}]")
    return None
