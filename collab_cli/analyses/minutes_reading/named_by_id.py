"""Names behind which an id stands in brackets, as forms write those that several have."""

from __future__ import annotations

import re

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import level
from collab_cli.analyses.minutes_reading.pad_head import ID_BEHIND
from collab_cli.model.person import Person


def person_text(collected: Collected, text: str) -> str:
    """Return the id of a person where one stands in brackets behind the name, else the text."""
    found = ID_BEHIND.search(level(text))
    if found is not None and collected.people.world.get(Person, found[1]) is not None:
        return found[1]
    return text


def names_text(collected: Collected, text: str) -> str:
    """Return a list of people and departments with the ids of those behind whose names one stands."""
    pieces = re.split(r"[、,，;；]", text)
    return ", ".join(person_text(collected, department_text(piece, collected)) for piece in pieces if piece.strip())


def department_text(text: str, collected: Collected) -> str:
    """Return the id of a department where one stands in brackets behind its name, else the text."""
    found = ID_BEHIND.search(level(text))
    return found[1] if found is not None and collected.people.department(found[1]) == found[1] else text
