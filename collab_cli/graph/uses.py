"""Who names a record: every reference in a workspace, with the spot it is written at.

It reads what is written, not what was typed of it, so that records with faults are seen too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, entry_id, find, place_at
from collab_cli.errors import CollabError
from collab_cli.findings import Place, Route
from collab_cli.messages import msg
from collab_cli.model.field_types import Part, Refers, RefersToParty, RefersToRow
from collab_cli.model.fields import (
    FieldType,
    ListType,
    MapType,
    Reference,
    StructType,
    TextType,
    UnionType,
    fields_of,
)
from collab_cli.model.goal import Adjustment, Goal, KeyResult, Tension
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from collab_cli.model.load_workspace import is_register, kind_of_path
from collab_cli.model.meeting import ReportIssue
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.settings import Settings
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.model.workspace import Workspace

OWN_PARTS = frozenset({(Tension, "between"), (ReportIssue, "ref"), (ResponsibilityRow, "next")})
"""The fields in which a bare id is that of a part of the same record."""
_KEY_RESULTS = "key_results"
NAMED_IN_PATHS = {"contributes_to": "goal", "guardrails": "metric"}
"""Lists whose entries a path (`contributes_to.grow.weight`) names by the record they are about."""

Ways = tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A record as its file holds it, sound or not; ``route`` leads to it by the indexes of the file."""

    kind: Kind
    id: str
    document: Document
    route: Route
    node: Mapping

    @property
    def ref(self) -> str:
        """Return the record as an open reference, `kind:id`."""
        return f"{self.kind.name}:{self.id}"

    @property
    def path(self) -> str:
        """Return the path of the record's file."""
        return self.document.path

    def parts(self) -> Iterator[tuple[str, Route]]:
        """Yield the id of each part that can be referred to, and its route from the top of the file."""
        for name in self.kind.part_fields:
            found = self.node.get(name)
            for index, item in enumerate(found.items if isinstance(found, Sequence) else ()):
                part = entry_id(item)
                if part is not None:
                    yield part, (*self.route, name, index)

    def text(self, *route: str | int) -> str | None:
        """Return the text written at ``route``, None if there is none."""
        found = find(self.node, route)
        return found.text if isinstance(found, Scalar) and found.text else None


@dataclass(frozen=True, slots=True)
class Use:
    """One reference: ``text`` at ``route`` of ``path`` names ``target`` (`kind:id`), or its part.

    ``ref`` is the record it stands in, empty for collab.yaml. The route has the indexes of the file; with ``is_key``
    the key that ends it is the reference. ``before`` and ``after`` stand around the name; with ``is_own`` that is a
    part of the same record, named alone. ``ways`` are what could be taken out to be rid of the reference, the
    smallest first; none where the record cannot be without it.
    """

    ref: str
    path: str
    route: Route
    text: str
    target: str
    part: str | None
    refers: Reference | None
    ways: Ways
    is_key: bool = False
    is_own: bool = False
    before: str = ""
    after: str = ""

    def spelled(self, record_id: str, part: str | None) -> str:
        """Return the reference as it is written once its target has other ids."""
        name = record_id if part is None else f"{record_id}/{part}"
        return f"{self.before}{part if self.is_own else name}{self.after}"

    @property
    def field(self) -> str:
        """Return the name of the field the reference stands in."""
        names = [step for step in (self.route[:-1] if self.is_key else self.route) if isinstance(step, str)]
        return names[-1] if names else ""


def written_records(
    workspace: Workspace, mentioning: Collection[str] = (), kinds: Collection[str] = ()
) -> Iterator[Written]:
    """Yield every record as it is written, in path order; of these kinds, and of files that may hold such a word.

    A file with a backslash may hold any: a quoted text can write a letter as `\\x7a`.
    """
    words = [word.encode() for word in mentioning]
    for path, document in workspace.documents.items():
        kind = kind_of_path(path)
        if kind is None or (kinds and kind.name not in kinds):
            continue
        if not words or b"\\" in document.data or any(word in document.data for word in words):
            yield from written_in(document)


