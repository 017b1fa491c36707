"""Decisions of meetings: in force or not, and whether what they were to change has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.meeting_slots import HELD
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Decision, Meeting
from collab_cli.model.record import Record

DecisionState = Literal["draft", "superseded", "open", "implemented", "untold"]
"""Where a decision stands; untold is one that names no goal or charter and has no action: nothing tells it."""


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """A decision of ``meeting`` and what became of it.

    ``superseded_by`` are the references of decisions that took its place. ``changed`` says of each goal and charter it
    names, by reference, whether its text has changed since; ``actions`` are those agreed to carry it out.
    """

    meeting: Record[Meeting]
    decision: Decision
    index: int
    superseded_by: tuple[str, ...]
    changed: Mapping[str, bool]
    actions: tuple[ActionFigures, ...]

    @property
    def ref(self) -> str:
        """Return the decision as a reference, `meeting:id/dec1`."""
        return f"{self.meeting.ref}/{self.decision.id}"

    @property
    def written_index(self) -> int:
        """Return the place of the decision among those written, of which some may be faulty."""
        return next(at for at, one in enumerate(self.meeting.written.decisions) if one.id == self.decision.id)

    @property
    def state(self) -> DecisionState:
        """Return where it stands."""
        if self.meeting.value.status not in HELD:
            return "draft"
        if self.superseded_by:
            return "superseded"
        if not all(self.changed.values()) or any(action.is_open for action in self.actions):
            return "open"
        is_done = any(action.state.status == "done" for action in self.actions)
        return "implemented" if self.changed or is_done else "untold"


def decision_standings(world: World) -> tuple[DecisionStanding, ...]:
    """Return where every decision stands on the day of ``world``, the newest meeting first; cancelled ones have none.

    A meeting dated after that day is there: as-of hides no record.
    """
    superseded = _superseded(world)
    actions: dict[str, list[ActionFigures]] = defaultdict(list)
    for each in world.once(action_figures).values():
        actions[each.action.value.origin or ""].append(each)
    meetings = [meeting for meeting in world.workspace.all(Meeting) if meeting.value.status != "cancelled"]
    found = []
    for meeting in sorted(meetings, key=lambda each: (each.value.date, each.id), reverse=True):
        changed = _changed(world, meeting)
        for index, decision in enumerate(meeting.value.decisions):
            ref = f"{meeting.ref}/{decision.id}"
            of_it = {target: changed[target] for target in decision.changes if target in changed}
            found.append(
                DecisionStanding(
                    meeting, decision, index, tuple(superseded.get(ref, ())), of_it, tuple(actions.get(ref, ()))
                )
            )
    return tuple(found)


def replaced_by(links: Mapping[str, str | None], ref: str) -> tuple[str, ...]:
    """Return the decisions that ``ref`` takes the place of, one by way of the other; itself where that is a circle.

    ``links`` says of each decision, by reference, which one it supersedes.
    """
    found: dict[str, None] = {}
    at = links.get(ref)
    while at is not None and at not in found:
        found[at] = None
        at = links.get(at)
    return tuple(found)


def _superseded(world: World) -> Mapping[str, list[str]]:
    """Return, by the reference of a decision, those of the decisions of held meetings that took its place.

    Of those that supersede each other in a circle all stay in force: nothing tells which one was last.
    """
    links = {
        f"{meeting.ref}/{decision.id}": decision.supersedes
        for meeting in world.workspace.all(Meeting)
        if meeting.value.status in HELD
        for decision in meeting.value.decisions
        if decision.supersedes is not None
    }
    found: dict[str, list[str]] = defaultdict(list)
    for ref, replaced in links.items():
        if ref not in replaced_by(links, ref):
            found[replaced].append(ref)
    return found


def _changed(world: World, meeting: Record[Meeting]) -> dict[str, bool]:
    """Return, by how decisions of a meeting name them, whether goals and charters have changed since it.

    With a history their texts are compared with those of the last revision before the meeting; else their own entries
    about changes tell. What is not there any more is left out.
    """
    named = {
        target: record
        for decision in meeting.value.decisions
        for target in decision.changes
        if (record := world.workspace.find(target.partition("/")[0])) is not None
    }
    if not named:
        return {}
    records = {record.ref: record for record in named.values()}
    before = world.digests_before(meeting.value.date, tuple(records.values()))
    return {
        target: _has_entry_since(record, meeting.value.date)
        if before is None
        else before.get(record.ref) != world.digest(record)
        for target, record in named.items()
    }


def _has_entry_since(record: Record[Any], day: date) -> bool:
    return any(entry >= day for entry in _entry_days(record.value))


def _entry_days(value: object) -> Iterator[date]:
    if isinstance(value, Charter):
        yield from (entry.date for entry in value.change_log)
    elif isinstance(value, Goal):
        yield from (entry.date for entry in value.adjustments)
