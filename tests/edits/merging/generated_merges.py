"""Generated merges: a file, what two people made of it, and by plain data what must come of both."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, NamedTuple

from collab_cli.model.fields import FieldType, ListType, StructType
from collab_cli.model.kinds import kind_named
from tests.edits.merging.bases import BASES
from tests.edits.merging.laid_out import Comments, Layout, laid_out

Way = tuple[str, ...]
"""Names of fields, and of list entries what they are called by."""


class Act(NamedTuple):
    """One thing a side does: ``do`` changes the data; ``way`` leads to what it is about, ``word`` is what it writes.

    ``gone`` are the words it removes.
    """

    kind: str
    way: Way
    word: str
    do: Callable[[Any], None]
    gone: tuple[str, ...] = ()


@dataclass
class Case:
    """A merge, and what is known of it: ``expected`` is its content unless there are ``conflicts``.

    A conflict is what ours and theirs must show, an empty text where a side has removed it. ``words`` must be in the
    result, ``gone`` must not, ``comments`` must.
    """

    kind: str
    path: str
    wanted: FieldType
    base: bytes
    ours: bytes
    theirs: bytes
    expected: Any
    conflicts: list[tuple[str, str]]
    words: set[str]
    gone: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)


_PATHS = {
    "charter": "charters/sales.yaml",
    "goal": "goals/more.yaml",
    "meeting": "meetings/2025-07-07-weekly.yaml",
    "person": "people.yaml",
}
KINDS = ("charter", "goal", "meeting", "person")
_FIELDS = {
    "duties": ("title", "scope", "output"),
    "key_results": ("title", "target", "unit"),
    "reports": ("progress", "next", "needs"),
    "decisions": ("text", "rationale"),
    "contributes_to": ("how",),
    "approvals": ("evidence",),
    "": ("name", "email", "title"),
}
_TEXTS = {
    "charter": (("duties", "content"),),
    "goal": (("tags",),),
    "meeting": (("agenda",), ("present",), ("guests",)),
    "person": (),
}


@cache
def merge_case(seed: int) -> Case:
    """Return the merge of this number."""
    rng = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    base = BASES[kind](rng)
    acts = [_acts(rng, kind, base, side) for side in ("o", "t")]
    if rng.random() < 0.5:
        _add_beside(rng, kind, base, acts)
    if rng.random() < 0.35:
        _collide(rng, kind, base, acts)
    sides = [_done(base, side) for side in acts]
    layouts = _layouts(rng, seed)
    comments = _comments(rng, base, sides, acts)
    texts = [
        laid_out(data, layout, notes) for data, layout, notes in zip((base, *sides), layouts, comments, strict=True)
    ]
    conflicts = [found for ours in acts[0] for theirs in acts[1] if (found := _conflict(ours, theirs)) is not None]
    kind_type = kind_named(kind)
    assert kind_type is not None
    struct = StructType(kind_type.struct)
    gone = {word for side in acts for act in side for word in act.gone if " " in word}
    written = {act.word for side in acts for act in side if act.word}
    return Case(
        kind=kind,
        path=_PATHS[kind],
        wanted=ListType(struct) if kind == "person" else struct,
        base=texts[0],
        ours=texts[1],
        theirs=texts[2],
        expected=_done(_done(base, acts[0]), acts[1]) if not conflicts else None,
        conflicts=conflicts,
        words=written,
        gone=gone - written,
        comments=_kept_comments(comments, acts),
    )


def name_of(entry: Any) -> str:
    """Return what an entry of a list is called by."""
    if not isinstance(entry, dict):
        return str(entry)
    return next(str(entry[name]) for name in ("id", "department", "goal", "date") if name in entry)


def unordered(data: Any) -> Any:
    """Return content so that lists of the same entries are the same whatever their order."""
    if isinstance(data, dict):
        return {key: unordered(value) for key, value in data.items()}
    return sorted((unordered(entry) for entry in data), key=repr) if isinstance(data, list) else data


def _acts(rng: Random, kind: str, base: Any, side: str) -> list[Act]:
    """Return one to four things a side does, no two about the same or about neighbours in a list of texts."""
    acts: list[Act] = []
    wanted = rng.randint(1, 4)
    tries = 0
    while not acts or tries < wanted:
        tries += 1
        act = _act(rng, kind, base, side, len(acts))
        is_something = _done(base, [act]) != base
        if is_something and not any(_touch(act, other) for other in acts):
            acts.append(act)
    return acts


def _act(rng: Random, kind: str, base: Any, side: str, number: int) -> Act:
    word = f"word {side}{number}{rng.randint(100, 999)}"
    lists = _lists(kind, base)
    choice = rng.random()
    if choice < 0.3:
        return _addition(kind, rng.choice(lists), word, f"{rng.choice('bhnz')}{side}{number}")
    if choice < 0.55:
        way = rng.choice(lists)
        entry = rng.choice(_at(base, way))
        name = rng.choice(_FIELDS[way[-1] if way else ""])
        return _setting((*way, name_of(entry), name), word, _gone(entry.get(name)))
    if choice < 0.65:
        way = rng.choice(lists)
        return _removal(way, rng.choice(_at(base, way)))
    if choice < 0.85 and _TEXTS[kind]:
        return _text_act(rng, kind, base, word)
    if kind == "charter":
        duty = rng.choice(base["duties"])
        party = rng.choice(["sales", "marketing", "finance", "legal"])
        return _setting(("duties", duty["id"], "raci", party), rng.choice("RCI"), ())
    if kind == "goal":
        found = rng.choice(base["key_results"])
        day = f"2025-0{rng.randint(3, 8)}-1{len(side) + number}"
        return _entry_act(("key_results", found["id"], "checkins"), {"date": day, "value": "7", "note": word}, word)
    if kind == "person":
        return _setting((rng.choice(base)["id"], "email"), f"{word.replace(' ', '')}@example.com", ())
    return _setting((rng.choice(["purpose", "owner", "place"]) if kind == "charter" else "place",), word, ())


def _text_act(rng: Random, kind: str, base: Any, word: str) -> Act:
    way = rng.choice(_TEXTS[kind])
    if way[0] == "duties":
        way = ("duties", rng.choice(base["duties"])["id"], "content")
    texts = _at(base, way)
    choice = rng.random()
    if choice < 0.5 or not texts:
        return Act("add", (*way, word), word, lambda data: _put(_at(data, way), word))
    old = rng.choice(texts)
    if choice < 0.75:
        return Act("change", (*way, old), word, lambda data: _swap(_at(data, way), old, word), (old,))
    return Act("remove", (*way, old), "", lambda data: _drop(_at(data, way), old), (old,))


def _add_beside(rng: Random, kind: str, base: Any, acts: list[list[Act]]) -> None:
    """Let both sides add an entry to one list: what people do most."""
    way = rng.choice(_lists(kind, base))
    for side, name in zip(acts, "ot", strict=True):
        act = _addition(kind, way, f"word {name}8{rng.randint(100, 999)}", f"{rng.choice('bhnz')}{name}8")
        if not any(_touch(act, other) for other in side):
            side.append(act)


def _collide(rng: Random, kind: str, base: Any, acts: list[list[Act]]) -> None:
    """Let theirs do something about what ours has done something about: the same, or something else."""
    ours = rng.choice(acts[0])
    word = f"word t9{rng.randint(100, 999)}"
    theirs: Act | None = None
    if rng.random() < 0.2:
        theirs = ours
    elif ours.kind == "set":
        theirs = _setting(ours.way, "S" if ours.word in "RCI" else word, ours.gone)
    elif ours.kind == "change":
        theirs = Act(
            "change", ours.way, word, lambda data: _swap(_at(data, ours.way[:-1]), ours.way[-1], word), ours.gone
        )
    elif ours.kind == "remove" and len(ours.way) < 3 and not isinstance(_find(base, ours.way), str):
        entry = _find(base, ours.way)
        name = _FIELDS[ours.way[0] if len(ours.way) > 1 else ""][0]
        theirs = _setting((*ours.way, name), word, _gone(entry.get(name)))
    elif ours.kind == "add" and ours.way[-1].startswith(("b", "h", "n", "z")):
        theirs = _addition(kind, ours.way[:-1], word, ours.way[-1])
    if theirs is not None and _done(base, [theirs]) != base:
        acts[1] = [act for act in acts[1] if not _touch(act, theirs)] + [theirs]


def _conflict(ours: Act, theirs: Act) -> tuple[str, str] | None:
    """Return what a conflict between two acts must show, None where there is none."""
    if ours.way == theirs.way:
        if (ours.kind, ours.word) == (theirs.kind, theirs.word):
            return None
        return ours.word, theirs.word
    if ours.kind == "remove" and theirs.way[: len(ours.way)] == ours.way:
        return "", theirs.word
    if theirs.kind == "remove" and ours.way[: len(theirs.way)] == theirs.way:
        return ours.word, ""
    return None


def _touch(one: Act, other: Act) -> bool:
    """Return whether one side would not do both: they are about the same entry, or about one list of texts."""
    length = min(len(one.way), len(other.way))
    same_list = one.way[:-1] == other.way[:-1] and "change" in (one.kind, other.kind)
    texts = one.way[:-1] == other.way[:-1] and {"add", "remove"} == {one.kind, other.kind}
    return one.way[:length] == other.way[:length] or same_list or texts


def _addition(kind: str, way: Way, word: str, name: str) -> Act:
    entries: dict[str, dict[str, Any]] = {
        "duties": {"id": name, "title": word, "raci": {"sales": "A"}},
        "key_results": {"id": name, "title": word, "baseline": "0", "target": "5", "unit": "x"},
        "reports": {"department": name, "progress": word},
        "decisions": {"id": name, "text": word},
        "contributes_to": {"goal": name, "how": word},
        "approvals": {"department": name, "by": "li-na", "date": "2025-02-02", "evidence": word},
        "": {"id": name, "name": word, "email": f"{name}@example.com"},
    }
    return _entry_act(way, entries[way[-1] if way else ""], word, is_sorted=kind == "person")


def _entry_act(way: Way, entry: dict[str, Any], word: str, *, is_sorted: bool = False) -> Act:
    def add(data: Any) -> None:
        entries = _at(data, way)
        if any(name_of(other) == name_of(entry) for other in entries):
            return
        entries.append(copy.deepcopy(entry))
        if is_sorted:
            entries.sort(key=name_of)

    return Act("add", (*way, name_of(entry)), word, add)


def _setting(way: Way, word: str, gone: tuple[str, ...]) -> Act:
    def put(data: Any) -> None:
        found = _find(data, way[:-1])
        if found is not None:
            found[way[-1]] = word

    return Act("set", way, word, put, gone)


def _removal(way: Way, entry: Any) -> Act:
    name = name_of(entry)

    def remove(data: Any) -> None:
        entries = _at(data, way)
        entries[:] = [other for other in entries if name_of(other) != name]

    return Act("remove", (*way, name), "", remove)


def _gone(old: Any) -> tuple[str, ...]:
    return (old,) if isinstance(old, str) and " " in old else ()


def _lists(kind: str, base: Any) -> list[Way]:
    if kind == "person":
        return [()]
    return [(name,) for name in _FIELDS if name and base.get(name)]


def _done(base: Any, acts: list[Act]) -> Any:
    data = copy.deepcopy(base)
    for act in acts:
        act.do(data)
    return data


def _at(data: Any, way: Way) -> Any:
    found = _find(data, way)
    return [] if found is None else found


def _find(data: Any, way: Way) -> Any:
    for step in way:
        if isinstance(data, list):
            data = next((entry for entry in data if name_of(entry) == step), None)
        else:
            data = data.get(step) if data is not None else None
    return data


def _put(texts: list[str], word: str) -> None:
    if word not in texts:
        texts.append(word)


def _swap(texts: list[str], old: str, new: str) -> None:
    texts[:] = [new if text == old else text for text in texts]


def _drop(texts: list[str], old: str) -> None:
    texts[:] = [text for text in texts if text != old]


def _layouts(rng: Random, seed: int) -> list[Layout]:
    """Return how the three files are laid out; now and then one side has given all of it another layout."""
    own = Layout(seed, "\r\n" if rng.random() < 0.2 else "\n", rng.random() < 0.5, rng.random() < 0.5)
    other = Layout(seed + 1, own.line_end, own.is_indented, own.is_parted)
    chance = rng.random()
    return [own, other if chance < 0.1 else own, other if 0.1 <= chance < 0.2 else own]


def _comments(rng: Random, base: Any, sides: list[Any], acts: list[list[Act]]) -> list[Comments]:
    """Return the comments in the three files: some everywhere, some that came with what a side did."""
    common = {way: f"note on {' '.join(way)}" for way in _ways(base) if rng.random() < 0.25}
    found = [common]
    for name, data, done in zip("ot", sides, acts, strict=True):
        there = set(_ways(data))
        own = {way: note for way, note in common.items() if way in there}
        for act in done:
            if act.kind in ("set", "add") and act.way in there and rng.random() < 0.5:
                own[act.way] = f"{own.get(act.way, '')} why {name} did {act.word}".strip()
        found.append(own)
    return found


def _ways(data: Any, way: Way = ()) -> list[Way]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in ((*way, key), *_ways(value, (*way, key)))]
    if isinstance(data, list):
        return [found for entry in data for found in ((*way, name_of(entry)), *_ways(entry, (*way, name_of(entry))))]
    return []


def _kept_comments(comments: list[Comments], acts: list[list[Act]]) -> set[str]:
    """Return the comments both sides have left where they were, and those either side has written."""
    removed = [act.way for side in acts for act in side if act.kind in ("remove", "change")]
    base, *sides = comments
    kept = set()
    for way, note in (pair for side in sides for pair in side.items()):
        is_removed = any(way[: len(gone)] == gone for gone in removed)
        if not is_removed and (base.get(way) != note or all(side.get(way) == note for side in sides)):
            kept.add(note)
    return kept
