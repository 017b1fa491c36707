"""Metrics: numbers with a source, read by goals, guardrails and standards."""

from __future__ import annotations

from typing import Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import KindRecord, NameField, Number, Part, PastDate, PersonId
from collab_cli.model.kind import Kind

Nature = Literal["volume", "speed", "quality", "cost", "outcome"]
"""What kind of number it is; volume and speed need a counter-metric."""


class Point(Part, frozen=True, kw_only=True):
    """A value of a metric on a day."""

    date: PastDate
    """The day the value holds for."""
    value: Number
    """The value observed."""
    note: str | None = None
    """A remark."""


class Metric(KindRecord, frozen=True, kw_only=True):
    """A number with a source."""

    name: NameField
    """What the metric is called."""
    unit: str
    """The unit of its values."""
    direction: Literal["up", "down"] = "up"
    """Which way is better."""
    nature: Nature | None = None
    """What kind of number it is; volume and speed need a counter-metric."""
    aggregation: Literal["last", "sum", "mean"] = "last"
    """How values combine over a period."""
    owner: PersonId | None = None
    """Who supplies the values."""
    source: str | None = None
    """Where the values come from."""
    frequency: Literal["week", "month", "quarter", "year"] = "month"
    """How often a value is due."""
    points: list[Point] = []
    """The values observed."""


KIND = Kind(
    name="metric",
    folder="metrics",
    struct=Metric,
    one=msg("metric"),
    many=msg("metrics"),
    title_field="name",
    in_register=True,
    parts={"point": "points"},
)
