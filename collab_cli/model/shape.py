"""One generic conversion: a mapping of a file to a typed value, and every fault of its shape with its place.

msgspec decides whether a record fits its type. Only when it refuses does the slow walk below go over the same
type information, collect every fault, and build the value itself with what is faulty left out: a field is as if
it were not written, an entry of a list is left out alone. So one wrong value hides nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.reader import read_document
from collab_cli.findings import Fault, Route
from collab_cli.messages import msg
from collab_cli.model import expectations, remedies
from collab_cli.model.field_types import OWNER_RULES, Lacking, Name, Part, read_custom
from collab_cli.model.fields import (
    DateType,
    FieldInfo,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    StructType,
    TextType,
    UnionType,
    WordType,
    fields_of,
)
from collab_cli.model.form_faults import ABSENT, FormFaults
from collab_cli.model.kind import Kind
from collab_cli.model.record import Remains
from collab_cli.model.remedies import name_of
from collab_cli.model.scalars import BadScalar, read_scalar

PartType = TypeVar("PartType", bound=Part)


@dataclass(frozen=True, slots=True)
class Shaped:
    """The outcome: ``value`` is None when the record lacks what it cannot be without.

    ``whole`` says that nothing was left out of it; ``conclusive`` that nothing was from whose absence a rule
    could conclude something: words that are free hide nothing. ``kept`` are the indexes in the file of the entries
    left in lists that lost some. ``absent`` are the routes of what is not there only because of the faults.
    ``remains`` are the parts left out, for a look at their references.
    """

    value: Part | None
    faults: tuple[Fault, ...]
    whole: bool = True
    conclusive: bool = True
    kept: AnyMapping[Route, tuple[int, ...]] = field(default_factory=dict)
    absent: frozenset[Route] = frozenset()
    remains: tuple[Remains, ...] = ()


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

    Returns the value and no faults, or every fault (S002, S003, S017) with its place and the value without what
    is faulty; None where a required field of the record itself is missing or unusable.
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


def may_hold_blanks(document: Document) -> bool:
    """Return whether a file may hold a text without a letter, which msgspec takes for a text like any other."""
    data = document.data
    return (b'"' in data and _BLANK.search(data) is not None) or (b"'" in data and _ALSO_BLANK.search(data) is not None)


_BLANK = re.compile(rb'"[ \t]*"')
_ALSO_BLANK = re.compile(rb"'[ \t]*'")


def walk_slowly(
    node: Mapping, struct: type[Part], document: Document, route: Route = (), kind: Kind | None = None, ref: str = ""
) -> Shaped:
    """Convert as ``shape`` does, by our own walk: what msgspec accepts has no fault here and the same value."""
    walk = _Walk(document, node, kind, route, ref)
    value = walk.mapping(node, struct, ())
    return Shaped(
        None if value is ABSENT else value,
        tuple(walk.faults),
        walk.whole,
        walk.conclusive,
        walk.kept,
        frozenset(map(walk.route, walk.absent)),
        tuple(walk.remains),
    )


class _Walk(FormFaults):
    """Goes over one record and collects what is wrong with it; ``steps`` are routes by the indexes of the file."""

    def __init__(self, document: Document, node: Node, kind: Kind | None, top: Route, ref: str) -> None:
        super().__init__(document, node, kind, top, ref)
        self.kept: dict[Route, tuple[int, ...]] = {}
        self.remains: list[Remains] = []

    def mapping(self, node: Node, struct: type[Part], steps: Route) -> Any:
        """Return the value of ``struct`` at ``node``, or ABSENT when it cannot be built."""
        if not isinstance(node, Mapping):
            return self.wrong(node, steps, StructType(struct))
        before = len(self.faults)
        fields = {info.name: info for info in fields_of(struct)}
        values: dict[str, Any] = {}
        for info in fields.values():
            value = self._field(node, struct, info, steps)
            if value is not ABSENT:
                values[info.attribute] = value
        clean = len(self.faults) == before
        is_entry = self.kind is not None and bool(self.top) and not steps
        for name, (key, _) in node.entries.items():
            if name not in fields and not name.startswith("x-") and not (is_entry and name == "id"):
                self.unknown(key, struct, fields, steps, node)
        if any(info.required and info.attribute not in values for info in fields.values()):
            return self._left_out(struct, values, steps)
        try:
            return struct(**values)
        except Lacking as lacking:
            if clean:  # what is lacking hangs on the value of other fields
                self._lacking(node, struct, [fields[name] for name in lacking.fields], steps)
            return self._left_out(struct, values, steps)

    def _field(self, node: Mapping, struct: type[Part], info: FieldInfo, steps: Route) -> Any:
        written, below = node.get(info.name), (*steps, info.name)
        if written is None or _says_nothing(written, info.type):
            if info.required and info.name not in expectations.slips(node, struct, [f.name for f in fields_of(struct)]):
                self.missing(node, struct, info, steps)
            return ABSENT
        if info.code in OWNER_RULES and not isinstance(written, Scalar):
            self.whole = False
            return ABSENT  # a list of owners: that rule reports it
        if info.required and _is_blank_text(written, info.type):
            value = self.empty(written, below, msg("{field} is empty", field=info.name), required=True)
        else:
            value = self._value(written, info.type, below, required=info.required)
        if value is ABSENT:
            self.absent.add(below)
        return value

    def _lacking(self, node: Mapping, struct: type[Part], lacking: list[FieldInfo], steps: Route) -> None:
        if struct is Name:
            self.empty(node, steps, msg("{field} is empty", field=name_of(steps)), required=True)
        for info in lacking if struct is not Name else ():
            self.missing(node, struct, info, steps)

    def _left_out(self, struct: type[Part], values: dict[str, Any], steps: Route) -> Any:
        self.conclusive = self.whole = False
        self.remains.append(Remains(struct, values, steps))
        return ABSENT

    def _value(self, node: Node, wanted: FieldType, steps: Route, *, required: bool = False) -> Any:
        if isinstance(wanted, StructType):
            return self.mapping(node, wanted.struct, steps)
        if isinstance(wanted, ListType):
            return self._list(node, wanted, steps)
        if isinstance(wanted, MapType):
            return self._map(node, wanted, steps)
        if isinstance(wanted, UnionType):
            return self._union(node, wanted, steps)
        if not isinstance(node, Scalar):
            return self.wrong(node, steps, wanted)
        try:
            return read_scalar(node.text, wanted, name_of(steps))
        except BadScalar as problem:
            if remedies.is_nothing(node.text) and not isinstance(wanted, TextType):
                return self.empty(node, steps, msg("{field} is empty", field=name_of(steps)), required=required)
            return self.bad_scalar(node, steps, wanted, problem)

    def _list(self, node: Node, wanted: ListType, steps: Route) -> Any:
        if not isinstance(node, Sequence):
            return self.wrong(node, steps, wanted)
        found, kept = [], []
        for index, item in enumerate(node.items):
            below = (*steps, index)
            if _is_empty(item):
                message = msg("entry {number} of {field} is empty", number=index + 1, field=name_of(steps))
                self.empty(item, below, message)
                continue
            value = self._value(item, wanted.item, below)
            if value is not ABSENT:
                found.append(value)
                kept.append(index)
        if len(kept) < len(node.items):
            self.kept[steps] = tuple(kept)
            self.absent |= {steps, *((*steps, index) for index in range(len(node.items)) if index not in kept)}
        return found

    def _map(self, node: Node, wanted: MapType, steps: Route) -> Any:
        if not isinstance(node, Mapping):
            return self.wrong(node, steps, wanted)
        values = {}
        for key, (key_node, item) in node.entries.items():
            below = (*steps, key)
            if _is_empty(item):
                self.empty_key(key_node, below)
                continue
            if isinstance(wanted.key, WordType):
                try:
                    read_scalar(key, wanted.key, name_of(steps))
                except BadScalar as problem:
                    self.bad_scalar(key_node, below, wanted.key, problem)
                    continue
            value = self._value(item, wanted.value, below)
            if value is not ABSENT:
                values[key] = value
        lost = {(*steps, key) for key in node.entries if key not in values}
        self.absent |= {steps, *lost} if lost else lost
        return values

    def _union(self, node: Node, wanted: UnionType, steps: Route) -> Any:
        """Try the form the node has; a scalar is never read as a mapping, nor the other way round."""
        forms = {Mapping: (StructType, MapType), Sequence: (ListType,)}.get(type(node))
        options = [o for o in wanted.options if (isinstance(o, forms) if forms else not isinstance(o, _NESTED))]
        if len(options) == 1:
            return self._value(node, options[0], steps)
        return self.wrong(node, steps, wanted)

    def fits(self, text: str, wanted: FieldType) -> bool:
        """Return whether ``text``, written as a value, is one of this type and nothing is wrong in it."""
        document = read_document("", f"value: {text}\n".encode()).document
        node = document.root.get("value") if document is not None and isinstance(document.root, Mapping) else None
        if document is None or node is None:
            return False
        try:
            return _Trial(document, node, None, (), "")._value(node, wanted, ()) is not ABSENT
        except _Unfit:
            return False


class _Unfit(Exception):
    """A text that was tried does not fit."""


class _Trial(_Walk):
    """Tries whether a text fits: stops at the first fault."""

    def _stop(self, *_: Any, **__: Any) -> Any:
        raise _Unfit

    missing = empty = empty_key = unknown = bad_scalar = wrong = _stop

    def _left_out(self, struct: type[Part], values: dict[str, Any], steps: Route) -> Any:
        raise _Unfit


_NESTED = (StructType, MapType, ListType)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_empty


def _says_nothing(node: Node, wanted: FieldType) -> bool:
    """Return whether nothing is written, or the word null where no text is wanted, as msgspec reads it."""
    if _is_empty(node):
        return True
    return isinstance(node, Scalar) and node.text.lower() == "null" and _knows_null(wanted)


def _is_blank_text(node: Node, wanted: FieldType) -> bool:
    """Return whether a text is wanted, or a name, and none is in the quotes."""
    options = wanted.options if isinstance(wanted, UnionType) else (wanted,)
    return isinstance(node, Scalar) and not node.text.strip() and any(isinstance(one, TextType) for one in options)


def _knows_null(wanted: FieldType) -> bool:
    if isinstance(wanted, UnionType):
        return all(_knows_null(option) for option in wanted.options)
    return isinstance(wanted, WordType | FlagType | IntType | DateType)
