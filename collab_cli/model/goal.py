"""Goals: what a company, a department, a team or a person wants to reach in a period."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.agreement import Acknowledgement
from collab_cli.model.field_types import (
    ActionId,
    CaseId,
    Coded,
    Date,
    DepartmentId,
    Digest,
    Flag,
    GoalId,
    Id,
    KindRecord,
    Lacking,
    Measured,
    MetricId,
    NameField,
    Number,
    Part,
    PastDate,
    Period,
    PersonId,
    ProposalId,
    Shape,
    Share,
    TextOrRef,
    Weight,
)
from collab_cli.model.kind import Kind
from collab_cli.model.metric import Nature


class Milestone(Part, frozen=True, kw_only=True):
    """A step towards a key result of type milestone."""

    title: NameField
    """What is reached."""
    weight: Number = Number("1")
    """Its share of the key result, relative to the others."""
    due: Date | None = None
    """When it is to be reached."""
    done: PastDate | None = None
    """When it was reached."""


class GapAnalysis(Part, frozen=True, kw_only=True):
    """How far a key result is from where it should be, and why."""

    gap: Number | None = None
    """The value less the one expected by its day, in the unit of the key result."""
    cause: str | None = None
    """Why the gap is there."""


class CheckIn(Part, frozen=True, kw_only=True):
    """A value recorded on a day."""

    date: PastDate
    """The day the value holds for."""
    value: Measured | None = None
    """The value reached; true or false for a boolean key result."""
    confidence: Share | None = None
    """How sure the owner is that the target will be reached, from 0 to 1."""
    status: Literal["on_track", "at_risk", "off_track", "done"] | None = None
    """The owner's own judgement, shown beside the computed one."""
    note: str | None = None
    """A remark."""
    gap_analysis: GapAnalysis | None = None
    """The gap and its cause."""
    actions: list[ActionId] = []
    """What is done about the gap."""


class CurvePoint(Part, frozen=True, kw_only=True):
    """The share of a key result expected on a day."""

    date: Date
    """The day."""
    share: Share
    """The share expected by then, from 0 to 1."""


Curve = Literal["linear", "milestones"] | list[CurvePoint]


class KeyResult(Part, frozen=True, kw_only=True):
    """One measurable result of a goal."""

    id: Id
    """`kr1` to `kr5`."""
    title: NameField
    """What is measured."""
    type: Literal["number", "percent", "money", "boolean", "milestone"] = "number"
    """How it is measured."""
    direction: Literal["increase", "decrease", "at_least", "at_most", "range"] = "increase"
    """Which way is better; ignored for boolean and milestone."""
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
    milestones: list[Milestone] = []
    """The steps of a key result of type milestone."""
    metric: MetricId | None = None
    """The metric it reads."""
    nature: Nature | None = None
    """What kind of number it is; volume and speed need a counter-metric."""
    weight: Weight = Weight("1")
    """Its weight among the key results of the goal."""
    confidence: Share | None = None
    """How sure the owner is that the target will be reached, from 0 to 1."""
    additive: Flag = Flag.FALSE
    """Whether the targets of contributing goals on the same metric add up to this one."""
    curve: Curve = "linear"
    """The progress expected over the period."""
    checkins: list[CheckIn] = []
    """The values recorded; the newest on or before the as-of date counts."""

    def __post_init__(self) -> None:
        """Check what a key result of its type needs."""
        lacking = [name for name in self._needed() if getattr(self, name) in (None, [])]
        if lacking:
            raise Lacking(*lacking)

    def _needed(self) -> tuple[str, ...]:
        if self.type == "boolean":
            return ()
        if self.type == "milestone":
            return ("milestones",)
        if self.direction == "range":
            return ("low", "high", "unit")
        return ("target", "unit") if self.direction.startswith("at_") else ("baseline", "target", "unit")


class Contribution(Part, frozen=True, kw_only=True):
    """A link to a goal this goal serves."""

    goal: GoalId
    """The goal served."""
    weight: Share | None = None
    """The share this goal carries of the goal served, from 0 to 1."""
    how: Annotated[str | None, Coded("G115")] = None
    """How this goal serves the other, in a sentence staff understand."""
    parent_digest: Digest | None = None
    """The content of the goal served when the link was agreed, written by the command."""


