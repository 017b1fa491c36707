"""Something that concerns a person: the record, why, until when, and the command that deals with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.messages import Bilingual
from collab_cli.model.record import Record

Part = Literal["meeting", "action", "issue", "agreement", "handoff", "goal", "reading", "training"]
"""The parts of what concerns a person, in the order of the page."""

Why = Literal[
    "report",
    "attend",
    "chair",
    "secretary",
    "publish",
    "approve-minutes",
    "owner",
    "helper",
    "supervisor",
    "holder",
    "escalated",
    "position",
    "approval",
    "objection",
    "objecting",
    "accept",
    "deliver",
    "goal-owner",
    "checkin",
    "read",
    "skill",
    "course",
    "trainer",
]
"""Why something concerns a person."""

LOOKED_AT: Final[frozenset[Why]] = frozenset(
    {"attend", "chair", "secretary", "helper", "supervisor", "objecting", "goal-owner", "skill", "course", "trainer"}
)
"""The reasons for which somebody is told of something, but owes nothing."""


@dataclass(frozen=True, slots=True)
class SpokenFor:
    """A department a person answers for on a day; ``head`` is away ``until`` that day where the person stands in."""

    department: str
    head: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that concerns a person; ``due`` is the last day for it, or the day it takes place.

    ``days`` are those left until then, negative ones those it is late. ``detail`` is the part of the record it is
    about. ``spoken`` is the department it is owed for. ``status`` and ``progress`` are those of a goal, ``has`` and
    ``needs`` the levels of a skill.
    """

    part: Part
    why: Why
    record: Record[Any]
    command: str
    due: date | None = None
    days: int | None = None
    detail: str | Bilingual = ""
    spoken: SpokenFor | None = None
    status: PaceStatus | None = None
    progress: Decimal | None = None
    has: int | None = None
    needs: int | None = None

    @property
    def is_owed(self) -> bool:
        """Return whether the person is to do something about it."""
        return self.why not in LOOKED_AT

    @property
    def is_late(self) -> bool:
        """Return whether the person was to do it before the day."""
        return self.is_owed and self.days is not None and self.days < 0

    @property
    def order(self) -> tuple[bool, bool, date, bool, str]:
        """Return what things are ordered by: late ones first, then by their days, what is owed before the rest."""
        return not self.is_late, self.due is None, self.due or date.max, not self.is_owed, self.record.ref
