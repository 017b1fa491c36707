"""What a struct's fields are, in a few plain types: the one description every generic walk reads.

Shape, references, digests, schemas and the commands `show` and `add` go over records through this module, so a
new kind needs nothing but its struct.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from collab_cli.messages import Label, Message
from collab_cli.model.field_types import (
    Coded,
    Duration,
    Flag,
    KindRecord,
    Mark,
    MayRefer,
    Measured,
    Moment,
    Number,
    Part,
    Past,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
    Shape,
    Share,
    Weight,
)

Reference = Refers | RefersOpenly | RefersToRow | RefersToParty | MayRefer


@dataclass(frozen=True, slots=True)
class TextType:
    """A text; ``form`` is the word of its Shape (`id`, `time`, ...), ``refers`` what it names."""

    form: str = ""
    refers: Reference | None = None


@dataclass(frozen=True, slots=True)
class WordType:
    """One of a list of words; ``of`` is the field that holds it, as `person.status`, which labels can depend on."""

    values: tuple[str, ...]
    of: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FlagType:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class IntType:
    """A whole number from ``low`` to ``high``, where they are given."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class NumberType:
    """An exact decimal; ``share`` says that it is from 0 to 1, ``low`` and ``high`` hold any limits.

    ``above`` is a limit the number itself may not have.
    """

    share: bool = False
    low: int | None = None
    high: int | None = None
    above: int | None = None


@dataclass(frozen=True, slots=True)
class MeasuredType:
    """A number, or `true` / `false`."""


@dataclass(frozen=True, slots=True)
class DateType:
    """A date; ``is_past`` says that what it dates has happened."""

    is_past: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class MomentType:
    """A date, or a date with a time; ``is_past`` says that what it dates has happened."""

    is_past: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class DurationType:
    """Hours, working days or calendar days."""


@dataclass(frozen=True, slots=True)
class ListType:
    """A list of one type."""

    item: FieldType


@dataclass(frozen=True, slots=True)
class MapType:
    """A map with keys people choose."""

    key: FieldType
    value: FieldType


@dataclass(frozen=True, slots=True)
class StructType:
    """A map with known keys."""

    struct: type[Part]


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several forms, such as a text or a map."""

    options: tuple[FieldType, ...]


FieldType = (
    TextType
    | WordType
    | FlagType
    | IntType
    | NumberType
    | MeasuredType
    | DateType
    | MomentType
    | DurationType
    | ListType
    | MapType
    | StructType
    | UnionType
)


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field: ``name`` as written in files (`from`), ``attribute`` as named in the struct (`from_`).

    ``default`` is the value of a field that is not written, None for a required one. ``code`` is the rule that
    reports a missing value instead of S002.
    """

    name: str
    attribute: str
    required: bool
    default: Any
    type: FieldType
    code: str | None = None


@cache
def fields_of(struct: type[Part]) -> tuple[FieldInfo, ...]:
    """Return the fields of ``struct``: its own in the order of the source, then the inherited ones."""
    found = {info.name: info for info in msgspec.structs.fields(struct)}
    order = [name for owner in struct.__mro__ for name in inspect.get_annotations(owner) if name in found]
    return tuple(_describe(struct, found[name]) for name in dict.fromkeys(order))


def field_named(struct: type[Part], name: str) -> FieldInfo:
    """Return the field of a struct with this written name; raise StopIteration if it has none."""
    return next(info for info in fields_of(struct) if info.name == name)


def _describe(struct: type[Part], info: msgspec.structs.FieldInfo) -> FieldInfo:
    default = info.default
    if info.default_factory is not msgspec.NODEFAULT:
        default = info.default_factory()
    return FieldInfo(
        name=info.encode_name,
        attribute=info.name,
        required=info.required,
        default=None if info.required else default,
        type=_owned(field_type(info.type), f"{struct.__name__.lower()}.{info.encode_name}"),
        code=next((found.code for found in _metadata(info.type) if isinstance(found, Coded)), None),
    )


