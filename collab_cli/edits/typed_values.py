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
from collab_cli.edits.said_day import said_day
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
from collab_cli.model.forgiving import halfwidth, names_no_day, read_date
from collab_cli.model.one_line import is_one_line, is_printable
from collab_cli.model.scalars import BadScalar, read_scalar

_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*")
_TIMED = re.compile(r"^(.*?)[\sT]+(\d{1,2}):(\d{2})$")
_PAIR = re.compile(r"\s*[:：=]\s*")
_WORDS = frozenset({"aliases", "tags"})
"""Lists of words, which a comma parts; elsewhere it may belong to the text."""
_ONE_LINE = frozenset({"title", "name", "zh", "en"})
"""Fields that hold one line."""


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
        if is_name(wanted) and not _is_written_name(text):
            return self._scalar(text, TextType(), name)
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
        item = wanted.item
        is_free = isinstance(item, TextType) and item.refers is None and item.form in ("", "md", "url")
        if is_free and name not in _WORDS:
            if item == TextType() and len(_BETWEEN.split(text.strip())) > 1:
                self.names.notes.append(msg("{field} gets it as one entry; repeat it for several", field=name))
            return [self.read(text, item, name)]
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
            _check_printable(text, name)
            if wanted.form == "period":
                return self._period(text)
            if name == "raci" and wanted.refers is None:
                return self._letters(text)
            if wanted.refers is not None:
                return self.names.ref(text, wanted.refers)
        if isinstance(wanted, DateType | MomentType):
            text = self._day(text, wanted, name)
        try:
            return exact(read_scalar(text, wanted, name))
        except BadScalar as problem:
            if problem.better is None or _is_a_guess(text, problem.better, wanted):
                raise _unfit(name, text, _remedy(problem, wanted, name)) from None
            try:
                return exact(read_scalar(problem.better.strip('"'), wanted, name))
            except BadScalar:
                raise _unfit(name, text, _remedy(problem, wanted, name)) from None

    def _day(self, text: str, wanted: DateType | MomentType, name: str) -> str:
        """Return a day as files hold it, with the time behind it where a field may have one; other texts as typed."""
        timed = _TIMED.match(halfwidth(text)) if isinstance(wanted, MomentType) else None
        said = timed[1] if timed else text
        near = read_date(said, self.day, past=wanted.is_past)
        if near is None and not names_no_day(said):
            near = said_day(said, self.day, past=wanted.is_past)
            if near is not None:
                self.names.notes.append(msg("{text} is taken for {day}", text=text, day=near))
        if near is not None and wanted.is_past:
            self._note_day(text, near, name)
        if near is None:
            if names_no_day(said):
                raise CollabError(
                    msg("{field} cannot be {value}: there is no such day", field=name, value=text),
                    msg("write {expected}", expected=expectations.of(wanted, name)),
                )
            return text
        return f"{near.isoformat()}T{timed[2]:0>2}:{timed[3]}" if timed else near.isoformat()

    def _note_day(self, text: str, near: date, name: str) -> None:
        """Note a day on which something has happened that is still to come, or that fell into another year."""
        if near > self.day:
            to_come = msg("{day} is still to come: {field} tells what has happened", day=near, field=name)
            self.names.notes.append(to_come)
        elif near.year != self.day.year and str(near.year) not in halfwidth(text):
            taken = msg("{text} is taken for {day}", text=text, day=near)
            self.names.notes += [taken] if taken not in self.names.notes else []

    def _period(self, text: str) -> str:
        known = [period.id for period in self.world.settings.periods]
        for candidate in (text, text.casefold(), text.removesuffix("年")):
            if candidate in known:
                return candidate
        better = nearest(text.casefold(), known)
        if better:
            hint = msg("did you mean {better}; a new one is added to periods in collab.yaml", better=better)
        elif known:
            hint = msg("use one of {ids}, or add it to periods in collab.yaml", ids=", ".join(known))
        else:
            hint = msg("add it to periods in collab.yaml")
        raise CollabError(msg("there is no period {id} in collab.yaml", id=text), hint)


def _check_printable(text: str, name: str) -> None:
    """Raise CollabError for control characters and half characters; a text may have several lines, a title not."""
    is_title = name in _ONE_LINE
    if not (is_one_line(text) if is_title else is_printable(text)):
        raise CollabError(
            msg("{field} cannot hold line breaks or control characters", field=name)
            if is_title
            else msg("{field} cannot hold control characters", field=name),
            msg("write it in one line") if is_title else msg("type it again without them"),
        )


def exact(value: Any) -> Value:
    """Return a typed value as the writer takes it: words and ids as texts, numbers and dates plain."""
    if isinstance(value, Flag):
        return bool(value)
    if isinstance(value, Moment):
        return datetime.fromisoformat(value) if "T" in value else value.day
    if isinstance(value, Measured):
        return exact(value.number) if value.number is not None else bool(value.flag)
    if isinstance(value, Decimal):
        return Decimal(value) if value else abs(Decimal(value))  # -0 is 0
    return str(value) if isinstance(value, str) else value


def is_name(wanted: FieldType) -> bool:
    """Return whether a field holds a name: a text, or a map of its forms in two languages."""
    return isinstance(wanted, UnionType) and any(
        isinstance(option, StructType) and option.struct is Name for option in wanted.options
    )


def _is_written_name(text: str) -> bool:
    """Return whether a text is a map of the forms of a name (`{zh: 销售部, en: Sales}`); titles have braces, too."""
    if not text.strip().startswith("{"):
        return False
    reading = read_document("", text.encode("utf-8", "surrogateescape"))
    plain = reading.plain if reading.document is not None else None
    return isinstance(plain, dict) and bool(plain) and plain.keys() <= {"zh", "en"}


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