def written_once(workspace: Workspace, record: Record[Any]) -> Written:
    """Return a record as it is written; raise CollabError, naming both places, if its id is written twice."""
    kind = (record.kind.name,)
    found = [each for each in written_records(workspace, kinds=kind) if each.id == record.id]
    if len(found) > 1:
        raise _twice(record.ref, [(each.path, each.node.line) for each in found])
    return found[0]


def part_once(written: Written, part: str) -> Route:
    """Return the way to a part from the top of its file; raise CollabError, as ``written_once`` does."""
    routes = [route for each, route in written.parts() if each == part]
    if len(routes) > 1:
        root = written.document.root
        nodes = [node for route in routes if (node := find(root, route)) is not None]
        raise _twice(f"{written.ref}/{part}", [(written.path, node.line) for node in nodes])
    return routes[0]


def written_in(document: Document) -> Iterator[Written]:
    """Yield the records of one file as they are written; none of a file of no kind."""
    kind, path = kind_of_path(document.path), document.path
    if kind is None:
        return
    if not is_register(path):
        if isinstance(document.root, Mapping):
            yield Written(kind, path.rpartition("/")[2].removesuffix(".yaml"), document, (), document.root)
        return
    for index, entry in enumerate(document.root.items if isinstance(document.root, Sequence) else ()):
        record_id = entry_id(entry)
        if isinstance(entry, Mapping) and record_id is not None:
            yield Written(kind, record_id, document, (index,), entry)


def all_uses(workspace: Workspace, mentioning: Collection[str] = ()) -> tuple[Use, ...]:
    """Return every reference in the workspace, dead ones too; of files that hold one of ``mentioning``, if given."""
    found: list[Use] = []
    for record in written_records(workspace, mentioning):
        walk = _Walk(record.ref, record.path, frozenset(part for part, _ in record.parts()))
        walk.part(record.node, record.kind.struct, record.route, ())
        found += walk.found
    root = workspace.settings_document.root
    if isinstance(root, Mapping):
        walk = _Walk("", SETTINGS_PATH, frozenset())
        walk.part(root, Settings, (), ())
        found += walk.found
    return tuple(found)


def uses_of(workspace: Workspace, target: str, part: str | None = None) -> tuple[Use, ...]:
    """Return what names the record ``target`` (`kind:id`) or a part of it; with ``part`` what names that part."""
    word = target.partition(":")[2] if part is None else part
    return tuple(
        use for use in all_uses(workspace, (word,)) if use.target == target and (part is None or use.part == part)
    )


def place_of_use(workspace: Workspace, use: Use) -> Place:
    """Return where a reference stands."""
    document = workspace.documents[use.path]
    place = place_at(use.path, document.root, use.route)
    if use.is_key:
        above = find(document.root, use.route[:-1])
        key = above.key(str(use.route[-1])) if isinstance(above, Mapping) else None
        if key is not None:
            return Place(use.path, key.line, key.column, place.route)
    return place


def _twice(ref: str, places: list[tuple[str, int]]) -> CollabError:
    return CollabError(
        msg(
            "{record} is written twice: {places}",
            record=ref,
            places=tuple(f"{path}:{line}" for path, line in places[:2]),
        ),
        msg("keep one, or give one of them another id"),
    )


