"""What holds for any two states: the same one twice, another layout, one field, and the way back."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from collab_cli.analyses.changes.change import Change, Changes
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.documents.nodes import Document
from collab_cli.edits.plan import Plan
from collab_cli.edits.rename import plan_rename
from collab_cli.findings import Route
from collab_cli.graph.world import World, build_world
from collab_cli.model.field_types import Part, Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldType,
    FlagType,
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
from collab_cli.model.load_workspace import is_register, load_workspace, sound_files
from collab_cli.model.record import Record
from tests.analyses.changes.two_states import AS_OF, Files, InMemory, line
from tests.rules.worlds import green_demo, red_demo, world_of

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

IN_FORCE = {("Charter", "status"), ("Charter", "effective_from")}
"""Fields that decide whether the rows of a charter count: other letters follow from another value."""


class Spot(NamedTuple):
    """A scalar of a record of the demo: the route to it by the indexes of the list, its text and its type."""

    record: Record[Any]
    route: Route
    text: str
    wanted: FieldType
    owner: type[Part]
    name: str


@cache
def demo() -> World:
    return world_of(green_demo(Path(mkdtemp())))


@cache
def red() -> World:
    return world_of(red_demo(Path(mkdtemp())))


def files_of(world: World) -> dict[str, str | bytes]:
    snapshot = world.workspace.snapshot
    return {path: snapshot.read(path) for path in snapshot.paths}


def changed(files: Mapping[str, str | bytes]) -> Changes:
    """Return the changes from the demo to the same with some files replaced."""
    kept = {path: record for path, record in sound_files(demo().workspace).items() if path not in files}
    snapshot = InMemory({**files_of(demo()), **files})
    return find_changes(demo(), build_world(load_workspace(snapshot, read_before=kept), AS_OF))


def plain(document: Document) -> Any:
    return copy.deepcopy(document.plain)


def scalars(value: Any, wanted: FieldType, route: Route, owner: type[Part], name: str) -> Iterator[tuple[Any, ...]]:
    """Yield every scalar of a record with its route and what it stands in."""
    if isinstance(wanted, UnionType):
        nested = {"dict": (StructType, MapType), "list": (ListType,)}.get(type(value).__name__)
        wanted = next(
            option
            for option in wanted.options
            if (isinstance(option, nested) if nested else not isinstance(option, StructType | MapType | ListType))
        )
    if isinstance(wanted, StructType):
        for info in fields_of(wanted.struct):
            if info.name in value and info.name != "id":
                yield from scalars(value[info.name], info.type, (*route, info.name), wanted.struct, info.name)
    elif isinstance(wanted, ListType):
        for index, item in enumerate(value):
            yield from scalars(item, wanted.item, (*route, index), owner, name)
    elif isinstance(wanted, MapType):
        for key, item in value.items():
            yield from scalars(item, wanted.value, (*route, key), owner, name)
    else:
        yield route, value, wanted, owner, name


@cache
def spots() -> tuple[Spot, ...]:
    """Return the last spot of the demo of every field of every kind, the entry of a list it stands in included."""
    found: dict[tuple[Any, ...], Spot] = {}
    for record in demo().workspace.every_record():
        value = at(record.document.plain, top(record))
        for route, text, *more in scalars(value, StructType(record.kind.struct), (), record.kind.struct, ""):
            steps = tuple(step for step in route if isinstance(step, str))
            found[record.kind.name, more[1], more[2], steps[0]] = Spot(record, route, text, *more)
    return tuple(found.values())


def top(record: Record[Any]) -> Route:
    """Return the way from the top of the file to a record, by its index in a register."""
    if not record.route:
        return ()
    return (next(index for index, entry in enumerate(record.document.plain) if entry["id"] == record.id),)


def at(value: Any, route: Route) -> Any:
    for step in route:
        value = value[step]
    return value


def another(spot: Spot) -> str:
    """Return another text that the field of a spot can have."""
    wanted, text = spot.wanted, spot.text
    if spot.name == "raci":
        return "I" if text != "I" else "C"
    match wanted:
        case WordType(values):
            return next(word for word in values if word != text)
        case DateType() | MomentType():
            return (date.fromisoformat(text[:10]) + timedelta(days=1)).isoformat() + text[10:]
        case NumberType(share=True):
            return "0.75" if text != "0.75" else "0.5"
        case FlagType():
            return "false" if text == "true" else "true"
        case MeasuredType() if text in ("true", "false"):
            return "false" if text == "true" else "true"
        case TextType(form="digest"):
            return "0123456789ab"
        case TextType(form="period"):
            return "2025-q3" if text == "2025" else "2025"
        case TextType(refers=Refers(kind)):
            return next((other for other in demo().workspace.records[kind] if other != text), "another")
        case TextType(refers=RefersToParty()):
            return "production" if text != "production" else "sales"
        case TextType(refers=RefersOpenly()):
            return "goal:increase-revenue" if text != "goal:increase-revenue" else "goal:strengthen-brand"
        case TextType(refers=RefersToRow()):
            return "production/production-planning"
        case TextType(form="time"):
            return "23:59"
        case TextType():
            return text + " 另外"
        case DurationType():
            return "99d"
    return "4" if Decimal(text) == 3 else "3"


def with_text(spot: Spot, text: str) -> str:
    content = plain(spot.record.document)
    *way, last = (*top(spot.record), *spot.route)
    at(content, tuple(way))[last] = text
    return json.dumps(content, ensure_ascii=False)


def test_a_state_has_not_changed_since_itself() -> None:
    for world in (demo(), red()):
        assert find_changes(world, world) == Changes(())
    assert find_changes(demo(), build_world(load_workspace(InMemory(files_of(demo()))), AS_OF)) == Changes(())


def test_every_field_of_the_demo() -> None:
    """Another value at one spot is one change, told at that spot, or at the list or the entry it stands in."""
    assert len(spots()) > 250
    wrong = []
    for spot in spots():
        found = changed({spot.record.path: with_text(spot, another(spot))})
        if found.unread:
            assert found == Changes((), (), (spot.record.path,)), spot
        elif not is_told(spot, list(found)):
            wrong.append((spot.record.ref, spot.route, [line(change) for change in found]))
    assert wrong == []


def is_told(spot: Spot, found: list[Change]) -> bool:
    if (spot.owner.__name__, spot.name) in IN_FORCE:
        found = [change for change in found if change.act != "letters"]
    acts = [change.act for change in found]
    routes = [at_side.route for change in found for at_side in (change.before or change.after)]
    steps = tuple(step for step in spot.route if not isinstance(step, int))
    if any(change.spot.record is None or change.spot.record.ref != spot.record.ref for change in found):
        return False
    if spot.name == "raci":
        return acts == ["letters"]
    if acts in (["removed", "added"], ["changed"]) and isinstance(found[0].old, Part):
        return all(route[:1] == spot.route[:1] for route in routes)  # the entry as a whole
    return acts == ["changed"] and found[0].field is not None and found[0].field.name in (spot.name, steps[-1], *steps)


TEXT_FILES = sorted(path for path in files_of(demo()))


@st.composite
def layouts(draw: st.DrawFn) -> Files:
    """Draw other layouts of some files of the demo: order of keys and registers, style, quotes, comments, line ends."""
    files: dict[str, str | bytes] = {}
    for path in draw(st.lists(st.sampled_from(TEXT_FILES), min_size=1, max_size=8, unique=True)):
        content = plain(demo().workspace.documents[path])
        if is_register(path) and isinstance(content, list):
            content = draw(st.permutations(content))
        elif content.get("type", "department") == "department" and "duties" in content:
            content["duties"] = draw(st.permutations(content["duties"]))
        if isinstance(content, dict):
            content = dict(draw(st.permutations(list(content.items()))))
        style = draw(st.sampled_from(["block", "flow", "json", "quoted"]))
        if style == "json":
            text = json.dumps(content, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
        else:
            text = yaml.safe_dump(
                content,
                allow_unicode=True,
                sort_keys=False,
                default_flow_style=style == "flow",
                default_style='"' if style == "quoted" else None,
                width=draw(st.sampled_from([40, 10_000])),
            )
        text = f"# 说明：another layout\n{text}\n# end\n"
        files[path] = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return files


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(layouts())
def test_another_layout_is_silent(files: Files) -> None:
    assert changed(files) == Changes((), tuple(sorted(files)))


@pytest.mark.parametrize("worlds", [(red, demo), (demo, red)])
def test_the_way_back_is_the_mirror(worlds: tuple[Any, Any]) -> None:
    before, after = worlds[0](), worlds[1]()
    forth, back = find_changes(before, after), find_changes(after, before)
    turned = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}

    def counted(changes: Changes, turn: Mapping[str, str]) -> Counter[tuple[str, str]]:
        return Counter(
            (turn.get(change.act, change.act), turn.get(change.category, change.category)) for change in changes
        )

    assert counted(forth, {}) == counted(back, turned)
    assert {change.spot.ref for change in forth if change.act == "added"} == {
        change.spot.ref for change in back if change.act == "removed"
    }
    assert all((change.before, change.after) != ((), ()) for change in (*forth, *back))


def new_id(record: Record[Any]) -> str:
    if record.kind.ids in ("dated", "meeting"):
        return f"{record.id[:10]}-new-{record.id[11:]}"
    return f"new-{record.id}"


def renames() -> Iterator[tuple[str, str]]:
    """Yield each record of the demo, and each part, with another id for it."""
    for record in demo().workspace.every_record():
        if record.id in demo().workspace.records["department"] and record.kind.name == "charter":
            continue  # it is renamed with its department
        if getattr(record.written, "series", None) is None:
            yield record.ref, new_id(record)
        for name in record.kind.part_fields:
            for part in getattr(record.written, name):
                if getattr(part, "id", None):
                    yield f"{record.ref}/{part.id}", "kr5" if name == "key_results" else f"new-{part.id}"


def test_a_rename_is_told_as_one_and_nothing_else() -> None:
    told = list(renames())
    assert len(told) > 70
    for old, new in told:
        found = find_changes(demo(), plan_rename(Plan(demo()), old, new).after)
        assert {change.act for change in found} == {"renamed"}, [line(change) for change in found]
        assert (found.silent, found.unread) == ((), ()), old


def test_many_renames_are_told_as_such() -> None:
    """Records of all kinds get new ids, one after the other; digests are stamped anew many times."""
    last: dict[str, tuple[str, str]] = {old.partition(":")[0]: (old, new) for old, new in renames() if "/" not in old}
    world = demo()
    for old, new in last.values():
        world = plan_rename(Plan(world), old, new).after
    found = find_changes(demo(), world)
    assert [line(change) for change in found if change.act != "renamed"] == []
    assert len(found.all) >= len(last) > 20
