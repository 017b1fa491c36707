"""Nothing is recorded for a day that has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.metric import Metric
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

_Entry = tuple[Record[Any], tuple[str | int, ...], date, Message]
"""A record, the way to the date in it, the date, and what the entry is called."""


@rule(
    code="S022",
    slug="future-dated-entry",
    term="Future date",
    severity="warning",
    profile="strict",
    day=True,
    drafts=True,
    handbook="5.3",
    target="goal:increase-revenue",
)
def future_dated_entry(world: World) -> Iterator[Fault]:
    """Something is recorded for a day that has not come.

    What it finds
        A check-in, a point of a metric, an approval of a charter, a position, signature or decision of a proposal, an
        entry in the history of an action or a delivery of a hand-off that is dated after the as-of date.

    Why it matters
        Nobody can have measured or approved it yet: it is a slip of the pen, or a number that was made up.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2026-06-30, value: 52}

    Instead
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-06-30, value: 52}

    How to mend it
        Correct the date. What is only planned is no entry yet: it goes into a `curve`, a `due` or a target.
    """
    for record, route, day, entry in _entries(world):
        if day > world.as_of:
            message = msg(
                "{entry} of {record} is dated {date}, a day that has not come",
                entry=entry,
                record=record.titled,
                date=day,
            )
            yield Fault(record.place(*route), message, msg("correct the date"), (record.ref,))


def _entries(world: World) -> Iterator[_Entry]:
    for goal in world.all(Goal):
        for at, result in enumerate(goal.value.key_results):
            for index, checkin in enumerate(result.checkins):
                route = ("key_results", at, "checkins", index, "date")
                yield goal, route, checkin.date, msg("a check-in")
    for metric in world.all(Metric):
        for index, point in enumerate(metric.value.points):
            yield metric, ("points", index, "date"), point.date, msg("a point")
    yield from _agreements(world)
    for action in world.all(Action):
        for index, entry in enumerate(action.value.history):
            yield action, ("history", index, "date"), entry.date, msg("an entry in the history")
    for handoff in world.all(Handoff):
        for index, delivery in enumerate(handoff.value.deliveries):
            if delivery.delivered is not None:
                yield handoff, ("deliveries", index, "delivered"), delivery.delivered, msg("a delivery")


def _agreements(world: World) -> Iterator[_Entry]:
    for charter in world.all(Charter):
        for index, approval in enumerate(charter.value.approvals):
            yield charter, ("approvals", index, "date"), approval.date, msg("an approval")
    for proposal in world.all(Proposal):
        for index, position in enumerate(proposal.value.positions):
            yield proposal, ("positions", index, "date"), position.date, msg("a position")
        for index, signoff in enumerate(proposal.value.signoffs):
            yield proposal, ("signoffs", index, "date"), signoff.date, msg("a signature")
        if proposal.value.decided is not None:
            yield proposal, ("decided",), proposal.value.decided, msg("a decision")
