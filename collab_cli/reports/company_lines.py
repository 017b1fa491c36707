"""How the whole company stands, a line for each kind of work that has something to say, with the command for more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from collab_cli.analyses.company_standing import CompanyStanding
from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.page import Cell, Facts, Styled, Tone

SHOWN: Final = 2
"""How many series and proposals a line names."""
_ORDER: Final[tuple[PaceStatus, ...]] = ("missed", "off_track", "at_risk", "on_track", "done", "too_early")


def company_lines(world: World, standing: CompanyStanding, options: str = "") -> Facts | None:
    """Return the lines, each ending in a command with ``options``; None where nothing is to be said."""
    lines = tuple(
        (label, _line(said, f"{command} {options}".rstrip(), tone))
        for label, said, command, tone in _said(world, standing)
        if said
    )
    return Facts(lines) if lines else None


def company_record(standing: CompanyStanding) -> dict[str, Any]:
    """Return how the company stands as plain data."""
    return {
        "meetings": {
            "next": [{"series": series.id, "date": day} for series, day in standing.coming],
            "missed": standing.missed,
            "unsent": standing.unsent,
        },
        "actions": {"open": standing.actions, "overdue": standing.overdue, "postponed": standing.postponed},
        "issues": {"open": standing.issues, "over_limit": standing.over_limit, "bounced": standing.bounced},
        "goals": {**{status: standing.goals.get(status, 0) for status in _ORDER}, "stale": standing.stale},
        "proposals": [
            {"proposal": proposal.id, "waiting_for": list(departments)} for proposal, departments in standing.waiting
        ],
        "handoffs": {"late": standing.late},
    }


def _line(said: list[Message], command: str, tone: Tone) -> Cell:
    line = msg("{said} → {command}", said=Items(tuple(said)), command=command)
    return Styled(line, tone) if tone else line


def _said(world: World, one: CompanyStanding) -> Iterator[tuple[Param, list[Message], str, Tone]]:
    yield msg("Meetings"), _meetings(one), "collab meeting next", "warn" if one.missed or one.unsent else ""
    actions = [msgn("{count} open", "{count} open", one.actions)] if one.actions else []
    if one.overdue:
        actions.append(msgn("{count} overdue", "{count} overdue", one.overdue))
    if one.postponed:
        actions.append(msgn("{count} postponed twice or more", "{count} postponed twice or more", one.postponed))
    yield msg("Actions"), actions, "collab action list", "bad" if one.overdue else ""
    issues = [msgn("{count} open", "{count} open", one.issues)] if one.issues else []
    if one.over_limit:
        issues.append(msgn("{count} over its limit", "{count} over their limit", one.over_limit))
    if one.bounced:
        issues.append(msgn("{count} passed to and fro", "{count} passed to and fro", one.bounced))
    yield msg("Issues"), issues, "collab issue list", "bad" if one.over_limit else ""
    goals = [
        msg("{count} {status}", count=one.goals[state], status=STATUS_WORDS[state])
        for state in _ORDER
        if one.goals.get(state)
    ]
    if one.stale:
        goals.append(msgn("{count} check-in overdue", "{count} check-ins overdue", one.stale))
    is_behind = any(one.goals.get(state) for state in ("missed", "off_track", "at_risk"))
    yield msg("Goals"), goals, "collab goal tree", "warn" if is_behind or one.stale else ""
    yield msg("Proposals"), _proposals(world, one), "collab proposal status", ""
    late = [msgn("{count} delivery late", "{count} deliveries late", one.late)] if one.late else []
    yield msg("Hand-offs"), late, "collab handoff list", "bad"


def _meetings(one: CompanyStanding) -> list[Message]:
    said = [msg("{series} on {day}", series=series.name, day=day) for series, day in one.coming[:SHOWN]]
    if len(one.coming) > SHOWN:
        said.append(msg("{count} more", count=len(one.coming) - SHOWN))
    if one.missed:
        said.append(msgn("{count} meeting left out", "{count} meetings left out", one.missed))
    if one.unsent:
        said.append(msg("{count} with minutes not out", count=one.unsent))
    return said


def _proposals(world: World, one: CompanyStanding) -> list[Message]:
    said = []
    for proposal, missing in one.waiting[:SHOWN]:
        names = tuple(world.parties.name(department) for department in missing)
        if names:
            said.append(msg("{proposal} waits for {departments}", proposal=proposal.name, departments=names))
        else:
            said.append(msg("{proposal} can be settled", proposal=proposal.name))
    if len(one.waiting) > SHOWN:
        said.append(msg("{count} more", count=len(one.waiting) - SHOWN))
    return said
