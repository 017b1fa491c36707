"""Proposals: how departments take part and agree."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.agreement import Agreed
from collab_cli.model.field_types import (
    Date,
    DepartmentId,
    Digest,
    KindRecord,
    MeetingId,
    NameField,
    Part,
    PastDate,
    PersonId,
    RefersOpenly,
    Share,
)
from collab_cli.model.kind import Kind

Method = Literal["consent", "consensus", "fist_to_five", "majority", "lazy", "sign_off"]
"""How a group decides."""


class Subject(Part, frozen=True, kw_only=True):
    """Something a proposal is about."""

    ref: Annotated[str, RefersOpenly(("goal", "charter", "handoff"))]
    """The goal, charter or hand-off to be agreed, as `kind:id`."""
    digest: Digest | None = None
    """The content put to the vote, written by the command."""


class Idea(Part, frozen=True, kw_only=True):
    """An idea brought in, and what became of it."""

    by: PersonId
    """Who brought it in."""
    text: str
    """What was said."""
    disposition: Literal["accepted", "rejected", "parked", "merged"] | None = None
    """What became of it."""
    reason: str | None = None
    """The reason."""


class Position(Agreed, frozen=True, kw_only=True):
    """Where a department stands."""

    department: DepartmentId
    """The department that takes the position."""
    by: PersonId
    """Who speaks for it."""
    date: PastDate
    """When."""
    position: Literal["agree", "reserve", "abstain", "object"] | None = None
    """Its position."""
    score: Annotated[int, msgspec.Meta(ge=0, le=5)] | None = None
    """Its vote from 0 to 5, with the method fist_to_five."""
    comment: str | None = None
    """A remark."""
    round: int = 1
    """The round of the vote it belongs to."""


class Objection(Part, frozen=True, kw_only=True):
    """An objection and how it is settled."""

    by: PersonId
    """Who objects."""
    reason: str | None = None
    """The reason."""
    resolving_change: str | None = None
    """The change that would settle it."""
    status: Literal["open", "resolved", "withdrawn", "overruled"] = "open"
    """Where the objection stands."""
    resolution: str | None = None
    """How it was settled."""


class Signoff(Agreed, frozen=True, kw_only=True):
    """The signature of a person."""

    by: PersonId
    """Who signed."""
    date: PastDate
    """When."""
    round: int = 1
    """The round of the vote it belongs to."""


class Proposal(KindRecord, frozen=True, kw_only=True):
    """A question put to the departments concerned."""

    title: NameField
    """What is proposed."""
    subjects: list[Subject]
    """What is agreed, with the text put to the vote; may be empty for a decision."""
    type: Literal["goal_set", "goal_adjust", "charter_change", "decision"]
    """What the proposal is about."""
    method: Method = "sign_off"
    """How it is decided."""
    round: int = 1
    """The present round; only positions of this round count."""
    quorum: Share | None = None
    """The share of the departments that must take a position, from 0 to 1."""
    affected: list[DepartmentId]
    """The departments that must be heard."""
    opened: PastDate | None = None
    """The day it was opened."""
    deadline: Date | None = None
    """The last day to take a position."""
    decided: PastDate | None = None
    """The day it was decided."""
    review_on: Date | None = None
    """The day to look at it again."""
    meetings: list[MeetingId] = []
    """The meetings it was discussed in."""
    ideas: list[Idea] = []
    """Ideas brought in, and what became of them."""
    positions: list[Position] = []
    """Where each department stands; the newest of a round counts."""
    objections: list[Objection] = []
    """Objections and how they are settled."""
    status: Literal["open", "accepted", "rejected", "withdrawn"] = "open"
    """Where the proposal stands."""
    signoffs: list[Signoff] = []
    """Who signed."""


KIND = Kind(
    name="proposal",
    folder="proposals",
    subfolder="year",
    struct=Proposal,
    one=msg("proposal"),
    many=msg("proposals"),
    states={
        "open": ("accepted", "rejected", "withdrawn"),
        "accepted": (),
        "rejected": (),
        "withdrawn": (),
    },
    closed=frozenset({"accepted", "rejected", "withdrawn"}),
    parts={"idea": "ideas", "objection": "objections"},
)
