"""How hand-offs are kept: what was delivered when, and how much of it in time (F26)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from collab_cli.graph.world import World
from collab_cli.model.handoff import Delivery, Handoff
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record

Outcome = Literal["in_time", "late", "refused", "missing", "open"]
"""What became of a delivery: in time, late, not accepted, not come although due before the day, or still to come."""


@dataclass(frozen=True, slots=True)
class DeliveryFigures:
    """A delivery as it stood on a day; ``days`` are those it came late or is missing for, 0 for others."""

    delivery: Delivery
    outcome: Outcome
    days: int


@dataclass(frozen=True, slots=True)
class HandoffFigures:
    """A hand-off with its deliveries due in a span, by due day, and the issues that came from it."""

    handoff: Record[Handoff]
    deliveries: tuple[DeliveryFigures, ...]
    issues: tuple[Record[Issue], ...]

    @property
    def in_time(self) -> int:
        """Return how many deliveries came by their day and were not refused."""
        return sum(one.outcome == "in_time" for one in self.deliveries)

    @property
    def due(self) -> int:
        """Return how many deliveries were due."""
        return len(self.deliveries)

    @property
    def last(self) -> DeliveryFigures | None:
        """Return the newest delivery."""
        return self.deliveries[-1] if self.deliveries else None


def handoff_figures(world: World, first: date, last: date) -> Mapping[str, HandoffFigures]:
    """Return how every hand-off was kept, by id, in path order: deliveries due from ``first`` to ``last`` or the day.

    What was delivered after the day of ``world`` has not come yet.
    """
    end = min(last, world.as_of)
    by_cause: dict[str, list[Record[Issue]]] = {}
    for issue in world.workspace.all(Issue):
        if (issue.value.caused_by or "").startswith("handoff:"):
            by_cause.setdefault((issue.value.caused_by or "").partition("/")[0], []).append(issue)
    return {
        handoff.id: HandoffFigures(
            handoff,
            tuple(
                how_delivered(world, each)
                for each in sorted(handoff.value.deliveries, key=lambda delivery: delivery.due)
                if first <= each.due <= end
            ),
            tuple(by_cause.get(handoff.ref, ())),
        )
        for handoff in world.workspace.all(Handoff)
    }


def window(world: World) -> date:
    """Return the first of the last days whose deliveries count, as the limit says."""
    return world.as_of - timedelta(days=int(world.threshold("handoff-window-days")))


def on_time_rate(figures: Iterable[HandoffFigures]) -> Decimal | None:
    """Return the share of the deliveries due that came in time, None where none was due."""
    each = tuple(figures)
    due = sum(one.due for one in each)
    return Decimal(sum(one.in_time for one in each)) / Decimal(due) if due else None


def how_delivered(world: World, delivery: Delivery) -> DeliveryFigures:
    """Return how a delivery stands on the day of ``world``; what came after it has not come yet."""
    came = delivery.delivered
    if came is None or came > world.as_of:
        days = (world.as_of - delivery.due).days
        return DeliveryFigures(delivery, "missing" if days > 0 else "open", max(days, 0))
    if delivery.accepted is not None and not delivery.accepted:
        return DeliveryFigures(delivery, "refused", max((came - delivery.due).days, 0))
    late = (came - delivery.due).days
    return DeliveryFigures(delivery, "late" if late > 0 else "in_time", max(late, 0))
