"""What is wrong with the form of a record, collected: each fault with its place, its hint and its fix."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, find, place_at, place_of
from collab_cli.findings import Fault, Fix, Patch, Route
from collab_cli.messages import Message, msg
from collab_cli.model import expectations, remedies
from collab_cli.model.field_types import Name, Part
from collab_cli.model.fields import FieldInfo, FieldType, ListType, MapType, StructType, TextType, UnionType
from collab_cli.model.kind import Kind
from collab_cli.model.remedies import name_of
from collab_cli.model.scalars import BadScalar

ABSENT: Any = object()
"""The value of a field that is not written, empty, or faulty."""


NAME = StructType(Name)


class FormFaults:
    """Collects what is wrong with one record; ``steps`` are routes by the indexes of the file.

    ``whole`` says that nothing had to be left out of the record so far, ``conclusive`` that nothing had to be from
    whose absence a rule could conclude something. ``absent`` leads to what is not there because of the faults.
    """

    def __init__(self, document: Document, node: Node, kind: Kind | None, top: Route, ref: str) -> None:
        self.document = document
        self.node = node
        self.kind = kind
        self.top = top
        self.ref = ref
        self.faults: list[Fault] = []
        self.whole = True
        self.conclusive = True
        self.absent: set[Route] = set()

    def route(self, steps: Route) -> Route:
        """Return the way to a value from the top of the file, entries of lists by their ids."""
        return place_at(self.document.path, self.node, steps, self.top).route

    @abstractmethod
    def fits(self, text: str, wanted: FieldType) -> bool:
        """Return whether ``text``, written as a value, is one of this type and nothing is wrong in it."""

    def missing(self, node: Mapping, struct: type[Part], info: FieldInfo, steps: Route) -> None:
        """Report a field that is needed and not written."""
        place = place_at(self.document.path, node, (info.name,), self.route(steps))
        self.add(Fault(place, msg("{field} is missing", field=info.name), remedies.to_add(struct, info), code="S002"))
        self.conclusive = False

    def empty(self, node: Node, steps: Route, message: Message, *, required: bool = False) -> Any:
        """Report a value or entry with nothing in it."""
        hint = msg("write a value") if required else msg("write a value, or remove it")
        if isinstance(node, Mapping):  # a name without a form
            hint = msg(
                "write zh, en or both: {example}",
                example=f"{name_of(steps)}: {remedies.example_of(StructType(Name))}",
            )
        self.add(Fault(place_of(self.document.path, node, self.route(steps)), message, hint, code="S002"))
        return ABSENT

    def empty_key(self, key: Scalar, steps: Route) -> None:
        """Report a key of a map without a value, which may have got into the key: `{sales:AR}`."""
        better = None if key.style else remedies.with_blank(key.text)
        if better is None:
            self.empty(key, steps, msg("{field} is empty", field=key.text))
            return
        message = msg("a blank is missing after the colon in {text}", text=_quoted(key.text))
        place = place_of(self.document.path, key, self.route(steps))
        is_alone = not self.document.text.startswith(":", key.end)
        fixes = self._fix(key, better) if is_alone else ()
        self.add(Fault(place, message, msg("write {text}", text=better), fixes=fixes, code="S002"))
        self.conclusive = False

    def unknown(
        self, key: Scalar, struct: type[Part], fields: dict[str, FieldInfo], steps: Route, owner: Mapping
    ) -> None:
        """Report a key that is no field, with the field that was probably meant."""
        place = place_of(self.document.path, key, (*self.route(steps), key.text))
        message, hint, better = expectations.unknown_key(
            key.text, struct, list(fields), self.kind, top=not steps, written=owner.entries
        )
        if better is not None and better in owner.entries:
            hint, better = msg("{field} is written already; remove this one", field=better), None
        fixes = self._fix(key, better) if better else ()
        whole = self.whole
        self.add(Fault(place, message, hint, fixes=fixes, code="S002"))
        self.whole = whole and better is None
        if better is not None:
            self.absent.add((*steps, better))
            self.conclusive = self.conclusive and _is_free(fields[better].type)

    def bad_scalar(self, node: Scalar, steps: Route, wanted: FieldType, problem: BadScalar) -> Any:
        """Report a text that is no value of its field, with the exact form of what was probably meant."""
        place = place_of(self.document.path, node, self.route(steps))
        message = msg(
            "{field} is {text}, expected {expected}",
            field=name_of(steps),
            text=_quoted(node.text),
            expected=expectations.of(wanted, name_of(steps)),
        )
        hint, fixes = problem.hint, self._fix(node, problem.better) if problem.better is not None else ()
        if problem.better is not None:
            hint = self._to_write(node, steps, problem.better)
        else:
            message, hint = remedies.no_such_day(node.text, wanted, name_of(steps)) or (message, hint)
        self.add(Fault(place, message, hint, fixes=fixes, code=problem.code))
        self.conclusive = False
        return ABSENT

    def wrong(self, node: Node, steps: Route, wanted: FieldType) -> Any:
        """Report a value of another form, such as a text in place of a list."""
        expected = expectations.of(wanted, name_of(steps))
        place = place_of(self.document.path, node, self.route(steps))
        found = expectations.form_of(node)
        message = msg("{field} is {found}, expected {expected}", field=name_of(steps), found=found, expected=expected)
        better = next((text for text in self._candidates(node, wanted, steps) if self.fits(text, wanted)), None)
        if better is not None:
            hint: Message | None = self._to_write(node, steps, better)
        else:
            hint = remedies.as_map(node) if isinstance(wanted, MapType) else None
            hint = hint or remedies.to_write_like(wanted, name_of(steps))
        fixes = self._fix(node, better) if better is not None else ()
        self.add(Fault(place, message, hint, fixes=fixes, code="S002"))
        self.conclusive = self.conclusive and _is_free(wanted)
        return ABSENT

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self.faults.append(replace(fault, records=(self.ref,)) if self.ref else fault)
        self.whole = False

    def _candidates(self, node: Node, wanted: FieldType, steps: Route) -> Iterator[str]:
        if not isinstance(node, Mapping | Sequence) or node.flow:
            number = steps[-1] + 1 if steps and isinstance(steps[-1], int) else 1
            yield from remedies.candidates(node, wanted, self.document.text[node.start : node.end], number)

    def _fix(self, node: Node, text: str) -> tuple[Fix, ...]:
        patch = Patch(self.document.path, node.start, node.end, text)
        return (Fix(False, msg("write {text}", text=text), (patch,)),)

    def _to_write(self, node: Node, steps: Route, text: str) -> Message:
        """Return the hint with the line as it should be; inside brackets only the pair or entry at fault."""
        whole, parent = self.document.text, find(self.node, steps[:-1])
        if isinstance(parent, Mapping | Sequence) and parent.flow:
            key = steps[-1]
            is_pair = isinstance(parent, Mapping) and parent.key(str(key)) is not node
            return msg("write {line}", line=f"{key}: {text}" if is_pair else text)
        start = whole.rfind("\n", 0, node.start) + 1
        end = whole.find("\n", node.end)
        line = whole[start : node.start] + text + whole[node.end : end if end >= 0 else len(whole)]
        return msg("write {line}", line=line.strip())


def _quoted(text: str) -> str:
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"`{short}`"


def _is_free(wanted: FieldType) -> bool:
    """Return whether a field holds words only, from whose absence no rule concludes anything about others."""
    if isinstance(wanted, ListType):
        return _is_free(wanted.item)
    if isinstance(wanted, UnionType):
        return any(map(_is_free, wanted.options))
    return isinstance(wanted, TextType) and wanted.refers is None and not wanted.form
