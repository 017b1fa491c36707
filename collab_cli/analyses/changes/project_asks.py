"""Who is asked about the projects that changed: who keeps one, and the departments that gain or lose tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.world import World
from collab_cli.model.project import Project
from collab_cli.model.responsibility_row import ResponsibilityRow

_CURRENT = ("planned", "active")


def project_asks(after: World, names: NewNames, changes: Iterable[Change]) -> Iterator[Ask]:
    """Yield who is asked about each project under way of which tasks or the owner changed, in path order.

    No project holds agreements, so they agree where the change is reviewed.
    """
    departments: dict[str, dict[str, None]] = {}
    owners: dict[str, dict[str, None]] = {}
    for change in changes:
        record = change.spot.record
        if record is None or not isinstance(record.value, Project):
            continue
        if change.field is not None and change.struct is Project and change.field.name == "owner":
            old, new = change.old, change.new
            people = (new, names.id("person", old) if old is not None else None)
            owners.setdefault(record.ref, {}).update({str(one): None for one in people if one is not None})
            continue
        for party in _parties(change):
            counted = after.parties.department(party)
            if counted is not None:
                departments.setdefault(names.record(record.ref), {})[names.id("department", counted)] = None
    for project in after.all(Project):
        concerned = departments.get(project.ref, {})
        keepers = owners.get(project.ref, {})
        if project.value.status not in _CURRENT or not (concerned or keepers):
            continue
        speaking = {one for each in concerned for one in after.parties.speakers(each, after.as_of)}
        for person in dict.fromkeys((project.value.owner, *keepers)):
            if after.parties.is_active_person(person) and person not in speaking:
                now = answering(after, f"person:{person}").now
                yield Ask(project, "agree", None, person, now, ("project-owner",), "elsewhere")
        for department in after.parties.active_departments:
            if department.id in concerned:
                found = answering(after, department.id)
                yield Ask(project, "agree", department.id, found.person, found.now, ("tasks",), "elsewhere")


def _parties(change: Change) -> Iterator[str]:
    """Yield the parties that gain or lose a letter other than I by a change of tasks."""
    is_about_letters = change.act == "letters"
    old, new = ((value or {}) if is_about_letters else _letters(value) for value in (change.old, change.new))
    for party in dict.fromkeys((*old, *new)):
        if (set(old.get(party, "")) ^ set(new.get(party, ""))) - {"I"}:
            yield party


def _letters(value: Any) -> Mapping[str, str]:
    """Return the letters of a task, or of several together."""
    found: dict[str, str] = {}
    for row in value if isinstance(value, tuple) else (value,):
        if isinstance(row, ResponsibilityRow):
            for party, cell in row.raci.items():
                found[party] = found.get(party, "") + cell
    return found
