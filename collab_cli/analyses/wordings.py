"""The words responsibility rows are compared by (formulas.md F10)."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.similarity import Vocabulary, Wording, vocabulary
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity
from collab_cli.model.field_types import Name
from collab_cli.model.record import Record


def words_of(world: World) -> Vocabulary:
    """Return the vocabulary of a workspace, made once."""
    return world.once(_words)


def _words(world: World) -> Vocabulary:
    return vocabulary(world.settings)


def row_wordings(row: Row, activity: Record[Activity] | None, words: Vocabulary) -> Iterator[Wording]:
    """Yield the words a row is compared by: its title, the name of its activity in each language, its aliases.

    Of a row with none of them it is the id.
    """
    for wording in map(words.wording, row_texts(row, activity)):
        if wording.form:
            yield wording


def row_texts(row: Row, activity: Record[Activity] | None) -> list[str]:
    """Return the texts a row is compared by, as they are written."""
    names = _texts(row.row.title)
    if activity is not None:
        names += [*_texts(activity.value.name), *activity.value.aliases]
    return names or [row.row.id]


def _texts(name: str | Name | None) -> list[str]:
    if name is None or isinstance(name, str):
        return [name] if name else []
    return [text for text in (name.zh, name.en) if text]
