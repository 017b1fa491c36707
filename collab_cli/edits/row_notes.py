"""What a person should know of how a row of a table was found: its id, its title, and what it reads like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.edits.imported_rows import Found, KnownRows
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg


def row_notes(known: KnownRows, row: ReadRow, found: Found | None, at_least: Decimal) -> Iterator[Message]:
    """Yield what is to be looked at in a row that means ``found``, None for a new one.

    That is an id that names nothing, a title that is another duty's or nobody's, and for a new row the duty it reads
    like, by a score of at least ``at_least``.
    """
    refs = row.key.split()
    for ref in refs:
        if ref not in known.refs:
            yield msg("the id {id} names no duty and is passed over", id=ref)
    if found is None:
        yield from _near(known, row, at_least)
    elif any(ref in known.refs for ref in refs) and not known.is_called(row, found):
        other = _titled(known, row)
        if other is not None and other.key != found.key:
            yield msg("the title is that of {other}, the id that of {duty}; the id counts", other=other.name,
                      duty=found.name)  # fmt: skip
        else:
            yield msg("the id means {duty}; the title {title} is not taken over", duty=found.name, title=row.title)


def _titled(known: KnownRows, row: ReadRow) -> Found | None:
    try:
        return known.find(replace(row, key=""))
    except CollabError:
        return None


def _near(known: KnownRows, row: ReadRow, at_least: Decimal) -> Iterator[Message]:
    near = known.near(row, at_least)
    if near is not None:
        found, share = near
        yield msg(
            "{title} is new and reads like {duty} of {charter} ({share} %)",
            title=row.title,
            duty=found.name,
            charter=found.rows[0].owner.titled,
            share=(share * 100).quantize(Decimal(1), ROUND_HALF_UP),
        )
