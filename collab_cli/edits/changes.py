"""What a command is about to change: the files as read, and as they will be, one step after the other.

Every step is read back before the next one (reliability.md section 2): it must have made the intended value and
have left every byte outside its span as it was. Nothing is written here; ``writes`` is what ``save`` takes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from collections.abc import Sequence as SequenceValue
from types import MappingProxyType
from typing import Any, NamedTuple

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Node, Scalar, find
from collab_cli.documents.nodes import Mapping as MappingNode
from collab_cli.documents.nodes import Sequence as SequenceNode
from collab_cli.documents.patching import verified_reading
from collab_cli.documents.reader import Reading, read_document
from collab_cli.documents.save import Write
from collab_cli.documents.spans import layout_of
from collab_cli.documents.writer import Value, document_text, plain_value
from collab_cli.errors import CollabError
from collab_cli.findings import Patch, Route
from collab_cli.messages import msg
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.snapshot import Snapshot


class Spelling(NamedTuple):
    """A text to be written at ``route`` of a file; with ``is_key`` in place of the key that ends it."""

    route: Route
    text: str
    is_key: bool = False


class Changes:
    """The files of a workspace with the changes planned so far; routes lead from the top of a file.

    Files are written in the order they were first changed in, so change what others refer to before them.
    ``read`` are the documents the plan is made on: their bytes, and no later ones, are those to be replaced.
    """

    def __init__(self, snapshot: Snapshot, read: Mapping[str, Document] = MappingProxyType({})) -> None:
        self._snapshot = snapshot
        self._documents_read = read
        self._listed = frozenset(snapshot.paths)
        self._documents: dict[str, Document | None] = {}
        self._before: dict[str, bytes | None] = {}
        self._order: dict[str, None] = {}
        self._readings: dict[str, Reading] = {}

    @property
    def writes(self) -> tuple[Write, ...]:
        """Return the files whose bytes differ from those read."""
        found = []
        for path in self._order:
            before, after = self._before[path], self._after(path)
            if before != after:
                found.append(Write(path, after, before))
        return tuple(found)

    @property
    def touched(self) -> tuple[str, ...]:
        """Return the files a step was made in, whether their bytes differ or not."""
        return tuple(self._order)

    @property
    def overlay(self) -> Mapping[str, bytes | None]:
        """Return the new bytes of every file that differs, None for one that goes: what ``prove`` takes."""
        return {write.path: write.data for write in self.writes}

    @property
    def readings(self) -> Mapping[str, Reading]:
        """Return the files changed as the last step in each has read them back: ``prove`` need not read them again."""
        return self._readings

    def document(self, path: str) -> Document | None:
        """Return a file as it will be, None where there is none; raise CollabError for one that cannot be read."""
        if path not in self._documents:
            self._documents[path] = self._read(path)
        return self._documents[path]

    def plain(self, path: str, route: Route = ()) -> Any:
        """Return the content at ``route`` as dicts, lists and texts; None where there is nothing."""
        document = self.document(path)
        here = document.plain if document is not None else None
        for step in route:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list):
                here = _entry(here, step)
            else:
                return None
        return here

    def set(self, path: str, route: Route, value: Value, order: SequenceValue[str] = ()) -> None:
        """Give what is at ``route`` this ``value``; maps missing on the way are made.

        ``order`` are the keys of the map that holds the value, as a new key is put in its place among them.
        """
        document = self._present(path)
        *above, last = route
        parent = find(document.root, tuple(above))
        while above and (parent is None or (isinstance(parent, Scalar) and parent.is_empty)):
            value, order = {str(last): value}, ()
            *above, last = above
            parent = find(document.root, tuple(above))
        if isinstance(parent, SequenceNode):
            self._set_item(document, parent, tuple(above), _index(parent, last), value)
            return
        if not isinstance(parent, MappingNode) or not isinstance(last, str):
            raise _no_place(path, route)
        self._step(
            document, splice.set_field(document, parent, last, value, order=order), tuple(above), _put(last, value)
        )

    def unset(self, path: str, route: Route) -> None:
        """Remove what is at ``route``: a field with its value, or an entry of a list."""
        document = self._present(path)
        *above, last = route
        parent = find(document.root, tuple(above))
        if isinstance(parent, MappingNode) and isinstance(last, str) and last in parent.entries:
            self._step(document, splice.remove_entry(document, parent, last), tuple(above), lambda at: at.pop(last))
        elif isinstance(parent, SequenceNode):
            at = _index(parent, last)
            self._step(document, splice.remove_item(document, parent, at), tuple(above), lambda here: here.pop(at))
        else:
            raise _no_place(path, route)

    def insert(
        self, path: str, route: Route, value: Value, index: int | None = None, order: SequenceValue[str] = ()
    ) -> None:
        """Put ``value`` into the list at ``route``, at ``index`` or at its end; a missing list is made."""
        document = self._present(path)
        found = find(document.root, route)
        if isinstance(found, SequenceNode) and (route or found.items):
            at = len(found.items) if index is None else index
            patch = splice.insert_item(document, found, at, value)
            self._step(document, patch, route, lambda here: here.insert(at, plain_value(value)))
        elif not route:
            self._first_entry(document, value)
        elif found is None or (isinstance(found, Scalar) and found.is_empty):
            self.set(path, route, [value], order)
        else:
            raise _no_place(path, route)

    def insert_all(
        self, path: str, route: Route, entries: SequenceValue[tuple[int | None, Value]], order: SequenceValue[str] = ()
    ) -> None:
        """Put values into the list at ``route``, each at its place in the list as it is, None for the end.

        All in one step, where ``insert`` would read the file again for each; those of one place keep their order.
        """
        if not entries:
            return
        document = self._present(path)
        found = find(document.root, route)
        if not isinstance(found, SequenceNode) or found.flow or not found.items:
            for number, (_, value) in enumerate(entries):
                if number and isinstance(find(self._present(path).root, route), SequenceNode):
                    self.insert_all(path, route, entries[number:], order)
                    return
                self.insert(path, route, value, order=order)
            return
        end = len(found.items)
        placed = sorted(
            ((end if place is None else place, value) for place, value in entries), key=lambda each: each[0]
        )
        intended = copy.deepcopy(document.plain)
        here = _inside(intended, route)
        for place, value in reversed(placed):
            here.insert(place, plain_value(value))
        layout = layout_of(document, found)
        patches = [splice.insert_item(document, found, place, value, layout) for place, value in placed]
        self._keep(path, verified_reading(document, patches, intended))

    def set_apart(self, path: str, fields: SequenceValue[tuple[Route, Value | None]]) -> None:
        """Give fields values, None to remove one, all in one step; no two of them may stand in the same map."""
        document = self._present(path)
        intended = copy.deepcopy(document.plain)
        patches = []
        for (*above, last), value in fields:
            parent = find(document.root, tuple(above))
            if not isinstance(parent, MappingNode) or not isinstance(last, str):
                raise _no_place(path, (*above, last))
            here = _inside(intended, tuple(above))
            if value is None:
                patches.append(splice.remove_entry(document, parent, last))
                del here[last]
            else:
                patches.append(splice.set_field(document, parent, last, value))
                here[last] = plain_value(value)
        self._keep(path, verified_reading(document, patches, intended))

    def respell(self, path: str, spellings: SequenceValue[Spelling]) -> None:
        """Put texts and keys in place of others, all in one step; raise CollabError if a key would be there twice."""
        document = self._present(path)
        intended = copy.deepcopy(document.plain)
        patches = []
        for each in sorted(spellings, key=lambda each: (each.is_key, -len(each.route))):  # keys last, inner ones first
            *above, last = each.route
            parent, node = find(document.root, tuple(above)), find(document.root, each.route)
            here = _inside(intended, tuple(above))
            if each.is_key and isinstance(parent, MappingNode):
                if each.text in parent.entries:
                    raise CollabError(
                        msg("{path} names {id} beside it already", path=f"{path}:{parent.line}", id=each.text),
                        msg("remove that entry first"),
                    )
                patches.append(splice.rename_key(document, parent, str(last), each.text))
                _rename(here, str(last), each.text)
            elif not each.is_key and isinstance(node, Scalar):
                patches.append(splice.replace_scalar(document, node, each.text))
                here[last] = each.text
            else:
                raise _no_place(path, each.route)
        self._keep(path, verified_reading(document, patches, intended))

    def patch(self, path: str, patches: SequenceValue[Patch]) -> None:
        """Apply patches made for the file as it will be, such as those of a fix; the result must be readable."""
        from collab_cli.documents.patching import apply_patches

        document = self._present(path)
        self._take(path, apply_patches(document, patches))

    def create(self, path: str, value: Mapping[str, Value] | SequenceValue[Value]) -> None:
        """Add a new file in block style; raise CollabError if there is one already."""
        self.create_bytes(path, document_text(value).encode())

    def create_bytes(self, path: str, data: bytes) -> None:
        """Add a new file with this content; raise CollabError if there is one already or it is not readable."""
        if self.document(path) is not None:
            raise CollabError(msg("{path} exists already", path=path), msg("choose another id"))
        self._take(path, data)

    def replace_bytes(self, path: str, data: bytes) -> None:
        """Give a file another content; raise CollabError if that is not readable."""
        self._present(path)
        self._take(path, data)

    def remove(self, path: str) -> None:
        """Remove a file."""
        self._present(path)
        self._note(path)
        self._documents[path] = None

    def move(self, path: str, target: str) -> None:
        """Give a file another path, its bytes as they are; raise CollabError if there is a file already."""
        document = self._present(path)
        self.create_bytes(target, document.data)
        self.remove(path)

    def _set_item(self, document: Document, parent: SequenceNode, route: Route, at: int, value: Value) -> None:
        item = parent.items[at]
        if isinstance(item, Scalar) and not isinstance(plain_value(value), list | dict):
            self._step(document, splice.replace_scalar(document, item, value), route, _put(at, value))  # type: ignore[arg-type]
            return
        self.insert(document.path, route, value, at)
        self.unset(document.path, (*route, at + 1))

    def _first_entry(self, document: Document, value: Value) -> None:
        """Put the first entry into a register that has none: an empty file, comments, or `[]`."""
        data = splice.first_entry(document, value)
        if read_document(document.path, data).plain != [plain_value(value)]:
            raise _no_place(document.path, ())
        self._take(document.path, data)

    def _step(self, document: Document, patch: Patch, route: Route, make: Callable[[Any], Any]) -> None:
        intended = copy.deepcopy(document.plain)
        make(_inside(intended, route))
        self._keep(document.path, verified_reading(document, [patch], intended))

    def _take(self, path: str, data: bytes) -> None:
        self._keep(path, read_document(path, data, keeps_tree=True))

    def _keep(self, path: str, reading: Reading) -> None:
        if reading.document is None:
            fault = reading.faults[0]
            raise CollabError(msg("{path} would not be readable: {fault}", path=path, fault=fault.message), fault.hint)
        self._note(path)
        self._documents[path] = reading.document
        self._readings[path] = reading

    def _note(self, path: str) -> None:
        self._order.setdefault(path)

    def _after(self, path: str) -> bytes | None:
        document = self._documents[path]
        return document.data if document is not None else None

    def _present(self, path: str) -> Document:
        document = self.document(path)
        if document is None:
            raise CollabError(msg("there is no file {path}", path=path))
        return document

    def _bytes(self, path: str) -> bytes | None:
        if path not in self._listed:
            return None
        try:
            return self._snapshot.read(path)
        except Unreadable as problem:
            raise CollabError(problem.fault.message, problem.fault.hint) from None

    def _read(self, path: str) -> Document | None:
        known = self._documents_read.get(path)
        if known is not None:
            self._before[path] = known.data
            return known
        data = self._before[path] = self._bytes(path)  # read once: what is replaced is what the change was made for
        if data is None:
            return None
        reading = read_document(path, data)
        if reading.document is None:
            fault = reading.faults[0]
            raise CollabError(
                msg("{path} cannot be read: {fault}", path=str(fault.place), fault=fault.message), fault.hint
            )
        return reading.document


def _put(key: str | int, value: Value) -> Callable[[Any], None]:
    def put(here: Any) -> None:
        here[key] = plain_value(value)

    return put


def _inside(plain: Any, route: Route) -> Any:
    for step in route:
        plain = _entry(plain, step) if isinstance(plain, list) else plain[step]
    return plain


def _rename(here: dict[str, Any], old: str, new: str) -> None:
    pairs = [(new if key == old else key, value) for key, value in here.items()]
    here.clear()
    here.update(pairs)


def _entry(items: list[Any], step: str | int) -> Any:
    if isinstance(step, int):
        return items[step] if 0 <= step < len(items) else None
    return next((item for item in items if isinstance(item, dict) and item.get("id") == step), None)


def _index(node: SequenceNode, step: str | int) -> int:
    if isinstance(step, int) and 0 <= step < len(node.items):
        return step
    found: Node | None = find(node, (step,))
    if found is None:
        raise CollabError(msg("there is no entry {entry}", entry=str(step)))
    return node.items.index(found)


def _no_place(path: str, route: Route) -> CollabError:
    where = ".".join(str(step) for step in route)
    return CollabError(
        msg("{field} of {path} cannot be changed as it is written", field=where, path=path),
        msg("make this change in an editor"),
    )
