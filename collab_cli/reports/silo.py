"""Ties: which departments work together, which never do, and how much stays within each (F13, F14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from collab_cli.analyses.ties import KINDS, DepartmentTies, EIIndex, TieFigures, department_sizes
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.kinds import all_kinds
from collab_cli.page import Block, Cell, Facts, Heading, Line, LineGroup, Matrix, Report, Styled, Table, Text
from collab_cli.reports.goal_cells import NOTHING, number
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/silo/v1"
_WIDEST = 12
"""Departments of a matrix that can still be read; of more, the pairs with the most ties are told."""
_NAMED = 10
"""Pairs without a tie that are named."""
_STRONGEST = 20


def build(
    world: World,
    now: TieFigures,
    first: date,
    before: TieFigures | None = None,
    *,
    as_tables: bool = False,
) -> Report:
    """Return the report on ties from ``first`` to the day of the world; ``before`` are those of as many days before."""
    company, last = world.settings.company.name, world.as_of
    title = msg("Ties between departments of {company}, {first} to {last}", company=company, first=first, last=last)
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, *KINDS)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_tables:
        blocks.append(_department_table(world, now, before))
    elif not now.departments:
        blocks.append(Text(Styled(msg("There is no department yet."), "muted")))
    else:
        blocks += [Facts(tuple(_facts(now, before))), Heading(msg("Who works with whom"), 2)]
        blocks.append(_matrix(world, now) if len(now.departments) <= _WIDEST else _strongest(world, now))
        blocks += _pairs(world, now)
        blocks += [Heading(msg("Department by department"), 2), _department_table(world, now, before)]
        if now.ties:
            blocks += [Heading(msg("What ties them"), 2), _kind_table(now)]
        blocks.append(Text(Styled(_read(), "muted")))
    record = {
        "as_of": world.as_of,
        "from": first,
        **_index_record(now.index),
        "expected": now.expected,
        "before": _index_record(before.index) if before is not None else None,
        "departments": [_department_record(one, before) for one in now.departments],
        "unconnected": [list(pair) for pair in now.unconnected],
        "ties": [{"record": tie.record, "between": [tie.one, tie.other]} for tie in now.ties],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _read() -> Message:
    return msg(
        "E-I index: -1 means all ties stay within departments, 1 that all lead to others. Expected is what people who "
        "meet at random would have; watch how it changes, not how high it is."
    )


def _facts(now: TieFigures, before: TieFigures | None) -> Iterator[tuple[Param, Cell]]:
    yield msg("Ties to others"), now.index.external
    yield msg("Ties within"), now.index.internal
    yield msg("E-I index"), number(now.index.value)
    yield msg("Expected at random"), number(now.expected)
    if before is not None:
        yield msg("E-I index of as many days before"), number(before.index.value)
        yield msg("Change"), _change(now.index, before.index)


def _change(now: EIIndex, before: EIIndex) -> Cell:
    if now.value is None or before.value is None:
        return NOTHING
    change = now.value - before.value
    shown = f"{'+' if change > 0 else ''}{number(change)}"
    return Styled(shown, "good" if change > 0 else "bad" if change < 0 else "muted")


def _matrix(world: World, now: TieFigures) -> Matrix:
    """Return departments by departments: how many ties each two have, on the diagonal those within one."""
    departments = [one.department for one in now.departments]
    lines = tuple(
        Line(world.parties.name(one), tuple(_count(now, one, other) for other in departments), one)
        for one in departments
    )
    return Matrix(msg("Department"), tuple(world.parties.name(one) for one in departments), (LineGroup("", lines),))


def _strongest(world: World, now: TieFigures) -> Table:
    """Return the pairs of departments with the most ties."""
    pairs = [(pair, len(ties)) for pair, ties in now.pairs.items() if pair[0] != pair[1]]
    ranked = sorted(pairs, key=lambda each: (-each[1], each[0]))[:_STRONGEST]
    name = world.parties.name
    rows = tuple((name(one), name(other), count) for (one, other), count in ranked)
    columns = (msg("Department"), msg("Other department"), msg("Ties"))
    empty = msg("No two departments have a tie.")
    return Table(columns, rows, "<<>", empty=empty)


def _count(now: TieFigures, one: str, other: str) -> Cell:
    count = len(now.between(one, other))
    if one == other:
        return Styled(str(count), "muted")
    return str(count) if count else Styled("0", "bad")


def _pairs(world: World, now: TieFigures) -> Iterator[Block]:
    """Yield which departments have nothing to do with each other, if some have not."""
    if len(now.departments) < 2:
        return
    if not now.unconnected:
        yield Text(Styled(msg("Every two departments work together somewhere."), "good"))
        return
    name = world.parties.name
    unconnected = now.unconnected
    pairs = tuple(msg("{one} and {other}", one=name(one), other=name(other)) for one, other in unconnected[:_NAMED])
    if len(unconnected) > _NAMED:
        said = msg(
            "{count} pairs of departments have no tie at all, such as {pairs}",
            count=len(unconnected),
            pairs=Items(pairs),
        )
    else:
        said = msgn(
            "{count} pair of departments has no tie at all: {pairs}",
            "{count} pairs of departments have no tie at all: {pairs}",
            len(unconnected),
            pairs=Items(pairs),
        )
    yield Text(Styled(said, "warn"))


def _department_table(world: World, now: TieFigures, before: TieFigures | None) -> Table:
    sizes = department_sizes(world)
    earlier = {one.department: one for one in before.departments} if before is not None else {}
    rows: list[tuple[Cell, ...]] = []
    for one in now.departments:
        row: tuple[Cell, ...] = (
            Styled(world.parties.name(one.department), "bad") if one.is_silo else world.parties.name(one.department),
            *(sizes[one.department], f"{len(one.tied)}/{len(now.departments) - 1}"),
            *(one.index.external, one.index.internal),
            *(number(one.index.value), number(one.expected)),
        )
        if before is not None:
            row = (*row, number(earlier[one.department].index.value))
        rows.append(row)
    columns: tuple[Message, ...] = (
        *(msg("Department"), msg("Staff"), msg("Works with"), msg("Ties to others"), msg("Ties within")),
        *(msg("E-I index"), msg("At random")),
    )
    if before is not None:
        columns = (*columns, msg("Index before"))
    keys = tuple(one.department for one in now.departments)
    return Table(columns, tuple(rows), "<" + ">" * (len(columns) - 1), keys=keys)


def _kind_table(now: TieFigures) -> Table:
    rows: list[tuple[Cell, ...]] = []
    keys: list[str] = []
    for kind in all_kinds():
        ties = [tie for tie in now.ties if tie.kind == kind.name]
        if ties:
            external = sum(tie.is_external for tie in ties)
            keys.append(kind.name)
            rows.append((kind.many, external, len(ties) - external))
    return Table((msg("Kind"), msg("Ties to others"), msg("Ties within")), tuple(rows), "<>>", keys=tuple(keys))


def _index_record(index: EIIndex) -> dict[str, Any]:
    return {"external": index.external, "internal": index.internal, "index": index.value}


def _department_record(one: DepartmentTies, before: TieFigures | None) -> dict[str, Any]:
    past = next((each for each in before.departments if each.department == one.department), None) if before else None
    return {
        "department": one.department,
        **_index_record(one.index),
        "expected": one.expected,
        "before": _index_record(past.index) if past is not None else None,
        "tied": one.tied,
        "silo": one.is_silo,
    }
