"""How people say yes: what approvals, positions, sign-offs and acknowledgements share."""

from __future__ import annotations

from collab_cli.model.field_types import Part, PastDate, PersonId, TextOrRef, Via


class Agreed(Part, frozen=True, kw_only=True):
    """How an approval, a position or a sign-off was given."""

    via: Via | None = None
    """The way it was given."""
    evidence: TextOrRef | None = None
    """What shows it: a document number, a link, or a reference such as `meeting:id`."""


class Acknowledgement(Part, frozen=True, kw_only=True):
    """A person's word of having read and understood."""

    person: PersonId
    """Who confirmed."""
    date: PastDate
    """When."""
