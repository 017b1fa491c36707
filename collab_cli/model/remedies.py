"""What to write instead of a faulty value: candidates in the form a field needs, and examples where none is clear."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from collab_cli.documents.nodes import Mapping, Node, Scalar, Sequence
from collab_cli.documents.writer import scalar_text
from collab_cli.findings import Route
from collab_cli.messages import Clause, Message, msg
from collab_cli.model import expectations
from collab_cli.model.field_types import (
    ID_PATTERN,
    Lacking,
    Name,
    Part,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
)
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldInfo,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    MeasuredType,
    MomentType,
    NumberType,
    StructType,
    TextType,
    UnionType,
    WordType,
    field_doc,
    fields_of,
)
from collab_cli.model.kinds import kind_named
from collab_cli.model.scalars import BadScalar, read_scalar
from collab_cli.model.slug import slug_of

_BETWEEN = re.compile(r"\s*[，、,;；\n]\s*")
_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号]|T.*)?$")
_NUMBERED = re.compile(r"`([a-z]+)1`")
_NOTHING = frozenset(("", "null", "~"))
_TITLES = ("title", "name", "text")
"""The fields a part is called by."""


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is no value: blank, `null` or `~`."""
    return text.strip().lower() in _NOTHING


def candidates(node: Node, wanted: FieldType, source: str, number: int) -> Iterator[str]:
    """Yield texts that ``node`` may have meant, as YAML in brackets; whether one fits must be tried.

    ``source`` is the node as written, ``number`` its place in a list, from 1.
    """
    if isinstance(wanted, UnionType):
        for option in wanted.options:
            yield from candidates(node, option, source, number)
    elif isinstance(node, Sequence):
        if len(node.items) == 1 and not isinstance(wanted, ListType | MapType):
            item = node.items[0]
            if not isinstance(item, Scalar):
                yield source[1:-1].strip()
            elif (better := _entry(item.text, wanted, number)) is not None:
                yield better
    elif isinstance(node, Mapping):
        if isinstance(wanted, ListType):
            yield f"[{source}]"
    elif isinstance(wanted, ListType):
        words = [word for word in _BETWEEN.split(node.text.strip("[]【】 ")) if word]
        entries = [_entry(word, wanted.item, index) for index, word in enumerate(words, 1)]
        if words and None not in entries:
            yield "[" + ", ".join(entry for entry in entries if entry is not None) + "]"
    elif (better := _entry(node.text, wanted, number)) is not None:
        yield better


def _entry(text: str, wanted: FieldType, number: int) -> str | None:
    """Return one text as a value of this type, as YAML in brackets."""
    if isinstance(wanted, UnionType):
        return next((found for option in wanted.options if (found := _entry(text, option, number)) is not None), None)
    if isinstance(wanted, StructType):
        return _part(text, wanted.struct, number)
    if isinstance(wanted, ListType | MapType):
        return None
    try:
        read_scalar(text, wanted)
    except BadScalar as problem:
        return problem.better
    return scalar_text(text, flow=True, item=True) if isinstance(wanted, TextType) else text


def _part(text: str, struct: type[Part], number: int) -> str | None:
    """Return a part made of one text: the text in the one field it needs beside an id."""
    fields = {info.name: info for info in fields_of(struct)}
    needed = [info for info in fields.values() if info.required and info.name != "id"]
    pairs = {}
    if "id" in fields:
        found = _NUMBERED.search(field_doc(struct, "id"))
        is_id = re.match(ID_PATTERN, text) is not None
        pairs["id"] = f"{found[1]}{number}" if found else text if is_id and not needed else slug_of(text)
        if not needed and not is_id:
            needed = [fields[name] for name in _TITLES if name in fields][:1]
    elif not needed:
        texts = [info for info in fields.values() if isinstance(info.type, TextType)]
        titles = [fields[name] for name in _TITLES if name in fields]
        needed = (titles or [info for info in texts if _is_plain(info.type)] or texts)[:1]
    for info in needed if len(needed) == 1 else ():
        entry = _entry(text, info.type, number)
        if entry is None:
            return None
        pairs[info.name] = entry
    return _braced(pairs) if pairs and len(needed) < 2 else None


def _is_plain(wanted: FieldType) -> bool:
    return isinstance(wanted, TextType) and wanted.refers is None and not wanted.form


def _braced(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs.items()) + "}"


def example_of(wanted: FieldType, name: str = "") -> str:
    """Return a value of this type as YAML in brackets; ``name`` is the field it is for."""
    if isinstance(wanted, WordType):
        return _WORDS.get(name, wanted.values[0])
    if isinstance(wanted, TextType):
        return _text_example(wanted)
    if isinstance(wanted, ListType):
        return f"[{example_of(wanted.item, name)}]"
    if isinstance(wanted, MapType):
        if isinstance(wanted.key, TextType) and isinstance(wanted.key.refers, RefersToParty):
            return "{sales: AR, marketing: C}"
        return "{" + f"{example_of(wanted.key)}: {example_of(wanted.value)}" + "}"
    if isinstance(wanted, UnionType):
        return example_of(wanted.options[0], name)
    if isinstance(wanted, StructType):
        return _part_example(wanted.struct)
    if isinstance(wanted, NumberType):
        return "0.4" if wanted.share else "3" if wanted.high == 5 else _NUMBERS.get(name, "13.2")
    return "3" if isinstance(wanted, IntType) else _EXAMPLES[type(wanted)]


