"""Remove a record or a part of one: refused while anything names it, or with what names it put right."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from collab_cli.documents.nodes import Document, Sequence, entry_id, find, place_at
from collab_cli.edits.all_readable import check_all_readable
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.proving import prove
from collab_cli.edits.state_verbs import verbs_moving
from collab_cli.findings import Fault, Route
from collab_cli.graph.named_after import charter_of, duties_of
from collab_cli.graph.uses import Use, Written, all_uses, place_of_use, written_in, written_once
from collab_cli.messages import Message, Param, Titled, Word, msg
from collab_cli.model.field_types import Part
from collab_cli.model.record import Record
from collab_cli.model.settings import Settings
from collab_cli.model.shape import convert

_CLOSING = ("closed", "left", "ended", "cancelled", "superseded", "withdrawn")
"""States that put a record aside without judging it."""
_IN_FORCE = frozenset({("charter", "effective")})
"""Kinds and states in which people rely on a record although it is not closed."""

Spot = tuple[str, Route]
"""A path and a route by the indexes of the file; an empty route is the whole file."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What it takes to remove something; ``planned`` is None while that cannot be done.

    ``users`` say who names it and where. ``steps`` are what goes with it; ``obstacles`` are what cannot, and why.
    ``closing`` is the command that would close it instead. ``kept`` says why it should rather be kept: it is closed,
    or in force. ``closed`` is the first closed record (`kind:id`) among what stands in the way.
    """

    titled: Param
    users: tuple[Message, ...] = ()
    steps: tuple[Message, ...] = ()
    obstacles: tuple[Message, ...] = ()
    planned: Planned | None = None
    closing: str | None = None
    kept: Message | None = None
    closed: str | None = None


def plan_remove(plan: Plan, record: Record[Any], *, cascade: bool = False) -> Removal:
    """Return what removing a record takes; it is planned if nothing names the record, or all that can be put right.

    With ``cascade`` references are taken out of lists and of fields that may be empty, and parts go that cannot be
    without theirs; a record that cannot, or is closed, is an obstacle. Raises CollabError where references could be
    missed, and if the result would break a structure rule.
    """
    written = written_once(plan.world.workspace, record)
    sentence = msg("removed the {kind} {record}", kind=record.kind.one, record=record.titled)
    work = _Removing(plan, record.titled)
    work.take_record(written)
    return work.result(sentence, cascade=cascade)


def plan_remove_part(plan: Plan, record: Record[Any], route: Route, *, cascade: bool = False) -> Removal:
    """Return what removing the part of a record that stands at ``route`` of its file takes; else as ``plan_remove``."""
    written = written_once(plan.world.workspace, record)
    by_index = _by_index(written.document, route)
    part = entry_id(found) if (found := find(written.document.root, by_index)) is not None else None
    titled = Titled(None, f"{record.id}/{part or by_index[-1]}")
    work = _Removing(plan, titled)
    work.take_part(written, by_index)
    return work.result(msg("removed {part} of {record}", part=part or str(by_index[-1]), record=record.titled),
                       cascade=cascade)  # fmt: skip


@dataclass
class _Removing:
    """What goes, found by following who names it."""

    plan: Plan
    titled: Param
    targets: list[tuple[str, str | None]] = field(default_factory=list)
    gone: list[Spot] = field(default_factory=list)
    steps: list[Message] = field(default_factory=list)
    users: list[Message] = field(default_factory=list)
    obstacles: list[Message] = field(default_factory=list)
    closed: str | None = None

    def __post_init__(self) -> None:
        self.workspace = self.plan.world.workspace
        check_all_readable(self.workspace)
        self.plains: dict[str, Any] = {}

    def take_record(self, written: Written) -> None:
        self.gone.append((written.path, written.route))
        self.targets.append((written.ref, None))

    def take_part(self, written: Written, route: Route) -> None:
        self.gone.append((written.path, route))
        parts = list(written.parts())
        known = [part for part, _ in parts]
        self.targets += [(written.ref, part) for part, at in parts if at == route and known.count(part) == 1]

    def result(self, sentence: Message, *, cascade: bool) -> Removal:
        done = 0
        while done < len(self.targets):
            self._follow_names(*self.targets[done])
            for use in self._uses(*self.targets[done]):
                self._follow(use)
            done += 1
            if not cascade:
                break
        blocked = bool(self.obstacles) if cascade else bool(self.users)
        planned = None if blocked else self._planned(sentence)
        found = tuple(self.users), tuple(self.steps), tuple(self.obstacles)
        return Removal(self.titled, *found, planned, self._closing(), self._kept(), self.closed)

    def _uses(self, target: str, part: str | None) -> Iterator[Use]:
        for use in all_uses(self.workspace, (target.partition(":")[2] if part is None else part,)):
            if use.target == target and part in (None, use.part) and not self._is_gone((use.path, use.route)):
                yield use

    def _follow(self, use: Use) -> None:
        """Find what goes so that a reference no longer stands there."""
        place = place_of_use(self.workspace, use)
        line, record = f"{place.path}:{place.line}", self._name(use)
        field = use.field
        self.users.append(msg("{record} names it in {field}: {place}", record=record, field=field, place=line))
        if self._is_closed(use.ref):
            self.closed = self.closed or use.ref
            self.obstacles.append(
                msg("{record} is closed and names it in {field}: {place}", record=record, field=field, place=line)
            )
            return
        way = next((way for way in use.ways if self._may_go(use, way)), None)
        if way is None:
            self.obstacles.append(
                msg("{record} cannot be without its {field}: {place}", record=record, field=field, place=line)
            )
            return
        is_whole = way != use.route and isinstance(way[-1], int)
        text = (
            msg("an entry of {list} of {record} goes, as its {field} names it: {place}",
                list=_last_name(way), record=record, field=field, place=line)
            if is_whole
            else msg("{field} of {record} no longer names it: {place}", record=record, field=field, place=line)
        )  # fmt: skip
        self.steps.append(text)
        self.gone.append((use.path, way))
        for written in written_in(self.workspace.documents[use.path]):
            self.targets += [(written.ref, part) for part, at in written.parts() if at == way]

    def _follow_names(self, target: str, part: str | None) -> None:
        """Find what is named after a record: the charter of a department goes with it, duties of an activity stay."""
        kind, _, record_id = target.partition(":")
        charter = charter_of(self.workspace, record_id) if kind == "department" else None
        if charter is not None and not self._is_gone((charter.path, charter.route)):
            name = self._titled(charter.ref)
            self.users.append(msg("{record} is its charter: {place}", record=name, place=charter.path))
            self.steps.append(msg("{record} goes, its charter: {place}", record=name, place=charter.path))
            self.take_record(charter)
        for written, route in duties_of(self.workspace, record_id) if kind == "activity" and part is None else ():
            node = find(written.document.root, route)
            place = f"{written.path}:{node.line}" if node is not None else written.path
            name = self._titled(written.ref)
            self.users.append(msg("{record} has a duty that covers it: {place}", record=name, place=place))
            self.steps.append(msg("{record} keeps the duty that covered it: {place}", record=name, place=place))

    def _may_go(self, use: Use, way: Route) -> bool:
        """Return whether what it stands in is still sound without what stands at ``way``."""
        if use.path not in self.plains:
            self.plains[use.path] = self.workspace.documents[use.path].plain
        top = self.plains[use.path]
        struct: type[Part] = Settings
        start = 0
        if use.ref:
            written = next(
                each
                for each in written_in(self.workspace.documents[use.path])
                if each.route == use.route[: len(each.route)]
            )
            struct, start = written.kind.struct, len(written.route)
            top = top[written.route[0]] if written.route else top
        plain = copy.deepcopy({key: value for key, value in top.items() if key != "id" or not start})
        if convert(plain, struct) is None:
            return True  # it has faults already; the proof of the whole change says whether there are new ones
        here = plain
        for step in way[start:-1]:
            here = here[step]
        del here[way[-1]]
        return convert(plain, struct) is not None

    def _planned(self, sentence: Message) -> Planned:
        """Return the change: what stands later in a file goes first, so that what stands before keeps its place."""
        changes, documents = self.plan.changes, self.workspace.documents
        spots = [spot for spot in dict.fromkeys(self.gone) if not self._is_gone(spot, itself=False)]
        inside = [spot for spot in spots if spot[1]]
        inside.sort(key=lambda spot: _start(documents[spot[0]], spot[1]), reverse=True)
        for path, route in inside:
            changes.unset(path, route)
        for path, _ in (spot for spot in spots if not spot[1]):
            changes.remove(path)
        shifts = [(documents[path], route) for path, route in inside]
        faults = (*self.plan.world.faults, *(_moved(fault, shifts) for fault in self.plan.world.faults))
        before = replace(self.plan.world, faults=faults)
        after = prove(self.workspace.snapshot, changes.overlay, self.plan.day, before, changes.readings)
        return Planned(changes.writes, after, sentence, before=self.plan.world)

    def _is_gone(self, spot: Spot, *, itself: bool = True) -> bool:
        path, route = spot
        return any(
            path == other and route[: len(above)] == above and (itself or route != above) for other, above in self.gone
        )

    def _is_closed(self, ref: str) -> bool:
        record = self.workspace.find(ref)
        return record is not None and getattr(record.written, "status", None) in record.kind.closed

    def _closing(self) -> str | None:
        """Return the command that closes the record instead, None where its present state allows no such step."""
        record = self._record()
        if record is None:
            return None
        kind, old = record.kind, getattr(record.written, "status", "")
        steps = kind.states.get(old, ()) if old not in kind.closed else ()
        new = next((state for state in _CLOSING if state in steps and state in kind.closed), None)
        if new is None:
            return None
        verbs = verbs_moving(kind.name, old, new)
        return f"{verbs[0].command} {record.id}" if verbs else f"collab set {record.ref} status={new}"

    def _kept(self) -> Message | None:
        record = self._record()
        state = getattr(record.written, "status", None) if record is not None else None
        if record is None or not (state in record.kind.closed or (record.kind.name, state) in _IN_FORCE):
            return None
        return msg("{record} is {state}", record=self.titled, state=Word(str(state), f"{record.kind.name}.status"))

    def _record(self) -> Record[Any] | None:
        """Return the record to be removed, None where a part is."""
        ref, part = self.targets[0] if self.targets else ("", None)
        return self.workspace.find(ref) if part is None else None

    def _name(self, use: Use) -> Param:
        return self._titled(use.ref) if use.ref else "collab.yaml"

    def _titled(self, ref: str) -> Param:
        record = self.workspace.find(ref)
        return record.titled if record is not None else Titled(None, ref)


def _by_index(document: Document, route: Route) -> Route:
    """Return a route that may name entries by their id with the indexes of the file."""
    found: list[str | int] = []
    for step in route:
        above = find(document.root, tuple(found))
        if isinstance(above, Sequence) and isinstance(step, str):
            found.append([entry_id(item) for item in above.items].index(step))
        else:
            found.append(step)
    return tuple(found)


def _start(document: Document, route: Route) -> int:
    node = find(document.root, route)
    return node.start if node is not None else 0


def _last_name(route: Route) -> str:
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def _moved(fault: Fault, gone: list[tuple[Document, Route]]) -> Fault:
    """Return a fault where it is found afterwards: entries without an id are counted, and some before it are gone."""
    place = fault.place
    for document, route in gone:
        *above, index = route
        before = place_at(place.path, document.root, tuple(above)).route
        at = len(before)
        if document.path != place.path or not isinstance(index, int) or place.route[:at] != before:
            continue
        step = place.route[at] if len(place.route) > at else None
        if isinstance(step, int) and step > index:
            place = replace(place, route=(*before, step - 1, *place.route[at + 1 :]))
    return replace(fault, place=place)
