"""What a draft holds and a form of it does not: put in by others meanwhile, which is kept, or taken out of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from collab_cli.edits.paired_entries import bare, paired_entries
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, forms_of, msg
from collab_cli.model.action import Action
from collab_cli.model.fields import label_of
from collab_cli.model.meeting import KIND
from collab_cli.model.person import Person

_TOLD_BY: Final[Mapping[str, str]] = {
    "present": "",
    "guests": "",
    "regrets": "person",
    "agenda": "",
    "opinions": "text",
    "decisions": "text",
    "actions": "title",
    "carried_over": "",
}
"""The lists of minutes that a form shows whole, and the field that tells their entries apart."""
_LONGEST = 24
"""Characters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """The entries of a draft that a form does not hold, by field: those kept, and those that were taken out of it."""

    kept: dict[str, list[Any]] = field(default_factory=dict)
    taken_out: dict[str, list[Any]] = field(default_factory=dict)


def unseen_entries(
    world: World, base: Mapping[str, Any], said: Mapping[str, Any], known: Mapping[str, Any] | None
) -> Unseen:
    """Return what the draft ``base`` holds and the form ``said`` does not; ``known`` is what the form said before."""
    found = Unseen()
    for name, key in _TOLD_BY.items():
        if name not in said:
            continue
        before, now = base.get(name) or [], said[name]
        shown = None if known is None else known.get(name) or []
        corrected = paired_entries(before, now, key, shown) if key in ("text", "title") else []
        seen = _words(world, now, key)
        if name in ("present", "regrets"):
            seen |= _words(world, said.get("regrets", ()), "person") | _words(world, said.get("present", ()), "")
        was_shown = _words(world, shown or (), key)
        for entry in before:
            words = _words(world, [entry], key)
            if words & seen or any(entry is one for one in corrected):
                continue
            (found.taken_out if words & was_shown else found.kept).setdefault(name, []).append(entry)
    return found


def told_unseen(world: World, unseen: Unseen) -> Iterator[Message]:
    """Yield a line for each field of which something was kept or taken out."""
    for name, entries in unseen.kept.items():
        yield msg(
            "kept in the draft, not in the form: {part}: {entries}", part=_part(name), entries=_told(world, entries)
        )
    for name, entries in unseen.taken_out.items():
        yield msg("taken out, as in the form: {part}: {entries}", part=_part(name), entries=_told(world, entries))


def _part(name: str) -> Label:
    return Label(label_of(name).text, KIND.name)


def _told(world: World, entries: Sequence[Any]) -> tuple[Param, ...]:
    """Return the entries in few words each: the name of a person or an action, the beginning of a text."""
    found: list[Param] = []
    for entry in entries:
        said = (entry.get("person") or entry.get("title") or entry.get("text")) if isinstance(entry, dict) else entry
        text = str(next(iter(said.values())) if isinstance(said, dict) else said)
        person, action = world.get(Person, text), world.get(Action, text)
        named = person.name if person is not None else action.name if action is not None else None
        found.append(named or _short(" ".join(text.split())))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(world: World, entries: Sequence[Any], key: str) -> frozenset[str]:
    """Return what tells the entries apart; an action that is a record has its id and its names."""
    found: set[str] = set()
    for entry in entries:
        if isinstance(entry, dict):
            found |= bare(entry.get(key))
            continue
        action = world.get(Action, entry) if isinstance(entry, str) else None
        found |= bare(entry) if action is None else bare(entry).union(*map(bare, forms_of(action.name)))
    return frozenset(found)
