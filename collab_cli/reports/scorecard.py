"""Metrics before and after a measure, the limits of goals, and the scores of goals that are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from collab_cli.analyses.goals.guardrail_standing import guardrail_standings
from collab_cli.analyses.metric_change import MetricChange, metric_change
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg, msgn
from collab_cli.model.goal import Goal
from collab_cli.model.metric import Metric, Point
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.goal_cells import NOTHING, course, percent, person
from collab_cli.reports.guardrails import guardrail_record, guardrail_table
from collab_cli.reports.progress_sheet import hundredths
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/scorecard/v1"
KINDS: Final = ("metric", "goal")
_CLOSED = frozenset({"achieved", "missed", "cancelled"})
_GREEN, _RED = Decimal("0.7"), Decimal("0.3")
"""Scores from which a closed goal is green, and up to which it is red (formulas.md F8)."""


Changes = tuple[tuple[Record[Metric], MetricChange], ...]
"""Metrics, each with how it moved."""


def build(world: World, start: date | None = None, *, as_tables: bool = False) -> Report:
    """Return every metric with its value on ``start`` and its newest one; without a start, its last two values.

    ``as_tables`` gives every figure a column of its own, as a number.
    """
    changes = tuple((metric, metric_change(metric.value, world.as_of, start)) for metric in world.all(Metric))
    guardrails = world.once(guardrail_standings)
    closed = tuple(goal for goal in world.all(Goal) if goal.value.status in _CLOSED)
    blocks: list[Block] = [
        Heading(msg("Scorecard of {company}, {day}", company=world.settings.company.name, day=world.as_of))
    ]
    unread = unread_said(world, *KINDS)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if changes:
        blocks.append(Text(_summary(changes, start)))
    if as_tables or not changes:
        blocks.append(_sheet(world, changes, is_known=unread is None))
    else:
        blocks.append(_table(changes))
    if guardrails:
        blocks += [Heading(msg("Limits that protect the long term"), 2), guardrail_table(guardrails)]
    if closed:
        blocks += [Heading(msg("Closed goals"), 2), _closed(world, closed)]
    record = {
        "as_of": world.as_of,
        "from": start,
        "metrics": [_record(metric, change) for metric, change in changes],
        "guardrails": [guardrail_record(one) for one in guardrails],
        "closed_goals": [_closed_record(goal) for goal in closed],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _summary(changes: Changes, start: date | None) -> Message:
    moved = [change.is_better for _, change in changes]
    said = msgn(
        "{count} metric: {better} better, {worse} worse, {same} unmoved or without two values.",
        "{count} metrics: {better} better, {worse} worse, {same} unmoved or without two values.",
        len(changes),
        better=moved.count(True),
        worse=moved.count(False),
        same=moved.count(None),
    )
    if start is None:
        return msg("{first} {next}", first=said, next=msg("Compared are the last two values of each."))
    then = msg("Compared is the newest value with the one of {day}.", day=start)
    return msg("{first} {next}", first=said, next=then)


def _table(changes: Changes) -> Table:
    columns = (
        *(msg("Metric"), msg("Earlier"), msg("Now"), msg("Change")),
        *(msg("Relative"), msg("Course"), msg("Verdict")),
    )
    rows = tuple(tuple(_row(metric, change)) for metric, change in changes)
    return Table(columns, rows, "<<<>><<", keys=tuple(metric.id for metric, _ in changes))


def _row(metric: Record[Metric], change: MetricChange) -> Iterator[Cell]:
    tone = _tone(change)
    yield metric.name
    yield _point(change.before, metric.value.unit)
    yield _point(change.after, metric.value.unit)
    yield Styled(_signed(change.change), tone)
    yield percent(change.relative)
    yield Styled(_course(change), tone)
    yield Styled(_verdict(change), tone)


def _sheet(world: World, changes: Changes, *, is_known: bool) -> Table:
    """Return a column for every figure; the head alone where there is no metric, and why."""
    columns = (
        *(msg("Metric"), msg("Unit"), msg("Wanted"), msg("Earlier"), msg("Date"), msg("Now"), msg("Date")),
        *(msg("Change"), msg("Relative"), msg("Course"), msg("Verdict"), msg("Owner")),
    )
    rows = tuple(tuple(_sheet_row(world, metric, change)) for metric, change in changes)
    none = msg("there is no metric yet; {command} adds one", command="collab metric add")
    empty = none if is_known else msg("nothing in what can be read")
    return Table(columns, rows, "<<<><><>><<<", keys=tuple(metric.id for metric, _ in changes), empty=empty)


def _sheet_row(world: World, metric: Record[Metric], change: MetricChange) -> Iterator[Cell]:
    yield metric.name
    yield metric.value.unit
    yield msg("higher") if change.direction == "up" else msg("lower")
    for point in (change.before, change.after):
        yield Decimal(point.value) if point is not None else NOTHING
        yield point.date if point is not None else NOTHING
    yield change.change if change.change is not None else NOTHING
    yield hundredths(change.relative)
    yield _course(change)
    yield _verdict(change)
    yield person(world, metric.value.owner)


def _tone(change: MetricChange) -> Tone:
    if change.is_better is None:
        return "muted"
    return "good" if change.is_better else "bad"


def _verdict(change: MetricChange) -> Param:
    if change.is_better is None:
        return NOTHING
    return msg("better") if change.is_better else msg("worse")


def _course(change: MetricChange) -> str:
    return course([Decimal(point.value) for point in change.points])


def _point(point: Point | None, unit: str) -> Cell:
    return NOTHING if point is None else msg("{value} {unit} ({day})", value=point.value, unit=unit, day=point.date)


def _signed(change: Decimal | None) -> Param:
    if change is None:
        return NOTHING
    return msg("+{number}", number=change) if change > 0 else change


def _closed(world: World, closed: tuple[Record[Goal], ...]) -> Table:
    columns = (msg("Goal"), msg("Owner"), msg("Score"), msg("Outcome"), msg("Cause"), msg("What becomes of it"))
    rows: list[tuple[Cell, ...]] = []
    for goal in closed:
        value = goal.value
        closing = value.closing
        cause = closing.cause if closing is not None and closing.cause else NOTHING
        becomes: Cell = Label(closing.next, "next") if closing is not None and closing.next else NOTHING
        outcome = Label(value.status, "status")
        rows.append((goal.name, person(world, value.owner), _score(value), outcome, cause, becomes))
    return Table(columns, tuple(rows), "<<><<<", keys=tuple(goal.id for goal in closed))


def _score(goal: Goal) -> Cell:
    score = goal.score
    if score is None:
        return Styled(NOTHING if goal.status == "cancelled" else msg("no score"), "warn")
    tone: Tone = "good" if score >= _GREEN else "bad" if score <= _RED else "warn"
    return Styled(Decimal(score), tone)


def _record(metric: Record[Metric], change: MetricChange) -> dict[str, Any]:
    return {
        "id": metric.id,
        "name": metric.value.name,
        "unit": metric.value.unit,
        "direction": metric.value.direction,
        "nature": metric.value.nature,
        "owner": metric.value.owner,
        "before": _point_record(change.before),
        "after": _point_record(change.after),
        "change": change.change,
        "relative": change.relative,
        "better": change.is_better,
        "points": [_point_record(point) for point in change.points],
    }


def _point_record(point: Point | None) -> dict[str, Any] | None:
    return None if point is None else {"date": point.date, "value": point.value}


def _closed_record(goal: Record[Goal]) -> dict[str, Any]:
    closing = goal.value.closing
    return {
        "id": goal.id,
        "title": goal.value.title,
        "status": goal.value.status,
        "score": goal.value.score,
        "cause": closing.cause if closing is not None else None,
        "next": closing.next if closing is not None else None,
    }
