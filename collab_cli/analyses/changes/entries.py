"""Which entries of a list are the same before and after: by their id, else by what they are mainly about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.changes.normal_form import NormalForm, is_default
from collab_cli.model.field_types import Part
from collab_cli.model.fields import fields_of

Step = str | int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list with its step in a route: its id, else its index."""

    step: Step
    part: Part


@dataclass(frozen=True, slots=True)
class Matched:
    """Entries of a list before and after; ``pairs`` are the same entry on both sides, alike or not."""

    pairs: tuple[tuple[Entry, Entry], ...]
    removed: tuple[Entry, ...]
    added: tuple[Entry, ...]


def entries_of(parts: Iterable[Any]) -> list[Entry]:
    """Return the entries of a list of parts, with the steps that lead to them."""
    return [Entry(getattr(part, "id", None) or index, part) for index, part in enumerate(parts)]


def match_entries(old: Sequence[Part], new: Sequence[Part], before: NormalForm, after: NormalForm) -> Matched:
    """Return which entries correspond: those with one id, those alike, those about the same thing, best on one day.

    Entries without an id are about the same thing where their first required field says the same; of several that do,
    the first is taken.
    """
    ones = {number: (entry, before.part(entry.part)) for number, entry in enumerate(entries_of(old))}
    others = {number: (entry, after.part(entry.part)) for number, entry in enumerate(entries_of(new))}
    pairs: dict[int, tuple[Entry, Entry]] = {}
    for key in (_id, _whole, _subject_and_day, _subject):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number, (entry, form) in ones.items():
            waiting[key(entry, form)].append(number)
        for number, (entry, form) in list(others.items()):
            found = key(entry, form)
            if found is not None and waiting[found]:
                pairs[number] = (ones.pop(waiting[found].pop(0))[0], others.pop(number)[0])
    return Matched(
        tuple(pairs[number] for number in sorted(pairs)),
        tuple(entry for entry, _ in ones.values()),
        tuple(entry for entry, _ in others.values()),
    )


def _id(entry: Entry, form: Hashable) -> Hashable | None:
    return entry.step if isinstance(entry.step, str) else None


def _whole(entry: Entry, form: Hashable) -> Hashable | None:
    return form if isinstance(entry.step, int) else None


def _subject_and_day(entry: Entry, form: Hashable) -> Hashable | None:
    return (_about(entry, form), _written(form).get("date")) if isinstance(entry.step, int) else None


def _subject(entry: Entry, form: Hashable) -> Hashable | None:
    return _about(entry, form) if isinstance(entry.step, int) else None


def _about(entry: Entry, form: Hashable) -> Hashable:
    """Return the first required field of an entry with its value, else the first that is written."""
    fields = fields_of(type(entry.part))
    written = [info for info in fields if not is_default(entry.part, info)]
    subject = next((info for info in fields if info.required), written[0] if written else None)
    return (subject.name, _written(form).get(subject.name)) if subject is not None else None


def _written(form: Hashable) -> dict[str, Hashable]:
    assert isinstance(form, tuple)
    return dict(form[1:])
