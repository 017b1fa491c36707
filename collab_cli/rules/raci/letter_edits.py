"""Edits the rules about letters suggest: a person accepts or refuses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.documents.nodes import Document, Mapping, Node
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fix, Patch
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.messages import msg

_BEFORE_RACI = (
    "id",
    "activity",
    "within",
    "title",
    "phase",
    "due",
    "scope",
    "content",
    "workflow",
    "standards",
    "raci",
)


def write_letters(row: Row, party: str, letters: str) -> tuple[Fix, ...]:
    """Return the edit that gives a party these letters in a row; nothing where the row has no place for it."""
    return write_cell(row.owner.document, row.owner.find(row.list_field, row.index), party, letters)


def write_cell(document: Document, node: Node | None, party: str, letters: str) -> tuple[Fix, ...]:
    """Return the edit that gives a party these letters in the row written as ``node``; nothing if that is no row."""
    if not isinstance(node, Mapping):
        return ()
    cells = node.get("raci")
    if isinstance(cells, Mapping) and cells.entries:
        patch = set_field(document, cells, party, letters)
    else:
        patch = set_field(document, node, "raci", {party: letters}, order=_BEFORE_RACI)
    return (Fix(False, msg("write {text}", text=f"{party}: {letters}"), (patch,)),)


def keep_one_owner(world: World, rows: Iterable[Row], owners: Iterable[str]) -> Iterator[Fix]:
    """Yield for each owner the edit that leaves the A with it alone; the others keep the work."""
    rows = tuple(rows)
    for owner in owners:
        kept = world.parties.answering(owner)
        patches = tuple(
            patch
            for row in rows
            for party, cell in row.letters.items()
            if "A" in cell and world.parties.answering(party) != kept
            for patch in _without_a(row, party, cell, responsible_letter(world.settings))
        )
        yield Fix(False, msg("keep the A of {owner}", owner=world.parties.name(owner)), patches)


def _without_a(row: Row, party: str, cell: str, responsible: str) -> Iterator[Patch]:
    cells = row.owner.find(row.list_field, row.index, "raci")
    if isinstance(cells, Mapping):
        yield set_field(row.owner.document, cells, party, cell.replace("A", "") or responsible)
