"""The part of the notes that reading minutes has left: lines of no field, for whoever completes the draft."""

from __future__ import annotations

import re
from functools import cache

from collab_cli.analyses.minutes_reading.filed_words import spoken
from collab_cli.messages import Message, msg

_FILE = "\x1f"


def not_placed(file: str) -> Message:
    """Return the line above what found no place."""
    return msg("Not placed when the minutes were read from {file}:", file=file)


def unplaced_lines(notes: str) -> int:
    """Return how many lines of notes found no place when minutes were read."""
    return sum(line.startswith("- ") for part in _part().finditer(notes) for line in part[0].splitlines())


def own_notes(notes: str) -> str:
    """Return the notes without what found no place when minutes were read."""
    return _part().sub("\n\n", notes).strip("\n")


@cache
def _part() -> re.Pattern[str]:
    """Return what matches the line above, whichever file and language it names, and the list below it."""
    heads = (re.escape(said).replace(_FILE, r"[^\n]+").replace(r"\ ", " ?") for said in spoken(not_placed(_FILE)))
    return re.compile(rf"(?:\A|\n+)(?:{'|'.join(heads)})\n\n?(?:- .*(?:\n|\Z))*\n*")