class _Walk:
    """Collects the references of one record."""

    def __init__(self, ref: str, path: str, parts: frozenset[str]) -> None:
        self.ref = ref
        self.path = path
        self.parts = parts
        self.found: list[Use] = []

    def part(self, node: Mapping, struct: type[Part], route: Route, ways: Ways) -> None:
        for info in fields_of(struct):
            value = node.get(info.name)
            if value is None:
                continue
            here = (*route, info.name)
            above = ways if info.required else (here, *ways)
            if struct is Adjustment and isinstance(value, Scalar):
                self._adjustment(node, info.name, value.text, info.type, here, above)
            else:
                self._value(value, info.type, here, above, (struct, info.name))

    def _value(self, node: Node, wanted: FieldType, route: Route, ways: Ways, field: tuple[type[Part], str]) -> None:
        if isinstance(node, Scalar):
            option = _option(wanted, TextType)
            if isinstance(option, TextType) and node.text:
                self._text(node.text, option, route, ways, field)
        elif isinstance(node, Sequence):
            option, around = _option(wanted, ListType), _without(ways, route)
            for index, item in enumerate(node.items if isinstance(option, ListType) else ()):
                assert isinstance(option, ListType)
                self._value(item, option.item, (*route, index), ((*route, index), *around), field)
        elif isinstance(option := _option(wanted, MapType), MapType):
            around = _without(ways, route)
            for key, (_, value) in node.entries.items():
                here = (*route, key)
                if isinstance(option.key, TextType):
                    self._text(key, option.key, here, (here, *around), field, is_key=True)
                self._value(value, option.value, here, (here, *around), field)
        elif isinstance(option := _option(wanted, StructType), StructType):
            self.part(node, option.struct, route, ways)

    def _text(
        self,
        text: str,
        wanted: TextType,
        route: Route,
        ways: Ways,
        field: tuple[type[Part], str],
        *,
        is_key: bool = False,
    ) -> None:
        named = named_by(text, wanted)
        if named is not None:
            kind, rest, before = named
            record_id, slash, part = rest.partition("/")
            target, has_part = f"{kind}:{record_id}", bool(slash)
            self._add(
                text, target, part if has_part else None, wanted.refers, route, ways, is_key=is_key, before=before
            )
        elif field in OWN_PARTS and text in self.parts:
            self._add(text, self.ref, text, wanted.refers, route, ways, is_own=True)

    def _add(
        self,
        text: str,
        target: str,
        part: str | None,
        refers: Reference | None,
        route: Route,
        ways: Ways,
        **more: Any,
    ) -> None:
        self.found.append(Use(self.ref, self.path, route, text, target, part, refers, ways, **more))

    def _adjustment(self, node: Mapping, name: str, text: str, wanted: FieldType, route: Route, ways: Ways) -> None:
        """Collect what an entry of `adjustments` names: by the path of the field that changed, or as a value of it."""
        changed = node.get("field")
        path = changed.text.split(".") if isinstance(changed, Scalar) else []
        if name in ("from", "to"):
            wanted = type_at(path) or wanted
        if name != "field":
            if isinstance(option := _option(wanted, TextType), TextType) and text:
                self._text(text, option, route, ways, (Adjustment, name))
            return
        at = 1 if path[0] == _KEY_RESULTS else 0
        if len(path) > at and path[at] in self.parts:
            before = ".".join([*path[:at], ""])
            after = text[len(before) + len(path[at]) :]
            self._add(text, self.ref, path[at], None, route, ways, is_own=True, before=before, after=after)
        elif len(path) > 1 and path[0] in NAMED_IN_PATHS:
            before = f"{path[0]}."
            target = f"{NAMED_IN_PATHS[path[0]]}:{path[1]}"
            self._add(text, target, None, None, route, ways, before=before, after=text[len(before) + len(path[1]) :])


def type_at(path: list[str]) -> FieldType | None:
    """Return the type of the field of a goal or key result that the path of an adjustment ends with, None if none."""
    if not path:
        return None
    struct: type[Part] = Goal if len(path) == 1 else KeyResult
    return next((info.type for info in fields_of(struct) if info.name == path[-1]), None)


def named_by(text: str, wanted: TextType) -> tuple[str, str, str] | None:
    """Return the kind a reference names, its id and part, and what stands before them; None for any other text."""
    refers = wanted.refers
    head, colon, rest = text.partition(":")
    if wanted.form == "period":
        return "period", text, ""
    if isinstance(refers, Refers):
        return (refers.kind, text, "") if "/" not in text else None
    if isinstance(refers, RefersToRow):
        return "charter", text, ""
    if isinstance(refers, RefersToParty) and not colon:
        return "department", text, ""
    if refers is not None and colon and kind_named(head) is not None:
        return head, rest, f"{head}:"
    return None


def _without(ways: Ways, route: Route) -> Ways:
    """Return ``ways`` without ``route``: a list or map does not go for one of its entries."""
    return tuple(way for way in ways if way != route)


def _option(wanted: FieldType, form: type) -> FieldType:
    """Return the form of a union that is a ``form``; any other type as it is."""
    if isinstance(wanted, UnionType):
        return next((option for option in wanted.options if isinstance(option, form)), wanted)
    return wanted
