"""The options that give the fields of a record or part: one for every field that a line can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from collab_cli.cli.extra_options import ExtraOption
from collab_cli.messages import Items, Message, msg
from collab_cli.model.field_types import Name, Part, Refers, RefersOpenly, RefersToParty, RefersToRow
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

_METAVARS: dict[type, str] = {
    FlagType: "true|false", IntType: "NUMBER", NumberType: "NUMBER", MeasuredType: "NUMBER", DateType: "DATE",
    MomentType: "DATE", DurationType: "TIME", MapType: "KEY:VALUE",
}  # fmt: skip
STAMPED = frozenset({"status", "activated", "published", "version"})
"""Fields that commands write, so that no option gives them."""


def field_options(struct: type[Part], skip: Iterable[str] = ()) -> tuple[ExtraOption, ...]:
    """Return an option for each field of ``struct`` that one line can hold, those in ``skip`` left out.

    A list takes its option repeatedly. Fields with parts of their own are given with ``--set``.
    """
    left_out = STAMPED.union(skip)
    return tuple(
        _option(struct, info, one)
        for info in fields_of(struct)
        if info.name not in left_out and (one := _one_line(info.type)) is not None
    )


def _option(struct: type[Part], info: FieldInfo, one: FieldType) -> ExtraOption:
    return ExtraOption(
        key=info.name,
        flags=("--" + info.name.replace("_", "-"),),
        metavar=metavar_of(one),
        help=field_doc(struct, info.attribute),
        many=isinstance(info.type, ListType | MapType),
        complete=completion_of(one),
        notes=tuple(_notes(info.type, one)),
    )


def _notes(wanted: FieldType, one: FieldType) -> Iterator[Message]:
    """Yield what help says of the values of an option: the words it takes, and how several are given."""
    if isinstance(one, WordType) and not _fits_metavar(one):
        yield msg("one of {words}", words=Items(tuple(one.values)))
    if isinstance(wanted, ListType | MapType):
        yield msg("repeat it for more")


def _one_line(wanted: FieldType) -> FieldType | None:
    """Return the type of what one option holds, None for a field no option can give."""
    if isinstance(wanted, ListType):
        return None if isinstance(wanted.item, ListType | MapType) else _one_line(wanted.item)
    if isinstance(wanted, UnionType):
        found = [option for option in wanted.options if not isinstance(option, ListType | MapType | StructType)]
        return found[0] if found else None
    if isinstance(wanted, StructType):
        return TextType() if wanted.struct is Name else None
    if isinstance(wanted, TextType) and wanted.form == "digest":
        return None
    return wanted


def metavar_of(wanted: FieldType) -> str:
    """Return what stands for a value of this type in help."""
    if isinstance(wanted, WordType):
        return "|".join(wanted.values) if _fits_metavar(wanted) else "WORD"
    if isinstance(wanted, TextType):
        if isinstance(wanted.refers, Refers):
            return wanted.refers.kind.upper()
        if isinstance(wanted.refers, RefersToParty):
            return "PARTY"
        if isinstance(wanted.refers, RefersOpenly | RefersToRow):
            return "REF"
        return "PERIOD" if wanted.form == "period" else "TEXT"
    return _METAVARS.get(type(wanted), "TEXT")


def _fits_metavar(wanted: WordType) -> bool:
    return len(wanted.values) <= 4


def completion_of(wanted: FieldType) -> Callable[..., Any] | None:
    """Return what offers the shell the values of a field of this type, None where nothing is known."""
    from collab_cli.cli.completing import PERIOD, complete_ids, complete_parties, complete_refs

    if isinstance(wanted, WordType):
        return lambda incomplete: [word for word in wanted.values if word.startswith(incomplete)]
    if not isinstance(wanted, TextType):
        return None
    if wanted.form == "period":
        return complete_ids(PERIOD)
    if isinstance(wanted.refers, Refers):
        return complete_ids(wanted.refers.kind)
    if isinstance(wanted.refers, RefersToParty):
        return complete_parties
    if isinstance(wanted.refers, RefersOpenly):
        return complete_refs(*wanted.refers.kinds)
    return None
