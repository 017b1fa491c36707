"""Disputes: what came up, how long it took to find an owner and an answer, what went to and fro, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from collab_cli.analyses.disputes import By, grouped, indicators_before
from collab_cli.analyses.issue_figures import IssueFigures, IssueIndicators, issue_indicators
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.issue import KIND
from collab_cli.model.person import Person
from collab_cli.page import Block, Branch, Cell, Heading, Report, Styled, Table, Text, Tree
from collab_cli.reports.goal_cells import percent
from collab_cli.reports.issue_list import figures_record, figures_table, issue_table
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/disputes/v1"


def build(
    world: World,
    figures: Sequence[IssueFigures],
    first: date | None = None,
    by: By = "cause",
    *,
    as_tables: bool = False,
) -> Report:
    """Return the report on ``figures``, the issues raised from ``first`` to the day; before it, those of as long."""
    last = world.as_of
    before = indicators_before(world, first, last)
    now = issue_indicators(figures)
    company = world.settings.company.name
    title = (
        msg("Issues of {company}, {first} to {last}", company=company, first=first, last=last)
        if first is not None
        else msg("Issues of {company} up to {last}", company=company, last=last)
    )
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_tables:
        blocks.append(figures_table(world, figures))
    elif not figures:
        blocks.append(Text(Styled(msg("No issue was raised in these days."), "muted")))
    else:
        blocks += [_indicators(now, before), Heading(_heading(by), 2), _groups(world, figures, by)]
        still = [one for one in figures if one.is_open]
        if still:
            blocks += [Heading(msg("Still open"), 2), issue_table(world, still)]
        passed = [one for one in figures if one.issue.value.handovers or one.issue.value.escalations]
        if passed:
            blocks += [Heading(msg("From hand to hand"), 2), Tree(tuple(_chain(world, one) for one in passed))]
    record = {
        "as_of": last,
        "from": first,
        "by": by,
        "indicators": _indicators_record(now),
        "before": _indicators_record(before) if before is not None else None,
        "groups": [{"key": key, **_indicators_record(issue_indicators(group))} for key, group in grouped(figures, by)],
        "issues": [_record(one) for one in figures],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _indicators(now: IssueIndicators, before: IssueIndicators | None) -> Table:
    """Return the indicators, with those of the span before and the change where there are some."""
    rows: list[tuple[Cell, ...]] = []
    lines: tuple[tuple[Message, Decimal | int | None, Decimal | int | None, bool], ...] = (
        (msg("Issues raised"), now.total, before.total if before else None, False),
        (msg("Still open"), now.open, before.open if before else None, False),
        (msg("Hours to owner (median)"), now.hours_to_owner, before.hours_to_owner if before else None, False),
        (msg("Hours to solve (median)"), now.hours_to_resolve, before.hours_to_resolve if before else None, False),
        (msg("Passed to and fro"), now.bounce_rate, before.bounce_rate if before else None, True),
        (msg("Over the limit"), now.breached, before.breached if before else None, False),
    )
    for name, value, past, is_share in lines:
        row: tuple[Cell, ...] = (name, _number(value, is_share))
        if before is not None:
            row = (*row, _number(past, is_share), _change(value, past, is_share))
        rows.append(row)
    columns: tuple[Param, ...] = (msg("Indicator"), msg("These days"))
    if before is not None:
        columns = (*columns, msg("The days before"), msg("Change"))
    return Table(columns, tuple(rows), "<>>>"[: len(columns)])


def _number(value: Decimal | int | None, is_share: bool) -> Param:
    if value is None:
        return "-"
    if is_share:
        return percent(Decimal(value))
    return value if isinstance(value, int) else value.quantize(Decimal("0.1"))


def _change(value: Decimal | int | None, past: Decimal | int | None, is_share: bool) -> Cell:
    """Return the change since the span before; of all these indicators less is better."""
    if value is None or past is None:
        return "-"
    change = Decimal(value) - Decimal(past)
    shown = change * 100 if is_share else change
    places = Decimal(1) if isinstance(value, int) or is_share else Decimal("0.1")
    sign = "+" if change > 0 else ""
    text = f"{sign}{shown.quantize(places).normalize():f}"
    return Styled(text, "good" if change < 0 else "bad" if change > 0 else "muted")


def _heading(by: By) -> Message:
    return {
        "cause": msg("By cause"),
        "department": msg("By department that has it"),
        "category": msg("By category"),
        "impact": msg("By customer impact"),
    }[by]


def _groups(world: World, figures: Sequence[IssueFigures], by: By) -> Table:
    head = {"cause": msg("Cause"), "department": msg("Department"), "category": msg("Category")}
    columns = (
        *(
            head.get(by, msg("Customer impact")),
            msg("Issues"),
            msg("Still open"),
            msg("Bounced"),
            msg("Over the limit"),
        ),
        *(msg("Customers feel it much"), msg("Hours to solve (median)")),
    )
    rows: list[tuple[Cell, ...]] = []
    groups = grouped(figures, by)
    for key, group in groups:
        found = issue_indicators(group)
        high = sum(one.issue.value.customer_impact == "high" for one in group)
        rows.append(
            (
                _group_name(world, by, key),
                found.total,
                found.open,
                Styled(found.bounced, "warn" if found.bounced else "muted"),
                Styled(found.breached, "bad" if found.breached else "muted"),
                Styled(high, "warn" if high else "muted"),
                _number(found.hours_to_resolve, is_share=False),
            )
        )
    return Table(columns, tuple(rows), "<>>>>>>", keys=tuple(key or "" for key, _ in groups))


def _group_name(world: World, by: By, key: str | None) -> Param:
    if key is None:
        return msg("no cause named") if by == "cause" else msg("No department")
    if by == "department":
        return world.name(Department, key)
    if by == "cause":
        record = world.workspace.find(key)
        return msg("{kind} {record}", kind=record.kind.one, record=record.name) if record is not None else key
    return Label(key, "issue.category" if by == "category" else "issue.customer_impact")


def _chain(world: World, one: IssueFigures) -> Branch:
    """Return the way of an issue through the departments, a line a step."""
    value = one.issue.value
    name = world.parties.name
    returned = one.returned[0] if one.returned is not None else -1
    first = world.name(Person, value.first_contact or value.raised_by)
    asked = msg("{day}: {person} was asked first", day=value.raised_at.day, person=first)
    steps: list[tuple[date, Cell]] = []
    for index, each in enumerate(value.handovers):
        step: Message = msg("{day}: {one} to {other}", day=each.at.day, one=name(each.from_), other=name(each.to))
        if each.reason:
            step = msg("{step}, {reason}", step=step, reason=" ".join(each.reason.split()))
        steps.append((each.at.day, Styled(step, "warn") if index == returned else step))
    for taken in value.escalations:
        above = msg("{day}: escalated to {person}", day=taken.at.day, person=world.name(Person, taken.to))
        steps.append((taken.at.day, Styled(above, "accent")))
    if value.resolved_at is not None:
        steps.append((value.resolved_at.day, Styled(msg("{day}: solved", day=value.resolved_at.day), "good")))
    ordered = (asked, *(text for _, text in sorted(steps, key=lambda step: step[0])))
    count = len(value.handovers)
    cells: tuple[Cell, ...] = (one.issue.titled,)
    if count:
        cells = (*cells, Styled(msgn("passed on {count} time", "passed on {count} times", count), "muted"))
    return Branch(cells, tuple(Branch((text,)) for text in ordered), key=one.issue.id)


def _indicators_record(found: IssueIndicators) -> dict[str, Any]:
    return {
        "issues": found.total,
        "open": found.open,
        "bounced": found.bounced,
        "bounce_rate": found.bounce_rate,
        "breached": found.breached,
        "hours_to_owner": found.hours_to_owner,
        "hours_to_resolve": found.hours_to_resolve,
    }


def _record(one: IssueFigures) -> dict[str, Any]:
    value = one.issue.value
    return {
        "id": one.issue.id,
        "title": one.issue.name,
        "status": value.status,
        "category": value.category,
        "customer_impact": value.customer_impact,
        "caused_by": value.caused_by,
        "activity": value.activity,
        **figures_record(one),
        "chain": _steps(one.issue.value.handovers),
        "escalations": [{"to": each.to, "at": str(each.at)} for each in value.escalations],
    }


def _steps(handovers: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"from": each.from_, "to": each.to, "at": str(each.at), "reason": each.reason} for each in handovers]
