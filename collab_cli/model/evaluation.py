"""Evaluations: how duties were fulfilled, and what follows."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    ActionId,
    Date,
    Flag,
    Id,
    KindRecord,
    NameField,
    Number,
    Part,
    Period,
    PersonId,
    RefersOpenly,
    RowRef,
    TextOrRef,
)
from collab_cli.model.kind import Kind


class Rating(Part, frozen=True, kw_only=True):
    """How well a duty was fulfilled."""

    duty: RowRef
    """The duty rated, as `charter/row`."""
    rating: Annotated[int, msgspec.Meta(ge=1, le=5)]
    """From 1 to 5."""
    weight: Number | None = None
    """Its weight among the ratings; the weight of the duty if nothing is written."""
    evidence: list[TextOrRef] = []
    """What the rating rests on, in words or as `kind:id`."""


class EvaluationFinding(Part, frozen=True, kw_only=True):
    """A duty not or badly performed, and the repair."""

    id: Id
    """`f1`, `f2` and so on."""
    duty: RowRef | None = None
    """The duty concerned, as `charter/row`."""
    kind: Literal["not_performed", "inadequate"] | None = None
    """Whether the duty was not performed or badly performed."""
    evidence: TextOrRef | None = None
    """What shows it, in words or as `kind:id`."""
    cause: str | None = None
    """Why it happened."""
    corrective_action: ActionId | None = None
    """The action that repairs it."""
    effectiveness_check: Date | None = None
    """The day to look whether the repair holds."""
    effective: Flag | None = None
    """Whether the repair holds."""


class Consequence(Part, frozen=True, kw_only=True):
    """A reward, criticism or penalty."""

    kind: Literal["reward", "criticism", "penalty", "improvement_plan"]
    """What kind of consequence it is."""
    person: PersonId | None = None
    """Whom it concerns; named only in restricted records."""
    approved_by: PersonId | None = None
    """Who approved it."""
    date: Date | None = None
    """When."""
    reply: str | None = None
    """What the person says to it."""
    reply_by: Date | None = None
    """The last day to reply."""
    appeal: str | None = None
    """The appeal and what became of it."""


class Evaluation(KindRecord, frozen=True, kw_only=True):
    """An evaluation of duties fulfilled."""

    title: NameField
    """What the evaluation is called."""
    subject: Annotated[str, RefersOpenly(("department", "person"))]
    """The department or person evaluated, as `kind:id`."""
    period: Period
    """The period evaluated, by its id in collab.yaml."""
    evaluator: PersonId
    """Who evaluates."""
    ratings: list[Rating] = []
    """How well each duty was fulfilled."""
    findings: list[EvaluationFinding] = []
    """Duties not or badly performed, and the repair."""
    consequences: list[Consequence] = []
    """Rewards, criticism and penalties."""
    score: Number | None = None
    """The score out of 100, computed from the ratings."""
    grade: Literal["excellent", "good", "qualified", "unqualified"] | None = None
    """The grade, computed from the score."""
    status: Literal["draft", "published", "replied", "final"] = "draft"
    """Where the evaluation stands."""


KIND = Kind(
    name="evaluation",
    folder="evaluations",
    subfolder="period",
    struct=Evaluation,
    one=msg("evaluation"),
    many=msg("evaluations"),
    states={
        "draft": ("published",),
        "published": ("replied", "final"),
        "replied": ("final",),
        "final": (),
    },
    closed=frozenset({"final"}),
    part_fields=("findings",),
    parts={"rating": "ratings", "finding": "findings", "consequence": "consequences"},
)
