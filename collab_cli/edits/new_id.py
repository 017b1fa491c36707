"""The id of a new record: made from its title, or as typed where it may be used."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_types import ID_PATTERN, Name
from collab_cli.model.kind import Kind
from collab_cli.model.slug import free_id, is_device_name, slug_of

_ID = re.compile(ID_PATTERN.removesuffix("$") + r"\Z")


def id_for(plan: Plan, kind: Kind, title: Any, given: str | None, derived: str | None = None) -> str:
    """Return the id of a new record: ``given`` if it may be used, ``derived``, or one made of its title.

    One made of a title gets a number where it is taken. Raises CollabError for an id that cannot be used or is
    taken, and for a title no id can be made of.
    """
    if given is not None:
        check_id(plan.world, kind, given)
        return given
    taken = _taken(plan.world, kind)
    if derived is not None and kind.ids in ("meeting", "charter"):
        if derived in taken:
            hint = msg("{command} shows it", command=f"collab {kind.name} show {derived}")
            raise _is_taken(plan.world, kind, derived, hint)
        return derived
    if derived is None and not gives_id(title):
        raise CollabError(
            msg("no id can be made of the title {title}", title=_said(title)), msg("give an id with --id")
        )
    return free_id(derived or slug_of(_said(title)), taken)


def dated_id(day: date, title: Any) -> str:
    """Return `2025-07-07-slug`; raise CollabError for a title no slug can be made of."""
    if not gives_id(title):
        raise CollabError(
            msg("no id can be made of the title {title}", title=_said(title)), msg("give an id with --id")
        )
    return f"{day.isoformat()}-{slug_of(_said(title))}"


def check_id(world: World, kind: Kind, text: str) -> None:
    """Raise CollabError unless a new record of ``kind`` can have the id ``text``."""
    if not is_id(text):
        raise CollabError(
            msg("{id} is no valid id", id=text or "''"),
            msg("use lower-case letters, digits and -, at most 64 of them, such as {example}", example=slug_of(text)),
        )
    if text.casefold() in _taken(world, kind):
        raise _is_taken(world, kind, text, msg("choose another --id"))


def fault_of_id(world: World, kind: Kind, text: str) -> Message | None:
    """Return what is wrong with an id for a new record, or None."""
    try:
        check_id(world, kind, text)
    except CollabError as error:
        return error.message if is_id(text) else msg("use lower-case letters, digits and -, at most 64 of them")
    return None


def is_id(text: str) -> bool:
    """Return whether a record can have ``text`` as its id."""
    return _ID.match(text) is not None and not is_device_name(text)


def gives_id(title: Any) -> bool:
    """Return whether an id can be made of a title."""
    text = _said(title)
    return bool(text) and (slug_of(text) != "record" or "record" in unicodedata.normalize("NFKD", text).casefold())


def _said(title: Any) -> str:
    """Return the form of a title an id is made of: the English one, else the other."""
    if isinstance(title, dict):
        return str(title.get("en") or title.get("zh") or "")
    if isinstance(title, Name):
        return title.en or title.zh or ""
    return str(title or "")


def _taken(world: World, kind: Kind) -> frozenset[str]:
    return frozenset(known.casefold() for known in world.workspace.known.get(kind.name, ()))


def _is_taken(world: World, kind: Kind, record_id: str, hint: Message) -> CollabError:
    existing = world.workspace.records.get(kind.name, {}).get(record_id)
    name = existing.titled if existing is not None else Titled(None, record_id)
    return CollabError(msg("the {kind} {record} is there already", kind=kind.one, record=name), hint)
