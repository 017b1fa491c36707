"""Decisions of a span for somebody who was not there: what was decided and why, and what is not carried out yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collab_cli.analyses.decisions import DecisionStanding, DecisionState
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.meeting import KIND
from collab_cli.page import Block, Heading, Report, Styled, Text
from collab_cli.reports.decision_list import build as build_list
from collab_cli.reports.decision_list import decision_record, tally
from collab_cli.reports.decision_record import decision_blocks
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/decisions/v1"

_PARTS: tuple[tuple[Message, tuple[DecisionState, ...]], ...] = (
    (msg("Not carried out yet"), ("open",)),
    (msg("In force"), ("untold",)),
    (msg("Carried out"), ("implemented",)),
    (msg("Superseded"), ("superseded",)),
    (msg("Drafts"), ("draft",)),
)


def build(
    world: World,
    standings: Sequence[DecisionStanding],
    first: date | None = None,
    *,
    as_tables: bool = False,
) -> Report:
    """Return the report on ``standings``, those of meetings from ``first`` on, what is open at the top."""
    company = world.settings.company.name
    title = (
        msg("Decisions of {company}, {last}", company=company, last=world.as_of)
        if first is None
        else msg("Decisions of {company}, {first} to {last}", company=company, first=first, last=world.as_of)
    )
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_tables:
        blocks += build_list(world, standings, as_table=True).page
    elif not standings:
        blocks.append(Text(Styled(msg("nothing was decided in these days"), "muted")))
    else:
        blocks.append(Text(tally(standings)))
        for heading, states in _PARTS:
            part = [one for one in standings if one.state in states]
            if part:
                blocks.append(Heading(heading, 2))
            for one in part:
                blocks += [Heading(one.decision.text, 3), *decision_blocks(world, one)]
    record = {
        "as_of": world.as_of,
        "from": first,
        "decisions": [decision_record(one) for one in standings],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)
