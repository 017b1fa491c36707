"""Add a record: what was said of it, what follows from that, and the one file or register entry it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from collab_cli.documents.writer import Value, plain_value
from collab_cli.edits.derived_fields import TITLED_BY, check_extras, complete, is_restricted, titled
from collab_cli.edits.new_id import check_id, gives_id, id_for
from collab_cli.edits.placement import place_record
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.set_fields import Assignment, Target, assign, check_not_stamped, parse_assignment
from collab_cli.errors import CollabError
from collab_cli.messages import Label, Word, msg
from collab_cli.model.expectations import unknown_key
from collab_cli.model.field_path import find_field
from collab_cli.model.field_types import Name
from collab_cli.model.fields import FieldInfo, ListType, MapType, StructType, fields_of, label_of
from collab_cli.model.kind import Kind
from collab_cli.model.one_line import is_one_line
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a new record, as typed.

    ``fields`` are texts by field name, several for a list; ``title_en`` is the title's English form; ``sets`` are
    assignments; ``record`` is a whole record read from a file; ``extras`` is what is no field of its own.
    """

    kind: Kind
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title_en: str | None = None
    sets: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A record ready to be written: its id, the path of its file, and the change."""

    id: str
    path: str
    planned: Planned


def plan_add(plan: Plan, said: Said) -> Added:
    """Return the change that adds a record; raise CollabError for anything that is not there or does not fit."""
    record_id, path = add_to_plan(plan, said)
    record = titled(plan.changes.plain(path, _route(plan, path, record_id)), said.kind, record_id)
    is_draft = plan.changes.plain(path, (*_route(plan, path, record_id), "status")) == "draft"
    kind = said.kind.one
    sentence = (
        msg("added the {kind} {record} as a draft", kind=kind, record=record)
        if is_draft
        else msg("added the {kind} {record}", kind=kind, record=record)
    )
    return Added(record_id, path, plan.finish(sentence))


def add_to_plan(plan: Plan, said: Said) -> tuple[str, str]:
    """Plan a new record and return its id and the path of its file; the whole change is not proved yet."""
    kind = said.kind
    simple, rest = _split(kind, [parse_assignment(text) for text in said.sets])
    for name in simple:
        if name in said.fields:
            raise _given_twice(name)
    _check_first_state(kind, simple)
    for name in simple:
        check_not_stamped(kind, name)
    record = dict(said.record)
    own_id = _own_id(record)
    typed_id = said.id if said.id is not None else own_id
    values = plan.values.part(record, kind.struct)
    _read_title(plan, said, values, simple)
    if kind.ids == "slug" and gives_id(values.get(kind.title_field)):
        early = id_for(plan, kind, values.get(kind.title_field), typed_id)
        plan.names.plan(kind, early, *_words(values.get(kind.title_field)))
    for name, texts in {**simple, **said.fields}.items():
        if name != kind.title_field or name in simple:
            values[name] = _read(plan, kind, name, texts)
    rest = [each for each in rest if not _inside(plan, kind, values, each)]
    derived = complete(plan, kind, values, said.extras, typed_id)
    _check_needed(kind, values)
    record_id = id_for(plan, kind, values.get(kind.title_field), typed_id, derived)
    plan.names.plan(kind, record_id, *_words(values.get(kind.title_field)))
    ordered = _ordered(kind, values)
    path = place_record(plan, kind, record_id, ordered, restricted=is_restricted(kind, values))
    target = Target(kind, path, _route(plan, path, record_id), kind.struct, titled(values, kind, record_id))
    assign(plan, target, rest)
    return record_id, path


def has_title(said: Said) -> bool:
    """Return whether something says what a new record is called."""
    name = said.kind.title_field
    if said.title_en or any(text.strip() for text in said.fields.get(name, ())) or said.record.get(name):
        return True
    if {*said.fields, *said.extras, *said.record} & TITLED_BY.get(said.kind.name, frozenset()):
        return True
    return any(parse_assignment(text).field == name for text in said.sets)


def check_said(plan: Plan, said: Said) -> None:
    """Raise CollabError for what was said of a new record and does not fit, whatever else is still to be asked."""
    plan.values.part(dict(said.record), said.kind.struct)
    for name, texts in said.fields.items():
        _read(plan, said.kind, name, texts)
    if said.id is not None:
        check_id(plan.world, said.kind, said.id)
    check_extras(plan, said.kind, said.extras)


def records_titled_like(kind: Kind, added: Added) -> tuple[Record[Any], ...]:
    """Return the other records of ``kind`` that have the title of the one added, in either language."""
    records = added.planned.after.workspace.records.get(kind.name, {})
    has_titles = kind.name != "meeting" and kind.title_field != "rule"
    wanted = _titles(records[added.id]) if added.id in records and has_titles else frozenset()
    return tuple(record for record in records.values() if record.id != added.id and wanted & _titles(record))


def missing_fields(kind: Kind, values: Mapping[str, Any]) -> tuple[FieldInfo, ...]:
    """Return the fields a new record of ``kind`` cannot be without and that are not said."""
    return tuple(info for info in fields_of(kind.struct) if info.required and info.name not in values)


def option_of(name: str) -> str:
    """Return the option that gives the field ``name``."""
    return "--" + name.replace("_", "-")


def _titles(record: Record[Any]) -> frozenset[str]:
    name = record.name
    words = (name.zh, name.en) if isinstance(name, Name) else (name,)
    return frozenset(word.strip().casefold() for word in words if isinstance(word, str))


def _read_title(plan: Plan, said: Said, values: dict[str, Value], simple: Mapping[str, tuple[str, ...]]) -> None:
    name = said.kind.title_field
    texts = said.fields.get(name, ())
    for option, text in ((option_of(name), texts[0] if texts else None), (f"{option_of(name)}-en", said.title_en)):
        if text is not None and not is_one_line(text):
            raise CollabError(
                msg("{option} cannot hold line breaks or control characters", option=option),
                msg("write it in one line"),
            )
    if texts and said.title_en:
        values[name] = {"zh": texts[0].strip(), "en": said.title_en.strip()}
    elif texts or said.title_en:
        values[name] = _read(plan, said.kind, name, texts or (str(said.title_en),))
    if name not in values and name not in simple and said.kind.name not in TITLED_BY:
        raise _needs(said.kind, tuple(info for info in fields_of(said.kind.struct) if info.name == name))


def _split(kind: Kind, assignments: list[Assignment]) -> tuple[dict[str, tuple[str, ...]], list[Assignment]]:
    """Return the assignments to whole fields of the record, and those to what is inside them or adds to a list."""
    names = {info.name for info in fields_of(kind.struct)}
    simple: dict[str, tuple[str, ...]] = {}
    rest = []
    for each in assignments:
        if each.field in names and not each.sign and each.value:
            simple[each.field] = (*simple.get(each.field, ()), each.value)
        else:
            rest.append(each)
    return simple, rest


def _inside(plan: Plan, kind: Kind, values: dict[str, Value], each: Assignment) -> bool:
    """Give a value inside a map of known fields, such as `requested.qty`; return whether it is one."""
    top = each.field.partition(".")[0]
    info = next((info for info in fields_of(kind.struct) if info.name == top), None)
    if each.sign or not each.value or info is None or not isinstance(info.type, StructType):
        return False
    spot = find_field(kind, kind.struct, plain_value(values), each.field)
    if spot.lifted is not None or any(isinstance(step, int) for step in spot.route):
        return False
    here: Any = values
    for step in spot.route[:-1]:
        here = here.setdefault(step, {})
    here[spot.route[-1]] = plan.values.read(each.value, spot.wanted, spot.name)
    return True


def _read(plan: Plan, kind: Kind, name: str, texts: tuple[str, ...]) -> Value:
    info = next((info for info in fields_of(kind.struct) if info.name == name), None)
    if info is None:
        message, hint, _ = unknown_key(name, kind.struct, [each.name for each in fields_of(kind.struct)], kind)
        raise CollabError(message, hint)
    read = [plan.values.read(text, info.type, name) for text in texts]
    if isinstance(info.type, ListType):
        return [item for items in read if isinstance(items, list) for item in items]
    if isinstance(info.type, MapType):
        return {key: value for pairs in read if isinstance(pairs, dict) for key, value in pairs.items()}
    if len(read) > 1:
        raise _given_twice(name)
    return read[0]


def _given_twice(name: str) -> CollabError:
    return CollabError(msg("{field} is given twice", field=name), msg("give it once"))


def _check_needed(kind: Kind, values: Mapping[str, Value]) -> None:
    missing = missing_fields(kind, values)
    if missing:
        raise _needs(kind, missing)


def _needs(kind: Kind, missing: tuple[FieldInfo, ...]) -> CollabError:
    labels = tuple(Label(label_of(info.name).text, kind.struct.__name__.lower()) for info in missing)
    return CollabError(
        msg("a new {kind} needs {fields}", kind=kind.one, fields=labels),
        msg("give {options}", options=tuple(_how_to_give(info) for info in missing)),
    )


def _check_first_state(kind: Kind, simple: Mapping[str, tuple[str, ...]]) -> None:
    """Raise CollabError for a new record in a state its kind only comes to; a whole record is taken as it is."""
    first = next(iter(kind.states), None)
    for status in simple.get("status", ()):
        if first is not None and status != first:
            raise CollabError(
                msg("a new {kind} starts as {state}", kind=kind.one, state=Word(first, f"{kind.name}.status")),
                msg("add it, then move its state; {option} takes a record over as it is", option="--from FILE"),
            )


def _how_to_give(info: FieldInfo) -> str:
    if info.name == "cadence":
        return "--every 'week on mon'"
    if not isinstance(info.type, StructType):
        return "--from-department" if info.name == "from" else option_of(info.name)
    inner = [below.name for below in fields_of(info.type.struct) if below.required]
    return " ".join(f"--set {info.name}.{name}=..." for name in inner or [fields_of(info.type.struct)[0].name])


def _ordered(kind: Kind, values: dict[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for info in fields_of(kind.struct):
        if info.name == "status" and info.default == "draft":
            values.setdefault("status", "draft")
        if info.name in values:
            found[info.name] = values[info.name]
    return found | {name: value for name, value in values.items() if name not in found}


def _own_id(record: dict[str, Any]) -> str | None:
    found = record.pop("id", None)
    return found if isinstance(found, str) else None


def _words(title: Any) -> tuple[str, ...]:
    if isinstance(title, dict):
        return tuple(word for word in title.values() if isinstance(word, str))
    return (title,) if isinstance(title, str) else ()


def _route(plan: Plan, path: str, record_id: str) -> tuple[str | int, ...]:
    """Return the way to a new record from the top of its file: its place in a register, else none."""
    entries = plan.changes.plain(path)
    if not isinstance(entries, list):
        return ()
    return (next(index for index, entry in enumerate(entries) if entry.get("id") == record_id),)