_ANYTHING = "..."
_WORDS = {"level": "department"}
_NUMBERS = {"baseline": "10", "target": "20", "low": "10", "high": "20"}
_EXAMPLES = {
    FlagType: "true", MeasuredType: "13.2", DateType: "2025-07-07", MomentType: "2025-07-02T10:05", DurationType: "2wd",
}  # fmt: skip
_FORMS = {
    "id": "market-research", "time": '"09:30"', "month-day": "04-01", "period": '"2025"', "url": "https://example.com",
}  # fmt: skip
_REFERRED = {
    "department": "sales", "person": "zhang-wei", "role": "sales-head", "goal": "increase-revenue",
    "skill": "teamwork", "activity": "market-research", "metric": "new-orders",
}  # fmt: skip


def _text_example(wanted: TextType) -> str:
    if isinstance(wanted.refers, Refers):
        return _REFERRED.get(wanted.refers.kind, f"{wanted.refers.kind}-1")
    if isinstance(wanted.refers, RefersToParty):
        return "sales"
    if isinstance(wanted.refers, RefersToRow):
        return "sales/market-research"
    if isinstance(wanted.refers, RefersOpenly):
        kind = wanted.refers.kinds[0] if wanted.refers.kinds else "goal"
        return f"{kind}:{_REFERRED.get(kind, kind + '-1')}"
    return _FORMS.get(wanted.form, _ANYTHING)


def _part_example(struct: type[Part]) -> str:
    if struct is Name:
        return "{zh: 名称, en: Name}"
    fields = fields_of(struct)
    needed = [info for info in fields if info.required] or [*fields[:2]]
    values = {info.attribute: None for info in fields if info.required}
    try:
        struct(**values)
    except Lacking as lacking:
        needed += [info for info in fields if info.name in lacking.fields]
    pairs = {info.name: example_of(info.type, info.name) for info in needed}
    found = _NUMBERED.search(field_doc(struct, "id")) if "id" in pairs else None
    return _braced(pairs | ({"id": f"{found[1]}1"} if found else {}))


def to_add(struct: type[Part], info: FieldInfo) -> Message:
    """Return the hint for a missing field: the line to add, and what it says or which words it takes."""
    example = example_of(info.type, info.name)
    line = f"{info.name}: {example}"
    if isinstance(info.type, WordType):
        return msg("add {line}; it is {expected}", line=line, expected=expectations.of(info.type, info.name))
    doc = field_doc(struct, info.attribute)
    source = _source_of(info.type)
    if doc and source:
        return msg("add {line} ({doc}; an id of {source})", line=line, doc=Clause(doc), source=source)
    if doc and example == _ANYTHING:
        return msg("add {field}: {doc}", field=info.name, doc=Clause(doc))
    return msg("add {line} ({doc})", line=line, doc=Clause(doc)) if doc else msg("add {line}", line=line)


def _source_of(wanted: FieldType) -> str | None:
    """Return the register or the folder whose ids a field takes, as a path in the workspace; None if it takes none."""
    if isinstance(wanted, ListType):
        return _source_of(wanted.item)
    if not isinstance(wanted, TextType):
        return None
    kind = None
    if isinstance(wanted.refers, Refers):
        kind = kind_named(wanted.refers.kind)
    elif isinstance(wanted.refers, RefersToParty):
        kind = kind_named("department")
    if kind is None:
        return None
    return f"{kind.folder}.yaml" if kind.in_register else f"{kind.folder}/"


def to_write_like(wanted: FieldType, name: str) -> Message | None:
    """Return the hint with an example where nothing can be made of what is written; None where the fault says it."""
    if isinstance(wanted, ListType | MapType | StructType):
        field = name.partition("[")[0]
        example = example_of(wanted, field)
        return msg("write it as in {example}", example=example if "[" in name else f"{field}: {example}")
    return None


def no_such_day(text: str, wanted: FieldType, name: str) -> tuple[Message, Message] | None:
    """Return fault and hint for a date that has the right form but is in no calendar, else None."""
    found = _DAY.match(text) if isinstance(wanted, DateType | MomentType) else None
    if found is None:
        return None
    shown = f"`{text}`"
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12:
        return (
            msg("{field} is {text}, and there is no month {month}", field=name, text=shown, month=month),
            msg("write a month from 01 to 12"),
        )
    days = calendar.monthrange(year, month)[1] if year > 0 else 31
    if 1 <= day <= days or year == 0:
        return None
    first = f"{year:04}-{month:02}"
    return (
        msg("{field} is {text}, and there is no such day: {month} has {days} days", field=name, text=shown, month=first,
            days=days),
        msg("write a day from {first} to {last}", first=f"{first}-01", last=f"{first}-{days}"),
    )  # fmt: skip


def with_blank(text: str) -> str | None:
    """Return `sales:AR` with a blank after its colon; None where that belongs to a reference such as `role:clerk`."""
    head, _, tail = text.rpartition(":")
    return f"{head}: {tail}" if head and tail and kind_named(head) is None else None


def as_map(node: Node) -> Message | None:
    """Return what to do about the entries of a map that became one text, as no blank stands after their colons."""
    if isinstance(node, Scalar) and not node.style:
        entries = [with_blank(word) for word in node.text.split()]
        if entries and None not in entries:
            example = "{" + ", ".join(entry for entry in entries if entry) + "}"
            return msg("write a blank after each colon: {example}", example=example)
    return None


def name_of(route: Route) -> str:
    """Return the field a route ends in, an entry of a list with its number: `agenda[2]`."""
    names = [step for step in route if isinstance(step, str)]
    last = names[-1] if names else ""
    index = route[-1] if route and isinstance(route[-1], int) else None
    return last if index is None else f"{last}[{index + 1}]"
