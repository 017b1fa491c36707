"""Where a new record is written: into the register the workspace keeps for its kind, else into a file of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan
from collab_cli.graph.world import World
from collab_cli.model.kind import Kind
from collab_cli.model.workspace import RESTRICTED

_DATED = ("date", "raised_at", "due")


def place_record(plan: Plan, kind: Kind, record_id: str, values: Mapping[str, Value], *, restricted: bool) -> str:
    """Plan a new record and return the path it is written to.

    In a register sorted by id it is put in its place, else at the end; nothing but its own lines changes.
    """
    top = f"{RESTRICTED}/" if restricted else ""
    register = f"{top}{kind.folder}.yaml"
    if _uses_register(plan, kind, register):
        entry: dict[str, Value] = {"id": record_id, **values}
        if plan.changes.document(register) is None:
            plan.changes.create(register, [entry])
        else:
            plan.changes.insert(register, (), entry, _index(plan.changes.plain(register), record_id))
        return register
    path = f"{top}{kind.folder}/{_folder(plan, kind, record_id, values)}{record_id}.yaml"
    plan.changes.create(path, values)
    return path


def _uses_register(plan: Plan, kind: Kind, register: str) -> bool:
    if register in plan.world.workspace.snapshot.paths or plan.changes.document(register) is not None:
        return True
    return kind.in_register and not _own_files(plan, kind)


def _own_files(plan: Plan, kind: Kind) -> list[str]:
    """Return the paths of files with one record each, readable or not, from the folder of the kind on."""
    return plan.world.once(_files_by_folder).get(kind.folder, [])


def _files_by_folder(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in world.workspace.snapshot.paths:
        below = path.removeprefix(f"{RESTRICTED}/")
        folder, slash, _ = below.partition("/")
        if slash and below.endswith(".yaml"):
            found[folder].append(below)
    return dict(found)


def _index(entries: Any, record_id: str) -> int | None:
    """Return where an entry belongs in a register whose ids are sorted, None for the end of any other."""
    ids = [entry.get("id") for entry in entries or [] if isinstance(entry, dict)]
    known = [each for each in ids if isinstance(each, str)]
    if len(known) < 2 or known != sorted(known):
        return None
    return next((index for index, each in enumerate(ids) if isinstance(each, str) and each > record_id), None)


def _folder(plan: Plan, kind: Kind, record_id: str, values: Mapping[str, Value]) -> str:
    """Return the sub-folder of a new file, with a `/` behind it: as its like have it, else none.

    Goals and proposals lie in the folder of a year, what has a date in that of its year, evaluations in that of
    their period.
    """
    if kind.subfolder is None:
        return ""
    present = _own_files(plan, kind)
    if present and all(path.count("/") == 1 for path in present):
        return ""
    if kind.subfolder == "period":
        return f"{values['period']}/" if values.get("period") else ""
    return f"{_year(plan, record_id, values)}/"


def _year(plan: Plan, record_id: str, values: Mapping[str, Value]) -> int:
    if record_id[:4].isdigit() and record_id[4:5] == "-":
        return int(record_id[:4])
    period = plan.world.settings.period(str(values.get("period")))
    if period is not None:
        return period.start.year
    day = next((values[field] for field in _DATED if isinstance(values.get(field), date)), None)
    return day.year if isinstance(day, date) else plan.day.year
