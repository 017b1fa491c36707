"""Documents: where each lies, which department answers for it, who may edit it, when it is to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence

from collab_cli.graph.world import World
from collab_cli.messages import Items, msg
from collab_cli.model.channel import Channel
from collab_cli.model.document import KIND, SharedDocument
from collab_cli.model.record import Record
from collab_cli.page import Block, Report, Styled, Table, Text
from collab_cli.reports.communication import review_cell
from collab_cli.reports.records import record_data

SCHEMA = "collab/document-list/v1"


def build(world: World, documents: Sequence[Record[SharedDocument]], library: Record[Channel] | None = None) -> Report:
    """Return documents one a line; ``library`` is the one they were asked for by."""
    columns = (
        *(msg("Id"), msg("Document"), msg("Library"), msg("Department")),
        *(msg("Who may edit"), msg("Next review")),
    )
    rows = tuple(
        (
            Styled(one.id, "accent"),
            one.name,
            world.name(Channel, one.value.library) if one.value.library is not None else "",
            world.parties.name(one.value.owner_dept),
            Items(tuple(world.parties.name(each) for each in one.value.editors)),
            review_cell(world, one.value),
        )
        for one in documents
    )
    if KIND.name in world.workspace.unread:
        empty = msg("some {kinds} cannot be read", kinds=KIND.many)
    elif library is not None:
        empty = msg("no document lies in {library}", library=library.titled)
    else:
        empty = msg("there are no {kinds} yet", kinds=KIND.many)
    block: Block = Table(columns, rows) if rows else Text(Styled(empty, "muted"))
    data = {
        "records": [record_data(world, one) for one in documents],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, (block,), data)
