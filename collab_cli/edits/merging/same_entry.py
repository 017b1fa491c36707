"""Which entry of a changed list is which of the one it was made from: by id, by natural key, by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from collab_cli.model.fields import (
    FieldType,
    IntType,
    ListType,
    MapType,
    MeasuredType,
    NumberType,
    StructType,
    UnionType,
    fields_of,
)

Key = tuple[str, ...]

STATEMENTS: Final = frozenset({"change_log", "history", "discussions", "objections", "ideas", "opinions"})
"""Lists of what was said or done: one day and one person may stand there several times."""
_TITLES = ("title", "name")
_SAID = (NumberType, MeasuredType, IntType, ListType, MapType)


def field_below(wanted: FieldType | None, key: str) -> FieldType | None:
    """Return the type of what stands under ``key`` of a map of this type, None where it is not known."""
    for option in _options(wanted):
        if isinstance(option, StructType):
            return next((info.type for info in fields_of(option.struct) if info.name == key), None)
        if isinstance(option, MapType):
            return option.value
    return None


def item_below(wanted: FieldType | None) -> FieldType | None:
    """Return the type of the entries of a list of this type, None where it is not known."""
    return next((option.item for option in _options(wanted) if isinstance(option, ListType)), None)


def keys_of(plains: Sequence[Any], wanted: FieldType | None) -> list[Key]:
    """Return what names each entry of a list; where a name comes again, its number is part of it."""
    seen: Counter[Key] = Counter()
    keys = []
    for plain in plains:
        key = key_of(plain, wanted)
        seen[key] += 1
        keys.append(key if seen[key] == 1 else (*key, str(seen[key])))
    return keys


def key_of(plain: Any, wanted: FieldType | None) -> Key:
    """Return what names an entry of a list: its id, its required fields, the first field it has, or all of it."""
    if not isinstance(plain, dict):
        return ("text", str(plain))
    if isinstance(plain.get("id"), str):
        return ("id", plain["id"])
    names = _required(wanted) or [name for name, value in plain.items() if isinstance(value, str)][:1]
    if not names or any(plain.get(name) is None for name in names):
        return ("all", repr(plain))
    return ("key", *(str(plain[name]) for name in names))


def is_dated(wanted: FieldType | None) -> bool:
    """Return whether the entries of a list are named by a day first."""
    return _required(wanted)[:1] == ["date"]


def origins(base: Sequence[Any], side: Sequence[Any], wanted: FieldType | None) -> dict[int, int]:
    """Return from which entry of ``base`` each entry of ``side`` comes, by places; what was added is not in it."""
    base_keys, side_keys = keys_of(base, wanted), keys_of(side, wanted)
    found: dict[int, int] = {}
    free = set(range(len(base)))

    def take(at: int, origin: int) -> None:
        found[at] = origin
        free.discard(origin)

    known = {key: at for at, key in enumerate(base_keys)}
    alike = {repr(plain): at for at, plain in reversed(list(enumerate(base)))}
    for at, plain in enumerate(side):
        same = known.get(side_keys[at]) if side_keys[at][0] in ("id", "text") else alike.get(repr(plain))
        if same is not None and same in free:
            take(at, same)
    for at, key in enumerate(side_keys):
        if at not in found and key[0] != "text" and (same := known.get(key)) is not None and same in free:
            take(at, same)
    for at, plain in enumerate(side):
        if at not in found and isinstance(plain, dict):
            renamed = [origin for origin in sorted(free) if _is_renamed(base[origin], plain, base_keys[origin])]
            if len(renamed) == 1:
                take(at, renamed[0])
    return found


def _is_renamed(old: Any, new: dict[str, Any], key: Key) -> bool:
    """Return whether an entry is another one with a new id: all else is the same, or the title is."""
    if not isinstance(old, dict) or key[0] != "id":
        return False
    rest = {name: value for name, value in old.items() if name != "id"}
    same_title = any(old.get(name) is not None and old.get(name) == new.get(name) for name in _TITLES)
    return same_title or (bool(rest) and rest == {name: value for name, value in new.items() if name != "id"})


def _required(wanted: FieldType | None) -> list[str]:
    """Return the required fields that say what an entry is about; numbers are what it says of that."""
    for option in _options(wanted):
        if isinstance(option, StructType):
            needed = [info for info in fields_of(option.struct) if info.required]
            return [info.name for info in needed if not isinstance(info.type, _SAID)]
    return []


def _options(wanted: FieldType | None) -> tuple[FieldType, ...]:
    if wanted is None:
        return ()
    return wanted.options if isinstance(wanted, UnionType) else (wanted,)
