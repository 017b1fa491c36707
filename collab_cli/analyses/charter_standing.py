"""Where a charter stands: who has agreed to which text of it, who has read which version, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from collab_cli.analyses.acknowledgements import Reader, Readership, readers
from collab_cli.graph.agreements import (
    AgreedSubject,
    GivenApproval,
    accepted_proposals,
    affected_departments,
    charter_owner,
    is_current,
    last_agreed,
    missing_approvals,
    needs_agreement,
    newest_approvals,
)
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.record import Record

Agreed = Literal["present", "editorial", "older", "unbound", "never"]
"""To what a department agreed: the present text, one that differs in wording only, an older one, one not recorded."""

NEEDED: Final = ("charter", "department", "person", "role", "proposal")
"""The kinds of records that tell who has to agree to a charter, who has to read it, and who did."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a department has agreed to; ``given`` is its newest approval, ``speaker`` who can give the next one."""

    department: str
    agreed: Agreed
    given: GivenApproval | None
    speaker: str | None

    @property
    def holds(self) -> bool:
        """Return whether it is an agreement to the present text."""
        return self.agreed in ("present", "editorial")


@dataclass(frozen=True)
class Standing:
    """Where a charter stands; ``proposal`` is the accepted one on its present text, which is everybody's agreement."""

    world: World
    charter: Record[Charter]
    agreements: tuple[Agreement, ...]
    readership: tuple[Readership, ...]
    proposal: AgreedSubject | None

    @property
    def missing(self) -> tuple[Agreement, ...]:
        """Return the departments that still have to agree to the present text, whether or not that is asked for."""
        if self.proposal is not None:
            return ()
        return tuple(one for one in self.agreements if not one.holds)

    @property
    def is_over(self) -> bool:
        """Return whether the charter has been superseded, so that nobody has to do anything."""
        return self.charter.value.status == "superseded"

    @property
    def is_read(self) -> bool:
        """Return whether people are asked to read it: a draft may still change, and what is superseded is over."""
        return self.charter.value.status == "effective"

    @property
    def is_known(self) -> bool:
        """Return whether all can be read that tells whom the charter concerns and who agreed."""
        return self.world.workspace.unread.isdisjoint(NEEDED)

    @cached_property
    def waits_for_agreement(self) -> bool:
        """Return whether agreements are missing that the workspace asks for."""
        return bool(self.missing) and not self.is_over and needs_agreement(self.world.settings)

    @cached_property
    def can_take_effect(self) -> bool:
        """Return whether it is a draft that nothing keeps from taking effect."""
        is_ready = self.charter.value.status == "draft" and self.charter.is_whole and bool(self.agreements)
        return is_ready and self.is_known and not self.waits_for_agreement

    @cached_property
    def short(self) -> tuple[Readership, ...]:
        """Return the departments of which too few people have read it."""
        if not self.is_read:
            return ()
        limit = self.world.threshold("ack-coverage")
        return tuple(one for one in self.readership if one.share < limit)

    @property
    def is_open(self) -> bool:
        """Return whether there is something to do."""
        return self.waits_for_agreement or self.can_take_effect or bool(self.short) or not self.charter.is_whole

    @cached_property
    def people(self) -> tuple[Reader, ...]:
        """Return everybody who must know the charter, once."""
        return tuple({one.person: one for department in self.readership for one in department.readers}.values())

    @property
    def read(self) -> int:
        """Return how many people have read the present version."""
        return sum(one.is_present for one in self.people)

    @cached_property
    def approving(self) -> tuple[str, ...]:
        """Return the commands that note the agreements missing, one for each department somebody speaks for."""
        if not self.waits_for_agreement or not self.charter.is_whole:
            return ()
        return tuple(
            f"collab charter approve {self.charter.id} --department {one.department} --by {one.speaker}"
            for one in self.missing
            if one.speaker is not None
        )

    @cached_property
    def editorial(self) -> str | None:
        """Return the command by which the owner says that only the wording changed, where that helps."""
        world, charter = self.world, self.charter
        owner = charter_owner(world.workspace, charter)
        if not self.approving or not world.parties.is_active_person(owner):
            return None
        agreed = last_agreed(world.workspace, charter)
        if agreed is None or agreed == world.digest(charter):
            return None
        return f"collab charter approve {charter.id} --editorial --by {owner}"

    @cached_property
    def activating(self) -> str | None:
        """Return the command that lets the charter take effect, if nothing is in the way."""
        return f"collab charter activate {self.charter.id}" if self.can_take_effect else None

    @cached_property
    def acknowledging(self) -> tuple[str, ...]:
        """Return the commands by which those note their reading who have not read the present version."""
        if not self.is_read:
            return ()
        return tuple(
            f"collab charter ack {self.charter.id} --by {one.person}" for one in self.people if not one.is_present
        )


def standing(world: World, charter: Record[Charter]) -> Standing:
    """Return where a charter stands on the day of the world."""
    present = world.digest(charter)
    missing = missing_approvals(world.parties, charter, present)
    approvals = newest_approvals(charter)
    proposal = accepted_proposals(world.workspace).get(charter.ref)
    if proposal is not None:
        agreed = proposal.subject.digest
        if agreed is None or not is_current(world.workspace, charter, agreed, present):
            proposal = None
    agreements = tuple(
        Agreement(
            department,
            _agreed(approvals.get(department), present, department not in missing),
            approvals.get(department),
            next(iter(world.parties.speakers(department, world.as_of)), None),
        )
        for department in affected_departments(world.parties, charter)
    )
    return Standing(world, charter, agreements, readers(world, charter), proposal)


def _agreed(given: GivenApproval | None, present: str, holds: bool) -> Agreed:
    if given is None:
        return "never"
    if given.approval.digest is None:
        return "unbound"
    if given.approval.digest == present:
        return "present"
    return "editorial" if holds else "older"
