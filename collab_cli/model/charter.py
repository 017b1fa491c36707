"""Charters: versioned statements of the duties of a department, or of the steps of a process."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.agreement import Agreed
from collab_cli.model.field_types import (
    Coded,
    Date,
    DepartmentId,
    Digest,
    KindRecord,
    Lacking,
    NameField,
    Part,
    PastDate,
    PersonId,
    ProposalId,
)
from collab_cli.model.kind import Kind
from collab_cli.model.responsibility_row import ResponsibilityRow


class Approval(Agreed, frozen=True, kw_only=True):
    """The agreement of a department to a text."""

    department: DepartmentId
    """The department that approves."""
    by: PersonId
    """Who speaks for it."""
    date: PastDate
    """When."""
    digest: Digest | None = None
    """The content approved, written by the command."""


class CharterAcknowledgement(Part, frozen=True, kw_only=True):
    """A person's word of having read a version of a charter."""

    person: PersonId
    """Who confirmed."""
    date: PastDate
    """When."""
    version: int | None = None
    """The version that was read."""


class Editorial(Part, frozen=True, kw_only=True):
    """Two texts that mean the same, by their digests."""

    from_: Digest = msgspec.field(name="from")
    """The content before, written by the command."""
    to: Digest
    """The content after, written by the command."""


class Change(Part, frozen=True, kw_only=True):
    """An entry of a charter's change log."""

    version: int | None = None
    """The version the change made."""
    date: PastDate
    """The day of the change."""
    by: PersonId | None = None
    """Who made it."""
    note: str | None = None
    """What changed."""
    proposal: ProposalId | None = None
    """The proposal it was agreed in."""
    editorial: Editorial | None = None
    """Marks a change of wording only: agreements carry over."""


class Charter(KindRecord, frozen=True, kw_only=True):
    """A versioned statement of duties."""

    title: NameField
    """What the charter is called."""
    type: Literal["department", "process", "project"] = "department"
    """Whose duties it states: a department's, or the steps of a process or project in order."""
    owner: PersonId | None = None
    """Who keeps the charter up to date; the head if it is a department's."""
    version: int = 1
    """The version, raised with every change."""
    status: Literal["draft", "effective", "superseded"] = "draft"
    """Where the charter stands."""
    effective_from: Date | None = None
    """The day it takes effect."""
    review_by: Date | None = None
    """The day by which it is to be reviewed."""
    purpose: str | None = None
    """What the department or process is there for."""
    duties: list[ResponsibilityRow] = []
    """The duties, or the steps in order."""
    approvals: Annotated[list[Approval], Coded("P201")] = []
    """The agreement of the departments concerned; the newest of a department counts."""
    acknowledgements: list[CharterAcknowledgement] = []
    """Staff who confirmed that they know the charter."""
    change_log: Annotated[list[Change], Coded("D951")] = []
    """What changed from version to version."""

    def __post_init__(self) -> None:
        """Check that a process or project, which no department keeps, has an owner."""
        if self.type != "department" and self.owner is None:
            raise Lacking("owner")


KIND = Kind(
    name="charter",
    folder="charters",
    struct=Charter,
    one=msg("charter"),
    many=msg("charters"),
    ids="charter",
    states={
        "draft": ("effective",),
        "effective": ("superseded",),
        "superseded": (),
    },
    closed=frozenset({"superseded"}),
    part_fields=("duties",),
    parts={"duty": "duties"},
)
