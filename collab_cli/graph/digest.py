"""The canonical digest of a record: what an agreement is bound to (data-model.md section 8).

A digest covers what was agreed and nothing that moves without a new agreement: check-ins, acknowledgements,
states and layout leave it as it is.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Flag, KindRecord, Part
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Contribution, Goal, KeyResult, Milestone
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope

DIGEST_LENGTH = 12
"""Hex digits of a digest."""

_LEFT_OUT: dict[type, frozenset[str]] = {
    Goal: frozenset({"status", "activated", "adjustments", "acknowledgements", "score", "closing"}),
    KeyResult: frozenset({"checkins", "confidence"}),
    Milestone: frozenset({"done"}),
    Contribution: frozenset({"parent_digest"}),
    Charter: frozenset(
        {"version", "status", "effective_from", "review_by", "approvals", "acknowledgements", "change_log"}
    ),
    Handoff: frozenset({"status", "accepted_by", "deliveries"}),
}
AGREED_KINDS = (Goal, Charter, Handoff)
"""The kinds of records whose text departments agree to."""
_COMMON = frozenset({"aliases", "tags", "notes", "links"})
_SETS: dict[tuple[type, str], Callable[[Any], str]] = {
    (Goal, "co_owners"): str,
    (Goal, "key_results"): lambda item: str(item["id"]),
    (Goal, "contributes_to"): lambda item: str(item["goal"]),
    (Goal, "guardrails"): lambda item: str(item.get("metric", "")),
    (ResponsibilityRow, "supports"): str,
    (ResponsibilityRow, "shared_with"): lambda item: str(item["department"]),
    (Scope, "areas"): str,
    (Scope, "excludes"): str,
}
_LETTERS = "ARDSCI"
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(record: Record[Any]) -> str:
    """Return the digest of a record as written: 12 hex digits of SHA-256 over kind and canonical text."""
    text = f"{record.kind.name}\n{canonical_text(record.written)}"
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def canonical_text(value: KindRecord) -> str:
    """Return the JSON a digest is taken of: defaults and what is not agreed left out, sets sorted."""
    return _JSON.encode(_part(value))


@cache
def _agreed_fields(struct: type[Part]) -> tuple[tuple[str, str, Any], ...]:
    """Return name, attribute and default of the fields of a struct that are part of what is agreed."""
    left_out = _LEFT_OUT.get(struct, frozenset())
    if issubclass(struct, KindRecord):
        left_out |= _COMMON
    return tuple((info.name, info.attribute, info.default) for info in fields_of(struct) if info.name not in left_out)


def is_agreed(struct: type[Part], field: str) -> bool:
    """Return whether agreements are bound to a field of a goal, a charter, a handoff or a part of one."""
    return field not in _LEFT_OUT.get(struct, ()) and not (issubclass(struct, KindRecord) and field in _COMMON)


def is_set(struct: type[Part], field: str) -> bool:
    """Return whether the order of a list counts for nothing, so that a digest sorts it."""
    return field == "between" or (struct, field) in _SETS


def _part(value: Part) -> dict[str, Any]:
    result: dict[str, Any] = {}
    struct = type(value)
    for name, attribute, default in _agreed_fields(struct):
        found = getattr(value, attribute)
        if found is None or found == (_usual_rollup(value) if attribute == "rollup" else default):
            continue
        canonical = normal_text(found) if type(found) is str else _canonical(found, struct, name)
        if canonical:
            result[name] = canonical
    if isinstance(value, Charter) and value.type == "department" and "duties" in result:
        result["duties"].sort(key=lambda row: row["id"])
    return result


def _usual_rollup(goal: Any) -> str:
    return "own" if goal.key_results else "children"


def _canonical(value: Any, owner: type, field: str) -> Any:  # one line a form
    if type(value) is str:
        return normal_text(value)
    if isinstance(value, Scope) and not value.areas and not value.excludes:
        return normal_text(value.text or "")
    if isinstance(value, Part):
        return _part(value)
    if isinstance(value, dict):
        return {
            key: _letters(item) if field == "raci" else _canonical(item, owner, field) for key, item in value.items()
        }
    if isinstance(value, list):
        items = [_canonical(item, owner, field) for item in value]
        if field == "between":
            return sorted(items)
        order = _SETS.get((owner, field))
        return sorted(items, key=order) if order else items
    if isinstance(value, Flag):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, date):
        return value.isoformat()
    return normal_text(str(value))


@cache
def _letters(cell: str) -> str:
    return "".join(sorted(cell, key=lambda letter: (_LETTERS.find(letter), letter)))


def normal_text(text: str) -> str:
    """Return a text as it counts: in Unicode NFC, runs of white space collapsed to one blank, trimmed."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
