"""The field a person names: `due`, `key_results.kr1.target`, `name.en`, `责任人` -> the way to it and its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.i18n import language
from collab_cli.messages import Label, msg
from collab_cli.model.expectations import unknown_key
from collab_cli.model.field_types import Part
from collab_cli.model.fields import (
    DateType,
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    StructType,
    TextType,
    UnionType,
    fields_of,
    label_of,
)
from collab_cli.model.kind import Kind

_STEP = re.compile(r"[^.\[\]]+|\[[^\[\]]*\]")
_TITLES = ("title", "name", "text")
_MAIN_FORMS = ("zh", "text")
"""The fields that hold what a part says when it is written as one text."""


@dataclass(frozen=True, slots=True)
class FieldSpot:
    """Where a field stands: ``route`` leads there from the record, ``wanted`` is its type, ``name`` its own name.

    ``order`` are the fields beside it. ``lifted`` is the route of a text on the way that becomes a map, with the
    field of the map that keeps the text (`name: 销售部` and `name.en`). ``key`` is the type of the last step where it
    is the key of a map, still as typed.
    """

    route: Route
    wanted: FieldType
    name: str
    order: tuple[str, ...] = ()
    lifted: tuple[Route, str] | None = None
    key: FieldType | None = None


def find_field(kind: Kind, struct: type[Part], plain: Any, path: str, *, top: bool = True) -> FieldSpot:
    """Return the field of ``struct`` that ``path`` names, in a record or part whose content is ``plain``.

    Steps are parted by `.`; a field may be named by its label in Chinese, an entry of a list by its id, what it
    names, or its number from 1. Raises CollabError for what is not there, with what was probably meant.
    """
    steps = [step.strip("[]").strip() for step in _STEP.findall(path)]
    if not steps or "" in steps or path.startswith(".") or path.endswith(".") or ".." in path:
        raise CollabError(
            msg("{text} names no field", text=path or "''"),
            msg("write it as in {example}", example="key_results.kr1.target"),
        )
    return _Finder(kind, path, top).follow(struct, plain, steps)


class _Finder:
    def __init__(self, kind: Kind, path: str, top: bool) -> None:
        self.kind = kind
        self.path = path
        self.top = top

    def follow(self, struct: type[Part], plain: Any, steps: Sequence[str]) -> FieldSpot:
        wanted: FieldType = StructType(struct)
        route: Route = ()
        spot: FieldSpot | None = None
        lifted: tuple[Route, str] | None = None
        for at, step in enumerate(steps):
            inner = _enter(wanted, plain)
            if isinstance(inner, StructType):
                if isinstance(plain, str):
                    lifted = (route, _main_form(inner.struct))
                    plain = {lifted[1]: plain}
                info = self._field(inner.struct, step, top=not route)
                name = info.name if info is not None else step
                wanted = info.type if info is not None else TextType()
                spot = FieldSpot((*route, name), wanted, name, tuple(f.name for f in fields_of(inner.struct)), lifted)
                plain = plain.get(name) if isinstance(plain, dict) else None
            elif isinstance(inner, MapType):
                wanted = inner.value
                name = spot.name if spot is not None else step
                spot = FieldSpot((*route, step), wanted, name, lifted=lifted, key=inner.key)
                plain = plain.get(step) if isinstance(plain, dict) else None
            elif isinstance(inner, ListType):
                items = plain if isinstance(plain, list) else []
                index = self._index(items, step, ".".join(steps[:at]), inner.item)
                wanted = inner.item
                spot = FieldSpot((*route, index), wanted, spot.name if spot is not None else step, lifted=lifted)
                plain = items[index]
            else:
                raise CollabError(
                    msg("{path} leads nowhere: {field} has no fields", path=self.path, field=str(route[-1])),
                    msg("name the field alone"),
                )
            route = spot.route
        assert spot is not None
        return spot

    def _field(self, struct: type[Part], step: str, *, top: bool) -> FieldInfo | None:
        """Return the field of ``struct`` that ``step`` names; None for a free extension `x-...`."""
        fields = fields_of(struct)
        plain = step.casefold().replace("-", "_")
        for info in fields:
            if info.name in (step, plain):
                return info
        if step.startswith("x-"):
            return None
        chinese = language("zh")
        for info in fields:
            label = Label(label_of(info.name).text, struct.__name__.lower())
            if step in (chinese.label(label), chinese.text(label_of(info.name).text)):
                return info
        is_top = top and self.top
        message, hint, _ = unknown_key(
            step, struct, [info.name for info in fields], self.kind if is_top else None, top=is_top
        )
        raise CollabError(message, hint)

    def _index(self, items: list[Any], step: str, path: str, wanted: FieldType) -> int:
        ids = [item.get("id") if isinstance(item, dict) else item for item in items]
        if step in ids:
            return ids.index(step)
        if step.isascii() and step.isdigit() and 1 <= int(step) <= len(items):
            return int(step) - 1
        names = _naming_fields(wanted)
        naming = [index for index, item in enumerate(items) if isinstance(item, dict) and step in _names(item, names)]
        if len(naming) == 1:
            return naming[0]
        message = msg("{path} has no entry {entry}", path=path, entry=step)
        known = tuple(str(each) for each in ids if isinstance(each, str))
        if known:
            raise CollabError(message, msg("it has {entries}", entries=known))
        if items:
            raise CollabError(message, msg("count the entries from 1 to {last}", last=len(items)))
        raise CollabError(message, msg("the list is empty"))


def _naming_fields(wanted: FieldType) -> tuple[str, ...]:
    """Return the fields an entry of a list is known by: its title, and what it cannot be without and names."""
    struct = next((option.struct for option in _options(wanted) if isinstance(option, StructType)), None)
    if struct is None:
        return ()
    return tuple(
        info.name
        for info in fields_of(struct)
        if info.name in _TITLES or (info.required and (isinstance(info.type, DateType) or _refers(info.type)))
    )


def _refers(wanted: FieldType) -> bool:
    return isinstance(wanted, TextType) and wanted.refers is not None


def _options(wanted: FieldType) -> tuple[FieldType, ...]:
    return wanted.options if isinstance(wanted, UnionType) else (wanted,)


def _names(item: dict[str, Any], fields: tuple[str, ...]) -> set[str]:
    """Return what an entry is called in ``fields``, in each language."""
    found = [item.get(name) for name in fields]
    return {word for each in found for word in (each.values() if isinstance(each, dict) else (each,)) if word}


def _enter(wanted: FieldType, plain: Any) -> FieldType:
    """Return the form of a union that has fields or entries, as the content says."""
    if not isinstance(wanted, UnionType):
        return wanted
    compound = [option for option in wanted.options if isinstance(option, StructType | MapType | ListType)]
    for option in compound:
        if isinstance(plain, list if isinstance(option, ListType) else dict):
            return option
    return compound[0] if compound else wanted


def _main_form(struct: type[Part]) -> str:
    names = {info.name for info in fields_of(struct)}
    return next((name for name in _MAIN_FORMS if name in names), next(iter(sorted(names))))
