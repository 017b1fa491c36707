"""Add and change the parts of a record: key results, duties, agenda items, every list of every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from collab_cli.documents.writer import Value, plain_value
from collab_cli.edits.add_record import option_of
from collab_cli.edits.approval_notes import approval_notes
from collab_cli.edits.letter_notes import letter_notes
from collab_cli.edits.new_goal import stamped_links
from collab_cli.edits.part_id import part_id
from collab_cli.edits.part_list import UNIQUE, PartList, label_in, main_field
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.record_as_part import check_takes_notes, is_a_record, record_as_part
from collab_cli.edits.remove import Removal, plan_remove_part
from collab_cli.edits.set_fields import Assignment, Target, assign, parse_assignment
from collab_cli.edits.states import check_closed, check_not_closed
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_types import Lacking, Name, Part
from collab_cli.model.fields import (
    DateType,
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    StructType,
    UnionType,
    fields_of,
)
from collab_cli.model.one_line import is_one_line

_LINKS = "contributes_to"


@dataclass(frozen=True, slots=True)
class SaidPart:
    """What a person said of a new part, as typed.

    ``fields`` are texts by field name, several for a list; ``text`` is what a part that is a plain text says;
    ``title_en`` is the title's English form; ``sets`` are assignments; ``at`` is the number it is to have from 1,
    ``after`` names the one before it.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str | None = None
    title_en: str | None = None
    sets: tuple[str, ...] = ()
    id: str | None = None
    at: int | None = None
    after: str | None = None


def plan_add_part(plan: Plan, parts: PartList, said: SaidPart) -> Planned:
    """Return the change that adds an entry to a list of a record; raise CollabError for what does not fit."""
    check_not_closed(parts.record, parts.field)
    place = _place(plan, parts, said)
    named = named_record(plan, parts, said)
    if named is not None:
        return _added(plan, parts, named, place, [], ())
    check_takes_notes(parts)
    if parts.struct is None:
        _check_text(said.text or "")
        return _added(plan, parts, str(said.text).strip(), place, [], ())
    values, rest, notes = _read(plan, parts, parts.struct, said)
    lacking = _open_fields(parts.struct, values, bool(rest))
    if lacking:
        raise _needs(parts, parts.struct, lacking)
    _check_new(plan, parts, values)
    if any(info.name == "id" for info in fields_of(parts.struct)):
        values = {"id": part_id(plan, parts, values, said.id), **values}
    if parts.field == _LINKS:
        values = stamped_links(plan.world, [values])[0]
    return _added(plan, parts, values, place, rest, notes)


def plan_set_part(plan: Plan, parts: PartList, entry: str, assignments: Sequence[str]) -> Planned:
    """Return the change that gives fields of an entry the values typed, or another text to one that is a text."""
    index = parts.index(plan, entry)
    record, route = parts.record, (*parts.route, index)
    titled = parts.titled(plan, index)
    sentence = msg("changed the {noun} {entry} of {record}", noun=parts.noun, entry=titled, record=record.titled)
    if parts.struct is None:
        text = " ".join(assignments).strip()
        _check_text(text)
        named = record_as_part(plan, parts, text, has_more=False)
        plan.changes.set(record.path, route, named or text)
        return _finish(plan, parts, sentence)
    before = plan.changes.plain(record.path, route)
    if isinstance(before, str) and parts.refers is not None:
        raise is_a_record(parts.refers, before)
    name = before.get("id", str(index + 1)) if isinstance(before, dict) else str(index + 1)
    target = Target(record.kind, record.path, route, parts.struct, Titled(None, f"{record.id}/{name}"), is_record=False)
    assign(plan, target, [parse_assignment(text) for text in assignments])
    after = plan.changes.plain(record.path, route)
    is_link = parts.field == _LINKS and isinstance(before, dict) and isinstance(after, dict)
    if is_link and after.get("goal") != before.get("goal"):
        after.pop("parent_digest", None)
        renewed = stamped_links(plan.world, [after])[0].get("parent_digest")
        if renewed is not None:
            order = tuple(info.name for info in fields_of(parts.struct))
            plan.changes.set(record.path, (*route, "parent_digest"), renewed, order)
    return _finish(plan, parts, sentence)


