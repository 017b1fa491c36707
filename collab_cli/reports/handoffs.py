"""Hand-offs between departments: who owes whom what, by which channel, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from collab_cli.analyses.handoff_figures import DeliveryFigures, HandoffFigures, on_time_rate
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg, msgn
from collab_cli.model.channel import Channel
from collab_cli.model.handoff import KIND
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.goal_cells import percent
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/handoffs/v1"
OFTEN: Mapping[str, Message] = {"day": msg("every day"), "week": msg("every week"), "month": msg("every month")}
_TONES: dict[str, Tone] = {"in_time": "good", "late": "warn", "refused": "bad", "missing": "bad", "open": ""}


def build(
    world: World, figures: Sequence[HandoffFigures], first: date, last: date, *, as_tables: bool = False
) -> Report:
    """Return the report on ``figures``, whose deliveries were due from ``first`` to ``last``."""
    company = world.settings.company.name
    blocks: list[Block] = [
        Heading(msg("Hand-offs of {company}, {first} to {last}", company=company, first=first, last=last))
    ]
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    late = [(one, each) for one in figures for each in one.deliveries if each.outcome in ("late", "refused", "missing")]
    if as_tables:
        blocks.append(figures_table(world, figures))
    elif not figures:
        blocks.append(Text(Styled(msg("there are no {kinds} yet", kinds=KIND.many), "muted")))
    else:
        blocks += [Text(rate_said(figures)), handoff_table(world, figures)]
        if late:
            blocks += [Heading(msg("Late or refused"), 2), _late_table(world, late)]
    record = {
        "as_of": world.as_of,
        "from": first,
        "to": last,
        "on_time_rate": on_time_rate(figures),
        "handoffs": [_record(one) for one in figures],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def rate_said(figures: Sequence[HandoffFigures]) -> Message:
    """Return how many deliveries came in time."""
    rate = on_time_rate(figures)
    if rate is None:
        return msg("No delivery was due in these days.")
    return msgn(
        "{done} of {count} delivery due in these days came in time: {rate}.",
        "{done} of {count} deliveries due in these days came in time: {rate}.",
        sum(one.due for one in figures),
        done=sum(one.in_time for one in figures),
        rate=percent(rate),
    )


def handoff_table(world: World, figures: Sequence[HandoffFigures]) -> Table:
    """Return hand-offs as rows: from whom to whom, how often, by which channel, how many of those due came in time."""
    columns = (
        *(msg("Hand-off"), msg("Delivers"), msg("Receives"), msg("How often"), msg("Channel")),
        *(msg("Came in time"), msg("Last delivery"), msg("Issues")),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in figures:
        value = one.handoff.value
        often: Param = OFTEN[value.frequency] if value.frequency else value.trigger or ""
        rows.append(
            (
                one.handoff.name,
                world.parties.name(value.from_),
                world.parties.name(value.to),
                often,
                world.name(Channel, value.channel) if value.channel is not None else "",
                f"{one.in_time}/{one.due}" if one.due else "-",
                _last(one),
                len(one.issues) or "",
            )
        )
    keys = tuple(one.handoff.id for one in figures)
    return Table(columns, tuple(rows), "<<<<<><>", keys=keys, empty=msg("there are no {kinds} yet", kinds=KIND.many))


def figures_table(world: World, figures: Sequence[HandoffFigures]) -> Table:
    """Return hand-offs with every figure in a column of its own, as a number or a date."""
    columns = (
        *(msg("Hand-off"), msg("Delivers"), msg("Receives"), msg("Status"), msg("Channel"), msg("Deliveries due")),
        *(msg("Came in time"), msg("Last due"), msg("Last delivery"), msg("Days late"), msg("Issues")),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in figures:
        value, last = one.handoff.value, one.last
        rows.append(
            (
                one.handoff.name,
                world.parties.name(value.from_),
                world.parties.name(value.to),
                Label(value.status, "handoff.status"),
                world.name(Channel, value.channel) if value.channel is not None else "",
                one.due,
                one.in_time,
                last.delivery.due if last is not None else "",
                (last.delivery.delivered or "") if last is not None else "",
                last.days if last is not None else "",
                len(one.issues),
            )
        )
    keys = tuple(one.handoff.id for one in figures)
    return Table(columns, tuple(rows), "<<<<<>><<>>", keys=keys, empty=msg("there are no {kinds} yet", kinds=KIND.many))


def _late_table(world: World, late: Sequence[tuple[HandoffFigures, DeliveryFigures]]) -> Table:
    columns = (msg("Hand-off"), msg("Delivers"), msg("Receives"), msg("Due day"), msg("How it came"))
    rows = tuple(
        (
            one.handoff.name,
            world.parties.name(one.handoff.value.from_),
            world.parties.name(one.handoff.value.to),
            each.delivery.due,
            _outcome(each),
        )
        for one, each in late
    )
    return Table(columns, rows, "<<<<<", keys=tuple(one.handoff.id for one, _ in late))


def _last(one: HandoffFigures) -> Cell:
    """Return how the last delivery came; of a hand-off that is not agreed, or not any more, its status."""
    if one.handoff.value.status != "agreed":
        return Styled(Label(one.handoff.value.status, "handoff.status"), "muted")
    return _outcome(one.last) if one.last is not None else ""


def _outcome(one: DeliveryFigures) -> Cell:
    came = one.delivery.delivered or one.delivery.due
    said: Message
    if one.outcome == "missing":
        said = msgn("{count} day overdue", "{count} days overdue", one.days)
    elif one.outcome == "open":
        said = msg("due {day}", day=one.delivery.due)
    elif one.outcome == "refused":
        said = msg("{day}, not accepted", day=came)
    elif one.outcome == "late":
        said = msgn("{day}, {count} day late", "{day}, {count} days late", one.days, day=came)
    else:
        said = msg("{day}, in time", day=came)
    return Styled(said, _TONES[one.outcome])


def _record(one: HandoffFigures) -> dict[str, Any]:
    value = one.handoff.value
    return {
        "id": one.handoff.id,
        "title": one.handoff.name,
        "from": value.from_,
        "to": value.to,
        "frequency": value.frequency,
        "trigger": value.trigger,
        "channel": value.channel,
        "status": value.status,
        "due": one.due,
        "in_time": one.in_time,
        "deliveries": [
            {"due": each.delivery.due, "delivered": each.delivery.delivered, "outcome": each.outcome, "days": each.days}
            for each in one.deliveries
        ],
        "issues": [issue.ref for issue in one.issues],
    }
