"""Whether only the wording of a charter changed, and which of its editorial entries count for the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from collab_cli.analyses.changes.change import Category, Change
from collab_cli.analyses.changes.letters import Letters, row_letters
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.model.charter import Change as LogEntry
from collab_cli.model.charter import Charter
from collab_cli.model.record import Record

_WORDING: frozenset[Category] = frozenset({"terms", "editorial"})


def is_rewording(old: Record[Charter], new: Record[Charter], changes: Iterable[Change], names: NewNames) -> bool:
    """Return whether of what agreements to a charter are bound to nothing but texts changed."""
    refs = {old.ref, new.ref}
    for change in changes:
        if not change.is_bound or refs.isdisjoint(record.ref for record in change.records):
            continue
        if change.act == "letters":
            if _letters(old, names) != _letters(new, NO_NAMES):
                return False
        elif change.category not in _WORDING:
            return False
    return True


def with_counting_entries(
    old: Record[Charter] | None, new: Record[Charter], changes: Iterable[Change], names: NewNames
) -> Record[Charter]:
    """Return a charter with those entries of its change log by which an agreement may count for the present text.

    Where more than texts changed, nobody can tell from an entry that is new what it carries over; then only those
    count that were there before.
    """
    if old is None or is_rewording(old, new, changes, names):
        return new
    known = [_named(entry, names) for entry in old.value.change_log]
    log = [entry for entry in new.value.change_log if _named(entry, names) in known]
    return replace(new, value=structs.replace(new.value, change_log=log))


def _letters(charter: Record[Charter], names: NewNames) -> dict[str, dict[str, frozenset[str]]]:
    found = {}
    for row in charter.value.duties:
        _, row_id = names.parts.get((charter.ref, row.id), (charter.ref, row.id))
        letters: Letters = row_letters(row, names)
        found[row_id] = {party: frozenset(cell) for party, cell in letters.items()}
    return found


def _named(entry: LogEntry, names: NewNames) -> tuple[str | None, str, str]:
    """Return who says of which texts that they mean the same, under the names of now and the digests of before."""
    by = names.id("person", entry.by) if entry.by is not None else None
    if entry.editorial is None:
        return by, "", ""
    one, other = (names.digests.get(digest, digest) for digest in (entry.editorial.from_, entry.editorial.to))
    return by, one, other
