"""What was understood of minutes, what is doubtful and what found no place: shown before the draft is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collab_cli.analyses.minutes_reading.doubt_words import WHY
from collab_cli.analyses.minutes_reading.minutes_read import Doubt, MinutesRead, Route
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.action import Action
from collab_cli.model.department import Department
from collab_cli.model.fields import label_of
from collab_cli.model.meeting import KIND
from collab_cli.model.person import Person
from collab_cli.model.series import Series
from collab_cli.page import Block, Cell, Code, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.minutes import MODES

SCHEMA = "collab/meeting-import/v1"

SHOWN = 30
"""How many lines without a place are shown one by one."""

TYPES: Mapping[str, Message] = {
    "weekly": msg("weekly"),
    "goal_workshop": msg("goal workshop"),
    "monthly_review": msg("monthly review"),
    "ad_hoc": msg("ad hoc"),
    "retrospective": msg("retrospective"),
}
"""The types of meetings in words."""

_FACTS = (
    "series", "type", "number", "date", "start", "end", "place", "mode", "chair", "secretary", "present",
    "regrets", "guests", "agenda", "carried_over", "previous_approved", "next_meeting", "issued_by", "cc",
)  # fmt: skip


def build(
    world: World, file: str, read: MinutesRead, *, record_id: str, path: str, doubts: Sequence[Doubt], draft: str = ""
) -> Report:
    """Return what was understood of ``file``, with the text of the ``draft`` where that is to be shown."""
    blocks: list[Block] = [Heading(msg("What {file} says", file=file))]
    blocks += _understood(world, read)
    if doubts:
        blocks.append(Heading(msg("To look at"), 2))
        blocks.append(
            Table(
                (msg("Line"), msg("Field"), msg("Written"), msg("Taken for"), msg("Why")),
                tuple(_doubt(world, read, doubt) for doubt in doubts),
                ">",
            )
        )
    blocks += _unplaced(read)
    if draft:
        blocks += [Heading(msg("The draft {path}", path=path), 2), Code(draft, "yaml")]
    return Report(SCHEMA, tuple(blocks), _record(file, read, doubts, record_id, path))


def _understood(world: World, read: MinutesRead) -> Iterator[Block]:
    fields, lines = read.fields, {one.route: one.line for one in reversed(read.understood)}
    pairs: list[tuple[Param, Cell]] = []
    if "title" in fields:
        pairs.append((_label("title"), fields["title"]))
    pairs += [(_label(name), _value(world, name, fields[name])) for name in _FACTS if fields.get(name)]
    yield Facts(tuple(pairs))
    if any(one.get(name) is not None for one in fields.get("reports", ()) for name in _PARTS):
        yield Heading(_label("reports"), 3)
        yield Table(
            (msg("Line"), msg("Department"), *(Label(label_of(name).text, "departmentreport") for name in _PARTS)),
            tuple(
                (
                    Styled(lines.get(("reports", at), 0), "muted"),
                    world.name(Department, one["department"]),
                    *(_part(one, name) for name in _PARTS),
                )
                for at, one in enumerate(fields["reports"])
                if any(one.get(name) is not None for name in _PARTS)
            ),
            ">",
        )
    if fields.get("decisions"):
        yield Heading(_label("decisions"), 3)
        yield Table(
            (msg("Line"), msg("Decision"), msg("Owner")),
            tuple(
                (Styled(lines.get(("decisions", at), 0), "muted"), one["text"], _person(world, one.get("owner")))
                for at, one in enumerate(fields["decisions"])
            ),
            ">",
        )
    if fields.get("actions"):
        yield Heading(_label("actions"), 3)
        numbers = [lines.get(("actions", at), 0) for at in range(len(fields["actions"]))]
        yield _actions(world, [_action(world, one) for one in fields["actions"]], numbers)


def _actions(world: World, actions: Sequence[Mapping[str, Any]], lines: Sequence[int]) -> Table:
    """Return the actions; who helps and who follows up have a column where one of them says so."""
    columns: list[Param] = [msg("Line"), msg("Action"), msg("Owner"), msg("Due")]
    helped, followed = (any(one.get(name) for one in actions) for name in ("assist", "supervisor"))
    columns[3:3] = [*([msg("Assist")] if helped else []), *([msg("Supervisor")] if followed else [])]
    rows: list[tuple[Cell, ...]] = []
    for one, line in zip(actions, lines, strict=True):
        cells: list[Cell] = [Styled(line, "muted"), one["title"], _person(world, one.get("owner"))]
        if helped:
            cells.append(Items(tuple(world.parties.name(party) for party in one.get("assist", ()))))
        if followed:
            cells.append(world.name(Person, one["supervisor"]) if one.get("supervisor") else "")
        rows.append((*cells, one.get("due") or Styled("-", "warn")))
    return Table(tuple(columns), tuple(rows), ">")


def _action(world: World, one: Any) -> Mapping[str, Any]:
    """Return an action as a stub holds it, also where the minutes name a record."""
    if not isinstance(one, str):
        found: Mapping[str, Any] = one
        return found
    record = world.get(Action, one)
    if record is None:
        return {"title": one}
    value = record.value
    due = str(value.due) if value.due is not None else ""
    return {
        "title": record.name, "owner": value.owner, "due": due, "assist": value.assist, "supervisor": value.supervisor
    }  # fmt: skip


_PART_OF = {
    "actions": "actionstub",
    "decisions": "decision",
    "reports": "departmentreport",
    "regrets": "regret",
    "opinions": "opinion",
}
_PARTS = ("progress", "issues", "next", "needs")


def _part(report: Mapping[str, Any], name: str) -> Cell:
    value = report.get(name)
    if name == "issues":
        return Items(tuple(issue["text"] for issue in value)) if value else Styled("-", "muted")
    return str(value) if value else Styled("-", "muted")


def _label(name: str) -> Param:
    return Label(label_of(name).text, KIND.struct.__name__.lower())


def _person(world: World, person: str | None) -> Cell:
    return world.name(Person, person) if person else Styled("-", "warn")


def _value(world: World, name: str, value: Any) -> Cell:
    if name == "series":
        return world.name(Series, value)
    if name in ("chair", "secretary", "issued_by"):
        return world.name(Person, value)
    if name == "present":
        return Items(tuple(world.name(Person, person) for person in value))
    if name == "regrets":
        return Items(tuple(_regret(world, one) for one in value))
    if name == "carried_over":
        return Items(tuple(world.name(Action, action) for action in value))
    if name == "mode":
        return MODES[value]
    if name == "previous_approved":
        return msg("yes") if value in ("true", True) else msg("no")
    if name == "type":
        return TYPES[value]
    return Items(tuple(value)) if isinstance(value, list) else str(value)


def _regret(world: World, one: Mapping[str, str]) -> Param:
    if "delegate" not in one:
        return world.name(Person, one["person"])
    return msg(
        "{person}, with {delegate} instead",
        person=world.name(Person, one["person"]),
        delegate=world.name(Person, one["delegate"]),
    )


def _doubt(world: World, read: MinutesRead, doubt: Doubt) -> tuple[Cell, ...]:
    return (
        Styled(doubt.line or "-", "muted"),
        _place(doubt.route),
        _written(read, doubt),
        _proposed(world, doubt),
        Styled(WHY[doubt.reason], "warn"),
    )


def _written(read: MinutesRead, doubt: Doubt) -> Cell:
    text = " ".join(doubt.text.split())
    return text if text else Styled("-", "muted")


def _place(route: Route) -> Param:
    """Return where a doubt belongs: the field, and the number of the entry in its list."""
    label = _label(str(route[0]))
    if len(route) > 2 and isinstance(route[1], int):
        part = _PART_OF.get(str(route[0]), "meeting")
        return msg(
            "{field} {number}: {part}", field=label, number=route[1] + 1, part=Label(label_of(str(route[2])).text, part)
        )
    if len(route) > 1 and isinstance(route[1], int):
        return msg("{field} {number}", field=label, number=route[1] + 1)
    return label


def _proposed(world: World, doubt: Doubt) -> Cell:
    if not doubt.proposed:
        return Styled("-", "muted")
    for struct in (Person, Department, Series):
        if world.get(struct, doubt.proposed) is not None and doubt.route[0] != "date":
            return world.name(struct, doubt.proposed)
    return doubt.proposed


def _unplaced(read: MinutesRead) -> Iterator[Block]:
    if not read.unplaced:
        return
    yield Heading(
        msgn(
            "{count} line without a place, kept in the notes", "{count} lines without a place, kept in the notes",
            len(read.unplaced),
        ),
        2,
    )  # fmt: skip
    rows = tuple((Styled(one.line, "muted"), " ".join(one.text.split())) for one in read.unplaced[:SHOWN])
    yield Table((msg("Line"), msg("Written")), rows, ">")
    if len(read.unplaced) > SHOWN:
        yield Text(Styled(msgn("and {count} more", "and {count} more", len(read.unplaced) - SHOWN), "muted"))


def _record(file: str, read: MinutesRead, doubts: Sequence[Doubt], record_id: str, path: str) -> dict[str, Any]:
    return {
        "file": file,
        "id": record_id,
        "path": path,
        "fields": dict(read.fields),
        "understood": [{"field": _route(one.route), "line": one.line} for one in read.understood],
        "doubts": [
            {
                "field": _route(one.route),
                "line": one.line or None,
                "written": one.text,
                "proposed": one.proposed or None,
                "reason": one.reason,
                "message": WHY[one.reason],
            }
            for one in doubts
        ],
        "unplaced": [{"line": one.line, "text": one.text} for one in read.unplaced],
    }


def _route(route: Route) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).lstrip(".")
