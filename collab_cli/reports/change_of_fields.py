"""The sentence of any field and of any list, made of its label, its type and its values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldInfo, ListType, MapType, TextType, field_named
from collab_cli.model.metric import Metric
from collab_cli.model.responsibility_row import ResponsibilityRow, Standard
from collab_cli.reports.change_subject import called, holder_of, label_in, owner_of, row_named, subject_of
from collab_cli.reports.change_value import (
    bare,
    holdings,
    in_order,
    in_short,
    is_free_text,
    told,
    unlike_passages,
)
from collab_cli.reports.field_values import field_label, named_in_words, plain

WORD = 8
"""Up to this length a text is a word or a figure, which changes and is not reworded."""


def sentence_of_field(world: World, change: Change) -> Message:
    """Return that a field was filled, emptied or given another value; of lists and maps what came and what went."""
    info, old, new = change.field, change.old, change.new
    assert info is not None
    what, label = subject_of(world, change), label_in(world, change)
    if info.name in ("title", "name") and old and new:
        return _renamed(world, change, what)
    if _is_digest(info):
        return msg("{field} of {what} is bound to the text as it is now", field=label, what=what)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return msg("The order of {what} is now: {items}", what=what, items=_steps(world, change))
    if isinstance(info.type, MapType):
        return _of_map(world, change, what, label)
    if isinstance(info.type, ListType):
        return _of_list(world, change, what, label)
    owner, former = owner_of(world, change, change.after), owner_of(world, change, change.before)
    if old is None or old in ("", []):
        return msg("{field} of {what} is now {new}", field=label, what=what, new=told(world, new, info, owner))
    if new is None or new in ("", []):
        was = told(world, old, info, former)
        return msg("{field} of {what} is no longer given, it was {old}", field=label, what=what, old=was)
    is_prose = change.category != "contact"  # an address, or an account, is another one
    if is_prose and is_free_text(old, info) and is_free_text(new, info) and max(len(old), len(new)) > WORD:
        one, other = unlike_passages(old, new)
        return msg("{field} of {what} reworded: {old} becomes {new}", field=label, what=what, old=one, new=other)
    return msg(
        "{field} of {what} changed from {old} to {new}",
        field=label,
        what=what,
        old=told(world, old, info, former),
        new=told(world, new, info, owner),
    )


def _is_digest(info: FieldInfo) -> bool:
    return isinstance(info.type, TextType) and info.type.form == "digest"


def _renamed(world: World, change: Change, what: Param) -> Message:
    assert change.field is not None
    old = told(world, change.old, change.field)
    return msg("{what} was called {old} before", what=what, old=old)


def _steps(world: World, change: Change) -> tuple[Param, ...]:
    record = change.spot.record
    if record is None:
        return tuple(change.new)
    rows = getattr(record.written, change.field.attribute) if change.field is not None else ()
    names = {row.id: row_named(world, record.id, row).title or row.id for row in rows}
    return tuple(names.get(step, step) for step in change.new)


def _of_list(world: World, change: Change, what: Param, label: Param) -> Message:
    info = change.field
    assert info is not None
    keys_old, keys_new = [_key(item) for item in change.old or ()], [_key(item) for item in change.new or ()]
    left, come = Counter(keys_old) - Counter(keys_new), Counter(keys_new) - Counter(keys_old)
    dropped = [item for item, key in zip(change.old or (), keys_old, strict=True) if left[key]]
    added = [item for item, key in zip(change.new or (), keys_new, strict=True) if come[key]]
    if not dropped and not added:
        items = told(world, change.new, info)
        return msg("{field} of {what} now in this order: {items}", field=label, what=what, items=items)
    if len(dropped) == len(added) == 1 and change.category != "contact" and _are_texts(dropped, added):
        one, other = unlike_passages(str(dropped[0]), str(added[0]))
        return msg("{field} of {what} reworded: {old} becomes {new}", field=label, what=what, old=one, new=other)
    if len(dropped) == len(added) == 1 and isinstance(added[0], Standard) and _is_same_standard(dropped[0], added[0]):
        return _of_standard(world, what, dropped[0], added[0])
    gone, new = told(world, dropped, info), told(world, added, info)
    if not dropped:
        return msg("{field} of {what}: adds {new}", field=label, what=what, new=new)
    if not added:
        return msg("{field} of {what}: drops {old}", field=label, what=what, old=gone)
    return msg("{field} of {what}: adds {new}, drops {old}", field=label, what=what, new=new, old=gone)


def _is_same_standard(old: Any, new: Standard) -> bool:
    return isinstance(old, Standard) and (old.text, old.metric) == (new.text, new.metric) and bool(new.metric)


def _of_standard(world: World, what: Param, old: Standard, new: Standard) -> Message:
    """Return that a standard asks for another value of its metric."""
    info = field_named(Standard, "target")
    return msg(
        "Standard {metric} of {what} changed from {old} to {new}",
        metric=world.name(Metric, new.metric or ""),
        what=what,
        old=told(world, old.target, info, old) if old.target is not None else "-",
        new=told(world, new.target, info, new) if new.target is not None else "-",
    )


def _key(item: Any) -> str:
    return repr(item) if isinstance(item, Part) else plain(item)


def _are_texts(*lists: list[Any]) -> bool:
    return all(isinstance(item, str) and len(item) > WORD for items in lists for item in items)


def _of_map(world: World, change: Change, what: Param, label: Param) -> Message:
    info = change.field
    assert info is not None
    assert isinstance(info.type, MapType)
    old, new = change.old or {}, change.new or {}
    said: Message | None = None
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) == new.get(key):
            continue
        name = named_in_words(world, key, info.type.key)
        if key not in old:
            one = msg("{name} is now {new}", name=name, new=bare(new[key]))
        elif key not in new:
            one = msg("{name} is taken out, it was {old}", name=name, old=bare(old[key]))
        else:
            one = msg("{name} changed from {old} to {new}", name=name, old=bare(old[key]), new=bare(new[key]))
        said = one if said is None else msg("{change}; {more}", change=said, more=one)
    return msg("{field} of {what}: {change}", field=label, what=what, change=said or "")


def sentence_of_entry(world: World, change: Change) -> Message:
    """Return that an entry was added to a list or taken out of it."""
    assert change.field is not None
    assert change.struct is not None
    part = change.old if change.act == "removed" else change.new
    what, label = holder_of(world, change.spot), field_label(change.struct, change.field)
    if isinstance(part, ResponsibilityRow):
        return _of_row(world, change, part)
    if change.act == "removed":
        return msg("{field} of {what}: {entry} is taken out", field=label, what=what, entry=called(world, part))
    if change.act == "added":
        return msg("{field} of {what}: {entry} is new", field=label, what=what, entry=in_short(world, part))
    old, new = in_short(world, change.old), in_short(world, part)
    return msg("{field} of {what}: {entry} in place of {old}", field=label, what=what, entry=new, old=old)


def _of_row(world: World, change: Change, row: ResponsibilityRow) -> Message:
    record = change.spot.record
    assert record is not None
    name, letters = row_named(world, record.id, row), in_order(row.raci)
    if isinstance(record.written, Charter) and record.is_draft:  # its letters are told when it takes effect
        if change.act == "added":
            return msg("{row} is drafted in {record}", row=name, record=record.name)
        return msg("{row} is taken out of the draft {record}", row=name, record=record.name)
    if change.act == "added":
        said = msg("{row} is new in {record}", row=name, record=record.name)
        return msg("{said}: {holdings}", said=said, holdings=holdings(world, letters)) if letters else said
    said = msg("{row} is taken out of {record}", row=name, record=record.name)
    return msg("{said}, it was: {holdings}", said=said, holdings=holdings(world, letters)) if letters else said
