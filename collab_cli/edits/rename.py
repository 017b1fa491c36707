"""Give a record or a part of one another id, in every place of the workspace at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from collab_cli.documents.nodes import Mapping, Scalar, find
from collab_cli.edits.all_readable import check_all_readable
from collab_cli.edits.new_id import is_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.proving import prove
from collab_cli.edits.respelling import NewNames, restamp
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.lookup import find_any
from collab_cli.graph.named_after import charter_of, covers_by_id, duties_of, is_of_department, meetings_of
from collab_cli.graph.uses import Written, part_once, written_once
from collab_cli.messages import Message, Titled, msg, msgn
from collab_cli.model.fields import fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.slug import slug_of

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_ROW_FIELDS = tuple(info.name for info in fields_of(ResponsibilityRow))


def plan_rename(plan: Plan, old: str, new: str) -> Planned:
    """Return the change that gives what ``old`` names the id ``new``.

    ``old`` is `kind:id`, `kind:id/part`, or an id or title that one record alone has. Files, register entries, every
    reference and what is named after the record change with it, nothing else does; agreements on the same text hold
    on. Raises CollabError for an id that cannot be used and where references could be missed.
    """
    workspace = plan.world.workspace
    record, part = find_any(workspace, old)
    check_all_readable(workspace)
    written = written_once(workspace, record)
    rename = _Rename(plan, written)
    if part is None:
        rename.record(new, record.titled)
        sentence = msg("renamed the {kind} {record} to {id}", kind=record.kind.one, record=record.titled, id=rename.new)
    else:
        rename.part(part, new, record.titled)
        sentence = msg("renamed {part} of {record} to {id}", part=part, record=record.titled, id=rename.new)
    return rename.finish(sentence)


class _Rename:
    """One rename on its way: what gets which name, and what is to be told of it."""

    def __init__(self, plan: Plan, written: Written) -> None:
        self.plan = plan
        self.workspace = plan.world.workspace
        self.written = written
        self.names = NewNames()
        self.notes: list[Message] = []
        self.activities: list[tuple[str, Route, str | None]] = []
        self.new = ""

    def record(self, new: str, titled: Titled) -> None:
        kind = self.written.kind
        self.new = _usable(new.removeprefix(f"{kind.name}:").strip(), self.written.id, titled)
        self._check_free(kind, self.written.id, self.new)
        self._check_form()
        self.names.record(self.written, self.new)
        along = {"department": self._charter, "activity": self._duties, "series": self._meetings}.get(kind.name)
        if along is not None:
            along()

    def part(self, part: str, new: str, titled: Titled) -> None:
        written = self.written
        self.new = _usable(new.rpartition("/")[2].strip(), part, Titled(None, f"{written.id}/{part}"))
        for other, _ in written.parts():
            if other != part and other.casefold() == self.new.casefold():
                raise CollabError(
                    msg("{record} has a part {id} already", record=titled, id=other), msg("choose another id")
                )
        route = part_once(written, part)
        self.names.part(written, route, part, self.new)
        if written.kind.name == "charter":
            self._keep_activity(part, route)

    def finish(self, sentence: Message) -> Planned:
        """Return the planned change; raise CollabError if it would break a structure rule."""
        plan, names = self.plan, self.names
        count = names.write(self.workspace, plan.changes)
        for path, route, activity in self.activities:
            at = (*route, "activity")
            if activity is None:
                plan.changes.unset(names.path(path), at)
            else:
                plan.changes.set(names.path(path), at, activity, _ROW_FIELDS)
        stamped = restamp(self.workspace, plan.changes, names)
        before = replace(plan.world, faults=names.relocated(plan.world.faults))
        after = prove(self.workspace.snapshot, plan.changes.overlay, plan.day, before, plan.changes.readings)
        return Planned(plan.changes.writes, after, sentence, (*self.notes, *self._counts(count, stamped)))

    def _counts(self, count: int, stamped: int) -> Iterator[Message]:
        if count:
            yield msgn("{count} reference is changed with it", "{count} references are changed with it", count)
        if stamped:
            yield msgn(
                "{count} digest is renewed: the agreement holds on",
                "{count} digests are renewed: the agreements hold on",
                stamped,
            )
        if self.workspace.has_restricted_folder:
            yield msg("restricted/ is not read; references there stay as they are")

    def _check_free(self, kind: Kind, old: str, new: str) -> None:
        for known in self.workspace.known.get(kind.name, ()):
            if known != old and known.casefold() == new.casefold():
                existing = self.workspace.records.get(kind.name, {}).get(known)
                raise CollabError(
                    msg(
                        "there is a {kind} {record} already",
                        kind=kind.one,
                        record=existing.titled if existing is not None else Titled(None, known),
                    ),
                    msg("choose another id"),
                )

    def _check_form(self) -> None:
        """Raise CollabError unless the new id has the form ids of its kind have."""
        written, new = self.written, self.new
        if written.kind.ids in ("dated", "meeting"):
            found = _DATED.fullmatch(new)
            typed = found[1] if found is not None and _is_day(found[1]) else written.id[:10]
            day = written.text("date") if written.kind.ids == "meeting" else None
            if found is None or found[1] != (day or typed):
                rest = slug_of(found[2] if found is not None else new)
                raise CollabError(
                    msg("ids of {kinds} start with a date", kinds=written.kind.many),
                    msg("write {example}", example=f"{day or typed}-{rest}"),
                )
            series = written.text("series") if written.kind.ids == "meeting" else None
            if series is not None and not re.fullmatch(rf"{re.escape(series)}(-\d+)?", found[2]):
                raise CollabError(
                    msg("the id of a meeting of the series {series} is its date and the series", series=series),
                    msg("write {example}", example=f"{found[1]}-{series}"),
                )
        elif written.kind.ids == "charter" and is_of_department(written):
            if self.workspace.is_known("department", written.id):
                raise CollabError(
                    msg("the charter {id} is named after its department", id=written.id),
                    msg("rename the department: {command}", command=f"collab rename department:{written.id} {new}"),
                )
            if not self.workspace.is_known("department", new):
                raise CollabError(
                    msg("the charter of a department has its id, and there is no department {id}", id=new),
                    msg("name a department, or set its type to process or project"),
                )

    def _charter(self) -> None:
        charter = charter_of(self.workspace, self.written.id)
        if charter is not None:
            self._check_free(charter.kind, charter.id, self.new)
            self.names.record(charter, self.new)
            self.notes.append(msg("its charter is renamed with it"))

    def _duties(self) -> None:
        count = 0
        for charter, route in duties_of(self.workspace, self.written.id):
            taken = {part.casefold() for part, _ in charter.parts() if part != self.written.id}
            if self.new.casefold() in taken:
                self.activities.append((charter.path, route, self.new))
                self.names.touched.add(charter.ref)
                self.notes.append(
                    msg(
                        "the duty {duty} keeps its id: {id} is taken there",
                        duty=f"{charter.id}/{self.written.id}",
                        id=self.new,
                    )
                )
            else:
                self.names.part(charter, route, self.written.id, self.new)
                count += 1
        if count:
            self.notes.append(
                msgn(
                    "{count} duty named after it is renamed with it",
                    "{count} duties named after it are renamed with it",
                    count,
                )
            )

    def _meetings(self) -> None:
        count, meeting = 0, kind_named("meeting")
        assert meeting is not None
        for written, before, behind in meetings_of(self.workspace, self.written.id):
            new_id = f"{before}{self.new}{behind}"
            self._check_free(meeting, written.id, new_id)
            if not is_id(new_id):
                raise CollabError(msg("{id} is no valid id", id=new_id), msg("choose a shorter id"))
            self.names.record(written, new_id)
            count += 1
        if count:
            self.notes.append(
                msgn(
                    "{count} meeting named after it is renamed with it",
                    "{count} meetings named after it are renamed with it",
                    count,
                )
            )

    def _keep_activity(self, part: str, route: Route) -> None:
        """Plan that a duty covers the activity it covered; what its new id says again need not be written."""
        row = find(self.written.document.root, route)
        assert isinstance(row, Mapping)
        named = row.get("activity")
        if covers_by_id(self.written, route) and self.workspace.is_known("activity", part):
            self.activities.append((self.written.path, route, part))
            self.notes.append(msg("the duty goes on covering the activity {activity}", activity=part))
        elif row.get("within") is None and isinstance(named, Scalar) and named.text == self.new:
            self.activities.append((self.written.path, route, None))


def _usable(new: str, old: str, titled: Titled) -> str:
    """Return a new id; raise CollabError if none can be so, or it is the old one."""
    if not is_id(new):
        raise CollabError(
            msg("{id} is no valid id", id=new or "''"),
            msg("use lower-case letters, digits and -, at most 64 of them, such as {example}", example=slug_of(new)),
        )
    if new == old:
        raise CollabError(msg("{record} has this id already", record=titled), msg("choose another id"))
    return new


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
