"""New entries of the activity catalogue, planned together and written at once."""

from __future__ import annotations

import re
from bisect import bisect

from collab_cli.analyses.raci_tables.difference import Addition
from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.documents.writer import Value
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.new_id import gives_id
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.activity import KIND as ACTIVITY
from collab_cli.model.slug import free_id, slug_of

_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十百]+[、.．章节]|[（(][一二三四五六七八九十\d]+[)）]|\d+(?:\.\d+)+[.、．)）]?\s"
    r"|\d+[.、．)）](?!\d)|[IVX]+[.、．)）])\s*"
)
"""The number before the heading of a section: `一、`, `(2)`, `3.1`, `IV.`."""


class NewActivities:
    """Activities a change adds: duties that are new to the catalogue, those of a table under its section as domain."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._entries: dict[str, dict[str, Value]] = {}
        self._taken = set(plan.world.workspace.known.get(ACTIVITY.name, ()))
        self.added: list[Addition] = []

    def plan(self, row: ReadRow, title: Value) -> str:
        """Return the id of the activity a new duty is about, planned once for each title."""
        text = row.title_en or row.title
        if not gives_id(text):
            raise CollabError(
                msg("{cell}: no id can be made of the title {title}", cell=row.address, title=row.title),
                msg("write letters or digits into the title"),
            )
        entry: dict[str, Value] = {"name": title}
        section = _NUMBER.sub("", row.section)
        if section and gives_id(section):
            entry["domain"] = slug_of(section)
        return self.enter(free_id(slug_of(text), self._taken), entry, row.title)

    def enter(self, own: str, entry: dict[str, Value], title: str) -> str:
        """Plan an activity with the id ``own``, which is free, and return that id; ``title`` is what it is called."""
        self._taken.add(own)
        self._entries[own] = entry
        self.added.append(Addition(ACTIVITY.name, own, title))
        return own

    def write(self) -> None:
        """Plan all entries: at once in the catalogue, where its ids are in order each in its place."""
        plan, register = self._plan, f"{ACTIVITY.folder}.yaml"
        entries: list[dict[str, Value]] = [{"id": own, **entry} for own, entry in self._entries.items()]
        if not entries:
            return
        if plan.changes.document(register) is not None:
            ids = [str(each.get("id")) for each in plan.changes.plain(register) or () if isinstance(each, dict)]
            if len(ids) > 1 and ids == sorted(ids):
                entries.sort(key=lambda entry: str(entry["id"]))
                plan.changes.insert_all(register, (), [(bisect(ids, str(entry["id"])), entry) for entry in entries])
            else:
                plan.changes.insert_all(register, (), [(None, entry) for entry in entries])
        elif not plan.world.workspace.records.get(ACTIVITY.name):
            plan.changes.create(register, entries)
        else:
            for own, entry in self._entries.items():
                add_to_plan(plan, Said(ACTIVITY, record=entry, id=own))
