"""The values of a change in words: numbers with their units, texts in quotes, of long ones what differs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from collab_cli.graph.letters import LETTER_ORDER, letter_names
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, forms_of, msg, msgn
from collab_cli.model.field_types import Measured, Name, Part
from collab_cli.model.fields import (
    FieldInfo,
    ListType,
    MapType,
    NumberType,
    TextType,
    UnionType,
    WordType,
    field_named,
    fields_of,
)
from collab_cli.model.goal import Guardrail, KeyResult
from collab_cli.model.metric import Metric
from collab_cli.model.resource import Quantity
from collab_cli.model.responsibility_row import Standard
from collab_cli.reports.change_subject import called
from collab_cli.reports.field_values import field_label, key_type, named_in_words, plain, shown

SHORT = 40
"""Up to this length a text is told whole where only some words of it differ."""
LONG = 120
"""Of a text that is longer the beginning is told."""
MOST_DETAILS = 5
"""How much is told of an entry besides its name."""
MANY = 8
"""How many values of a list are told."""
AROUND = 12
"""How much of a text is told before and after what differs."""


def quoted(text: Param) -> Message:
    """Return a text in the quotation marks of the language."""
    return msg("“{text}”", text=text)


def excerpt(text: str) -> Message:
    """Return a text in quotation marks, on one line, cut where it is long."""
    return quoted(in_one_line(text))


def in_one_line(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONG else f"{line[:LONG].rstrip()}…"


def unlike_passages(old: str, new: str) -> tuple[Message, Message]:
    """Return two texts in quotation marks; of long ones that are alike in most, what differs and the words around."""
    one, other = " ".join(old.split()), " ".join(new.split())
    if max(len(one), len(other)) <= SHORT:
        return quoted(one), quoted(other)
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    start, end = _word_start(one, start), _word_start(one[::-1], end)
    if start + end < min(len(one), len(other)) // 3:
        return excerpt(one), excerpt(other)
    return _passage(one, start, end), _passage(other, start, end)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _word_start(text: str, at: int) -> int:
    """Return ``at``, or the beginning of the word of Latin letters or digits it lies in."""
    while 0 < at < len(text) and all(sign.isascii() and sign.isalnum() for sign in text[at - 1 : at + 1]):
        at -= 1
    return at


def _passage(text: str, start: int, end: int) -> Message:
    first = _word_start(text, max(start - AROUND, 0))
    last = len(text) - _word_start(text[::-1], max(end - AROUND, 0))
    middle = text[first:last]
    if len(middle) > LONG:
        middle, last = middle[:LONG].rstrip(), 0
    return quoted(f"{'…' if first else ''}{middle.strip()}{'…' if last < len(text) else ''}")


def is_free_text(value: Any, info: FieldInfo) -> bool:
    """Return whether a value is words of people: no reference, no word of the model."""
    wanted = info.type
    if isinstance(wanted, UnionType):
        return isinstance(value, str) and not any(isinstance(one, WordType) for one in wanted.options)
    is_text = isinstance(wanted, TextType) and wanted.refers is None and wanted.form in ("", "md")
    return isinstance(value, str) and is_text


def told(world: World, value: Any, info: FieldInfo, owner: Part | None = None) -> Param:
    """Return a value of a field in words; ``owner`` is what the field belongs to, for the unit of a number."""
    if isinstance(value, list | tuple):
        return _first(tuple(_item(world, item, info) for item in value[:MANY]), len(value))
    if isinstance(value, dict):
        keys = key_type(info)
        pairs = list(value.items())[:MANY]
        named = (msg("{name} {value}", name=named_in_words(world, one, keys), value=bare(item)) for one, item in pairs)
        return _first(tuple(named), len(value))
    if isinstance(value, Measured | Decimal):
        return _number(world, value, info, owner)
    if isinstance(value, Part) and not isinstance(value, Name):
        return in_short(world, value)
    if isinstance(value, Name) or is_free_text(value, info):
        return excerpt(value) if isinstance(value, str) else quoted(value)
    word = _word_of(info, value)
    return word if word is not None else shown(world, value, info)


def _first(items: tuple[Param, ...], count: int) -> tuple[Param, ...]:
    """Return the first items of a list of ``count``, and how many more there are."""
    more = count - len(items)
    return items if not more else (*items, msgn("{count} more", "{count} more", more))


def bare(value: Any) -> Param:
    """Return a value of a map as it is written."""
    if isinstance(value, list):
        return _first(tuple(in_one_line(plain(item)) for item in value[:MANY]), len(value))
    return in_one_line(plain(value))


def _word_of(info: FieldInfo, value: Any) -> Label | None:
    options = info.type.options if isinstance(info.type, UnionType) else ()
    for option in options:
        if isinstance(option, WordType) and value in option.values:
            return Label(value, option.of or info.name)
    return None


def _item(world: World, item: Any, info: FieldInfo) -> Param:
    if isinstance(item, Part) and not isinstance(item, Name):
        return in_short(world, item)
    if isinstance(item, list):
        return Items(tuple(in_one_line(plain(one)) for one in item[:MANY]))
    wanted = info.type.item if isinstance(info.type, ListType) else info.type
    if isinstance(item, str) and (
        isinstance(wanted, UnionType) or (isinstance(wanted, TextType) and wanted.refers is None)
    ):
        return excerpt(item)
    return shown(world, item, info)


def _number(world: World, value: Measured | Decimal, info: FieldInfo, owner: Part | None) -> Param:
    number = value.number if isinstance(value, Measured) else value
    if number is None:
        return msg("yes") if value == "true" else msg("no")
    if isinstance(info.type, NumberType) and info.type.share:
        return with_unit(number * 100, "%")
    return with_unit(number, unit_of(world, owner, info))


def with_unit(number: Decimal, unit: str | None) -> Param:
    """Return a number with its unit behind it."""
    if unit == "%":
        return msg("{percent} %", percent=number)
    return number if unit is None else msg("{number} {unit}", number=number, unit=in_one_line(unit))


def unit_of(world: World, owner: Part | None, info: FieldInfo) -> str | None:
    """Return the unit a number of ``owner`` is in, or None."""
    if isinstance(owner, KeyResult) and info.name in ("baseline", "target", "low", "high"):
        return owner.unit
    if isinstance(owner, Quantity) and info.name == "qty":
        return owner.unit
    if isinstance(owner, Guardrail | Standard) and info.name != "name":
        metric = world.get(Metric, owner.metric)
        return metric.value.unit if metric is not None else None
    return None


def with_note(said: Message, note: str | None) -> Message:
    """Return a sentence with the remark somebody wrote behind it."""
    return said if not note else msg("{said}: {note}", said=said, note=excerpt(note))


def with_approval(world: World, said: Message, reason: Param | None, approver: str | None) -> Message:
    """Return a sentence with its reason and the person who approved, as far as they are known."""
    person = world.parties.name(f"person:{approver}") if approver else None
    if reason is not None and person is not None:
        return msg("{said} (reason: {reason}, approved by {person})", said=said, reason=reason, person=person)
    if reason is not None:
        return msg("{said} (reason: {reason})", said=said, reason=reason)
    return said if person is None else msg("{said} (approved by {person})", said=said, person=person)


def in_order(letters: Mapping[str, str] | None) -> dict[str, str]:
    """Return the parties that hold a letter, each cell from the most to the least involved, without what is none."""
    cells = {
        party: "".join(letter for letter in LETTER_ORDER if letter in cell) for party, cell in (letters or {}).items()
    }
    return {party: cell for party, cell in cells.items() if cell}


def holdings(world: World, letters: Mapping[str, str]) -> Items:
    """Return who holds which letters, in words."""
    return Items(
        tuple(
            msg("{party} {held}", party=world.parties.name(party), held=letter_names(world.settings, cell))
            for party, cell in letters.items()
        )
    )


def in_short(world: World, part: Part) -> Param:
    """Return a part by what it is called, and what else it says in brackets."""
    if isinstance(part, Quantity):
        return with_unit(part.qty, part.unit)
    if isinstance(part, Standard) and part.metric is not None and part.target is not None:
        metric = world.name(Metric, part.metric)
        target = with_unit(part.target, unit_of(world, part, field_named(Standard, "target")))
        if not part.text or part.text in forms_of(metric):
            return msg("{metric} {target}", metric=metric, target=target)
        return msg("{text} ({metric} {target})", text=excerpt(part.text), metric=metric, target=target)
    name = called(world, part)
    details = _details(world, part, name)
    if not details:
        return name
    return msg("{what} ({details})", what=name, details=Items(details)) if name else Items(details)


def _details(world: World, part: Part, name: Param) -> tuple[Param, ...]:
    found: list[Param] = []
    for info in fields_of(type(part)):
        value = getattr(part, info.attribute)
        if info.name in ("id", "digest", "parent_digest") or value in (None, "", [], {}) or value == info.default:
            continue
        if isinstance(info.type, MapType) and info.name == "raci":
            said: Param = holdings(world, value)
        elif isinstance(value, list) and any(isinstance(item, Part) for item in value):
            continue
        else:
            said = told(world, value, info, part)
        if said not in (name, quoted(name)):
            found.append(msg("{label}: {value}", label=field_label(type(part), info), value=said))
    return tuple(found[:MOST_DETAILS])
