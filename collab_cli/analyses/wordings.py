"""The words responsibility rows are compared by (formulas.md F10)."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.similarity import Vocabulary, Wording, vocabulary
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.activity import Activity
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
    names = forms_of(row.row.title)
    if activity is not None:
        names += [*forms_of(activity.value.name), *activity.value.aliases]
    return names or [row.row.id]
