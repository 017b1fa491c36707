"""Actions of a span for somebody who was not there: what is late, who owes what, how many were done in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from collab_cli.analyses.action_choice import by_due, grouped
from collab_cli.analyses.action_figures import SOON, ActionFigures, OnTime, on_time
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.action import KIND
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text
from collab_cli.reports.action_list import (
    action_table,
    figures_record,
    figures_table,
    group_name,
    in_a_row,
    nothing_listed,
)
from collab_cli.reports.goal_cells import percent
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/actions/v1"

By = Literal["department", "owner"]
"""What the report sums up by."""


def build(
    world: World,
    figures: Sequence[ActionFigures],
    first: date | None = None,
    by: By = "department",
    *,
    as_tables: bool = False,
) -> Report:
    """Return the report on ``figures`` for the days from ``first``, the first of the month if none, to now.

    On time is counted among what was first due in the span. ``as_tables`` gives one row an action, with every figure.
    """
    last = world.as_of
    first = first or last.replace(day=1)
    figures = tuple(sorted(figures, key=by_due))
    company = world.settings.company.name
    blocks: list[Block] = [
        Heading(msg("Actions of {company}, {first} to {last}", company=company, first=first, last=last))
    ]
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_tables:
        blocks.append(figures_table(world, figures))
    elif not figures:
        blocks.append(Text(Styled(nothing_listed(world, is_all=False), "muted")))
    else:
        blocks += _page(world, figures, first, by)
    record = {
        "as_of": last,
        "from": first,
        "by": by,
        "on_time": _on_time_record(on_time(figures, first, last)),
        "groups": [_group_record(world, key, group, first) for key, group in grouped(figures, by)],
        "actions": [{"id": one.action.id, "title": one.action.name, **figures_record(one)} for one in figures],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _page(world: World, figures: Sequence[ActionFigures], first: date, by: By) -> list[Block]:
    last = world.as_of
    groups = grouped(figures, by)
    still = [one for one in figures if one.is_open]
    late = [one for one in still if one.is_overdue]
    moved = sorted((one for one in still if one.changes), key=lambda one: -one.changes)
    done = [one for one in figures if one.done_on is not None and first <= one.done_on <= last]
    blocks: list[Block] = [Text(_summary(still, late, moved, done)), Text(_rate(on_time(figures, first, last)))]
    blocks.append(_sums(world, groups, first, by))
    if late:
        blocks += [Heading(msg("Overdue"), 2), action_table(world, late)]
    rest = [one for one in still if not one.is_overdue]
    if rest:
        blocks.append(Heading(msg("Still open"), 2))
        for key, group in grouped(rest, by):
            blocks += [Heading(group_name(world, by, key), 3), action_table(world, group)]
    if moved:
        blocks += [Heading(msg("Postponed"), 2), _moved(world, moved)]
    if done:
        blocks += [Heading(msg("Finished"), 2), action_table(world, done)]
    return blocks


def _summary(
    still: Sequence[ActionFigures],
    late: Sequence[ActionFigures],
    moved: Sequence[ActionFigures],
    done: Sequence[ActionFigures],
) -> Message:
    said: list[Message] = [msgn("{count} action open", "{count} actions open", len(still))]
    if late:
        said.append(msgn("{count} overdue", "{count} overdue", len(late)))
    soon = sum(one.days is not None and 0 <= one.days <= SOON for one in still)
    if soon:
        said.append(msgn("{count} due within {days} days", "{count} due within {days} days", soon, days=SOON))
    if moved:
        said.append(msgn("{count} carried over", "{count} carried over", len(moved)))
    said.append(msgn("{count} done in these days", "{count} done in these days", len(done)))
    return in_a_row(said)


def _rate(rate: OnTime) -> Message:
    if rate.rate is None:
        return msg("No action was first due in these days.")
    return msgn(
        "{done} of {count} action first due in these days was done in time: {rate}.",
        "{done} of {count} actions first due in these days were done in time: {rate}.",
        rate.due,
        done=rate.done,
        rate=percent(rate.rate),
    )


def _sums(world: World, groups: Sequence[tuple[str | None, Sequence[ActionFigures]]], first: date, by: By) -> Table:
    """Return a row a department or owner: how much is open, late, carried over, done, and in time."""
    head = msg("Department") if by == "department" else msg("Owner")
    columns = (*(head, msg("Still open"), msg("Overdue"), msg("Put off"), msg("Finished"), msg("In time")),)
    rows: list[tuple[Cell, ...]] = []
    for key, group in groups:
        counts = _counts(group, first, world.as_of)
        rate = on_time(group, first, world.as_of)
        late: Cell = Styled(counts["overdue"], "bad" if counts["overdue"] else "muted")
        share: Param = msg("{done} of {due}", done=rate.done, due=rate.due) if rate.due else "-"
        rows.append((group_name(world, by, key), counts["open"], late, counts["carried_over"], counts["done"], share))
    return Table(columns, tuple(rows), "<>>>>>", keys=tuple(key or "" for key, _ in groups))


def _counts(group: Sequence[ActionFigures], first: date, last: date) -> Mapping[str, int]:
    return {
        "open": sum(one.is_open for one in group),
        "overdue": sum(one.is_overdue for one in group),
        "carried_over": sum(one.is_open and one.changes > 0 for one in group),
        "done": sum(one.done_on is not None and first <= one.done_on <= last for one in group),
    }


def _moved(world: World, figures: Sequence[ActionFigures]) -> Table:
    columns = (*(msg("Action"), msg("Owner"), msg("First due"), msg("Due"), msg("Postponed"), msg("Age")),)
    rows = tuple(
        (
            one.action.name,
            world.parties.name(f"person:{one.action.value.owner}") if one.action.value.owner is not None else "",
            one.first_due or "",
            one.state.due or "",
            msg("{count}×", count=one.changes),
            msgn("{count} day", "{count} days", one.age) if one.age is not None else "",
        )
        for one in figures
    )
    return Table(columns, rows, "<<<<>>", keys=tuple(one.action.id for one in figures))


def _on_time_record(rate: OnTime) -> dict[str, Any]:
    return {"done": rate.done, "due": rate.due, "rate": rate.rate}


def _group_record(world: World, key: str | None, group: Sequence[ActionFigures], first: date) -> dict[str, Any]:
    rate = on_time(group, first, world.as_of)
    return {"id": key, **_counts(group, first, world.as_of), "on_time": _on_time_record(rate)}
