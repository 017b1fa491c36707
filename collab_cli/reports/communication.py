"""Communication: who can talk to whom, where, and which documents people rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from collab_cli.analyses.document_review import is_stale, review_due
from collab_cli.analyses.shared_channels import channels_shared, is_in, unconnected_pairs
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.channel import KIND, Channel
from collab_cli.model.document import KIND as DOCUMENT
from collab_cli.model.document import SharedDocument
from collab_cli.model.handoff import Handoff
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text
from collab_cli.reports.field_values import in_words
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/communication/v1"
TYPES: Mapping[str, Message] = {
    "im_group": msg("group chat"),
    "doc_library": msg("shared documents"),
    "video": msg("video calls"),
    "mail": msg("mail"),
}


def build(world: World) -> Report:
    """Return the report on channels, documents, and what departments hand over by which channel."""
    channels, documents = world.all(Channel), world.all(SharedDocument)
    pairs = tuple(unconnected_pairs(world))
    agreed = tuple(one for one in world.all(Handoff) if one.value.status == "agreed")
    blocks: list[Block] = [Heading(msg("Communication in {company}", company=world.settings.company.name))]
    unread = unread_said(world, KIND.name, DOCUMENT.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    blocks += [Heading(msg("Channels"), 2), _channel_table(world, channels)]
    columns = [one for one in world.parties.active_departments if one.id in world.parties.columns]
    if channels and len(columns) > 1:
        blocks += [Heading(msg("Who shares a channel with whom"), 2), _pairs_said(world, len(pairs))]
        blocks.append(_department_table(world, [one.id for one in columns]))
    if documents:
        blocks += [Heading(msg("Documents"), 2), _document_table(world, documents)]
    if agreed:
        blocks += [Heading(msg("Hand-offs by channel"), 2), _handoff_table(world, agreed)]
    record = {
        "as_of": world.as_of,
        "channels": [_channel_record(one) for one in channels],
        "unconnected": [[one.id, other.id] for one, other in pairs],
        "documents": [_document_record(world, one) for one in documents],
        "handoffs": [
            {
                "id": one.id,
                "from": one.value.from_,
                "to": one.value.to,
                "channel": one.value.channel,
                "shared": [each.id for each in channels_shared(world, one.value.from_, one.value.to)],
            }
            for one in agreed
        ],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _channel_table(world: World, channels: Sequence[Record[Channel]]) -> Table:
    columns = (msg("Channel"), msg("Type"), msg("Departments"), msg("Owner"), msg("Purposes"), msg("Answer within"))
    rows = tuple(
        (
            one.name,
            TYPES[one.value.type],
            Items(tuple(world.parties.name(each) for each in one.value.departments)),
            world.name(Person, one.value.owner) if one.value.owner is not None else Styled(msg("nobody"), "bad"),
            Items(tuple(one.value.purposes)) if one.value.purposes else Styled(msg("not said"), "warn"),
            in_words(one.value.response_sla) if one.value.response_sla is not None else "",
        )
        for one in channels
    )
    keys = tuple(one.id for one in channels)
    return Table(columns, rows, "<<<<<<", keys=keys, empty=msg("there are no {kinds} yet", kinds=KIND.many))


def _pairs_said(world: World, count: int) -> Text:
    if not count:
        return Text(Styled(msg("Every two departments share a channel."), "good"))
    said = msgn(
        "{count} pair of departments shares no channel.", "{count} pairs of departments share no channel.", count
    )
    return Text(Styled(said, "warn"))


def _department_table(world: World, departments: Sequence[str]) -> Table:
    """Return a row a department: its channels, and the departments it shares none with."""
    name = world.parties.name
    rows: list[tuple[Cell, ...]] = []
    for one in departments:
        own = [each.name for each in world.all(Channel) if is_in(world, one, each.value.departments)]
        without = tuple(name(other) for other in departments if other != one and not channels_shared(world, one, other))
        lacks: Cell = Styled(Items(without), "warn") if without else ""
        rows.append((name(one), Items(tuple(own)), lacks))
    columns = (msg("Department"), msg("Channels"), msg("No channel with"))
    return Table(columns, tuple(rows), "<<<", keys=tuple(departments))


def _document_table(world: World, documents: Sequence[Record[SharedDocument]]) -> Table:
    columns = (
        msg("Document"),
        msg("Department"),
        msg("Who may edit"),
        msg("Version"),
        msg("Reviewed"),
        msg("Next review"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in documents:
        value = one.value
        rows.append(
            (
                one.name,
                world.parties.name(value.owner_dept),
                Items(tuple(world.parties.name(each) for each in value.editors)),
                value.version or "",
                value.last_reviewed or "",
                review_cell(world, value),
            )
        )
    return Table(columns, tuple(rows), "<<<<<<", keys=tuple(one.id for one in documents))


def review_cell(world: World, document: SharedDocument) -> Cell:
    """Return when a document is to be reviewed next, or for how long it should have been."""
    due = review_due(world, document)
    if due is None:
        return Styled(msg("nothing agreed"), "muted")
    if is_stale(world, document):
        days = (world.as_of - due).days
        return Styled(msgn("{count} day overdue", "{count} days overdue", days), "bad")
    return due


def _handoff_table(world: World, handoffs: Sequence[Record[Handoff]]) -> Table:
    columns = (msg("Channel"), msg("Hand-off"), msg("Delivers"), msg("Receives"))
    rows: list[tuple[Cell, ...]] = []
    ordered = sorted(handoffs, key=lambda one: (one.value.channel is None, one.value.channel or "", one.id))
    for one in ordered:
        value = one.value
        shared = channels_shared(world, value.from_, value.to)
        channel: Param | Message
        if value.channel is not None:
            where: Cell = world.name(Channel, value.channel)
        elif shared:
            channel = msg("not said; they share {channels}", channels=tuple(each.name for each in shared))
            where = Styled(channel, "muted")
        else:
            where = Styled(msg("none in common"), "bad")
        rows.append((where, one.name, world.parties.name(value.from_), world.parties.name(value.to)))
    return Table(columns, tuple(rows), "<<<<", keys=tuple(one.id for one in ordered))


def _channel_record(one: Record[Channel]) -> dict[str, Any]:
    value = one.value
    return {
        "id": one.id,
        "name": one.name,
        "type": value.type,
        "departments": value.departments,
        "owner": value.owner,
        "purposes": value.purposes,
        "response_sla": str(value.response_sla) if value.response_sla is not None else None,
    }


def _document_record(world: World, one: Record[SharedDocument]) -> dict[str, Any]:
    value = one.value
    return {
        "id": one.id,
        "title": one.name,
        "url": value.url,
        "owner_dept": value.owner_dept,
        "last_reviewed": value.last_reviewed,
        "review_due": review_due(world, value),
        "stale": is_stale(world, value),
    }
