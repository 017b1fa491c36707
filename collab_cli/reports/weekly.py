"""The weekly digest: what was decided, done and left undone, and what comes next, on one short screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from collab_cli.analyses.action_figures import ActionFigures
from collab_cli.analyses.next_meetings import NextMeeting
from collab_cli.analyses.week import Week
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.page import Block, Branch, Cell, Heading, Report, Styled, Table, Text, Tree
from collab_cli.reports.action_list import figures_record, left
from collab_cli.reports.goal_cells import status
from collab_cli.reports.issue_list import due_text, tone_of
from collab_cli.reports.issue_list import figures_record as issue_record
from collab_cli.reports.issue_list import left as issue_left
from collab_cli.reports.people_names import PeopleNames
from collab_cli.reports.unread_said import unread_said
from collab_cli.reports.week_days import dated

SCHEMA = "collab/weekly/v1"
SHOWN = 8
"""How many things a section shows; how many more there are is said."""


def build(world: World, week: Week) -> Report:
    """Return the digest of a week; a section nothing stands in is left out."""
    company = world.settings.company.name
    title = msg("Week of {company}, {first} to {last}", company=company, first=week.first, last=week.last)
    names = PeopleNames(world)
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, "meeting") or unread_said(world, "action")
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    blocks.append(Text(_summary(week)))
    for heading, block, left_out in _sections(world, names, week):
        blocks += [Heading(heading, 2), block]
        if left_out > 0:
            more = msgn("and {count} more", "and {count} more", left_out)
            blocks.append(Text(Styled(more, "muted")))
    return Report(SCHEMA, tuple(blocks), _record(world, week))


def _summary(week: Week) -> Message:
    if not (week.decisions or week.done or week.new or week.overdue):
        return msg("Nothing was decided, done or newly agreed in these days, and nothing is overdue.")
    said = [
        msgn("{count} decision", "{count} decisions", len(week.decisions)),
        msgn("{count} action done", "{count} actions done", len(week.done)),
        msgn("{count} new action", "{count} new actions", len(week.new)),
        msgn("{count} overdue", "{count} overdue", len(week.overdue)),
    ]
    return msg("{parts}.", parts=Items(tuple(said)))


def _sections(world: World, names: PeopleNames, week: Week) -> Iterator[tuple[Message, Block, int]]:
    """Yield heading and block of each section that has something to say, and how many things it leaves out."""
    columns: tuple[Param, ...]
    if week.overdue:
        yield msg("Overdue actions"), _by_owner(names, week.overdue), len(week.overdue) - SHOWN
    if week.decisions:
        columns = (msg("Decision"), msg("Owner"), Label("Date", "meeting"))
        decided = (
            (one.decision.text, _who(names, one.decision.owner), one.meeting.value.date) for one in week.decisions
        )
        yield msg("Decisions taken"), _table(columns, decided), len(week.decisions) - SHOWN
    if week.done:
        columns = (msg("Action"), msg("Owner"), msg("Finished"))
        done = ((one.action.name, _who(names, one.action.value.owner), one.done_on or "") for one in week.done)
        yield msg("Actions done"), _table(columns, done), len(week.done) - SHOWN
    if week.new:
        columns = (msg("Action"), msg("Owner"), msg("Due"))
        new = ((one.action.name, _who(names, one.action.value.owner), one.state.due or "") for one in week.new)
        yield msg("New actions"), _table(columns, new), len(week.new) - SHOWN
    if week.goals:
        columns = (msg("Goal"), msg("Owner"), msg("Was"), msg("Is now"))
        moved = (
            (
                one.standing.goal.name,
                _who(names, one.standing.goal.value.owner),
                status(one.before),
                status(one.standing.status),
            )
            for one in week.goals
        )
        yield msg("Goals whose status changed"), _table(columns, moved), len(week.goals) - SHOWN
    if week.stale:
        columns = (msg("Goal"), msg("Owner"))
        stale = ((one.goal.name, _who(names, one.goal.value.owner)) for one in week.stale)
        yield msg("Goals whose check-in is overdue"), _table(columns, stale), len(week.stale) - SHOWN
    if week.issues:
        columns = (msg("Issue"), msg("Now with"), msg("Due at"), msg("Working days"))
        issues = (
            (one.issue.name, world.parties.name(one.holder), due_text(one), Styled(issue_left(one), tone_of(one)))
            for one in week.issues
        )
        yield msg("Issues near or over their limit"), _table(columns, issues), len(week.issues) - SHOWN
    if week.missed:
        columns = (msg("Regular meeting"), msg("Planned for"))
        missed = ((one.series.name, Styled(dated(one.slot.planned), "bad")) for one in week.missed)
        yield msg("Meetings missed"), _table(columns, missed), len(week.missed) - SHOWN
    if week.unsent:
        columns = (msg("Regular meeting"), Label("Date", "meeting"))
        unsent = ((one.series.name, Styled(dated(one.slot.day), "warn")) for one in week.unsent)
        yield msg("Minutes not out"), _table(columns, unsent), len(week.unsent) - SHOWN
    if week.coming:
        columns = (
            msg("Regular meeting"),
            Label("Date", "meeting"),
            Label("Time", "series"),
            msg("Report to the meeting"),
        )
        yield msg("What comes next"), _table(columns, (_coming(world, one) for one in week.coming)), 0


def _table(columns: tuple[Param, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(columns, tuple(rows)[:SHOWN])


def _by_owner(names: PeopleNames, figures: Sequence[ActionFigures]) -> Tree:
    owners: dict[str | None, list[Branch]] = {}
    for one in figures[:SHOWN]:
        branch = Branch((one.action.name, one.state.due or "", Styled(left(one), "bad")), key=one.action.id)
        owners.setdefault(one.action.value.owner, []).append(branch)
    return Tree(
        tuple(
            Branch((Styled(names.person(owner) if owner is not None else msg("No owner"), "strong"),), tuple(branches))
            for owner, branches in owners.items()
        )
    )


def _coming(world: World, one: NextMeeting) -> tuple[Cell, ...]:
    slot, start = one.occurrence.slot, one.occurrence.start
    owing = tuple(world.parties.name(party) for party in one.owing)
    return (
        one.series.name,
        dated(slot.day),
        f"{start:%H:%M}" if start is not None else "",
        Styled(msg("owed by {departments}", departments=owing), "warn") if owing else Styled(msg("all there"), "good"),
    )


def _who(names: PeopleNames, person: str | None) -> Param:
    return names.person(person) if person is not None else ""


def _record(world: World, week: Week) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "from": week.first,
        "decisions": [
            {"ref": one.ref, "text": one.decision.text, "owner": one.decision.owner, "date": one.meeting.value.date}
            for one in week.decisions
        ],
        "actions": {
            "done": [_action(one) for one in week.done],
            "new": [_action(one) for one in week.new],
            "overdue": [_action(one) for one in week.overdue],
        },
        "goals": [
            {"id": one.standing.goal.id, "before": one.before, "status": one.standing.status} for one in week.goals
        ],
        "stale": [one.goal.id for one in week.stale],
        "issues": [{"id": one.issue.id, "title": one.issue.name, **issue_record(one)} for one in week.issues],
        "missed": [{"series": one.series.id, "planned": one.slot.planned} for one in week.missed],
        "unsent": [{"series": one.series.id, "date": one.slot.day} for one in week.unsent],
        "next": [
            {
                "series": one.series.id,
                "date": one.occurrence.slot.day,
                "start": one.occurrence.start.isoformat() if one.occurrence.start is not None else None,
                "owing": list(one.owing),
            }
            for one in week.coming
        ],
        "unread_kinds": sorted(world.workspace.unread),
    }


def _action(one: ActionFigures) -> dict[str, Any]:
    return {
        "id": one.action.id,
        "title": one.action.name,
        "owner": one.action.value.owner,
        **figures_record(one),
    }
