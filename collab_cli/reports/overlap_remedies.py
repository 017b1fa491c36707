"""The ways out of an overlap, as commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from collab_cli.analyses.overlap import Overlap
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Message, msg
from collab_cli.model.meeting import Meeting

MERGE, SPLIT, WAIVE, AGENDA = "merge", "split", "waive", "agenda"

SAID: Final[Mapping[str, Message]] = {
    MERGE: msg("Merge: one of the two goes"),
    SPLIT: msg("Split the scopes: name the areas you mean"),
    WAIVE: msg("Not the same: waive it, with the reason between the quotes and until when"),
    AGENDA: msg("Not clear: put it on the next agenda"),
}
AREAS: Final = ("AREA", "OTHER-AREA")
PERSON: Final = "PERSON"
_WAIVED_FOR: Final = timedelta(days=90)


def overlap_remedies(world: World, one: Overlap, code: str | None) -> dict[str, list[str]]:
    """Return the ways out as commands; ``code`` is the rule that reports the overlap, if any.

    The areas, the reason and, without a head, the person are to be filled in: a waiver without a reason is refused.
    """
    first, second = one.first, one.second
    expires = (world.as_of + _WAIVED_FOR).isoformat()
    people = (world.parties.accountable_person(row.owner.id) for row in (first, second))
    person = world.settings.company.head or next(filter(None, people), PERSON)
    return {
        MERGE: [f"collab charter duty remove {second.owner.id} {second.row.id}"],
        SPLIT: [f"collab set {row.ref} scope.areas+={area}" for row, area in zip((first, second), AREAS, strict=True)],
        WAIVE: [
            f"collab waiver add {code or 'R314'} --target {first.ref} --with {second.ref} "
            f"--reason '' --approved-by {person} --expires {expires}"
        ],
        AGENDA: [_agenda(world, first, second, person)],
    }


def open_words(ways: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the words in capitals that are still to be filled in, each once."""
    written = {word for commands in ways.values() for command in commands for word in re.split(r"[\s=]+", command)}
    return tuple(word for word in (*AREAS, PERSON) if word in written)


def _agenda(world: World, first: Row, second: Row, person: str) -> str:
    """Return the command that puts the question on the next agenda, without a meeting planned among the issues."""
    question = msg(
        "{duty}: {first} or {second}?",
        duty=world.matrix.of_row[first.id].name,
        first=world.parties.name(first.owner.id),
        second=world.parties.name(second.owner.id),
    )
    title = shlex.quote(language(world.settings.locale).say(question))
    drafts = [meeting for meeting in world.all(Meeting) if _is_ahead(world, meeting.value)]
    if drafts:
        meeting = min(drafts, key=lambda record: (record.value.date, record.id))
        return f"collab meeting agenda-item add {meeting.id} {title}"
    return f"collab issue add {title} --category duty --raised-by {person}"


def _is_ahead(world: World, meeting: Meeting) -> bool:
    return meeting.status == "draft" and meeting.date >= world.as_of
