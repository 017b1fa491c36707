"""Which issues are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collab_cli.analyses.issue_figures import IssueFigures, issue_figures
from collab_cli.graph.world import World


@dataclass(frozen=True, slots=True)
class IssueChoice:
    """What issues are asked for; None asks for any. ``person`` is who has them: in person, as head or in a role."""

    person: str | None = None
    department: str | None = None
    overdue: bool = False
    closed: bool = False

    def takes(self, world: World, one: IssueFigures) -> bool:
        """Return whether an issue is asked for."""
        if not (one.is_open or self.closed) or (self.overdue and not one.is_overdue):
            return False
        if self.person is not None and not is_on(world, one, self.person):
            return False
        return self.department is None or world.parties.counts_for(one.holder, self.department)


def is_on(world: World, one: IssueFigures, person: str) -> bool:
    """Return whether a person has an issue: in person, through a party the person answers for, or it was taken there.

    An issue that was escalated is with the last person it was taken to as well.
    """
    if world.parties.answering(one.holder) == f"person:{person}":
        return True
    role = one.holder.removeprefix("role:") if one.holder.startswith("role:") else None
    if role is not None and person in world.parties.holders.get(role, ()):
        return True
    value = one.issue.value
    return value.status == "escalated" and bool(value.escalations) and value.escalations[-1].to == person


def chosen_issues(world: World, choice: IssueChoice) -> tuple[IssueFigures, ...]:
    """Return the issues asked for: those still open first, of them the one due first at the top; then the newest."""
    found = [one for one in world.once(issue_figures).values() if choice.takes(world, one)]
    still = sorted((one for one in found if one.is_open), key=lambda one: (one.due, one.issue.id))
    rest = sorted((one for one in found if not one.is_open), key=_newest)
    return (*still, *reversed(rest))


def _newest(one: IssueFigures) -> tuple[datetime, str]:
    return one.raised, one.issue.id
