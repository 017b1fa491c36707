"""Note in a charter that it changed: another version, and an entry of its change log."""

from __future__ import annotations

from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan
from collab_cli.model.charter import Change, Charter
from collab_cli.model.fields import fields_of
from collab_cli.model.record import Record

_FIELDS = tuple(info.name for info in fields_of(Charter))
_ENTRY = tuple(info.name for info in fields_of(Change))


def log_charter_change(plan: Plan, charter: Record[Charter], note: str, by: str | None = None) -> None:
    """Plan another version of ``charter`` and what it changed, put where the newest entry of its log stands."""
    version = charter.value.version + 1
    plan.changes.set(charter.path, (*charter.route, "version"), version, _FIELDS)
    entry: dict[str, Value] = {"version": version, "date": plan.day, "note": note}
    if by is not None:
        entry["by"] = by
    newest_first = [change.version or 0 for change in charter.value.change_log]
    place = 0 if len(newest_first) > 1 and newest_first[0] > newest_first[-1] else None
    ordered = {name: entry[name] for name in _ENTRY if name in entry}
    plan.changes.insert(charter.path, (*charter.route, "change_log"), ordered, place, order=_FIELDS)