def plan_take_part(plan: Plan, parts: PartList, entry: str, *, cascade: bool = False) -> Removal:
    """Return what removing an entry takes; it is planned if nothing names it, or, with ``cascade``, all gives way."""
    check_not_closed(parts.record, parts.field)
    index = parts.index(plan, entry)
    titled = parts.titled(plan, index)
    removal = plan_remove_part(plan, parts.record, (*parts.route, index), cascade=cascade)
    if removal.planned is None:
        return replace(removal, titled=titled)
    sentence = msg("removed the {noun} {entry} of {record}", noun=parts.noun, entry=titled, record=parts.record.titled)
    planned = removal.planned
    notes = (*planned.notes, *approval_notes(plan.world, planned.after, parts.record))
    return replace(removal, titled=titled, planned=replace(planned, sentence=sentence, notes=notes))


def named_record(plan: Plan, parts: PartList, said: SaidPart) -> str | None:
    """Return the id of the record a new entry only names, None where it says something; raise CollabError as adding."""
    beside = said.fields.keys() - ({main_field(parts.struct).name} if parts.struct is not None else set())
    return record_as_part(plan, parts, said.text, has_more=bool(beside or said.sets or said.title_en))


def lacking_fields(plan: Plan, parts: PartList, said: SaidPart) -> tuple[FieldInfo, ...]:
    """Return the fields a new entry cannot be without and that are not said; raise CollabError for what is unfit."""
    if parts.struct is None:
        return ()
    values, rest, _ = _read(plan, parts, parts.struct, said)
    return _open_fields(parts.struct, values, bool(rest))


def _read(
    plan: Plan, parts: PartList, struct: type[Part], said: SaidPart
) -> tuple[dict[str, Value], list[Assignment], tuple[Message, ...]]:
    """Return the values of the fields of a new entry, what is inside them still to be set, and what to tell."""
    known = {info.name: info for info in fields_of(struct)}
    given = dict(said.fields)
    rest = []
    for each in map(parse_assignment, said.sets):
        if each.field in known and each.field != "id" and not each.sign and each.value:
            if each.field in said.fields:
                raise _given_twice(each.field)
            given[each.field] = (*given.get(each.field, ()), each.value)
        else:
            rest.append(each)
    values: dict[str, Value] = {}
    for name, info in known.items():
        if name in given:
            values[name] = _value(plan, info, given[name])
    if said.title_en is not None:
        _check_text(said.title_en)
        name = main_field(struct).name
        values[name] = {"zh": plain_value(values[name]), "en": said.title_en} if name in values else said.title_en
    notes = _defaults(plan, parts, struct, values)
    return {name: values[name] for name in known if name in values}, rest, notes


def _value(plan: Plan, info: FieldInfo, texts: tuple[str, ...]) -> Value:
    if not all(text.strip() for text in texts):
        raise CollabError(
            msg("{field} cannot be empty", field=info.name),
            msg("write a value, or leave {option} out", option=option_of(info.name)),
        )
    if _is_title(info.type):
        for text in texts:
            _check_text(text)
    read = [plan.values.read(text, info.type, info.name) for text in texts]
    if isinstance(info.type, ListType):
        return [item for items in read if isinstance(items, list) for item in items]
    if isinstance(info.type, MapType):
        return {key: value for pairs in read if isinstance(pairs, dict) for key, value in pairs.items()}
    if len(read) > 1:
        raise _given_twice(info.name)
    return read[0]


def _is_title(wanted: FieldType) -> bool:
    return isinstance(wanted, UnionType) and any(
        isinstance(option, StructType) and option.struct is Name for option in wanted.options
    )


def _defaults(plan: Plan, parts: PartList, struct: type[Part], values: dict[str, Value]) -> tuple[Message, ...]:
    """Give a new entry what nobody said and can be told: the day, and zero where a key result needs a start."""
    for info in fields_of(struct):
        if info.name == "date" and info.required and isinstance(info.type, DateType):
            values.setdefault("date", plan.day)
    starts_open = parts.field == "key_results" and "target" in values and "baseline" not in values
    if starts_open and any(info.name == "baseline" for info in _lacking(struct, values)):
        values["baseline"] = 0
        return (msg("it starts from 0; {option} says otherwise", option="--baseline"),)
    return ()


def _lacking(struct: type[Part], values: Mapping[str, Value]) -> tuple[FieldInfo, ...]:
    """Return the fields ``values`` cannot be without; the id is made."""
    fields = fields_of(struct)
    missing = [info for info in fields if info.required and info.name not in values and info.name != "id"]
    known: dict[str, Any] = {info.attribute: None for info in fields if info.required}
    known |= {info.attribute: plain_value(values[info.name]) for info in fields if info.name in values}
    try:
        struct(**known)
    except Lacking as lacking:
        missing += [info for info in fields if info.name in lacking.fields]
    return tuple(missing)


