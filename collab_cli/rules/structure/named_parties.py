"""Whom a record that is still open counts on: as owner, R, A, chair, secretary or member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.findings import Route
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.parties import Parties
from collab_cli.model.record import Record
from collab_cli.model.settings import Settings

_PERSONS = ("owner", "chair", "secretary")
_DEPARTMENTS: Mapping[str, tuple[str, ...]] = {
    "document": ("owner_dept",),
    "goal": ("co_owners",),
    "project": ("members",),
    "series": ("required",),
    "channel": ("departments",),
}
"""The fields of a kind that hold departments as owners or members."""

_PARTS = ("decisions", "actions")
"""Lists of a meeting whose entries have owners of their own."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person or department (`kind:id`) a record counts on, and where it is written; ``is_key`` of a map."""

    ref: str
    route: Route
    is_key: bool = False


def named_parties(record: Record[Any], settings: Settings) -> Iterator[Named]:
    """Yield whom a record counts on; nobody if the record is closed, or is of minutes already published."""
    value = record.value
    status = getattr(value, "status", None)
    if status in record.kind.closed or (record.kind.name == "meeting" and status != "draft"):
        return
    for field in _PERSONS:
        person = getattr(value, field, None)
        if isinstance(person, str):
            yield Named(f"person:{person}", (field,))
    for field in _DEPARTMENTS.get(record.kind.name, ()):
        held = getattr(value, field)
        if isinstance(held, list):
            yield from (Named(f"department:{one}", (field, index)) for index, one in enumerate(held))
        elif held is not None:
            yield Named(f"department:{held}", (field,))
    if record.kind.name == "issue" and value.assigned is not None:
        yield Named(Parties.ref(value.assigned), ("assigned",))
    if record.kind.name == "meeting":
        for field in _PARTS:
            for index, part in enumerate(getattr(value, field)):
                owner = getattr(part, "owner", None)
                if owner is not None:
                    yield Named(f"person:{owner}", (field, index, "owner"))
    yield from _letters(record, settings)


def _letters(record: Record[Any], settings: Settings) -> Iterator[Named]:
    wanted = {"A", responsible_letter(settings)}
    for field in ("duties", "tasks"):
        for index, row in enumerate(getattr(record.value, field, ())):
            if row.status == "done":
                continue
            for party, cell in row.raci.items():
                if wanted.intersection(cell):
                    yield Named(Parties.ref(party), (field, index, "raci", party), is_key=True)
