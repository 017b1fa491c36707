"""Meetings: minutes with reports, opinions, decisions and actions."""

from __future__ import annotations

from typing import Annotated, Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    ActionId,
    ActivityId,
    Coded,
    Date,
    DepartmentId,
    Flag,
    Id,
    KindRecord,
    Lacking,
    NameField,
    Part,
    Party,
    PastDate,
    PersonId,
    RefersOpenly,
    SeriesId,
    TextOrRef,
    Time,
)
from collab_cli.model.kind import Kind
from collab_cli.model.proposal import Method

Mode = Literal["in_person", "video", "hybrid"]
"""How people meet."""


class Regret(Part, frozen=True, kw_only=True):
    """Somebody who could not come, and who came instead."""

    person: PersonId
    """Who could not come."""
    delegate: PersonId | None = None
    """Who came instead."""


class ReportIssue(Part, frozen=True, kw_only=True):
    """A problem named in a report, and what became of it."""

    text: str
    """What was said."""
    topic: ActivityId | None = None
    """The activity it belongs to."""
    disposition: Literal["decision", "action", "escalated", "parked"] | None = None
    """What became of it."""
    ref: TextOrRef | None = None
    """The decision (`dec1`), action or issue that takes it up."""


class DepartmentReport(Part, frozen=True, kw_only=True):
    """What a department reports in a meeting."""

    department: DepartmentId
    """The department that reports."""
    by: PersonId | None = None
    """Who speaks for it."""
    progress: str | None = None
    """What was reached."""
    issues: list[ReportIssue] | None = None
    """Problems met; an empty list says there are none."""
    next: str | None = None
    """The next steps."""
    needs: str | None = None
    """The help wanted from others."""


class Opinion(Part, frozen=True, kw_only=True):
    """An opinion given in a meeting, and what became of it."""

    department: DepartmentId | None = None
    """The department whose view it is."""
    by: PersonId | None = None
    """Who gave it."""
    text: str
    """What was said."""
    disposition: Literal["accepted", "rejected", "parked"] | None = None
    """What became of it."""


class Decision(Part, frozen=True, kw_only=True):
    """A decision taken in a meeting."""

    id: Id
    """`dec1`, `dec2` and so on."""
    text: str
    """What was decided."""
    rationale: str | None = None
    """Why it was decided."""
    method: Method | None = None
    """How it was decided."""
    owner: PersonId | None = None
    """Who sees that it is carried out."""
    changes: list[Annotated[str, RefersOpenly(("goal", "charter"))]] = []
    """The goals and charters it changes, as `kind:id`."""
    supersedes: Annotated[str, RefersOpenly(("meeting",))] | None = None
    """The earlier decision it replaces, as `meeting:id/dec1`."""


class ActionStub(Part, frozen=True, kw_only=True):
    """An action noted in draft minutes; publishing makes it a record of its own."""

    title: NameField
    """What is to be done."""
    owner: PersonId | None = None
    """The one person who answers for it."""
    due: Date | None = None
    """When it is to be done."""
    assist: list[Party] = []
    """Who helps."""
    supervisor: PersonId | None = None
    """Who follows it up."""
    decision: Id | None = None
    """The decision of these minutes it carries out, such as `dec1`."""


class Meeting(KindRecord, frozen=True, kw_only=True):
    """Minutes of a meeting."""

    title: NameField
    """What the meeting is called."""
    date: Date
    """The day of the meeting."""
    series: SeriesId | None = None
    """The series it belongs to."""
    previous_approved: Flag | None = None
    """Whether the minutes of the meeting before were approved."""
    type: Literal["weekly", "goal_workshop", "monthly_review", "ad_hoc", "retrospective"] = "ad_hoc"
    """What kind of meeting it is."""
    mode: Mode = "in_person"
    """How people met."""
    mode_reason: str | None = None
    """Why people met that way."""
    start: Time | None = None
    """When it began."""
    end: Time | None = None
    """When it ended."""
    place: str | None = None
    """Where people met."""
    chair: Annotated[PersonId | None, Coded("M411")] = None
    """Who led the meeting; the series' chair if nobody is named."""
    secretary: Annotated[PersonId | None, Coded("M411")] = None
    """Who wrote the minutes; the series' secretary if nobody is named."""
    present: Annotated[list[PersonId], Coded("M411")] = []
    """Who was there."""
    guests: list[str] = []
    """People from outside who attended."""
    cc: list[str] = []
    """Who gets a copy of the minutes."""
    number: str | None = None
    """The number of the minutes."""
    issued_by: PersonId | None = None
    """Who issues the minutes."""
    regrets: list[Regret] = []
    """Who could not come, and who came instead."""
    agenda: Annotated[list[str], Coded("M411")] = []
    """The items discussed."""
    reports: Annotated[list[DepartmentReport], Coded("M403")] = []
    """What each department reports."""
    opinions: list[Opinion] = []
    """Opinions given, and what became of them."""
    decisions: list[Decision] = []
    """What was decided."""
    actions: Annotated[list[ActionId | ActionStub], Coded("M412")] = []
    """The actions agreed; a draft may hold title, owner and due date instead of an id."""
    carried_over: Annotated[list[ActionId], Coded("M409")] = []
    """Open actions of earlier meetings that were reviewed."""
    next_meeting: Date | None = None
    """The day of the next meeting."""
    published: PastDate | None = None
    """The day the minutes were published."""
    status: Literal["draft", "published", "approved", "cancelled"] = "draft"
    """Where the minutes stand; approved minutes are frozen."""
    reason: str | None = None
    """Why the meeting was cancelled."""

    def __post_init__(self) -> None:
        """Check that a cancelled meeting says why."""
        if self.status == "cancelled" and not self.reason:
            raise Lacking("reason")


KIND = Kind(
    name="meeting",
    folder="meetings",
    subfolder="year",
    struct=Meeting,
    one=msg("meeting"),
    many=msg("meetings"),
    ids="meeting",
    states={
        "draft": ("published", "cancelled"),
        "published": ("approved",),
        "approved": (),
        "cancelled": (),
    },
    closed=frozenset({"approved", "cancelled"}),
    corrections={"approved": msg("put it right in the minutes of the next meeting")},
    part_fields=("decisions",),
    parts={
        "agenda-item": "agenda",
        "department-report": "reports",
        "opinion": "opinions",
        "decision": "decisions",
        "action": "actions",
        "carried-over": "carried_over",
    },
)
