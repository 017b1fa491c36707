"""What `collab explain KIND` shows: the fields of a kind with their parts, where its files live, an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from collab_cli.i18n import language
from collab_cli.messages import Items, Label, Message, Param, msg
from collab_cli.model import expectations
from collab_cli.model.field_types import (
    MayRefer,
    Name,
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
    StructType,
    TextType,
    UnionType,
    WordType,
    field_doc,
    fields_of,
    struct_doc,
)
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.page import Block, Code, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.field_values import field_label, plain
from collab_cli.sources.templates import templates_dir


@dataclass(frozen=True, slots=True)
class Example:
    """An example file of a kind: where it would lie, and what it holds."""

    path: str
    text: str


def kind_meant(text: str) -> Kind | None:
    """Return the kind a person means: its name, its folder, or its label in either language, one or many."""
    wanted = text.strip().casefold()
    for kind in all_kinds():
        labels = {language(code).say(label) for code in ("zh", "en") for label in (kind.one, kind.many)}
        if wanted in {word.casefold() for word in (kind.name, kind.folder, *labels)}:
            return kind
    return None


def example_of(kind: Kind) -> Example:
    """Return the example file of a kind; its first line names its path. Raises CollabError when it is missing."""
    text = (templates_dir() / f"{kind.name}.yaml").read_text("utf-8")
    path, _, rest = text.removeprefix("# ").partition("\n")
    return Example(path, rest)


def build(kind: Kind) -> Report:
    """Return the page of a kind: where it lives, its fields and those of its parts, one example."""
    example = example_of(kind)
    parts = list(_parts_below(kind.struct))
    page: list[Block] = [
        Heading(msg("{name}: {label}", name=kind.name, label=kind.one)),
        Text(Message(struct_doc(kind.struct))),
        Facts(tuple(_facts(kind))),
        Heading(msg("Fields"), 2),
        _table(kind.struct),
    ]
    for path, struct in parts:
        page += [Heading(path, 2), Text(Message(struct_doc(struct))), _table(struct)]
    page += [Heading(msg("Example"), 2), Code(f"# {example.path}\n{example.text}", "yaml")]
    record = {
        **_listed(kind),
        "fields": [_record(kind.struct, info) for info in fields_of(kind.struct)],
        "parts": [
            {
                "path": path,
                "meaning": Message(struct_doc(struct)),
                "fields": [_record(struct, i) for i in fields_of(struct)],
            }
            for path, struct in parts
        ],
        "example": {"path": example.path, "text": example.text},
    }
    return Report("collab/kind/v1", tuple(page), record)


def with_kinds(rules: Report) -> Report:
    """Return the page that lists rules with the kinds of records below."""
    rows = tuple(
        (Styled(kind.name, "accent"), kind.one, f"{kind.folder}/", Message(struct_doc(kind.struct)))
        for kind in all_kinds()
    )
    columns = (msg("Name"), msg("Kind"), msg("Folder"), msg("Meaning"))
    more = msg("{command} shows the fields of a kind and an example", command="collab explain goal")
    page = (*rules.page, Heading(msg("Kinds of records")), Table(columns, rows), Text(more))
    return Report(rules.schema, page, {**rules.record, "kinds": [_listed(kind) for kind in all_kinds()]})


def _listed(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "label": kind.one,
        "plural": kind.many,
        "folder": kind.folder,
        "register": f"{kind.folder}.yaml",
        "meaning": Message(struct_doc(kind.struct)),
    }


def _facts(kind: Kind) -> Iterator[tuple[Param, Param]]:
    file = msg("{path}: one record, the file name is its id", path=f"{kind.folder}/ID.yaml")
    register = msg("{path}: a list of records, each with its id", path=f"{kind.folder}.yaml")
    yield (
        msg("Files"),
        msg(
            "{usual}; or {other}",
            usual=register if kind.in_register else file,
            other=file if kind.in_register else register,
        ),
    )
    yield msg("Ids"), _IDS[kind.ids]
    moves = [f"{state} -> {' / '.join(following)}" for state, following in kind.states.items() if following]
    if moves:
        yield msg("States"), Items(tuple(moves))
    yield msg("Commands"), Items((f"collab {kind.name} list", f"collab {kind.name} show ID"))


_IDS: dict[str, Message] = {
    "slug": msg("lower-case letters, digits and -, such as increase-revenue"),
    "dated": msg("the date and a few words, such as 2025-06-16-test-samples"),
    "meeting": msg("the date and the series or a word, such as 2025-07-07-weekly"),
    "charter": msg("of a department's charter: the id of the department"),
}


def _table(struct: type[Part]) -> Table:
    columns = (msg("Field"), msg("Holds"), msg("Default"), msg("Meaning"))
    return Table(columns, tuple(_row(struct, info) for info in fields_of(struct)))


def _row(struct: type[Part], info: FieldInfo) -> tuple[Any, ...]:
    name = replace(field_label(struct, info), written=info.name)
    default: Any = Styled(msg("needed"), "strong") if info.required else _default(info)
    return (name, _held(info.type, info), default, Message(field_doc(struct, info.attribute)))


def _default(info: FieldInfo) -> Param:
    return (
        "" if info.default is None or info.default in ([], {}) else plain(getattr(info.default, "value", info.default))
    )


def _held(wanted: FieldType, info: FieldInfo) -> Param:
    """Return what a value of this type is, in words; parts are described below under their own headings."""
    match wanted:
        case WordType(values):
            return Items(tuple(Label(value, wanted.of or info.name, written=value) for value in values))
        case ListType(item):
            return msg("list: {what}", what=_held(item, info))
        case MapType(key, value):
            return msg("map: {key} to {value}", key=_held(key, info), value=_held(value, info))
        case StructType(struct):
            return msg("fields, see below") if struct is not Name else msg("zh and en")
        case UnionType(options):
            return msg("{one} or {other}", one=_held(options[0], info), other=_held(options[-1], info))
        case TextType() if wanted.refers is not None:
            return _reference(wanted)
        case TextType(form) if form in _FORMS:
            return _FORMS[form]
    return expectations.of(wanted)


_FORMS: dict[str, Message] = {
    "md": msg("a text in Markdown"),
    "url": msg("an address"),
    "period": msg("the id of a period of collab.yaml"),
}


def _reference(wanted: TextType) -> Message:
    match wanted.refers:
        case Refers(kind):
            return msg("the id of: {kinds}", kinds=_labels((kind,)))
        case RefersOpenly(kinds):
            if kinds:
                return msg("{kinds}, as kind:id", kinds=_labels(kinds))
            return msg("any record, as kind:id")
        case RefersToRow():
            return msg("a duty, as charter/duty")
        case RefersToParty():
            return msg("a department, or person:ID or role:ID")
        case MayRefer():
            return msg("a text, or any record as kind:id")
    return expectations.of(wanted)


def _labels(names: tuple[str, ...]) -> Items:
    return Items(tuple(kind.one for name in names if (kind := kind_named(name)) is not None))


def _parts_below(struct: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """Yield every part a record can hold with the field it is first found in, `key_results.checkins`."""
    seen: set[type[Part]] = {Name}
    waiting: list[tuple[str, type[Part]]] = [("", struct)]
    while waiting:
        path, part = waiting.pop(0)
        if part in seen:
            continue
        seen.add(part)
        if path:
            yield path, part
        inner = [
            (f"{path}.{info.name}" if path else info.name, below)
            for info in fields_of(part)
            for below in _structs_in(info.type)
        ]
        waiting = [*inner, *waiting]


def _structs_in(wanted: FieldType) -> Iterator[type[Part]]:
    match wanted:
        case StructType(struct):
            yield struct
        case ListType(item):
            yield from _structs_in(item)
        case MapType(_, value):
            yield from _structs_in(value)
        case UnionType(options):
            for option in options:
                yield from _structs_in(option)


def _record(struct: type[Part], info: FieldInfo) -> dict[str, Any]:
    label = field_label(struct, info)
    return {
        "name": info.name,
        "label": msg("{value}", value=label),
        "holds": msg("{value}", value=_held(info.type, info)),
        "required": info.required,
        "default": None if info.required else _default(info) or None,
        "meaning": Message(field_doc(struct, info.attribute)),
        "values": list(_words(info.type)),
    }


def _words(wanted: FieldType) -> tuple[str, ...]:
    match wanted:
        case WordType(values):
            return values
        case ListType(item):
            return _words(item)
    return ()
