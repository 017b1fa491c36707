"""Who holds which letter in a matter, before and after: of the charters in force, whichever of them say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collab_cli.analyses.changes.change import Category, Spot
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.model.fields import MapType as MapOfFields
from collab_cli.model.fields import TextType, field_named
from collab_cli.model.responsibility_row import ResponsibilityRow

_PASSIVE = frozenset("CI")

Letters = Mapping[str, str]
"""The letters of each party, as written."""


@dataclass(frozen=True, slots=True)
class LetterChange:
    """A matter in which parties hold other letters than before; ``rows`` are the written ones about it.

    ``key`` is that of its matrix row after the change, before it where there is none any more. Parties of the old
    letters have their new names.
    """

    key: str
    old: Letters
    new: Letters
    rows_before: tuple[Row, ...]
    rows_after: tuple[Row, ...]

    @property
    def category(self) -> Category:
        """Return `consulted-informed` where only C and I change, else `accountability`."""
        return letters_category(self.old, self.new)


def letter_changes(before: World, after: World, names: NewNames | None = None) -> tuple[LetterChange, ...]:
    """Return the matters with other letters, in path order after the change, then those that are gone."""
    known = names or NO_NAMES
    olds = {key: _rows(rows) for key, rows in before.matrix.by_key.items()}
    news = {key: _rows(rows) for key, rows in after.matrix.by_key.items()}
    called: dict[str, list[str]] = {}
    of_matter: dict[str, list[str]] = {}
    for key, rows in olds.items():
        keys = _new_keys(key, rows, olds, after, known)
        called.setdefault(keys[0], []).append(key)
        of_matter.setdefault(keys[0], []).extend(keys)
    one_of_several = {each for keys in of_matter.values() for each in keys[1:] if each != keys[0]}
    found = []
    for key in dict.fromkeys((*news, *called)):
        if key in one_of_several:
            continue
        rows_before = tuple(row for old in called.get(key, ()) for row in olds[old])
        rows_after = tuple(row for new in dict.fromkeys((key, *of_matter.get(key, ()))) for row in news.get(new, ()))
        old, new = _united(rows_before, known), _united(rows_after, NO_NAMES)
        if not same_letters(old, new):
            found.append(LetterChange(key, old, new, rows_before, rows_after))
    return tuple(found)


def row_letters(row: ResponsibilityRow, names: NewNames) -> Letters:
    """Return the letters of a row, parties under their new names."""
    return _named(row.raci.items(), names)


def same_letters(old: Letters, new: Letters) -> bool:
    """Return whether all parties hold the same letters, in whatever order."""
    return {party: frozenset(cell) for party, cell in old.items()} == {
        party: frozenset(cell) for party, cell in new.items()
    }


def letters_category(old: Letters, new: Letters) -> Category:
    """Return `consulted-informed` where only C and I differ, else `accountability`."""
    parties = {*old, *new}
    differing = {letter for party in parties for letter in set(old.get(party, "")) ^ set(new.get(party, ""))}
    return "consulted-informed" if differing <= _PASSIVE else "accountability"


def spots_of(rows: tuple[Row, ...]) -> tuple[Spot, ...]:
    """Return where rows stand."""
    return tuple(Spot(row.owner, (row.list_field, row.row.id)) for row in rows)


def _rows(of_key: tuple[MatrixRow, ...]) -> tuple[Row, ...]:
    return tuple(row for matrix_row in of_key for row in matrix_row.rows)


def _united(rows: tuple[Row, ...], names: NewNames) -> Letters:
    return _named((item for row in rows for item in row.letters.items()), names)


def _named(cells: Iterable[tuple[str, str]], names: NewNames) -> Letters:
    """Return the letters of parties under their new names, those of one party together, each once."""
    found: dict[str, str] = {}
    for party, cell in cells:
        name = names.text(party, _PARTY, ResponsibilityRow, "raci", "")
        found[name] = "".join(dict.fromkeys(found.get(name, "") + cell))
    return found


def _new_keys(key: str, rows: tuple[Row, ...], olds: Iterable[str], after: World, names: NewNames) -> tuple[str, ...]:
    """Return the keys of a matter after the change: as the activity, else the rows, are called now.

    They are several where what was one matter only because of the catalogue no longer is.
    """
    renamed = names.records.get(f"activity:{key}")
    if renamed is not None:
        return (renamed,)
    if key in after.matrix.by_key:
        return (key,)
    of_row = after.matrix.of_row
    found = tuple(dict.fromkeys(of_row[now].key for row in rows for now in _names_now(row, names) if now in of_row))
    is_taken = any(each in olds for each in found)  # it became a part of another matter
    return found if found and not is_taken else (key,)


def _names_now(row: Row, names: NewNames) -> Iterator[str]:
    record, part = names.parts.get((row.owner.ref, row.row.id), (names.record(row.owner.ref), row.row.id))
    yield f"{record.partition(':')[2]}/{part}"


def _party_type() -> TextType:
    wanted = field_named(ResponsibilityRow, "raci").type
    assert isinstance(wanted, MapOfFields) and isinstance(wanted.key, TextType)
    return wanted.key


_PARTY = _party_type()
