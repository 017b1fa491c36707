"""The entries of two changed versions of a list or map beside each other, in the order the result has them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from collab_cli.documents.pieces import Clash, Entry, plain_of
from collab_cli.edits.merging.same_entry import STATEMENTS, Key, is_dated, item_below, keys_of, origins
from collab_cli.model.fields import FieldType


class Matched(NamedTuple):
    """One entry in the three versions, None where a version has none; ``clash`` where it cannot be told whose is whose.

    ``key`` names it; ``ours_at`` and ``theirs_at`` are its places in the two changed versions.
    """

    key: Key
    base: Entry | None
    ours: Entry | None
    theirs: Entry | None
    ours_at: int = -1
    theirs_at: int = -1
    clash: Clash | None = None


class OrderUnclear(Exception):
    """Both sides put the same entries in other orders, or a result would name two entries alike."""


def matched_maps(base: Sequence[Entry], ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[Matched]:
    """Return the fields of three maps beside each other, those only theirs has behind the one it has before them."""
    old, their = ({entry.key: entry for entry in side} for side in (base, theirs))
    places = {entry.key: at for at, entry in enumerate(theirs)}
    found = [
        Matched((entry.key,), old.get(entry.key), entry, their.get(entry.key), at, places.get(entry.key, -1))
        for at, entry in enumerate(ours)
    ]
    known = {entry.key for entry in ours}
    rest = [
        Matched((entry.key,), old.get(entry.key), None, entry, -1, at)
        for at, entry in enumerate(theirs)
        if entry.key not in known
    ]
    return _put_in(found, rest, is_sorted=False)


def matched_lists(
    base: Sequence[Entry],
    ours: Sequence[Entry],
    theirs: Sequence[Entry],
    wanted: FieldType | None,
    name: str,
    *,
    is_register: bool = False,
) -> list[Matched]:
    """Return the entries of three lists beside each other in the order of the result.

    ``wanted`` is the type of the list, ``name`` the field it is in. Both sides' additions are kept, ours first; a list
    both have sorted by day, or by id as registers are, stays sorted. Raises OrderUnclear.
    """
    item = item_below(wanted)
    old, our, their = ([plain_of(entry.value) for entry in side] for side in (base, ours, theirs))
    base_keys, our_keys, their_keys = (keys_of(plains, item) for plains in (old, our, their))
    our_origins, their_origins = origins(old, our, item), origins(old, their, item)
    _rename_alike(our_origins, their_origins, our_keys, their_keys)
    _rename_alike(their_origins, our_origins, their_keys, our_keys)
    theirs_of = {origin: at for at, origin in their_origins.items()}
    twins = _twins(our, their, our_keys, their_keys, our_origins, their_origins, name)
    found = []
    for at, entry in enumerate(ours):
        origin = our_origins.get(at)
        twin = theirs_of.get(origin, -1) if origin is not None else twins.get(at, -1)
        before = None if origin is None else base[origin]
        found.append(Matched(our_keys[at], before, entry, theirs[twin] if twin >= 0 else None, at, twin))
    taken = {match.theirs_at for match in found}
    rest = []
    for at, entry in enumerate(theirs):
        if at not in taken:
            origin = their_origins.get(at)
            rest.append(Matched(their_keys[at], None if origin is None else base[origin], None, entry, -1, at))
    ours_replaced = _replaced(len(base), our_origins, len(ours), base_keys)
    theirs_replaced = _replaced(len(base), their_origins, len(theirs), base_keys)
    replaced = [
        (_with_kept(our_new, our_origins, span), _with_kept(their_new, their_origins, span))
        for span, our_new, their_new in _replaced_by_both(ours_replaced, theirs_replaced)
    ]
    found, rest = _with_clashes(found, rest, replaced)
    found = _in_their_order(found, our_origins, their_origins)
    sortable = is_register or is_dated(item)
    is_sorted = sortable and our_keys == sorted(our_keys) and their_keys == sorted(their_keys)
    result = _put_in(found, rest, is_sorted=is_sorted)
    _check_names(result, our_keys, their_keys)
    return result


def _rename_alike(known: dict[int, int], other: dict[int, int], keys: list[Key], other_keys: list[Key]) -> None:
    """Put in where an entry comes from that both sides gave the same new id, and one also changed otherwise."""
    new = {key: at for at, key in enumerate(other_keys) if at not in other and key[0] == "id"}
    taken = set(other.values())
    for at, origin in known.items():
        if keys[at] in new and origin not in taken:
            other[new[keys[at]]] = origin


def _twins(
    ours: Sequence[Any],
    theirs: Sequence[Any],
    our_keys: list[Key],
    their_keys: list[Key],
    our_origins: dict[int, int],
    their_origins: dict[int, int],
    name: str,
) -> dict[int, int]:
    """Return which addition of theirs is the same as one of ours, by places."""
    free = {their_keys[at]: at for at in range(len(theirs)) if at not in their_origins}
    found = {}
    for at, key in enumerate(our_keys):
        if at not in our_origins and key in free:
            same = ours[at] == theirs[free[key]]
            if same or key[0] == "id" or name not in STATEMENTS:
                found[at] = free.pop(key)
    return found


def _replaced(size: int, made_of: dict[int, int], length: int, keys: list[Key]) -> list[tuple[range, list[int]]]:
    """Return the runs of base entries a side has removed, each with the places of what it put there instead.

    Entries with an id are known by it: what stands in the place of one is another.
    """
    places = {origin: at for at, origin in made_of.items()}
    runs = []
    start = 0
    while start < size:
        if start in places or keys[start][0] == "id":
            start += 1
            continue
        end = start
        while end < size and end not in places and keys[end][0] != "id":
            end += 1
        first = places[start - 1] + 1 if start - 1 in places else 0 if start == 0 else length
        last = places.get(end, length if end == size else 0)
        runs.append((range(start, end), [at for at in range(first, last) if at not in made_of]))
        start = end
    return runs


def _with_clashes(
    found: list[Matched],
    rest: list[Matched],
    replaced: list[tuple[list[int], list[int]]],
) -> tuple[list[Matched], list[Matched]]:
    """Return the matches, those in a conflict where both sides put something else in the place of the same entries."""
    our_places = {match.ours_at: match for match in found}
    their_places = {match.theirs_at: match for match in (*found, *rest) if match.theirs_at >= 0}
    instead: dict[int, Matched] = {}
    gone: set[int] = set()
    for our_new, their_new in replaced:
        mine, yours = [our_places[at] for at in our_new], [their_places[at] for at in their_new]
        if {match.key for match in mine} == {match.key for match in yours}:
            continue
        sides = Clash(
            [match.ours for match in mine if match.ours is not None],
            [match.theirs for match in yours if match.theirs is not None],
        )
        first = (mine or yours)[0]
        instead[id(first)] = Matched(("clash",), None, None, None, first.ours_at, first.theirs_at, sides)
        gone |= {id(match) for match in (*mine, *yours)} - {id(first)}
    return tuple(  # type: ignore[return-value]
        [instead.get(id(match), match) for match in matches if id(match) not in gone] for matches in (found, rest)
    )


def _replaced_by_both(
    ours: list[tuple[range, list[int]]], theirs: list[tuple[range, list[int]]]
) -> Iterator[tuple[range, list[int], list[int]]]:
    """Yield runs of base entries both sides have replaced in part, with the places of what they put there."""
    runs = sorted(
        [(run.start, run.stop, 0, new) for run, new in ours] + [(run.start, run.stop, 1, new) for run, new in theirs]
    )
    while runs:
        begin, end = runs[0][:2]
        new: tuple[list[int], list[int]] = ([], [])
        sides: set[int] = set()
        while runs and (runs[0][0] < end or not sides):
            _, stop, side, places = runs.pop(0)
            end = max(end, stop)
            new[side].extend(places)
            sides.add(side)
        if len(sides) == 2 and (new[0] or new[1]):
            yield range(begin, end), *new


def _with_kept(new: list[int], made_of: dict[int, int], span: range) -> list[int]:
    """Return the places of all a side has for a run of base entries: what is new, and what it kept of them."""
    return sorted([*new, *(at for at, origin in made_of.items() if origin in span)])


def _in_their_order(found: list[Matched], ours: dict[int, int], theirs: dict[int, int]) -> list[Matched]:
    """Return our entries in the order theirs have been put in, where only they were moved."""
    common = [match for match in found if match.base is not None and match.ours_at >= 0 and match.theirs_at >= 0]
    our_order = [ours[match.ours_at] for match in common]
    in_theirs = sorted(common, key=lambda match: match.theirs_at)
    their_order = [theirs[match.theirs_at] for match in in_theirs]
    if their_order == sorted(their_order) or their_order == our_order:
        return found
    if our_order != sorted(our_order):
        raise OrderUnclear
    moved = iter(in_theirs)
    places = {id(match) for match in common}
    return [next(moved) if id(match) in places else match for match in found]


def _put_in(found: list[Matched], rest: list[Matched], *, is_sorted: bool) -> list[Matched]:
    """Return ours with what only theirs has put in its place: behind what it follows there and what we added."""
    ours = {match.theirs_at: match for match in found if match.theirs_at >= 0}
    sorted_in = [match for match in rest if is_sorted and match.base is None and match.clash is None]
    kept = {id(match) for match in sorted_in}
    others = {match.theirs_at: match for match in rest if id(match) not in kept}
    behind: dict[int, list[Matched]] = {}
    before = 0  # stands for the beginning
    for place in range(max((*ours, *others), default=-1) + 1):
        if place in ours:
            before = id(ours[place])
        elif place in others:
            behind.setdefault(before, []).append(others[place])
    result: list[Matched] = []
    waiting = behind.get(0, [])
    for match in found:
        if match.base is not None or match.theirs is not None or match.clash is not None:
            result += waiting
            waiting = []
        result.append(match)
        waiting = waiting + behind.get(id(match), [])
    return _sorted_in(result + waiting, sorted_in)


def _sorted_in(entries: list[Matched], more: list[Matched]) -> list[Matched]:
    """Return entries with more of them, each before the first with a greater name."""
    waiting = sorted(more, key=lambda match: match.key, reverse=True)
    result: list[Matched] = []
    for match in entries:
        while waiting and waiting[-1].key < match.key:
            result.append(waiting.pop())
        result.append(match)
    return result + waiting[::-1]


def _check_names(result: list[Matched], ours: list[Key], theirs: list[Key]) -> None:
    """Raise OrderUnclear if an entry of ours and another of theirs would have the same name."""
    names = [
        (at, key)
        for at, match in enumerate(result)
        if match.clash is None
        for key in {(side.key, *_name(side)) for side in (match.ours, match.theirs) if side is not None}
        if key[1:]
    ]
    seen: dict[tuple[str, ...], int] = {}
    for at, key in names:
        if seen.setdefault(key, at) != at and ours.count(("id", key[1])) < 2 and theirs.count(("id", key[1])) < 2:
            raise OrderUnclear


def _name(entry: Entry) -> tuple[str, ...]:
    plain = plain_of(entry.value)
    found = plain.get("id") if isinstance(plain, dict) else None
    return (found,) if isinstance(found, str) else ()
