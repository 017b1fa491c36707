"""An entry of a list that is a record of its own, named by its id: actions agreed in a meeting, or carried over."""

from __future__ import annotations

import re
from typing import Any, Final

from collab_cli.edits.part_list import PartList
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record

_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d(-|$)")
"""How the ids of records begin that are named after the day they are of."""


def record_as_part(plan: Plan, parts: PartList, text: str | None, *, has_more: bool) -> str | None:
    """Return the id of the record a new entry names by ``text``, None where it says something of its own.

    Where an entry may be either, it is a record that is named by its id or the beginning of it; ``has_more`` says
    whether anything else is said of it. Raises CollabError for one that is not there, or in the list already, and for
    one of which more is said.
    """
    kind = parts.refers
    if kind is None or text is None:
        return None
    if parts.struct is not None:
        if not _is_id(plan, kind, text.strip()):
            return None
        if has_more:
            raise is_a_record(kind, text.strip().removeprefix(f"{kind.name}:"))
    found = plan.names.one_of(kind, text, _is_open)
    entries = parts.entries(plan)
    if found in entries:
        raise CollabError(
            msg("{record} has the {noun} {entry} already", record=parts.record.titled, noun=parts.noun,
                entry=parts.titled(plan, entries.index(found))),
            msg("{command} shows it", command=f"collab {kind.name} show {found}"),
        )  # fmt: skip
    return found


def is_a_record(kind: Kind, record_id: str) -> CollabError:
    """Return the error for saying something of an entry that is a record of its own."""
    return CollabError(
        msg("{id} is a record of its own, which the list only names", id=record_id),
        msg("change it with {command}", command=f"collab set {kind.name}:{record_id} FIELD=VALUE"),
    )


def check_takes_notes(parts: PartList) -> None:
    """Raise CollabError where what is noted would stay a note: published minutes only name actions there are."""
    record = parts.record
    if (record.kind.name, parts.field) == ("meeting", "actions") and record.value.status != "draft":
        raise CollabError(
            msg("{meeting} is published, so an action of it is a record of its own", meeting=record.titled),
            msg("make it with {command}", command=f"collab action add TITLE --origin {record.ref}"),
        )


def _is_id(plan: Plan, kind: Kind, text: str) -> bool:
    known = plan.world.workspace.records.get(kind.name, {})
    return text.startswith(f"{kind.name}:") or text in known or _DATED.match(text) is not None


def _is_open(record: Record[Any]) -> bool:
    return record.value.status not in record.kind.closed
