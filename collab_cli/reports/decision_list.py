"""Decisions one a line: what was decided when, who sees to it, what it changes, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from collab_cli.analyses.decisions import DecisionStanding, DecisionState
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Message, Param, msg, msgn
from collab_cli.model.meeting import KIND, Meeting
from collab_cli.model.person import Person
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.action_list import in_a_row
from collab_cli.reports.records import field_data
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/decision-list/v1"
_TONES: Final[dict[DecisionState, Tone]] = {
    "open": "warn",
    "implemented": "good",
    "superseded": "muted",
    "draft": "muted",
    "untold": "",
}
NOTHING: Final = "-"
"""What stands where nothing tells what became of a decision."""


def build(world: World, standings: Sequence[DecisionStanding], *, as_table: bool = False) -> Report:
    """Return the list of ``standings``, those of one meeting under its heading, numbered through."""
    blocks: list[Block] = []
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_table:
        blocks.append(_sheet(world, standings))
    elif not standings:
        blocks.append(Text(Styled(_nothing(world), "muted")))
    else:
        blocks.append(Text(tally(standings)))
        blocks += _by_meeting(world, standings)
    record = {
        "as_of": world.as_of,
        "decisions": [decision_record(one) for one in standings],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def tally(standings: Sequence[DecisionStanding]) -> Message:
    """Return how many decisions there are, and how many of them are still to be carried out."""
    said = [msgn("{count} decision", "{count} decisions", len(standings))]
    still = sum(one.state == "open" for one in standings)
    if still:
        said.append(msgn("{count} not carried out yet", "{count} not carried out yet", still))
    return in_a_row(said)


def meeting_heading(world: World, one: DecisionStanding) -> Message:
    """Return the heading over the decisions of a meeting."""
    meeting = one.meeting
    heading = msg("{title}, {day} ({id})", title=meeting.name, day=meeting.value.date, id=meeting.id)
    return msg("{heading}, draft", heading=heading) if meeting.value.status == "draft" else heading


def state_said(one: DecisionStanding) -> Cell:
    """Return what became of a decision, with its tone."""
    said: Param
    match one.state:
        case "superseded":
            said = msg("superseded by {decisions}", decisions=tuple(map(_short, one.superseded_by)))
        case "open":
            said = msg("not carried out yet")
        case "implemented":
            said = msg("carried out")
        case "draft":
            said = msg("draft")
        case _:
            said = NOTHING
    return Styled(said, _TONES[one.state])


def changes_said(world: World, one: DecisionStanding) -> tuple[Param, ...]:
    """Return what a decision changes: the goals and charters it names, by title, and the actions agreed for it."""
    found: list[Param] = []
    for name in one.decision.changes:
        record = world.workspace.find(name)
        found.append(record.name if record is not None else name)
    return (*found, *(action.action.name for action in one.actions))


def decision_record(one: DecisionStanding) -> dict[str, Any]:
    """Return a decision and what became of it as plain data."""
    return {
        "ref": one.ref,
        "meeting": one.meeting.id,
        "date": one.meeting.value.date,
        "path": one.meeting.path,
        "minutes": one.meeting.value.status,
        **field_data(one.meeting.written.decisions[one.written_index]),
        "state": one.state,
        "superseded_by": list(one.superseded_by),
        "changed": dict(one.changed),
        "actions": [{"id": each.action.id, "status": each.state.status} for each in one.actions],
    }


def owner_name(world: World, one: DecisionStanding) -> str | Bilingual:
    """Return who sees to a decision, empty if nobody does."""
    owner = one.decision.owner
    return world.name(Person, owner) if owner is not None else ""


def _by_meeting(world: World, standings: Sequence[DecisionStanding]) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    columns = (*("#", msg("Decision"), msg("Owner"), msg("Changes"), msg("Standing")),)
    for _, group in groupby(standings, key=lambda one: one.meeting.id):
        rows, keys = [], []
        for one in group:
            number += 1
            rows.append(
                (
                    Styled(number, "accent"),
                    one.decision.text,
                    owner_name(world, one),
                    Items(changes_said(world, one)),
                    state_said(one),
                )
            )
            keys.append(one.ref)
            heading = meeting_heading(world, one)
        blocks += [Heading(heading, 2), Table(columns, tuple(rows), "><<<<", keys=tuple(keys))]
    return blocks


def _sheet(world: World, standings: Sequence[DecisionStanding]) -> Table:
    columns = (
        *(
            msg("Date"),
            msg("Meeting"),
            msg("Decision"),
            msg("Rationale"),
            msg("Owner"),
            msg("Changes"),
            msg("Standing"),
        ),
    )
    rows = tuple(
        (
            one.meeting.value.date,
            one.meeting.name,
            one.decision.text,
            one.decision.rationale or "",
            owner_name(world, one),
            Items(changes_said(world, one)),
            state_said(one),
        )
        for one in standings
    )
    keys = tuple(one.ref for one in standings)
    return Table(columns, rows, "<<<<<<<", keys=keys, empty=msg("no decision is as asked for"))


def _nothing(world: World) -> Message:
    if KIND.name in world.workspace.unread:
        return msg("some {kinds} cannot be read", kinds=KIND.many)
    if not any(meeting.value.decisions for meeting in world.all(Meeting)):
        return msg("nothing was decided yet")
    return msg("no decision is as asked for")


def _short(ref: str) -> str:
    return ref.removeprefix("meeting:")
