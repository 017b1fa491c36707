"""Whose duty a problem is, by what it is called: where an issue goes to first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from collab_cli.analyses.matter_words import MatterWords, Reading, stem
from collab_cli.analyses.matters_meant import Matter, matters_meant, nearest_duties
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.activity import Activity
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record

NEAREST = 3
"""How many duties are named where none is meant for certain."""
_SMALLEST = 2
"""How large a name must be to be found within a text: two Chinese characters or a word."""

Certainty = Literal["one", "several", "near", "none"]
"""Whether one duty is meant, several as well, whether some only come near, or none does."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The duties a problem may belong to; only of ``one`` may an issue be given to whoever answers for it."""

    certainty: Certainty
    matters: tuple[Matter, ...] = ()

    @property
    def matter(self) -> Matter | None:
        """Return the duty that is meant, None unless there is just one."""
        return self.matters[0] if self.certainty == "one" else None

    @property
    def activity(self) -> str | None:
        """Return the id of the catalogue activity that is meant."""
        matter = self.matter
        return matter.record.id if matter is not None and isinstance(matter.record.value, Activity) else None

    @property
    def accountable(self) -> tuple[str, ...]:
        """Return the parties that answer for the duty that is meant: none is a gap, several are an overlap."""
        return accountable(self.matter) if self.matter is not None else ()


def accountable(matter: Matter) -> tuple[str, ...]:
    """Return the parties that answer for a duty."""
    return tuple(dict.fromkeys(party for row in matter.rows for party in row.parties("A")))


def route_issue(world: World, text: str) -> Routing:
    """Return where a problem told as ``text`` belongs.

    That is the duty it names: by name, or by the words of a name within it. Several are all told, and so are duties
    that merely come near.
    """
    meant = matters_meant(world, text)
    duties = tuple(matter for matter in meant.matters if matter.is_row) if meant.certainty != "guess" else ()
    found = duties or _named_within(world, text)
    if found:
        return Routing("one" if len(found) == 1 else "several", found)
    near = nearest_duties(world, (text,), None, NEAREST)
    return Routing("near" if near else "none", near)


def route_activity(world: World, activity: str) -> Routing:
    """Return where a problem of a catalogue activity belongs."""
    return Routing("one", matters_meant(world, f"activity:{activity}").matters)


def duty_of(world: World, issue: Record[Issue]) -> str | None:
    """Return the id of the one activity the title of an issue means, None if there is none."""
    found = {route_issue(world, form).activity for form in forms_of(issue.value.title)} - {None}
    return found.pop() if len(found) == 1 else None


def is_covered(world: World, activity: str) -> bool:
    """Return whether a row of a charter in force is about an activity; a step within it does not cover it."""
    return activity in world.matrix.by_key


def _named_within(world: World, text: str) -> tuple[Matter, ...]:
    """Return the activities of which a name stands in the text; a name that is part of another one does not count."""
    asked = world.once(_words).read(text).whole
    named = {id_: name for id_, names in world.once(_names).items() if (name := _largest(names, asked)) is not None}
    best = [id_ for id_, name in named.items() if not any(_is_part(name, other) for other in named.values())]
    return tuple(matter for id_ in best for matter in matters_meant(world, f"activity:{id_}").matters)


def _largest(names: tuple[Reading, ...], asked: Reading) -> Reading | None:
    """Return the largest of the names that stand in a text."""
    stems, run = frozenset(map(stem, asked.words)), "".join(asked.runs)
    found = (
        name
        for name in names
        if name.size >= _SMALLEST
        and all(stem(word) in stems for word in name.words)
        and all(each in run for each in name.runs)
    )
    return max(found, key=lambda name: name.size, default=None)


def _is_part(name: Reading, other: Reading) -> bool:
    return name.size < other.size and " ".join(name.parts) in " ".join(other.parts)


def _words(world: World) -> MatterWords:
    return MatterWords(world.settings)


def _names(world: World) -> Mapping[str, tuple[Reading, ...]]:
    """Return the names of each activity without the words that say little."""
    words = world.once(_words)
    found = {}
    for activity in world.workspace.all(Activity):
        texts = (*forms_of(activity.value.name), *activity.value.aliases)
        words.read_all(texts)
        found[activity.id] = tuple(words.read(text).core for text in texts)
    return found
