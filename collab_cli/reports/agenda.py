"""The agenda of the next meeting: what is open, in order, with a time for each line and the record it is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from collab_cli.analyses.action_figures import ActionFigures
from collab_cli.analyses.agenda_items import Agenda, AgendaItem, ReportDue, Topic
from collab_cli.analyses.contested_duties import Contested
from collab_cli.analyses.find_gaps import Gap, OpenActivity, OpenDepartment, OpenPost
from collab_cli.analyses.goals.standing import GoalStanding
from collab_cli.analyses.issue_figures import IssueFigures
from collab_cli.analyses.minutes_standing import leaders
from collab_cli.analyses.proposal_standing import ProposalStanding
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.meeting import Meeting
from collab_cli.model.resource import Resource
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.action_list import left
from collab_cli.reports.goal_cells import status
from collab_cli.reports.issue_list import left as issue_left
from collab_cli.reports.issue_list import tone_of
from collab_cli.reports.people_names import PeopleNames
from collab_cli.reports.unread_said import unread_said
from collab_cli.reports.week_days import dated_in_full, hours

SCHEMA = "collab/meeting-agenda/v1"
HEADINGS: Final[dict[Topic, Message]] = {
    "minutes": msg("Minutes to approve"),
    "action": msg("Carried-over actions"),
    "report": msg("Reports"),
    "goal": msg("Goals behind or without a check-in"),
    "overlap": msg("Duties with several owners"),
    "gap": msg("Gaps in who does what"),
    "issue": msg("Issues near or over their limit"),
    "proposal": msg("Open proposals"),
    "resource": msg("Resource requests"),
}
"""The headings of an agenda, in its order."""
_COLUMNS: Final = ("#", msg("Takes"), msg("To discuss"), msg("By whom"), msg("Where it stands"), msg("Record"))


def build(world: World, agenda: Agenda) -> Report:
    """Return an agenda; topics with nothing open are left out."""
    coming = agenda.meeting.occurrence
    title = msg("Agenda of {series}, {day}", series=agenda.meeting.series.name, day=dated_in_full(coming.slot.day))
    blocks: list[Block] = [Heading(title), Facts(tuple(_facts(world, agenda)))]
    for kind in ("meeting", "action", "charter"):
        unread = unread_said(world, kind)
        if unread is not None:
            blocks.append(Text(Styled(unread, "warn")))
    if not agenda.items:
        blocks.append(Text(Styled(msg("nothing is open"), "muted")))
    names = PeopleNames(world)
    numbered = enumerate(agenda.items, 1)
    for topic, group in groupby(numbered, key=lambda each: each[1].topic):
        rows = tuple(_row(world, names, number, item) for number, item in group)
        blocks += [Heading(HEADINGS[topic], 2), Table(_COLUMNS, rows, ">><<<<")]
    return Report(SCHEMA, tuple(blocks), _record(world, agenda), is_paper=True)


def _facts(world: World, agenda: Agenda) -> Iterator[tuple[Param, Cell]]:
    coming, names = agenda.meeting.occurrence, PeopleNames(world)
    if coming.start is not None and coming.end is not None:
        yield msg("When"), hours(coming.start, coming.end)
    if coming.place:
        yield Label("Place", "series"), coming.place
    yield Label("Chair", "series"), names.person(coming.chair)
    yield Label("Secretary", "series"), names.person(coming.secretary)
    if agenda.meeting.series.value.agenda:
        yield msg("Usual items"), Items(tuple(agenda.meeting.series.value.agenda))
    yield msg("Length"), _length(agenda)


def _length(agenda: Agenda) -> Message:
    if any(item.minutes is None for item in agenda.items):
        late = sum(item.minutes is None for item in agenda.items)
        return msgn("{length} minutes; no time for {count} line", "{length} minutes; no time for {count} lines", late,
                    length=agenda.length)  # fmt: skip
    return msg("{length} minutes, {spare} of them free", length=agenda.length, spare=agenda.spare)


def _row(world: World, names: PeopleNames, number: int, item: AgendaItem) -> tuple[Cell, ...]:
    what, who, stands = _said(world, names, item)
    box: Cell = Styled("-", "muted") if item.minutes is None else msg("{count} min", count=item.minutes)
    return Styled(number, "accent"), box, what, who, stands, Styled(_short(item), "muted")


def _short(item: AgendaItem) -> str:
    """Return the record of a line without its kind, which the heading says, where that is always the same."""
    return item.ref if item.topic in ("overlap", "gap") else item.ref.partition(":")[2]


def _said(world: World, names: PeopleNames, item: AgendaItem) -> tuple[Param, Param, Cell]:
    """Return what a line is about, who is to speak, and where the matter stands."""
    about, party = item.about, world.parties.name
    if isinstance(about, ActionFigures):
        owner = about.action.value.owner
        tone: Tone = "bad" if about.is_overdue else "warn" if about.changes else ""
        return about.action.name, names.person(owner) if owner else msg("nobody"), Styled(left(about), tone)
    if isinstance(about, ReportDue):
        who = about.answering.now
        owed: Cell = Styled(msg("owed"), "warn") if about.is_owed else Styled(msg("there"), "good")
        return party(about.answering.party), names.person(who) if who else msg("nobody"), owed
    if isinstance(about, GoalStanding):
        owner = about.goal.value.owner
        stands = status(about.status, is_stale=about.is_stale)
        return about.goal.name, names.person(owner) if owner else msg("nobody"), stands
    if isinstance(about, Contested):
        owners = tuple(party(one) for one in about.owners)
        return about.rows[0].name, owners, Styled(msgn("{count} owner", "{count} owners", len(owners)), "bad")
    if isinstance(about, Gap):
        return _gap(world, about), party(about.department) if about.department else "", Styled(msg("open"), "bad")
    if isinstance(about, IssueFigures):
        return about.issue.name, party(about.holder), Styled(issue_left(about), tone_of(about))
    if isinstance(about, ProposalStanding):
        missing = tuple(party(one) for one in about.consensus.missing)
        until = about.proposal.value.deadline
        said: Param = msg("no position yet") if missing else msg("all have answered")
        if until is not None:
            said = msg("{standing}, by {day}", standing=said, day=until)
        return about.proposal.name, missing, Styled(said, "bad" if about.is_overdue else "warn" if missing else "good")
    if isinstance(about.value, Meeting):
        label = Label(about.value.status, "meeting.status")
        name = msg("{name}, {day}", name=about.name, day=about.value.date)
        return name, names.person(leaders(world, about)[0] or ""), Styled(label, "warn")
    assert isinstance(about.value, Resource)
    return about.name, party(about.value.requested_by), msg("needed by {day}", day=about.value.needed_by)


def _gap(world: World, gap: Gap) -> Param:
    about = gap.about
    if isinstance(about, OpenPost):
        return world.parties.name(about.party)
    if isinstance(about, OpenDepartment):
        return about.department.name
    if isinstance(about, OpenActivity):
        record = about.activity or about.issue
        return record.name if record is not None else gap.ref
    return about.row.name


def _record(world: World, agenda: Agenda) -> dict[str, Any]:
    coming = agenda.meeting.occurrence
    return {
        "as_of": world.as_of,
        "series": agenda.meeting.series.id,
        "date": coming.slot.day,
        "start": coming.start.isoformat() if coming.start is not None else None,
        "length": agenda.length,
        "usual": list(agenda.meeting.series.value.agenda),
        "items": [{"topic": each.topic, "ref": each.ref, "minutes": each.minutes} for each in agenda.items],
        "unread_kinds": sorted(world.workspace.unread),
    }
