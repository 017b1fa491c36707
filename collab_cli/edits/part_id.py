"""The id of a new part: numbered by the custom of its list, that of an activity, or made of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from collab_cli.documents.writer import Value
from collab_cli.edits.new_id import gives_id, is_id
from collab_cli.edits.part_list import PartList
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import words_of
from collab_cli.messages import msg
from collab_cli.model.activity import Activity
from collab_cli.model.slug import slug_of

_NUMBERED: Final = {"key_results": "kr", "decisions": "dec", "findings": "f", "lessons": "l"}
_MOST_KEY_RESULTS: Final = 5


def part_id(plan: Plan, parts: PartList, values: dict[str, Value], given: str | None) -> str:
    """Return the id of a new entry of ``parts``, ``given`` if it may be used; raise CollabError if there is none.

    A duty whose title is the name of a catalogue activity gets the activity's id and needs no title of its own.
    """
    taken = [str(entry.get("id")) for entry in parts.entries(plan) if isinstance(entry, dict)]
    if given is not None:
        _check(parts, given, taken)
        return given
    if parts.field in _NUMBERED:
        return _next(_NUMBERED[parts.field], taken)
    found = _activity(plan, parts, values)
    if found is None:
        title = values.get("title")
        if not gives_id(title):
            shown = title if isinstance(title, str) else ""
            raise CollabError(
                msg("no id can be made of the title {title}", title=shown or "''"), msg("give an id with --id")
            )
        found = slug_of(str((title.get("en") or title.get("zh")) if isinstance(title, dict) else title))
    _check(parts, found, taken)
    return found


def _activity(plan: Plan, parts: PartList, values: dict[str, Value]) -> str | None:
    """Return the id of the activity a new duty covers; what its id says again is taken out of ``values``."""
    if parts.field != "duties" or "within" in values:
        return None
    named = values.get("activity")
    if isinstance(named, str) and "title" not in values:
        del values["activity"]
        return named
    title = values.get("title")
    words = {str(word).casefold() for word in (title.values() if isinstance(title, dict) else [title])}
    found = [each.id for each in plan.world.all(Activity) if {each.id, *words_of(each)} & words]
    if named is not None or len(found) != 1:
        return None
    del values["title"]
    return found[0]


def _next(prefix: str, taken: Sequence[str]) -> str:
    """Return the number behind the highest one; of key results, of which there are five, the first one free."""
    numbers = {int(each[len(prefix) :]) for each in taken if re.fullmatch(rf"{prefix}[0-9]{{1,6}}", each)}
    following = max(numbers, default=0) + 1
    if prefix == "kr" and following > _MOST_KEY_RESULTS:
        following = next((number for number in range(1, following) if number not in numbers), following)
    return f"{prefix}{following}"


def _check(parts: PartList, text: str, taken: Sequence[Any]) -> None:
    if not is_id(text):
        raise CollabError(
            msg("{id} is no valid id", id=text or "''"),
            msg("use lower-case letters, digits and -, at most 64 of them, such as {example}", example=slug_of(text)),
        )
    if text.casefold() in (str(each).casefold() for each in taken):
        record = parts.record
        raise CollabError(
            msg("{record} has a {noun} {id} already", record=record.titled, noun=parts.noun, id=text),
            msg("choose another --id, or change that one with {command}", command=f"collab set {record.ref}/{text}"),
        )
