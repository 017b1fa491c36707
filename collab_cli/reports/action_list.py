"""Actions one a line: who does what by when, how late it is, where it was agreed, how often it was put off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from collab_cli.analyses.action_choice import GroupedBy, grouped
from collab_cli.analyses.action_figures import SOON, ActionFigures, Colour
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Label, Message, Param, msg, msgn
from collab_cli.model.action import KIND
from collab_cli.model.department import Department
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.records import record_data
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/action-list/v1"
TONES: Final[dict[Colour, Tone]] = {"red": "bad", "yellow": "warn", "blue": "accent", "grey": "muted", "": ""}
"""The tones of the colours of actions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a list is wanted: in groups ``by`` something, as a table of figures for programs, with all that is asked."""

    by: GroupedBy | None = None
    as_table: bool = False
    is_all: bool = True


def in_order(figures: Sequence[ActionFigures], by: GroupedBy | None) -> tuple[ActionFigures, ...]:
    """Return actions in the order a list numbers them in."""
    return tuple(figures) if by is None else tuple(one for _, group in grouped(figures, by) for one in group)


def build(world: World, figures: Sequence[ActionFigures], shown: Shown | None = None) -> Report:
    """Return the list of ``figures``, numbered, those of a group under its heading."""
    shown = shown or Shown()
    blocks: list[Block] = []
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if shown.as_table:
        blocks.append(figures_table(world, figures))
    elif not figures:
        blocks.append(Text(Styled(nothing_listed(world, is_all=shown.is_all), "muted")))
    else:
        blocks.append(Text(tally(figures)))
        number = 1
        groups = ((None, tuple(figures)),) if shown.by is None else grouped(figures, shown.by)
        for key, group in groups:
            if shown.by is not None:
                blocks.append(Heading(group_name(world, shown.by, key), 2))
            blocks.append(action_table(world, group, number))
            number += len(group)
    ordered = in_order(figures, shown.by)
    record = {
        "as_of": world.as_of,
        "by": shown.by,
        "records": [_record(world, one) for one in ordered],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def action_table(world: World, figures: Sequence[ActionFigures], number: int | None = None) -> Table:
    """Return actions as rows, numbered from ``number`` if one is given."""
    is_moved = any(one.changes for one in figures)
    columns: tuple[Param, ...] = (msg("Action"), msg("Owner"), msg("Due"), msg("Left"))
    columns = (*columns, *([msg("Postponed")] if is_moved else []), msg("Origin"))
    rows = tuple(_row(world, one, is_moved=is_moved) for one in figures)
    align, keys = "<<<<><" if is_moved else "<<<<<", tuple(one.action.id for one in figures)
    if number is None:
        return Table(columns, rows, align, keys=keys)
    numbered = tuple((Styled(at, "accent"), *row) for at, row in enumerate(rows, number))
    return Table(("#", *columns), numbered, ">" + align, keys=keys)


def tally(figures: Sequence[ActionFigures]) -> Message:
    """Return how many actions there are, and how many of them are late or due soon."""
    late = sum(one.is_overdue for one in figures)
    soon = sum(one.days is not None and 0 <= one.days <= SOON for one in figures)
    said: list[Message] = [msgn("{count} action", "{count} actions", len(figures))]
    if late:
        said.append(msgn("{count} overdue", "{count} overdue", late))
    if soon:
        said.append(msgn("{count} due within {days} days", "{count} due within {days} days", soon, days=SOON))
    return in_a_row(said)


def in_a_row(said: Sequence[Message]) -> Message:
    """Return parts as one sentence, a comma between them."""
    first, *rest = said
    for part in rest:
        first = msg("{first}, {next}", first=first, next=part)
    return msg("{said}.", said=first)


def left(one: ActionFigures) -> Message:
    """Return how many days are left, or how late an action is; of a closed one, what became of it."""
    if not one.is_open:
        label = Label(one.state.status, "action.status")
        return msg("{status} {day}", status=label, day=one.done_on) if one.done_on else msg("{status}", status=label)
    if one.days is None:
        return msg("no due date")
    if one.days < 0:
        return msgn("{count} day late", "{count} days late", -one.days)
    said = msg("due today") if not one.days else msgn("{count} day left", "{count} days left", one.days)
    if one.colour == "yellow" and not one.changes:
        return msg("{left}, goal off track", left=said)
    return said


def origin_name(world: World, origin: str | None) -> Param:
    """Return where an action was agreed in short: a meeting by its day, anything else by its title."""
    record = world.workspace.find(origin) if origin is not None else None
    if record is None:
        return ""
    if isinstance(record.value, Meeting):
        return msg("meeting {day}", day=record.value.date)
    return record.name


def group_name(world: World, by: GroupedBy, key: str | None) -> Param:
    """Return the heading of a group."""
    if key is None:
        return {
            "department": msg("No department"),
            "owner": msg("No owner"),
            "meeting": msg("No meeting"),
            "goal": msg("No goal"),
        }[by]
    if by == "meeting":
        meeting = world.get(Meeting, key)
        return msg("{title}, {day}", title=meeting.name, day=meeting.value.date) if meeting is not None else key
    if by == "department":
        return world.name(Department, key)
    return world.name(Person, key) if by == "owner" else world.name(Goal, key)


def figures_table(world: World, figures: Sequence[ActionFigures]) -> Table:
    """Return actions with every figure in a column of its own, as a number or a date."""
    columns = (
        *(msg("Action"), msg("Owner"), msg("Department"), msg("Status"), msg("Due"), msg("First due")),
        *(
            msg("Days left"),
            msg("Postponed"),
            msg("Age"),
            msg("Helpers"),
            msg("Supervisor"),
            msg("Origin"),
            msg("Goal"),
        ),
    )
    rows = []
    for one in figures:
        value = one.action.value
        rows.append(
            (
                one.action.name,
                _person(world, value.owner),
                world.name(Department, one.department) if one.department is not None else "",
                Label(one.state.status, "action.status"),
                one.state.due or "",
                one.first_due or "",
                one.days if one.days is not None else "",
                one.changes,
                one.age if one.age is not None else "",
                Items(tuple(world.parties.name(party) for party in value.assist)),
                _person(world, value.supervisor),
                value.origin or "",
                world.name(Goal, value.goal) if value.goal is not None else "",
            )
        )
    keys = tuple(one.action.id for one in figures)
    return Table(columns, tuple(rows), "<<<<<<>>><<<<", keys=keys, empty=msg("no action is as asked for"))


def figures_record(one: ActionFigures) -> dict[str, Any]:
    """Return the figures of an action as plain data."""
    return {
        "status": one.state.status,
        "due": one.state.due,
        "first_due": one.first_due,
        "days_left": one.days,
        "overdue": one.is_overdue,
        "moved": one.changes,
        "age": one.age,
        "colour": one.colour or None,
        "department": one.department,
        "done_on": one.done_on,
    }


def _row(world: World, one: ActionFigures, *, is_moved: bool) -> tuple[Cell, ...]:
    tone = TONES[one.colour]
    value = one.action.value
    title: Cell = Styled(one.action.name, "muted") if tone == "muted" else one.action.name
    moved: Cell = Styled(msg("{count}×", count=one.changes), "warn") if one.changes else ""
    return (
        title,
        _person(world, value.owner),
        Styled(one.state.due, tone) if one.state.due is not None else "",
        Styled(left(one), tone),
        *([moved] if is_moved else []),
        Styled(origin_name(world, value.origin), "muted"),
    )


def _person(world: World, person: str | None) -> str | Bilingual:
    return world.name(Person, person) if person is not None else ""


def nothing_listed(world: World, *, is_all: bool) -> Message:
    """Return why a list is empty; ``is_all`` says that all open actions were asked for."""
    if KIND.name in world.workspace.unread:
        return msg("some {kinds} cannot be read", kinds=KIND.many)
    if not world.workspace.known.get(KIND.name):
        return msg("there are no {kinds} yet", kinds=KIND.many)
    return msg("no action is open") if is_all else msg("no action is as asked for")


def _record(world: World, one: ActionFigures) -> dict[str, Any]:
    return {**record_data(world, one.action), "standing": figures_record(one)}
