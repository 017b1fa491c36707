"""Issues one a line: who has them, until when, how often they were passed on, whom they were taken to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from collab_cli.analyses.issue_figures import IssueFigures, issue_indicators
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.department import Department
from collab_cli.model.issue import KIND
from collab_cli.model.person import Person
from collab_cli.page import Block, Cell, Report, Styled, Table, Text, Tone
from collab_cli.reports.records import record_data
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/issue-list/v1"


def build(world: World, figures: Sequence[IssueFigures], *, as_table: bool = False, is_all: bool = True) -> Report:
    """Return the list of ``figures``, numbered; ``is_all`` says that nothing but what is open was asked for."""
    blocks: list[Block] = []
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_table:
        blocks.append(figures_table(world, figures))
    elif figures:
        blocks += [Text(tally(figures)), issue_table(world, figures)]
    else:
        blocks.append(Text(Styled(_nothing(world, is_all), "muted")))
    record = {
        "as_of": world.as_of,
        "records": [{**record_data(world, one.issue), "standing": figures_record(one)} for one in figures],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def issue_table(world: World, figures: Sequence[IssueFigures]) -> Table:
    """Return issues as rows, numbered; a column nobody needs is left out."""
    columns: list[Param] = [
        "#",
        msg("Issue"),
        msg("Now with"),
        msg("Status"),
        msg("Age"),
        msg("Due at"),
        msg("Working days"),
    ]
    align = "><<<><<"
    passed = any(one.issue.value.handovers for one in figures)
    if passed:
        columns.append(msg("Passed on"))
        align += "<"
    rows = []
    for at, one in enumerate(figures, 1):
        row = _row(world, one, at)
        rows.append((*row, _passed(one)) if passed else row)
    return Table(tuple(columns), tuple(rows), align, keys=tuple(one.issue.id for one in figures))


def tally(figures: Sequence[IssueFigures]) -> Message:
    """Return how many issues there are, how many are late and how many came back."""
    found = issue_indicators(figures)
    said: list[Message] = [msgn("{count} issue", "{count} issues", found.total)]
    late = sum(one.is_overdue for one in figures)
    if late:
        said.append(msgn("{count} over its limit", "{count} over their limit", late))
    if found.bounced:
        said.append(msgn("{count} passed to and fro", "{count} passed to and fro", found.bounced))
    return msg("{parts}.", parts=Items(tuple(said)))


def left(one: IssueFigures) -> Message:
    """Return how many working days are left or over; of a solved issue, whether it was in time."""
    if one.days is None:
        return msg("too late") if one.is_breached else msg("in time")
    if one.days < 0:
        return msgn("{count} day over", "{count} days over", -one.days)
    if not one.days:
        return msg("today")
    return msgn("{count} day left", "{count} days left", one.days)


def due_text(one: IssueFigures) -> Message:
    """Return when an issue is due, to the minute."""
    return msg("{day} {time}", day=one.due.date(), time=f"{one.due:%H:%M}")


def tone_of(one: IssueFigures) -> Tone:
    """Return the tone of an issue: late, due today or bounced, solved."""
    if not one.is_open:
        return "muted"
    if one.is_overdue:
        return "bad"
    return "warn" if not one.days or one.is_bounced else ""


def hours(time: timedelta | None) -> Decimal | None:
    """Return a working time in hours, to a tenth."""
    return None if time is None else (Decimal(time // timedelta(seconds=1)) / 3600).quantize(Decimal("0.1"))


def figures_table(world: World, figures: Sequence[IssueFigures]) -> Table:
    """Return issues with every figure in a column of its own, as a number or a date."""
    columns = (
        *(msg("Issue"), msg("Now with"), msg("Department"), msg("Status"), msg("Category"), msg("Customer impact")),
        *(msg("Raised"), msg("Due at"), msg("Age"), msg("Working days left"), msg("Times passed on"), msg("Bounced")),
        *(msg("Hours to owner"), msg("Hours to solve"), msg("Duty"), msg("Cause")),
    )
    rows = []
    for one in figures:
        value = one.issue.value
        rows.append(
            (
                one.issue.name,
                world.parties.name(one.holder),
                world.name(Department, one.department) if one.department is not None else "",
                Label(value.status, "issue.status"),
                Label(value.category, "issue.category"),
                Label(value.customer_impact, "issue.customer_impact"),
                one.raised.date(),
                one.due.date(),
                one.age,
                one.days if one.days is not None else "",
                len(value.handovers),
                msg("yes") if one.is_bounced else msg("no"),
                _or_nothing(hours(one.to_owner)),
                _or_nothing(hours(one.to_resolve)),
                world.name(Activity, value.activity) if value.activity is not None else "",
                value.caused_by or "",
            )
        )
    keys = tuple(one.issue.id for one in figures)
    return Table(columns, tuple(rows), "<<<<<<<<>>><>><<", keys=keys, empty=msg("no issue is as asked for"))


def figures_record(one: IssueFigures) -> dict[str, Any]:
    """Return the figures of an issue as plain data."""
    return {
        "holder": one.holder,
        "department": one.department,
        "raised_at": one.raised.isoformat(timespec="minutes"),
        "sla": str(one.sla),
        "due_at": one.due.isoformat(timespec="minutes"),
        "age": one.age,
        "working_days_left": one.days,
        "overdue": one.is_overdue,
        "breached": one.is_breached,
        "handovers": len(one.issue.value.handovers),
        "bounced": one.is_bounced,
        "hours_to_owner": hours(one.to_owner),
        "hours_to_resolve": hours(one.to_resolve),
    }


def _row(world: World, one: IssueFigures, number: int) -> tuple[Cell, ...]:
    tone, value = tone_of(one), one.issue.value
    title: Cell = Styled(one.issue.name, "muted") if not one.is_open else one.issue.name
    return (
        Styled(number, "accent"),
        title,
        world.parties.name(one.holder),
        _status(world, one),
        msgn("{count} day", "{count} days", one.age),
        Styled(due_text(one) if one.is_open else value.resolved_at or "", tone),
        Styled(left(one), "bad" if one.is_breached and one.is_open else tone),
    )


def _status(world: World, one: IssueFigures) -> Cell:
    """Return the status; of an escalated issue, whom it was taken to."""
    value = one.issue.value
    if value.status == "escalated" and value.escalations:
        return msg("escalated to {person}", person=world.name(Person, value.escalations[-1].to))
    return Label(value.status, "issue.status")


def _passed(one: IssueFigures) -> Cell:
    count = len(one.issue.value.handovers)
    if not count:
        return ""
    said = msg("{count}×, back", count=count) if one.is_bounced else msg("{count}×", count=count)
    return Styled(said, "warn" if one.is_bounced else "")


def _or_nothing(number: Decimal | None) -> Param:
    return "" if number is None else number


def _nothing(world: World, is_all: bool) -> Message:
    if KIND.name in world.workspace.unread:
        return msg("some {kinds} cannot be read", kinds=KIND.many)
    if not world.workspace.known.get(KIND.name):
        return msg("there are no {kinds} yet", kinds=KIND.many)
    return msg("no issue is open") if is_all else msg("no issue is as asked for")