def _owned(wanted: FieldType, of: str) -> FieldType:
    """Return a type with the field that holds it noted where it is one of words."""
    if isinstance(wanted, WordType):
        return replace(wanted, of=of)
    if isinstance(wanted, ListType):
        return replace(wanted, item=_owned(wanted.item, of))
    return wanted


def is_common(info: FieldInfo) -> bool:
    """Return whether a field is one of those every kind accepts: aliases, tags, notes, links."""
    return info.attribute in KindRecord.__struct_fields__


def label_of(name: str) -> Message:
    """Return the column label of a written field name: `key_results` is "Key results"."""
    words = name.replace("_", " ")
    return Message(words[:1].upper() + words[1:])


def field_word(struct: type[Part], name: str) -> Label:
    """Return a field as sentences name it: as files hold it, in Chinese with its label behind it."""
    return Label(label_of(name).text, struct.__name__.lower(), written=name)


_PLAIN: dict[Any, FieldType] = {
    str: TextType(),
    int: IntType(),
    date: DateType(),
    Flag: FlagType(),
    Number: NumberType(),
    Share: NumberType(share=True, low=0, high=1),
    Weight: NumberType(above=0),
    Mark: NumberType(low=1, high=5),
    Moment: MomentType(),
    Duration: DurationType(),
    Measured: MeasuredType(),
}


def field_type(annotation: Any) -> FieldType:
    """Return the type an annotation stands for; raise TypeError for one outside the closed set."""
    metadata = tuple(_metadata(annotation))
    annotation = _bare(annotation)
    if annotation is str:
        form = next((found.form for found in metadata if isinstance(found, Shape)), "")
        return TextType(form, next((found for found in metadata if isinstance(found, Reference)), None))
    if annotation is int:
        limits = next((found for found in metadata if isinstance(found, msgspec.Meta)), msgspec.Meta())
        return IntType(_whole(limits.ge), _whole(limits.le))
    if annotation in (date, Moment) and any(isinstance(found, Past) for found in metadata):
        return DateType(is_past=True) if annotation is date else MomentType(is_past=True)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return StructType(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return WordType(tuple(arguments))
    if origin is list:
        return ListType(field_type(arguments[0]))
    if origin is dict:
        return MapType(field_type(arguments[0]), field_type(arguments[1]))
    if origin in (Union, types.UnionType):
        return UnionType(tuple(field_type(option) for option in arguments))
    raise TypeError(annotation)


def _whole(limit: float | None) -> int | None:
    return None if limit is None else int(limit)


def _metadata(annotation: Any) -> Iterator[Any]:
    """Yield what ``Annotated`` says about a value, through `| None` on either side of it."""
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
        yield from _metadata(annotation.__origin__)
    elif (inner := _without_none(annotation)) is not annotation:
        yield from _metadata(inner)


def _bare(annotation: Any) -> Any:
    while True:
        inner = annotation.__origin__ if get_origin(annotation) is Annotated else _without_none(annotation)
        if inner is annotation:
            return annotation
        annotation = inner


def _without_none(annotation: Any) -> Any:
    """Return the union without None; its one other member if only one is left."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    options = get_args(annotation)
    if type(None) not in options:
        return annotation
    return Union[tuple(option for option in options if option is not type(None))]  # noqa: UP007  # built at run time


def field_doc(struct: type[Part], attribute: str) -> str:
    """Return the docstring under a field, an empty text if there is none; the source is read on first use."""
    for owner in struct.__mro__:
        if attribute in inspect.get_annotations(owner):
            return _docs(inspect.getfile(owner)).get((owner.__name__, attribute), "")
    return ""


def struct_doc(struct: type[Part]) -> str:
    """Return the first line of a struct's docstring."""
    return (struct.__doc__ or "").strip().partition("\n")[0]


@cache
def _docs(path: str) -> dict[tuple[str, str], str]:
    """Return the text under every annotated field of every class in a source file."""
    found = {}
    for node in ast.parse(Path(path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            for field, text in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    doc = _text(text)
                    if doc:
                        found[node.name, field.target.id] = doc
    return found


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""
