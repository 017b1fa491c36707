"""A plan for breaking a goal down, as a file says it: who gets which part, under which title, with which figures."""

from __future__ import annotations

from typing import Literal

import msgspec

from collab_cli.model.field_types import Lacking, NameField, Number, Part, Share, Weight
from collab_cli.model.goal import KeyResult, Milestone


class PlannedKeyResult(Part, frozen=True, kw_only=True):
    """A key result of the new goal: one of the goal broken down, with figures of its own, or a further one."""

    from_: str | None = msgspec.field(default=None, name="from")
    """The key result of the goal broken down."""
    title: NameField | None = None
    """What is measured."""
    type: Literal["number", "percent", "money", "boolean", "milestone"] = "number"
    """How it is measured."""
    direction: Literal["increase", "decrease", "at_least", "at_most", "range"] = "increase"
    """Which way is better."""
    baseline: Number | None = None
    """The value at the start."""
    target: Number | None = None
    """The value to reach."""
    low: Number | None = None
    """The lower end of a range."""
    high: Number | None = None
    """The upper end of a range."""
    unit: str | None = None
    """The unit of baseline and target."""
    metric: str | None = None
    """The metric it reads."""
    weight: Weight = Weight("1")
    """Its weight among the key results of the goal."""
    milestones: list[Milestone] = []
    """The steps of a key result of type milestone."""

    def __post_init__(self) -> None:
        """Check that a further key result has what one of its type needs."""
        if self.from_ is None:
            if self.title is None:
                raise Lacking("title")
            own = {name: getattr(self, name) for name in self.__struct_fields__ if name not in ("from_", "title")}
            KeyResult(id="kr1", title=self.title, **own)


class PlannedGoal(Part, frozen=True, kw_only=True):
    """The goal of one department or person."""

    department: str | None = None
    """The department that gets it."""
    person: str | None = None
    """The person who gets it."""
    weight: Share | None = None
    """The share it carries, from 0 to 1."""
    title: NameField | None = None
    """What it is called; else the title of the goal served, with whose it is."""
    owner: str | None = None
    """Who answers for it; else the head, or the person."""
    how: str | None = None
    """How it serves the goal, in a sentence."""
    key_results: list[PlannedKeyResult] = []
    """Figures set by hand, and further key results."""

    def __post_init__(self) -> None:
        """Check that it says whose goal it is."""
        if self.department is None and self.person is None:
            raise Lacking("department")


class DecompositionPlan(Part, frozen=True, kw_only=True):
    """A whole plan."""

    by: Literal["equal", "headcount", "history", "weight"] | None = None
    """What the weights follow from where none are written."""
    key_results: list[str] = []
    """The key results handed down; all if none are named."""
    decimals: int | None = None
    """The decimal places of what is divided."""
    goals: list[PlannedGoal]
    """The new goals."""
