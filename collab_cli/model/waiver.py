"""Waivers: known deviations accepted for a time, with a name."""

from __future__ import annotations

from typing import Annotated

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import AnyRef, Coded, Date, KindRecord, PersonId
from collab_cli.model.kind import Kind


class Waiver(KindRecord, frozen=True, kw_only=True):
    """A known deviation from a rule, accepted by somebody."""

    rule: str
    """The code of the rule waived."""
    target: Annotated[AnyRef, Coded("S011")]
    """The record it is waived for, as `kind:id` or `kind:id/part`."""
    reason: str
    """The reason."""
    approved_by: PersonId
    """Who approved it."""
    with_: Annotated[AnyRef | None, Coded("S011")] = msgspec.field(default=None, name="with")
    """The other of a pair: these two are not the same."""
    expires: Date | None = None
    """The last day it holds; needed when the rule's severity is error."""


KIND = Kind(
    name="waiver",
    folder="waivers",
    struct=Waiver,
    one=msg("waiver"),
    many=msg("waivers"),
    title_field="rule",
    in_register=True,
)
