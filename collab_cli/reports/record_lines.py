"""A file said in lines: the records in it with their titles, labels and ids, one line a field, for comparing texts.

Nothing but the file is asked: what it refers to stays as written, and the same content gives the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from collab_cli.messages import Label, Message, Param, Titled
from collab_cli.model.fields import (
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    StructType,
    UnionType,
    WordType,
    fields_of,
    label_of,
)

_TITLES = ("title", "name", "text", "rule")


class Line(NamedTuple):
    """A line: how far in it stands, what it is about (None for an entry of a list), and what it says."""

    depth: int
    label: Param | None
    value: Param


def record_lines(plain: Any, wanted: FieldType, kind: Message | None = None) -> list[Line]:
    """Return the lines of a file of this type; ``kind`` is the label of its records.

    Fields come in the order of the type and unknown ones behind them, so that another order in the file shows nothing.
    """
    if isinstance(plain, list) and isinstance(wanted, ListType):
        return [line for entry in plain for line in _entry(entry, wanted.item, 0, kind)]
    if not isinstance(plain, dict):
        return [Line(0, None, str(plain))] if plain is not None else []
    return list(_entry(plain, wanted, 0, kind) if kind is not None else _fields(plain, wanted, 0, ()))


def _fields(plain: dict[str, Any], wanted: FieldType | None, depth: int, said: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines of a map, without the fields that are ``said`` already."""
    infos = _infos(wanted)
    known = [name for name in infos if name in plain]
    for name in (*known, *(name for name in plain if name not in infos)):
        if name not in said:
            below = infos[name].type if name in infos else _map_value(wanted)
            yield from _value(_label(name, wanted), plain[name], below, depth)


def _value(label: Param, value: Any, wanted: FieldType | None, depth: int) -> Iterator[Line]:
    if isinstance(value, dict):
        yield Line(depth, label, "")
        yield from _fields(value, wanted, depth + 1, ())
    elif isinstance(value, list):
        yield Line(depth, label, "")
        item = next((option.item for option in _options(wanted) if isinstance(option, ListType)), None)
        for entry in value:
            yield from _entry(entry, item, depth + 1, None)
    elif isinstance(value, str) and "\n" in value:
        yield Line(depth, label, "")
        for line in value.splitlines():
            yield Line(depth + 1, None, line)
    else:
        yield Line(depth, label, _word(value, wanted))


def _entry(entry: Any, wanted: FieldType | None, depth: int, kind: Message | None) -> Iterator[Line]:
    """Yield the lines of an entry: what it is called by, with its id, else its first field; the rest further in."""
    if not isinstance(entry, dict):
        yield Line(depth, None, _word(entry, wanted))
        return
    own = entry["id"] if isinstance(entry.get("id"), str) else None
    infos = _infos(wanted)
    required = [name for name in _TITLES if name in infos and infos[name].required]  # a person's title is a post
    name = next((name for name in (*required, *_TITLES) if _one_line(entry.get(name))), None)
    title = _one_line(entry[name]) if name is not None else None
    first = next((name for name in (*infos, *entry) if isinstance(entry.get(name), str)), None)
    if title is not None or own is not None or kind is not None or first is None:
        head = Titled(title, own) if title and own else title or (f"({own})" if own else "-")
        yield Line(depth, kind, head)
        said = ("id", name or "id") if own is not None else (name or "",)
    else:
        yield Line(depth, _label(first, wanted), _word(entry[first], infos[first].type if first in infos else None))
        said = (first,)
    yield from _fields(entry, wanted, depth + 1, said)


def _one_line(name: Any) -> str | None:
    """Return a name on one line, both forms of one in two languages; None for anything else."""
    if isinstance(name, dict) and name and all(isinstance(form, str) for form in name.values()):
        return " / ".join(" ".join(form.split()) for form in name.values())
    return " ".join(name.split()) if isinstance(name, str) and name.strip() and "\n" not in name else None


def _label(name: str, wanted: FieldType | None) -> Param:
    struct = _struct(wanted)
    return Label(label_of(name).text, struct.__name__.lower()) if name in _infos(wanted) and struct else name


def _infos(wanted: FieldType | None) -> dict[str, FieldInfo]:
    struct = _struct(wanted)
    return {info.name: info for info in fields_of(struct)} if struct is not None else {}


def _word(value: Any, wanted: FieldType | None) -> Param:
    if value is None:
        return ""
    for option in _options(wanted):
        if isinstance(option, WordType) and value in option.values:
            return Label(value, option.of)
    return str(value)


def _struct(wanted: FieldType | None) -> Any:
    return next((option.struct for option in _options(wanted) if isinstance(option, StructType)), None)


def _map_value(wanted: FieldType | None) -> FieldType | None:
    return next((option.value for option in _options(wanted) if isinstance(option, MapType)), None)


def _options(wanted: FieldType | None) -> tuple[FieldType, ...]:
    if wanted is None:
        return ()
    return wanted.options if isinstance(wanted, UnionType) else (wanted,)
