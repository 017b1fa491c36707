"""The rows a table may mean: found by the id an exported matrix keeps, by their activity, or by their wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from collab_cli.analyses.raci_tables.difference import LetterChange
from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.analyses.responsibility_view import VIEWS, View, column_of
from collab_cli.analyses.similarity import TokenIndex
from collab_cli.analyses.wordings import words_of
from collab_cli.errors import CollabError
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.lookup import LISTED
from collab_cli.graph.matrix import MatrixRow, Row, charter_rows
from collab_cli.graph.world import World
from collab_cli.messages import Param, forms_of, msg
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.record import Record

_SPELLED_LIKE = 0.9
_LETTERS_APART = 3
_BRACKET = re.compile(r"\s*[(（][a-z0-9/-]+[)）]$")
_WITH_ID = re.compile(r"^.*[(（]([a-z0-9-]+/[a-z0-9-]+)[)）]$", re.DOTALL)
"""A title with the id of its row behind it, as a matrix tells rows of one title apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a row of a table means: written rows of one matter, and the letters they hold together, by party."""

    key: str
    rows: tuple[Row, ...]
    letters: Mapping[str, str]
    name: Param


class KnownRows:
    """The rows of all charters of a workspace, drafts too, and the catalogue."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._words = words_of(world)
        allowed = allowed_letters(world.settings)
        charters = [one for one in world.workspace.all(Charter) if one.value.status != "superseded"]
        self._rows: dict[str, Row] = {row.ref: row for charter in charters for row in charter_rows(charter, allowed)}

    @property
    def refs(self) -> Collection[str]:
        """Return the ids the rows go by in an exported matrix."""
        return self._rows.keys()

    @property
    def in_force(self) -> int:
        """Return how many rows the matrix of the charters in force has."""
        return len(self._world.matrix.rows)

    def find(self, row: ReadRow, target: Record[Charter] | None = None) -> Found | None:
        """Return what a row of a table means, only among those of ``target`` where one is given; None for a new one.

        Raises CollabError, naming the cell, when it can mean several.
        """
        named = _WITH_ID.match(row.title)
        keys = row.key.split() or ([f"charter:{named[1]}"] if named else [])
        keyed = [self._rows[ref] for ref in keys if ref in self._rows]
        found = {each.key: each for each in map(self._found, keyed)}
        if not found:
            activity = self.activity(row)
            rows = (activity is not None and self._of_activity.get(activity)) or self._of_words(row)
            inside = [one for one in rows if target is None or one.owner.ref == target.ref]
            found = {each.key: each for each in map(self._found, inside)}
        if len(found) > 1:
            names = tuple(each.rows[0].id for each in found.values())[:LISTED]
            raise CollabError(
                msg(
                    "{cell}: {title} can mean several duties: {duties}", cell=row.address, title=row.title, duties=names
                ),
                msg("say which in a column headed {name}, such as {example}", name="id", example=f"charter:{names[0]}"),
            )
        return next(iter(found.values()), None)

    def activity(self, row: ReadRow) -> str | None:
        """Return the one activity of the catalogue called as a row of a table is, or None.

        Raises CollabError, naming the cell, when several are.
        """
        found: dict[str, None] = {}
        for text in filter(None, (row.title, row.title_en)):
            if self._world.get(Activity, text) is not None:
                return text
            found |= dict.fromkeys(self._activities.get(self._words.wording(text).form, ()))
        if len(found) > 1:
            raise CollabError(
                msg(
                    "{cell}: {title} can mean several activities: {activities}",
                    cell=row.address,
                    title=row.title,
                    activities=tuple(found)[:LISTED],
                ),
                msg("write the id of one of them instead"),
            )
        return next(iter(found), None)

    def matter(self, row: ReadRow) -> str:
        """Return what a row of a table is about: the same for titles that compare equal."""
        return self._words.wording(row.title).form or row.title

    def is_called(self, row: ReadRow, found: Found) -> bool:
        """Return whether a row of a table has a title or an id of what it means, with the id behind it or not."""
        texts = {text for each in found.rows for text in self._texts_of(each)} | {found.key}
        forms = {self._words.wording(text).form or text for text in texts}
        given = {row.title, _BRACKET.sub("", row.title), *filter(None, (row.title_en,))}
        return not forms.isdisjoint({self._words.wording(text).form or text for text in given})

    def near(self, row: ReadRow, at_least: Decimal) -> tuple[Found, Decimal] | None:
        """Return what the title of a row reads most like and how much, from ``at_least`` on, or None.

        By its words, or by its letters where it is spelled almost the same.
        """
        rows, index = self._by_tokens
        best: tuple[Row, Decimal] | None = None
        for text in filter(None, (row.title, row.title_en)):
            for at, share in index.alike(self._words.wording(text).tokens, at_least):
                if best is None or share > best[1]:
                    best = rows[at], share
            best = best or self._spelled_like(text.casefold())
        return None if best is None else (self._found(best[0]), best[1])

    def _spelled_like(self, text: str) -> tuple[Row, Decimal] | None:
        near = [word for word in self._by_letter.get(text[:1], {}) if abs(len(word) - len(text)) <= _LETTERS_APART]
        for word in get_close_matches(text, near, n=1, cutoff=_SPELLED_LIKE):
            share = Decimal(str(SequenceMatcher(None, text, word).ratio()))
            return self._by_letter[text[:1]][word], share
        return None

    @cached_property
    def _by_letter(self) -> Mapping[str, dict[str, Row]]:
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in self._rows.values():
            for text in map(str.casefold, self._texts_of(row)):
                found[text[:1]].setdefault(text, row)
        return found

    def _texts_of(self, row: Row) -> list[str]:
        activity = self._world.get(Activity, row.activity)
        named = [*forms_of(activity.value.name), *activity.value.aliases, activity.id] if activity is not None else []
        return [*forms_of(row.row.title), *named, row.row.id]

    @cached_property
    def _by_tokens(self) -> tuple[list[Row], TokenIndex]:
        said = [(row, self._words.wording(text).tokens) for row in self._rows.values() for text in self._texts_of(row)]
        return [row for row, _ in said], TokenIndex([tokens for _, tokens in said])

    def _found(self, row: Row) -> Found:
        merged: MatrixRow | None = self._world.matrix.of_row.get(row.id)
        if merged is not None:
            return Found(merged.first.id, merged.rows, merged.letters, merged.titled)
        matrix_row = MatrixRow(row.id, (row,), self._world.get(Activity, row.activity))
        return Found(row.id, (row,), row.letters, matrix_row.titled)

    def _of_words(self, row: ReadRow) -> Iterable[Row]:
        forms = {self._words.wording(text).form for text in (row.title, row.title_en) if text} - {""}
        return [one for form in forms for one in self._by_form.get(form, ())]

    @cached_property
    def _activities(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for activity in self._world.all(Activity):
            for text in (*forms_of(activity.value.name), *activity.value.aliases):
                form = self._words.wording(text).form
                if form and activity.id not in found[form]:
                    found[form].append(activity.id)
        return found

    @cached_property
    def _of_activity(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows.values():
            if row.row.within is None:
                found[row.activity].append(row)
        return found

    @cached_property
    def _by_form(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows.values():
            for text in forms_of(row.row.title):
                found[self._words.wording(text).form].append(row)
        return found


class TableView:
    """How the columns of a table show the letters of rows in force: as one of the views a matrix is exported in.

    Where it is none of them a column shows the letters of its party, and of its people and roles without a column.
    """

    def __init__(
        self, world: World, columns: Collection[str], rows: Iterable[tuple[Mapping[str, str], Mapping[str, str]]]
    ) -> None:
        """``rows`` are the letters of each row, as in force and as in the table, by party."""
        self._world = world
        self._columns = frozenset(columns)
        self._known: dict[tuple[str, View], str] = {}
        self._view: View | None = None
        fewest = -1
        pairs = tuple(rows)
        for view in VIEWS:
            seen = [(self._seen(letters, view), given) for letters, given in pairs]
            if all(held.keys() <= self._columns for held, _ in seen):
                apart = sum(
                    held.get(column, set()) != set(given.get(column, ""))
                    for held, given in seen
                    for column in self._columns
                )
                if fewest < 0 or apart < fewest:
                    fewest, self._view = apart, view

    def shown(self, letters: Mapping[str, str], column: str) -> str:
        """Return the letters a column shows of a row."""
        return "".join(dict.fromkeys("".join(letters[party] for party in self._parties(letters, column))))

    def holder(self, letters: Mapping[str, str], column: str) -> str:
        """Return a party whose letters a column shows, one other than the column's own where there is one."""
        held = self._parties(letters, column)
        return next((party for party in held if party != column), column)

    def _parties(self, letters: Mapping[str, str], column: str) -> tuple[str, ...]:
        if self._view is not None:
            return tuple(party for party in letters if self._column(party, self._view) == column)
        view: View = "departments"
        if column.startswith(("person:", "role:")):
            view = "people" if column.startswith("person:") else "roles"
        return tuple(
            party
            for party in letters
            if party == column or (party not in self._columns and self._column(party, view) == column)
        )

    def _seen(self, letters: Mapping[str, str], view: View) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for party, cell in letters.items():
            found.setdefault(self._column(party, view), set()).update(cell)
        return found

    def _column(self, party: str, view: View) -> str:
        if (party, view) not in self._known:
            self._known[party, view] = column_of(self._world, party, view)
        return self._known[party, view]


def refused_merged(world: World, address: str, found: Found, change: LetterChange) -> CollabError:
    """Return the error for another letter in a row that stands in several charters."""
    return CollabError(
        msg(
            "{cell}: {title} stands in {count} charters, so the letters of {party} cannot be changed in one place",
            cell=address,
            title=found.name,
            count=len(found.rows),
            party=world.parties.name(change.party),
        ),
        msg("change them with {command}", command=set_letters(found.rows[0], change.party, change.after)),
    )


def set_letters(row: Row, party: str, letters: str) -> str:
    """Return the command that gives a party other letters in one row."""
    if not letters:
        return f"collab unset {row.ref} raci.{party}"
    return f"collab charter duty set {row.owner.id} {row.row.id} raci.{party}={letters}"
