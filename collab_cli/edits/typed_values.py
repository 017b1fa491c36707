"""Values as people type them, in the exact form files hold: dates, numbers, words, and what a text names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from collab_cli.documents.reader import read_document
from collab_cli.documents.writer import Value
from collab_cli.edits.named_records import NamedRecords
from collab_cli.errors import CollabError
from collab_cli.graph.letters import allowed_letters, letter_names, meant_letters
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model import expectations
from collab_cli.model.expectations import nearest
from collab_cli.model.field_types import Flag, Measured, Moment, Name, Part
from collab_cli.model.fields import (
    DateType,
    FieldType,
    ListType,
    MapType,
    MomentType,
    StructType,
    TextType,
    UnionType,
    WordType,
    fields_of,
)
from collab_cli.model.forgiving import halfwidth, read_date
from collab_cli.model.scalars import BadScalar, read_scalar

_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*")
_TIMED = re.compile(r"^(.*?)[\sT]+(\d{1,2}):(\d{2})$")
_PAIR = re.compile(r"\s*[:：=]\s*")


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads values for one change; ``names`` finds the records they name, ``day`` is the day dates are near."""

    world: World
    names: NamedRecords
    day: date

    def read(self, text: str, wanted: FieldType, name: str) -> Value:
        """Return what a person typed as ``text`` for the field ``name`` in its exact form.

        A text in brackets (`{goal: x, weight: 0.3}`) is read as YAML. Raises CollabError for what does not fit.
        """
        if _in_brackets(text, wanted):
            plain = _parsed(text, name)
            is_one = isinstance(wanted, ListType) and isinstance(plain, dict)
            return self.convert([plain] if is_one else plain, wanted, name)
        if isinstance(wanted, UnionType):
            return self._union(text, wanted, name)
        if isinstance(wanted, ListType):
            return self._list(text, wanted, name)
        if isinstance(wanted, MapType):
            return self._map(text, wanted, name)
        if isinstance(wanted, StructType):
            raise _unfit(name, text, msg("write {example}", example=_example(wanted.struct)))
        return self._scalar(text, wanted, name)

    def convert(self, plain: Any, wanted: FieldType, name: str) -> Value:
        """Return content read from YAML (dicts, lists, texts) with every value in its exact form."""
        if isinstance(wanted, UnionType):
            wanted = _option(wanted, plain)
        if isinstance(plain, dict):
            if isinstance(wanted, StructType):
                return self.part(plain, wanted.struct)
            if isinstance(wanted, MapType):
                return {
                    str(self.convert(key, wanted.key, name)): self._cell(item, wanted, name)
                    for key, item in plain.items()
                }
        elif isinstance(plain, list):
            if isinstance(wanted, ListType):
                return [self.convert(item, wanted.item, name) for item in plain]
        elif plain is not None and not isinstance(wanted, ListType | MapType | StructType):
            return self._scalar(plain, wanted, name)
        raise _unfit(name, plain, msg("write {expected}", expected=expectations.of(wanted, name)))

    def part(self, plain: Mapping[str, Any], struct: type[Part]) -> dict[str, Value]:
        """Return the content of a map of known fields, its fields in their usual order; unknown ones are kept."""
        found: dict[str, Value] = {}
        for info in fields_of(struct):
            if plain.get(info.name) is not None:
                found[info.name] = self.convert(plain[info.name], info.type, info.name)
        return found | {key: value for key, value in plain.items() if key not in found and value is not None}

    def _union(self, text: str, wanted: UnionType, name: str) -> Value:
        problem: CollabError | None = None
        for option in sorted(wanted.options, key=lambda option: isinstance(option, StructType | ListType)):
            try:
                return self.read(text, option, name)
            except CollabError as error:
                problem = problem or error
        assert problem is not None
        raise problem

    def _list(self, text: str, wanted: ListType, name: str) -> Value:
        if isinstance(wanted.item, TextType) and wanted.item.refers is None and wanted.item.form in ("", "md", "url"):
            return [self.read(text, wanted.item, name)]  # a comma may belong to the text
        if isinstance(wanted.item, StructType | UnionType):
            return [self.read(text, wanted.item, name)]
        return [self.read(piece, wanted.item, name) for piece in _BETWEEN.split(text.strip()) if piece]

    def _map(self, text: str, wanted: MapType, name: str) -> Value:
        found: dict[str, Value] = {}
        for piece in filter(None, _BETWEEN.split(text.strip())):
            key, value = self._pair(piece, wanted, name)
            found[str(self.read(key, wanted.key, name))] = self._cell(value, wanted, name)
        return found

    def _pair(self, piece: str, wanted: MapType, name: str) -> tuple[str, str]:
        """Return key and value of `sales:AR`; the key may have a colon of its own (`person:zhang-wei:R`)."""
        pieces = _PAIR.split(piece)
        if len(pieces) < 2:
            raise _unfit(name, piece, msg("write key and value, as in {example}", example="sales:AR,production:C"))
        return ":".join(pieces[:-1]), pieces[-1]

    def _cell(self, plain: Any, wanted: MapType, name: str) -> Value:
        if name == "raci" and isinstance(plain, str):
            return self._letters(plain)
        return self.convert(plain, wanted.value, name)

    def _letters(self, text: str) -> str:
        allowed = allowed_letters(self.world.settings)
        letters = meant_letters(text, allowed)
        if letters is not None:
            return letters
        known = tuple(
            msg("{letter} {meaning}", letter=letter, meaning=letter_names(self.world.settings, letter)[0])
            for letter in allowed
        )
        raise _unfit("raci", text, msg("use {letters}", letters=known))

    def _scalar(self, text: str, wanted: FieldType, name: str) -> Value:
        text = text.strip()
        if isinstance(wanted, TextType):
            if wanted.form == "period":
                return self._period(text)
            if name == "raci" and wanted.refers is None:
                return self._letters(text)
            if wanted.refers is not None:
                return self.names.ref(text, wanted.refers)
        if isinstance(wanted, DateType | MomentType):
            text = self._day(text, wanted)
        try:
            return exact(read_scalar(text, wanted, name))
        except BadScalar as problem:
            if problem.better is None or _is_a_guess(text, problem.better, wanted):
                raise _unfit(name, text, _remedy(problem, wanted, name)) from None
            try:
                return exact(read_scalar(problem.better.strip('"'), wanted, name))
            except BadScalar:
                raise _unfit(name, text, _remedy(problem, wanted, name)) from None

    def _day(self, text: str, wanted: FieldType) -> str:
        """Return a day as files hold it, with the time behind it where a field may have one; other texts as typed."""
        timed = _TIMED.match(halfwidth(text)) if isinstance(wanted, MomentType) else None
        near = read_date(timed[1] if timed else text, self.day)
        if near is None:
            return text
        return f"{near.isoformat()}T{timed[2]:0>2}:{timed[3]}" if timed else near.isoformat()

    def _period(self, text: str) -> str:
        known = [period.id for period in self.world.settings.periods]
        for candidate in (text, text.casefold(), text.removesuffix("年")):
            if candidate in known:
                return candidate
        better = nearest(text.casefold(), known)
        hint = msg("did you mean {better}", better=better) if better else msg("use one of {ids}", ids=", ".join(known))
        raise CollabError(msg("there is no period {id} in collab.yaml", id=text), hint)


