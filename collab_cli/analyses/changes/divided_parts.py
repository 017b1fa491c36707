"""What a piece of a split part, or several that were put together, said before: what its texts are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from collab_cli.model.field_types import Part
from collab_cli.model.fields import fields_of

_OWN = frozenset({"id", "title", "name", "activity", "weight"})
"""What each piece has for itself."""

P = TypeVar("P", bound=Part)


def before_split(whole: P, piece: P, pieces: Sequence[P]) -> P:
    """Return what ``whole`` said as far as ``piece`` goes: without what the other ``pieces`` have.

    What none of them has any more is in that of the first.
    """
    is_first = piece is pieces[0]
    found: dict[str, Any] = {}
    for info in fields_of(type(whole)):
        name = info.attribute
        old, new = getattr(whole, name), getattr(piece, name)
        others = [getattr(other, name) for other in pieces]
        if info.name in _OWN:
            found[name] = new
        elif isinstance(old, list):
            lost = [item for item in old if not any(item in (other or ()) for other in others)] if is_first else []
            found[name] = [*_known(new, old), *lost]
        elif isinstance(old, dict):
            found[name] = {
                key: value
                for key, value in old.items()
                if key in new or (is_first and not any(key in other for other in others))
            }
        elif new == info.default and (old in others or not is_first):
            found[name] = new
    return replace(whole, **found)


def before_merge(ones: Sequence[P], whole: P) -> P:
    """Return what ``ones`` said together; of what each has one of, what ``whole`` has, if any of them had it."""
    found: dict[str, Any] = {}
    for info in fields_of(type(whole)):
        name = info.attribute
        olds, new = [getattr(one, name) for one in ones], getattr(whole, name)
        if info.name in _OWN or (not _is_many(new) and new in olds):
            found[name] = new
        elif isinstance(new, list):
            together = [item for old in olds for item in old]
            found[name] = [*_known(new, together), *_once(item for item in together if item not in new)]
        elif isinstance(new, dict):
            found[name] = {key: value for old in olds for key, value in old.items()}
    return replace(ones[0], **found)


def _known(items: Iterable[Any] | None, among: Sequence[Any]) -> list[Any]:
    return [item for item in items or () if item in among]


def _once(items: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _is_many(value: Any) -> bool:
    return isinstance(value, list | dict)
