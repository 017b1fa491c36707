"""Trainings: who learned what, from whom, and whether it helped."""

from __future__ import annotations

from typing import Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import Date, KindRecord, Mark, NameField, Number, Part, PersonId, SkillId
from collab_cli.model.kind import Kind
from collab_cli.model.skill import SkillLevel


class Trainer(Part, frozen=True, kw_only=True):
    """Who gives a training."""

    type: Literal["external", "internal"] | None = None
    """Whether the trainer comes from outside."""
    name: NameField | None = None
    """The trainer's name."""
    org: str | None = None
    """The organisation the trainer comes from."""
    person: PersonId | None = None
    """The colleague who trains."""


class Learning(Part, frozen=True, kw_only=True):
    """Test results before and after a training."""

    pre: Number | None = None
    """The result before."""
    post: Number | None = None
    """The result after."""


class TrainingEvaluation(Part, frozen=True, kw_only=True):
    """What a training was worth."""

    reaction: Mark | None = None
    """How the attendees liked it, from 1 to 5."""
    learning: Learning | None = None
    """Test results before and after."""
    behaviour_check: Date | None = None
    """The day to look whether people work differently."""


class Outcome(Part, frozen=True, kw_only=True):
    """The level of a skill before and after a training."""

    person: PersonId
    """Who learned."""
    skill: SkillId
    """The skill."""
    from_: SkillLevel | None = msgspec.field(default=None, name="from")
    """The level before."""
    to: SkillLevel
    """The level after."""


class Training(KindRecord, frozen=True, kw_only=True):
    """A course or workshop."""

    title: NameField
    """What the training is called."""
    date: Date
    """The day of the training."""
    skills: list[SkillId] = []
    """The skills it trains."""
    trainer: Trainer | None = None
    """Who gives it."""
    choice_reason: str | None = None
    """Why this trainer was chosen."""
    attendees: list[PersonId] = []
    """Who took part."""
    cost: Number | None = None
    """What it cost."""
    evaluation: TrainingEvaluation | None = None
    """What it was worth."""
    outcomes: list[Outcome] = []
    """The levels reached."""
    status: Literal["planned", "held", "cancelled"] = "planned"
    """Where the training stands."""


KIND = Kind(
    name="training",
    folder="training",
    struct=Training,
    one=msg("training"),
    many=msg("trainings"),
    states={
        "planned": ("held", "cancelled"),
        "held": (),
        "cancelled": (),
    },
    # a held training still gets its evaluation and outcomes
    closed=frozenset({"cancelled"}),
    parts={"outcome": "outcomes"},
)