def _open_fields(struct: type[Part], values: Mapping[str, Value], has_more: bool) -> tuple[FieldInfo, ...]:
    """Return the fields to be said: those an entry lacks, what it is called, or what it is about if nothing is said."""
    main, lacking = main_field(struct), _lacking(struct, values)
    is_called = main.name != "title" or main.name in values or "activity" in values
    if (is_called and (values or has_more)) or main in lacking:
        return lacking
    return (main, *lacking)


def _needs(parts: PartList, struct: type[Part], missing: tuple[FieldInfo, ...]) -> CollabError:
    options = tuple(_option(info) for info in missing)
    return CollabError(
        msg("a new {kind} needs {fields}", kind=parts.noun,
            fields=tuple(label_in(struct, info.name) for info in missing)),
        msg("give {options}", options=options),
    )  # fmt: skip


def _option(info: FieldInfo) -> str:
    if not isinstance(info.type, ListType) or not isinstance(info.type.item, StructType):
        return option_of(info.name)
    needed = [below.name for below in fields_of(info.type.item.struct) if below.required]
    return f"--set {info.name}={{{', '.join(f'{name}: ...' for name in needed)}}}"


def _check_new(plan: Plan, parts: PartList, values: Mapping[str, Value]) -> None:
    """Raise CollabError if there is an entry already about what a new one is about."""
    names = UNIQUE.get(parts.field, ())
    wanted = [plain_value(values[name]) if name in values else None for name in names]
    for index, entry in enumerate(parts.entries(plan) if names else ()):
        if isinstance(entry, dict) and [entry.get(name) for name in names] == wanted:
            word = next(word for word, each in parts.record.kind.parts.items() if each == parts.field)
            named = wanted[0] if len(wanted) == 1 else index + 1
            command = f"collab {parts.record.kind.name} {word} set {parts.record.id} {named} FIELD=VALUE"
            raise CollabError(
                msg("{record} has the {noun} {entry} already", record=parts.record.titled, noun=parts.noun,
                    entry=parts.titled(plan, index)),
                msg("change it with {command}", command=command),
            )  # fmt: skip


def _place(plan: Plan, parts: PartList, said: SaidPart) -> int | None:
    if said.at is not None and said.after is not None:
        raise CollabError(
            msg("{one} and {other} contradict each other", one="--at", other="--after"), msg("give one of the two")
        )
    if said.after is not None:
        return parts.index(plan, said.after) + 1
    count = len(parts.entries(plan))
    if said.at is not None and not 1 <= said.at <= count + 1:
        raise CollabError(
            msg("{option} cannot be {value}", option="--at", value=said.at),
            msg("write a number from 1 to {last}", last=count + 1),
        )
    return None if said.at is None else said.at - 1


def _added(
    plan: Plan,
    parts: PartList,
    value: Value,
    place: int | None,
    rest: Sequence[Assignment],
    notes: tuple[Message, ...],
) -> Planned:
    record = parts.record
    index = len(parts.entries(plan)) if place is None else place
    plan.changes.insert(record.path, parts.route, value, place, order=parts.order)
    if parts.struct is not None and rest:
        titled = Titled(None, record.id)
        target = Target(record.kind, record.path, (*parts.route, index), parts.struct, titled, is_record=False)
        assign(plan, target, rest)
    sentence = msg(
        "added the {noun} {entry} to {record}",
        noun=parts.noun,
        entry=parts.titled(plan, index),
        record=record.titled,
    )
    row = plan.changes.plain(record.path, (*parts.route, index))
    return _finish(plan, parts, sentence, *notes, *letter_notes(plan.world, parts, row))


def _finish(plan: Plan, parts: PartList, sentence: Message, *notes: Message) -> Planned:
    planned = plan.finish(sentence, *notes)
    check_closed(plan.world.workspace, planned.after.workspace)
    told = (*planned.notes, *approval_notes(plan.world, planned.after, parts.record))
    return replace(planned, notes=told)


def _check_text(text: str) -> None:
    if not text.strip():
        raise CollabError(msg("the text cannot be empty"), msg("write what it says"))
    if not is_one_line(text):
        raise CollabError(
            msg("a line break or control character stands in {text}", text=" ".join(text.split())),
            msg("write it in one line"),
        )


def _given_twice(name: str) -> CollabError:
    return CollabError(msg("{field} is given twice", field=name), msg("give it once"))
