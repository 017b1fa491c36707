"""Where a proposal stands: who is still to be heard, whether its text is still the one agreed, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

from collab_cli.analyses.consensus import ENOUGH_SETTLED, Consensus, Obstructed, consensus
from collab_cli.analyses.stand_ins import Answering, answering
from collab_cli.graph.agreements import AgreedSubject, accepted_proposals, is_current, missing_approvals
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.proposal import Idea, Objection, Proposal, Subject
from collab_cli.model.record import Record

TextState = Literal["same", "editorial", "changed", "unbound", "faulty", "gone", "superseded", "approved"]
"""How the present text of a subject is to the one put to the vote.

It may be the same, or other in wording only; of one that has faults nobody can tell. What has changed may have been
agreed since: by a later proposal, or, of a charter, by the approvals of all.
"""

NEEDED: Final = ("proposal", "goal", "charter", "handoff", "department", "person")
"""The kinds of records that tell who is to be heard on what."""

_ACTIVATED: Final = {"goal": ("draft", "proposed"), "charter": ("draft",)}
"""What takes effect by a command of its own once it is agreed, by kind, and the states it does so from."""


@dataclass(frozen=True, slots=True)
class SubjectStanding:
    """A subject of a proposal; ``present`` is the digest of its text now, ``later`` the proposal accepted since."""

    subject: Subject
    record: Record[Any] | None
    present: str | None
    state: TextState
    later: Record[Proposal] | None = None

    @property
    def is_stale(self) -> bool:
        """Return whether its text is not the one put to the vote, and nothing else agrees to it."""
        return self.state == "changed"


@dataclass(frozen=True)
class ProposalStanding:
    """Where a proposal stands on the day of ``world``."""

    world: World
    proposal: Record[Proposal]
    consensus: Consensus
    subjects: tuple[SubjectStanding, ...]

    @property
    def is_decided(self) -> bool:
        """Return whether it is no longer put to anybody."""
        return self.proposal.value.status != "open"

    @cached_property
    def stale(self) -> tuple[SubjectStanding, ...]:
        """Return the subjects whose text has changed since it was put to the vote."""
        return tuple(one for one in self.subjects if one.is_stale)

    @property
    def is_stale(self) -> bool:
        """Return whether it was accepted and something it agreed to has changed since."""
        return self.proposal.value.status == "accepted" and bool(self.stale)

    @property
    def is_overdue(self) -> bool:
        """Return whether it is open after its deadline."""
        deadline = self.proposal.value.deadline
        return not self.is_decided and deadline is not None and deadline < self.world.as_of

    @property
    def in_the_way(self) -> tuple[Obstructed, ...]:
        """Return what keeps it from being accepted, objections first; who was not heard is named once."""
        found, objecting = self.consensus.obstacles, self.consensus.objecting
        silent = self.consensus.missing if any(each.by == "quorum" for each in found) else ()
        rest = []
        for each in found:
            left = tuple(one for one in each.departments if one not in silent)
            if each.by == "not_agreed" and left:
                rest.append(replace(each, departments=left))
            elif each.by not in ("objection", "not_agreed"):
                rest.append(each)
        return tuple(rest) if objecting is None else (objecting, *rest)

    @cached_property
    def objections(self) -> tuple[tuple[int, Objection], ...]:
        """Return the objections with their numbers in the file, from 1."""
        return tuple((self._number("objections", at), one) for at, one in enumerate(self.proposal.written.objections))

    @cached_property
    def ideas(self) -> tuple[tuple[int, Idea], ...]:
        """Return the ideas with their numbers in the file, from 1."""
        return tuple((self._number("ideas", at), one) for at, one in enumerate(self.proposal.written.ideas))

    def _number(self, field: str, at: int) -> int:
        return int(self.proposal.in_file(field, at)[-1]) + 1

    def speaker(self, department: str) -> Answering:
        """Return who speaks for a department on the day of the world."""
        return answering(self.world, department)

    @cached_property
    def positioning(self) -> tuple[str, ...]:
        """Return the commands that note the positions to be asked for, one for each department somebody speaks for."""
        if self.is_decided:
            return ()
        said = "--score 4" if self.proposal.value.method == "fist_to_five" else "agree"
        asked = (self._asked(one) for one in (*self.consensus.missing, *self._answered))
        return tuple(f"collab proposal position {self.proposal.id} {said} {each}" for each in asked if each)

    def _asked(self, department: str) -> str:
        """Return the end of the command by which a department is spoken for, empty where nobody speaks for it."""
        person, parties, day = self.speaker(department).now, self.world.parties, self.world.as_of
        spoken_for = [one for one in self.proposal.value.affected if person in parties.speakers(one, day)]
        if department not in spoken_for:
            return ""
        return f"--by {person}" if len(spoken_for) == 1 else f"--department {department} --by {person}"

    @property
    def _answered(self) -> tuple[str, ...]:
        """Return the departments that stand against it although what they object to has been settled."""
        value = self.proposal.value
        waiting = {objection.by for objection in value.objections if objection.status == "open"}
        if value.method in ENOUGH_SETTLED:
            return ()
        return tuple(
            stand.department
            for stand in self.consensus.stands
            if stand.position is not None and stand.position.position == "object" and stand.position.by not in waiting
        )

    @cached_property
    def resolving(self) -> tuple[str, ...]:
        """Return the commands that note how the objections that are open were settled."""
        if self.is_decided:
            return ()
        return tuple(
            f"collab proposal resolve {self.proposal.id} {number} --resolution TEXT"
            for number, objection in self.objections
            if objection.status == "open"
        )

    @cached_property
    def amending(self) -> str | None:
        """Return the command that puts the present text to the vote, where it is no longer the one that was."""
        return f"collab proposal amend {self.proposal.id}" if self.stale and not self.is_decided else None

    @cached_property
    def closing(self) -> str | None:
        """Return the command that closes it, where it can be."""
        if self.is_decided or not self.proposal.is_whole or self.consensus.verdict == "undecided":
            return None
        if self.consensus.verdict == "accepted" and self.stale:
            return None
        return f"collab proposal close {self.proposal.id}"

    @cached_property
    def rejecting(self) -> str | None:
        """Return the command that rejects it, where all have been heard or the time is over and it is not agreed."""
        if self.is_decided or self.closing is not None or (self.consensus.missing and not self.is_overdue):
            return None
        return f"collab proposal close {self.proposal.id} --reject"

    @cached_property
    def reopening(self) -> str | None:
        """Return the command that puts to a new vote what has changed since it was accepted."""
        if not self.is_stale:
            return None
        subjects = " ".join(f"--subject {one.subject.ref.partition('/')[0]}" for one in self.stale)
        return f"collab proposal open TITLE {subjects}"

    @cached_property
    def activating(self) -> tuple[str, ...]:
        """Return the commands by which what was accepted takes effect."""
        if self.proposal.value.status != "accepted":
            return ()
        return activating(self.subjects)


def activating(subjects: tuple[SubjectStanding, ...]) -> tuple[str, ...]:
    """Return the commands by which those of the subjects of an accepted proposal take effect that have not yet."""
    agreed = (one.record for one in subjects if one.record is not None and one.state in ("same", "editorial"))
    return tuple(
        dict.fromkeys(
            f"collab {record.kind.name} activate {record.id}"
            for record in agreed
            if record.value.status in _ACTIVATED.get(record.kind.name, ())
        )
    )


def standing(world: World, proposal: Record[Proposal]) -> ProposalStanding:
    """Return where a proposal stands on the day of the world."""
    return ProposalStanding(world, proposal, consensus(world, proposal), subjects_of(world, proposal))


def subjects_of(world: World, proposal: Record[Proposal]) -> tuple[SubjectStanding, ...]:
    """Return the subjects of a proposal as they stand, in file order."""
    return tuple(_subject(world, proposal, subject) for subject in proposal.written.subjects)


def accepted_subjects(world: World) -> Mapping[str, AgreedSubject]:
    """Return what accepted proposals agreed on, by the reference of the subject; for `World.once`."""
    return accepted_proposals(world.workspace)


def _subject(world: World, proposal: Record[Proposal], subject: Subject) -> SubjectStanding:
    record = world.workspace.find(subject.ref)
    if record is None:
        kind, _, rest = subject.ref.partition(":")
        is_there = world.workspace.is_known(kind, rest.partition("/")[0])
        return SubjectStanding(subject, None, None, "faulty" if is_there else "gone")
    present = world.digest(record) if record.is_whole else None
    newest = world.once(accepted_subjects).get(record.ref)
    if proposal.value.status == "accepted" and newest is not None and newest.proposal.id != proposal.id:
        return SubjectStanding(subject, record, present, "superseded", newest.proposal)
    return SubjectStanding(subject, record, present, _text_state(world, proposal, record, subject.digest, present))


def _text_state(
    world: World, proposal: Record[Proposal], record: Record[Any], agreed: str | None, present: str | None
) -> TextState:
    if present is None:
        return "faulty"
    if agreed is None:
        return "unbound"
    if agreed == present:
        return "same"
    if is_current(world.workspace, record, agreed, present):
        return "editorial"
    if proposal.value.status == "accepted" and isinstance(record.value, Charter):
        return "changed" if missing_approvals(world.parties, record, present) else "approved"
    return "changed"