def exact(value: Any) -> Value:
    """Return a typed value as the writer takes it: words and ids as texts, numbers and dates plain."""
    if isinstance(value, Flag):
        return bool(value)
    if isinstance(value, Moment):
        return datetime.fromisoformat(value) if "T" in value else value.day
    if isinstance(value, Measured):
        return value.number if value.number is not None else bool(value.flag)
    if isinstance(value, Decimal):
        return Decimal(value)
    return str(value) if isinstance(value, str) else value


def _parsed(text: str, name: str) -> Any:
    reading = read_document(name, text.encode("utf-8", "surrogateescape"))
    if reading.document is None:
        fault = reading.faults[0]
        raise CollabError(msg("{field} cannot be read: {fault}", field=name, fault=fault.message), fault.hint)
    return reading.plain


def _in_brackets(text: str, wanted: FieldType) -> bool:
    """Return whether a text is a list or map written as in a file; a title may begin with a bracket too."""
    forms: dict[str, tuple[type, ...]] = {"[": (ListType,), "{": (ListType, MapType, StructType)}
    options = wanted.options if isinstance(wanted, UnionType) else (wanted,)
    return any(isinstance(option, forms.get(text.strip()[:1], ())) for option in options)


def _option(wanted: UnionType, plain: Any) -> FieldType:
    forms: dict[type, tuple[type, ...]] = {dict: (StructType, MapType), list: (ListType,)}
    fitting = forms.get(type(plain), ())
    for option in wanted.options:
        if isinstance(option, fitting) if fitting else not isinstance(option, StructType | MapType | ListType):
            return option
    return wanted.options[0]


def _is_a_guess(text: str, better: str, wanted: FieldType) -> bool:
    """Return whether ``better`` is only what was probably meant: an id, or a word of another spelling."""
    if isinstance(wanted, WordType):
        plain = text.casefold().replace("-", "_").replace(" ", "_")
        return plain != better and text.isascii() and nearest(plain, list(wanted.values)) == better
    return isinstance(wanted, TextType) and wanted.form == "id"


def _remedy(problem: BadScalar, wanted: FieldType, name: str) -> Message:
    if problem.hint is not None:
        return problem.hint
    if isinstance(wanted, TextType) and wanted.form == "id" and problem.better:
        return msg("write {example}", example=problem.better)
    if isinstance(wanted, WordType):
        if problem.better:
            return msg("did you mean {better}", better=problem.better)
        return msg("use {expected}", expected=expectations.of(wanted, name))
    return msg("write {expected}", expected=expectations.of(wanted, name))


def _unfit(name: str, plain: Any, hint: Message) -> CollabError:
    if isinstance(plain, dict):
        return CollabError(msg("{field} cannot be a map", field=name), hint)
    if isinstance(plain, list):
        return CollabError(msg("{field} cannot be a list", field=name), hint)
    text = "" if plain is None else str(plain)
    return CollabError(msg("{field} cannot be {value}", field=name, value=text or "''"), hint)


def _example(struct: type[Part]) -> str:
    needed = [info.name for info in fields_of(struct) if info.required] or ["zh"] * (struct is Name)
    return "{" + ", ".join(f"{field}: ..." for field in needed or [fields_of(struct)[0].name]) + "}"