class Guardrail(Part, frozen=True, kw_only=True):
    """A limit that protects the long term."""

    name: NameField | None = None
    """What the limit is called."""
    metric: MetricId | None = None
    """The metric watched."""
    at_most: Number | None = None
    """The highest value allowed."""
    at_least: Number | None = None
    """The lowest value allowed."""


class Tension(Part, frozen=True, kw_only=True):
    """A declared conflict between results."""

    between: list[TextOrRef] = []
    """The key results (by id) or goals (as `goal:id/kr`) that pull apart."""
    resolution: Annotated[str | None, Coded("G113")] = None
    """How the conflict is settled."""


class Adjustment(Part, frozen=True, kw_only=True):
    """A change of a target made openly."""

    date: PastDate
    """The day of the change."""
    field: str
    """What changed, such as `kr1.target`."""
    from_: Annotated[str | None, Shape("typed")] = msgspec.field(default=None, name="from")
    """The value before."""
    to: Annotated[str | None, Shape("typed")] = None
    """The value after."""
    reason: Literal["market_change", "company_change", "correction", "feasibility", "other"] | None = None
    """Why it changed."""
    note: str | None = None
    """A remark."""
    approved_by: PersonId | None = None
    """Who approved the change."""
    proposal: ProposalId | None = None
    """The proposal it was agreed in."""


class Closing(Part, frozen=True, kw_only=True):
    """What was learned when a goal was closed."""

    cause: str | None = None
    """Why it came out as it did."""
    next: Literal["keep", "modify", "drop"] | None = None
    """What becomes of the goal."""
    case: CaseId | None = None
    """The case it is told in."""


class Goal(KindRecord, frozen=True, kw_only=True):
    """A goal."""

    title: NameField
    """What is to be reached."""
    level: Literal["company", "department", "team", "person"]
    """Whose goal it is."""
    department: DepartmentId | None = None
    """The department that has the goal; needed unless the level is company."""
    owner: Annotated[PersonId | None, Coded("G107")] = None
    """The one person who answers for the goal."""
    co_owners: list[DepartmentId] = []
    """Departments that share the goal."""
    period: Period
    """The period the goal is for, by its id in collab.yaml."""
    commitment: Literal["committed", "aspirational"] = "committed"
    """Committed goals are expected to reach 1.0, aspirational ones about 0.7."""
    status: Literal["draft", "proposed", "active", "achieved", "missed", "cancelled"] = "draft"
    """Where the goal stands."""
    activated: Date | None = None
    """The day it became active, written by the command."""
    rollup: Literal["own", "children", "mixed"] | None = None
    """How progress is computed: from the goal's own key results, from contributing goals, or from both."""
    key_results: Annotated[list[KeyResult], Coded("G105")] = []
    """What is measured, one to five."""
    contributes_to: Annotated[list[Contribution], Coded("G101")] = []
    """The goals this goal serves."""
    guardrails: list[Guardrail] = []
    """Limits that protect the long term."""
    tensions: list[Tension] = []
    """Declared conflicts and how they are settled."""
    resources: Literal["none"] | None = None
    """`none`: no extra resources are needed."""
    adjustments: list[Adjustment] = []
    """Every change of a target, baseline, unit, weight, direction or period."""
    acknowledgements: list[Acknowledgement] = []
    """Staff who confirmed that they know the goal."""
    score: Share | None = None
    """The closing score, filled at the end."""
    closing: Closing | None = None
    """What was learned at the end."""

    def __post_init__(self) -> None:
        """Check that a goal below the company's names its department."""
        if self.level != "company" and self.department is None:
            raise Lacking("department")


KIND = Kind(
    name="goal",
    folder="goals",
    subfolder="year",
    struct=Goal,
    one=msg("goal"),
    many=msg("goals"),
    states={
        "draft": ("proposed", "active"),
        "proposed": ("active", "draft", "cancelled"),
        "active": ("achieved", "missed", "cancelled"),
        "achieved": (),
        "missed": (),
        "cancelled": (),
    },
    closed=frozenset({"achieved", "missed", "cancelled"}),
    part_fields=("key_results",),
    parts={"kr": "key_results", "link": "contributes_to", "guardrail": "guardrails", "tension": "tensions"},
)
