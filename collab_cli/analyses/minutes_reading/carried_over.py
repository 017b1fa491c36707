"""Actions of earlier meetings that minutes review: found by id or title."""

from __future__ import annotations

import re

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.graph.lookup import words_of
from collab_cli.model.action import Action

_BLANKS = re.compile(r"[\W_]")


def read_carried(collected: Collected, text: str, line: int) -> None:
    """Take the action a line names by its id or title; a line that names none stays for the notes."""
    plain = _BLANKS.sub("", folded(text))
    if plain in ("", "无", "none", "没有"):
        collected.met(("carried_over",), line)
        return
    found = [
        record.id for record in collected.people.world.workspace.all(Action)
        if any(_BLANKS.sub("", folded(word)) in plain for word in (record.id, *words_of(record)))
    ]  # fmt: skip
    if len(found) == 1:
        if found[0] not in collected.fields.get("carried_over", ()):
            collected.add("carried_over", found[0], line)
        rest = plain.replace(_BLANKS.sub("", found[0]), "")
        if len(rest) > 60:
            collected.leave(text, line)
        return
    collected.doubt("unknown_action", ("carried_over",), text, line)
    collected.leave(text, line)
