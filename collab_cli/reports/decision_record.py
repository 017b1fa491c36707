"""One decision whole: what was decided, why, by whom, and what became of it."""

from __future__ import annotations

from collab_cli.analyses.action_figures import ActionFigures
from collab_cli.analyses.decisions import DecisionStanding
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Label, Param, msg
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table
from collab_cli.reports.action_list import left
from collab_cli.reports.decision_list import decision_record, meeting_heading, owner_name, state_said

SCHEMA = "collab/decision/v1"


def build(world: World, one: DecisionStanding) -> Report:
    """Return a decision with its reason, its owner, what it changes and who does what for it."""
    page: list[Block] = [Heading(msg("Decision: {text}", text=one.decision.text)), *decision_blocks(world, one)]
    return Report(SCHEMA, tuple(page), {"as_of": world.as_of, **decision_record(one)})


def decision_blocks(world: World, one: DecisionStanding) -> tuple[Block, ...]:
    """Return the facts of a decision, and the actions agreed for it as a table where there are any."""
    decision = one.decision
    place = one.meeting.place("decisions", one.index)
    pairs: list[tuple[Param, Cell]] = [
        (msg("Id"), one.ref.removeprefix("meeting:")),
        (msg("Meeting"), meeting_heading(world, one)),
    ]
    if decision.rationale:
        pairs.append((msg("Rationale"), decision.rationale))
    if decision.method:
        pairs.append((msg("Method"), Label(decision.method, "method")))
    if decision.owner:
        pairs.append((msg("Owner"), owner_name(world, one)))
    if decision.supersedes:
        pairs.append((msg("Supersedes"), decision.supersedes.removeprefix("meeting:")))
    if one.changed:
        pairs.append((msg("Changes"), Items(tuple(_changed(world, *pair) for pair in one.changed.items()))))
    pairs.append((msg("Standing"), state_said(one)))
    pairs.append((msg("File"), Styled(f"{place.path}:{place.line}", "muted")))
    blocks: list[Block] = [Facts(tuple(pairs))]
    if one.actions:
        columns = (*(msg("Action"), msg("Owner"), msg("Due"), msg("Left")),)
        rows = tuple(
            (
                each.action.name,
                _owner(world, each),
                each.state.due or "",
                left(each),
            )
            for each in one.actions
        )
        blocks.append(Table(columns, rows, keys=tuple(each.action.id for each in one.actions)))
    return tuple(blocks)


def _owner(world: World, one: ActionFigures) -> str | Bilingual:
    owner = one.action.value.owner
    return world.parties.name(f"person:{owner}") if owner is not None else ""


def _changed(world: World, ref: str, has_changed: bool) -> Param:
    record = world.workspace.find(ref)
    title = record.titled if record is not None else ref
    return msg("{record} (changed since)", record=title) if has_changed else msg("{record} (as before)", record=title)
