"""What an import understood of a table, and what it changes: shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from collab_cli.analyses.raci_tables.difference import Difference, RowChange, TakenParty
from collab_cli.analyses.raci_tables.read_table import Layout, ReadTable
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, Titled, msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.field_types import KindRecord
from collab_cli.model.kinds import kind_named
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text

SCHEMA = "collab/raci-import/v1"

SHOWN = 5
"""How many new records of a kind are told one by one; each new duty is in the table below them."""

_LAYOUTS: dict[Layout, Message] = {
    "letters": msg("duties down, parties across"),
    "letters_across": msg("parties down, duties across"),
    "names": msg("duties down, names under the letters"),
}


def build(after: World, file: str, tables: Sequence[ReadTable], difference: Difference) -> Report:
    """Return what was understood of ``file`` and what taking it over changes; ``after`` is the world then."""
    taken = {party.text: party for party in difference.parties}
    blocks: list[Block] = [Heading(msg("What {file} says", file=file))]
    new = {each.id for each in difference.additions if each.kind == "department"}
    for table in tables:
        blocks += _understood(after, table, taken, new)
    unsure = [(note.address, note.message) for table in tables for note in table.notes] + list(difference.notes)
    if unsure:
        blocks.append(Heading(msg("To look at"), 2))
        blocks.append(
            Table(
                (msg("Cell"), msg("What was made of it")),
                tuple((Styled(cell, "accent"), told) for cell, told in unsure),
            )
        )
    blocks.append(Heading(msg("What changes"), 2))
    blocks += _changes(after, difference)
    return Report(SCHEMA, tuple(blocks), _record(file, tables, difference))


def _understood(world: World, table: ReadTable, taken: dict[str, TakenParty], new: set[str]) -> Iterator[Block]:
    letters = sum(len(row.cells) for row in table.rows)
    facts: list[tuple[Param, Cell]] = [
        (msg("Layout"), _LAYOUTS[table.layout]),
        (msg("Duties in it"), len(table.rows)),
        (msg("Cells with letters"), letters),
    ]
    if table.left_out:
        facts.append(
            (msg("Columns left out"), Items(tuple(_at(party.text, party.address) for party in table.left_out)))
        )
    if table.name:
        yield Heading(table.name, 2)
    yield Facts(tuple(facts))
    rows = tuple(
        (party.text, Styled(party.address, "muted"), _taken(world, taken[party.text], new)) for party in table.parties
    )
    yield Table((msg("Party in the table"), msg("Cell"), msg("Taken for")), rows)


def _at(text: str, address: str) -> Message:
    return msg("{text} ({place})", text=text, place=address)


def _taken(world: World, taken: TakenParty, new: set[str]) -> Cell:
    if taken.party is None:
        return Styled(msg("left out"), "muted")
    kind = kind_named(taken.party.partition(":")[0]) if ":" in taken.party else kind_named("department")
    assert kind is not None
    named = Titled(world.parties.name(taken.party), taken.party.rpartition(":")[2])
    if taken.party in new:
        return Styled(msg("new {kind} {record}", kind=kind.one, record=named), "good")
    said = msg("{kind} {record}", kind=kind.one, record=named)
    return said if taken.is_exact else Styled(said, "warn")


def _changes(world: World, difference: Difference) -> Iterator[Block]:
    if not difference.changes:
        yield Text(Styled(msg("no difference: every row is in the charters so already"), "good"))
    if difference.additions:
        yield Facts(tuple(_added(world, difference)))
    if difference.changes:
        charters = dict.fromkeys(change.charter for change in difference.changes)
        places = {charter: place for place, charter in enumerate(charters)}
        rows = tuple(
            (_charter(world, change.charter), change.title, Styled(_letters(world, change), ""))
            for change in sorted(difference.changes, key=lambda change: places[change.charter])
        )
        yield Table((msg("Charter"), msg("Duty"), msg("Letters")), rows)
    counts: list[Param] = []
    if difference.same:
        counts.append(
            msgn(
                "{count} row is in the charters so already",
                "{count} rows are in the charters so already",
                difference.same,
            )
        )
    if difference.others:
        counts.append(
            msgn(
                "{count} row in force is not in the table and stays",
                "{count} rows in force are not in the table and stay",
                difference.others,
            )
        )
    for count in counts:
        yield Text(Styled(count, "muted"))


def _added(world: World, difference: Difference) -> Iterator[tuple[Param, Cell]]:
    kinds: tuple[tuple[str, type[KindRecord], Message], ...] = (
        ("department", Department, msg("New departments")),
        ("charter", Charter, msg("New charters, as drafts")),
        ("activity", Activity, msg("New activities")),
    )
    for name, struct, label in kinds:
        found = [each for each in difference.additions if each.kind == name]
        if found:
            named: list[Param] = [world.name(struct, each.id) for each in found[:SHOWN]]
            if len(found) > SHOWN:
                named.append(msgn("and {count} more", "and {count} more", len(found) - SHOWN))
            yield label, Items(tuple(named))


def _charter(world: World, charter_id: str) -> Param:
    record = world.get(Charter, charter_id)
    return charter_id if record is None else record.titled


def _letters(world: World, change: RowChange) -> Param:
    told: list[Param] = []
    for each in change.letters:
        party = world.parties.name(each.party)
        if change.is_new:
            told.append(msg("{party} {letters}", party=party, letters=each.after))
        else:
            told.append(
                msg(
                    "{party}: {before} -> {after}",
                    party=party,
                    before=each.before or msg("none"),
                    after=each.after or msg("none"),
                )
            )
    listed = Items(tuple(told))
    return msg("new: {letters}", letters=listed) if change.is_new else listed


def _record(file: str, tables: Sequence[ReadTable], difference: Difference) -> dict[str, Any]:
    return {
        "file": file,
        "tables": [
            {
                "name": table.name,
                "layout": table.layout,
                "rows": [
                    {
                        "title": row.title,
                        "cell": row.address,
                        "letters": [
                            {"party": cell.party, "letters": cell.letters, "cell": cell.address} for cell in row.cells
                        ],
                    }
                    for row in table.rows
                ],
                "left_out": [{"text": party.text, "cell": party.address} for party in table.left_out],
                "notes": [{"cell": note.address, "message": note.message} for note in table.notes],
            }
            for table in tables
        ],
        "parties": [
            {"text": each.text, "cell": each.address, "party": each.party, "exact": each.is_exact}
            for each in difference.parties
        ],
        "additions": [{"kind": each.kind, "id": each.id, "title": each.title} for each in difference.additions],
        "changes": [
            {
                "charter": each.charter,
                "row": each.row,
                "title": each.title,
                "cell": each.address,
                "new": each.is_new,
                "letters": [
                    {"party": one.party, "before": one.before or None, "after": one.after or None}
                    for one in each.letters
                ],
            }
            for each in difference.changes
        ],
        "same": difference.same,
        "others": difference.others,
        "notes": [{"cell": cell, "message": message} for cell, message in difference.notes],
    }
