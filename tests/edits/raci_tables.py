"""Tables of responsibilities as they were understood, written as small texts."""

from __future__ import annotations

from typing import Any

from collab_cli.analyses.raci_tables.difference import Difference
from collab_cli.analyses.raci_tables.read_table import ReadCell, ReadParty, ReadRow, ReadTable
from collab_cli.edits.import_raci import Wanted, plan_import
from collab_cli.edits.plan import Plan, Planned
from tests.edits.plans import english


def table(text: str) -> ReadTable:
    """Return the table whose lines are `title, letters, letters`, the first of them the parties.

    A line of one text alone is the heading of a section; a title may end with `[key]`.
    """
    head, *lines = (line for line in text.strip().splitlines() if line.strip())
    parties = tuple(
        ReadParty(name.strip(), f"{'ABCDEFGHIJ'[place]}1") for place, name in enumerate(head.split(",")) if place
    )
    rows: list[ReadRow] = []
    section = ""
    for number, line in enumerate(lines, 2):
        title, *letters = (cell.strip() for cell in line.split(","))
        if not letters:
            section = title
            continue
        title, _, key = title.removesuffix("]").partition("[")
        cells = tuple(
            ReadCell(party.text, held, f"{party.address[0]}{number}", held)
            for party, held in zip(parties, letters, strict=True)
            if held
        )
        rows.append(ReadRow(title.strip(), f"A{number}", cells, section, key))
    return ReadTable("", "letters", parties, tuple(rows))


def taken_over(plan: Plan, *tables: str, answers: dict[str, str] | None = None, **wanted: Any) -> tuple[Any, Planned]:
    """Plan the import of ``tables``; questions for a party get ``answers``."""
    found = [table(text) for text in tables]
    return plan_import(plan, found, Wanted(**wanted), "duties.csv", lambda party: (answers or {}).get(party.text))


def told(difference: Difference) -> str:
    """Return the changed rows of a difference, one a line: `charter/row A2 new sales:AR`."""
    lines = []
    for change in difference.changes:
        letters = " ".join(
            f"{each.party}:{each.after}" if change.is_new else f"{each.party}:{each.before or '-'}>{each.after or '-'}"
            for each in change.letters
        )
        lines.append(f"{change.charter}/{change.row} {change.address} {'new ' if change.is_new else ''}{letters}")
    return "\n".join(lines)


def notes(difference: Difference) -> list[str]:
    return [f"{cell}: {english(message)}" for cell, message in difference.notes]
