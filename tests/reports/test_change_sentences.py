"""Every change has a sentence: of each field of each kind, filled, emptied and changed, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Duration, Flag, Measured, Moment, Name, Number, Part
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
    fields_of,
)
from collab_cli.model.kinds import all_kinds
from collab_cli.model.settings import Settings
from collab_cli.reports.change_sentences import in_brief, sentence
from tests.reports.told_changes import cases, edited

LONGEST = 1500
"""No sentence has more characters, whatever people wrote."""

ENGLISH, CHINESE = language("en"), language("zh")


def _structs() -> dict[type[Part], None]:
    found: dict[type[Part], None] = {}
    queue: list[type[Part]] = [Settings, *(kind.struct for kind in all_kinds())]
    while queue:
        struct = queue.pop(0)
        if struct not in found:
            found[struct] = None
            queue += [part for info in fields_of(struct) for part in _parts(info.type)]
    return found


def _parts(wanted: FieldType) -> Iterator[type[Part]]:
    match wanted:
        case ListType(item):
            yield from _parts(item)
        case MapType(_, value):
            yield from _parts(value)
        case StructType(struct):
            yield struct
        case UnionType(options):
            for option in options:
                yield from _parts(option)


def _values(wanted: FieldType) -> tuple[Any, Any]:
    """Return two values a field of a type can have."""
    match wanted:
        case ListType(item):
            return [_values(item)[0]], [_values(item)[1], _values(item)[0]]
        case MapType(key, value):
            return {_values(key)[0]: _values(value)[0]}, {_values(key)[0]: _values(value)[1]}
        case StructType(struct):
            return _part(struct, 0), _part(struct, 1)
        case UnionType(options):
            return _values(options[0])[0], _values(options[-1])[1]
        case WordType(values):
            return values[0], values[-1]
        case FlagType():
            return Flag.TRUE, Flag.FALSE
        case IntType():
            return 1, 2
        case NumberType():
            return Number("0.5"), Number("1")
        case MeasuredType():
            return Measured("3"), Measured("true")
        case DateType():
            return date(2025, 7, 1), date(2025, 7, 2)
        case MomentType():
            return Moment("2025-07-01T10:05"), Moment("2025-07-02")
        case DurationType():
            return Duration("2wd"), Duration("8h")
        case TextType(form, refers) if refers is not None or form not in ("", "md"):
            return "sales", "nobody-here"
    return "sales", "\U0001f600 \n" + "长" * 10_000


def _part(struct: type[Part], which: int) -> Part:
    values = {info.attribute: _values(info.type)[which] for info in fields_of(struct)}
    if struct is Name:
        return Name(zh="名", en="Name")
    return struct(**values)


FIELDS = [(struct, info) for struct in _structs() for info in fields_of(struct)]


def test_every_change_of_every_field_has_a_sentence_of_one_line(demo: World) -> None:
    wrong = [
        f"{change.act} {struct.__name__}.{info.name}"
        for struct, info in FIELDS
        for change in _changes(demo, struct, info)
        if not all(map(_is_sentence, _forms(change, demo)))
    ]
    assert wrong == []


def _changes(world: World, struct: type[Part], info: FieldInfo) -> Iterator[Change]:
    """Yield a field filled, emptied and changed, and an entry of a list added, removed and replaced."""
    record = world.get(Charter, "sales") if struct is not Settings else None
    spots = (Spot(record, ("duties", "contract-signing")),)
    old, new = _values(info.type)
    empty: Any = [] if isinstance(info.type, ListType) else {} if isinstance(info.type, MapType) else info.default
    for before, after in ((old, new), (new, old), (empty, new), (old, empty)):
        if before != after:
            yield Change("changed", "terms", spots, spots, before, after, info, struct)
    if isinstance(info.type, ListType) and isinstance(info.type.item, StructType):
        yield Change("added", "terms", (), spots, None, old[0], info, struct)
        yield Change("removed", "terms", spots, (), old[0], None, info, struct)
        yield Change("changed", "terms", spots, spots, old[0], new[0], info, struct)


def _forms(change: Change, world: World) -> tuple[str, ...]:
    message = sentence(change, world, world)
    return ENGLISH.say(message), CHINESE.say(message), ENGLISH.show(in_brief(message))


def _is_sentence(said: str) -> bool:
    return 0 < len(said) < LONGEST and "\n" not in said and not said.endswith((".", "。"))


def test_names_missing_on_one_side_are_taken_from_the_other(demo: World) -> None:
    told = edited(demo, {"people.yaml": [("  name: 周敏\n", "  name: 周小敏\n")], "departments.yaml": []})
    action = demo.get(Action, "2025-07-07-forecast-deadline")
    info = next(info for info in fields_of(Action) if info.name == "owner")
    spots = ((Spot(action),), (Spot(action),))
    change = Change("changed", "accountability", *spots, "zhou-min", "nobody-here", info, Action)
    said = ENGLISH.show(in_brief(sentence(change, demo, told.after)))
    assert said == "nobody-here now answers for 每周五 17 点前提交 13 周预测 instead of 周小敏"


def test_records_are_named_with_their_ids_unless_in_brief(demo: World) -> None:
    told = edited(demo, cases("letters")["moves"].edits)
    assert told.said(brief=False) == [
        "Accountable for Market research (market-research) moves from Marketing to Sales; Marketing becomes consulted"
    ]
