"""A list of parts of a record as commands speak of it: what an entry is called, known by, and found by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.graph.lookup import find_record, parts_of, words_of
from collab_cli.messages import Label, Message, Param, Titled, msg
from collab_cli.model.activity import Activity
from collab_cli.model.field_types import Name, Part, Refers
from collab_cli.model.fields import FieldInfo, FieldType, ListType, StructType, TextType, UnionType, fields_of, label_of
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from collab_cli.model.record import Record

NOUNS: Final[Mapping[str, Message]] = {
    "absences": msg("absence"),
    "actions": msg("action"),
    "agenda": msg("agenda item"),
    "carried_over": msg("action carried over"),
    "consequences": msg("consequence"),
    "contributes_to": msg("link"),
    "decisions": msg("decision"),
    "deliveries": msg("delivery"),
    "discussions": msg("discussion"),
    "duties": msg("duty"),
    "findings": msg("evaluation finding"),
    "guardrails": msg("guardrail"),
    "ideas": msg("idea"),
    "key_results": msg("key result"),
    "lessons": msg("lesson"),
    "objections": msg("objection"),
    "opinions": msg("opinion"),
    "outcomes": msg("training outcome"),
    "people": msg("assignment"),
    "points": msg("metric value"),
    "ratings": msg("rating"),
    "reports": msg("department report"),
    "tasks": msg("task"),
    "tensions": msg("tension"),
}
"""What an entry of each list is called."""
UNIQUE: Final[Mapping[str, tuple[str, ...]]] = {
    "absences": ("from", "to"),
    "contributes_to": ("goal",),
    "deliveries": ("due",),
    "outcomes": ("person", "skill"),
    "people": ("person",),
    "points": ("date",),
    "ratings": ("duty",),
    "reports": ("department",),
}
"""Fields no two entries of a list may have in common: a department reports once in a meeting."""
ORDERED: Final = frozenset({"agenda", "duties", "tasks"})
"""Lists whose order means something."""
_MAIN: Final = ("title", "text", "reason", "value")
"""Fields that say what an entry is, where it has one of them; else that is its first field."""
_KNOWN_BY: Final = ("title", "name", "text", "department", "person", "by", "date", "due", "from", "kind", "metric")
"""Fields an entry without an id can be named by."""
_LONGEST: Final = 40
"""Characters of a text that stands for its entry in a message."""


@dataclass(frozen=True, slots=True)
class PartList:
    """The list ``field`` of a record; ``struct`` is the type of its entries, None where they are plain texts."""

    record: Record[Any]
    field: str
    struct: type[Part] | None

    @property
    def route(self) -> Route:
        """Return the way to the list from the top of the record's file."""
        return (*self.record.route, self.field)

    @property
    def noun(self) -> Message:
        """Return what an entry is called."""
        return NOUNS[self.field]

    @property
    def refers(self) -> Kind | None:
        """Return the kind of record an entry may be the id of, None where entries are no ids."""
        return next((found for each in _forms(self.record.kind, self.field) if (found := _kind_named(each))), None)

    @property
    def order(self) -> tuple[str, ...]:
        """Return the fields beside the list, in their usual order."""
        return tuple(info.name for info in fields_of(self.record.kind.struct))

    def entries(self, plan: Plan) -> list[Any]:
        """Return the entries as they will be; raise CollabError if there is something else in place of a list."""
        found = plan.changes.plain(self.record.path, self.route)
        if found is not None and not isinstance(found, list):
            raise CollabError(
                msg("{field} of {record} is no list", field=self.field, record=self.record.titled),
                msg("mend it first; {command} says why", command="collab check"),
            )
        return found or []

    def titled(self, plan: Plan, index: int) -> Param:
        """Return an entry as messages name it: what it says, with its id in brackets if it has one."""
        entry = self.entries(plan)[index]
        record = self._record(plan, entry)
        if record is not None:
            return record.titled
        said = said_by(plan, self.struct, entry)
        if said is None and self.field == "duties" and isinstance(entry, dict):
            activity = plan.world.get(Activity, str(entry.get("activity", entry.get("id"))))
            said = activity.name if activity is not None else None
        if isinstance(entry, dict) and "id" in entry:
            return Titled(said if isinstance(said, str | Name) else None, str(entry["id"]))
        return said or str(index + 1)

    def index(self, plan: Plan, text: str) -> int:
        """Return the place of the entry that ``text`` means: by id, number from 1, or by what it says or names.

        Raises CollabError for a text that means none or several, naming what there is.
        """
        entries, word = self.entries(plan), text.strip()
        found = [at for at, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("id") == word]
        if not found and self.field == "duties":  # by the name of its activity, as messages call it
            named = [part for part, words in parts_of(self.record, plan.world.workspace) if word.casefold() in words]
            found = [at for at, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("id") in named]
        if not found and word.isascii() and word.isdigit() and 1 <= int(word) <= len(entries):
            return int(word) - 1
        found = found or self._saying(plan, entries, word)
        if len(found) == 1:
            return found[0]
        if found:
            numbers = tuple(str(at + 1) for at in found)
            raise CollabError(
                msg("{text} can mean several entries of {field}: {numbers}", text=text, field=self.field,
                    numbers=numbers),
                msg("name one by its number"),
            )  # fmt: skip
        raise CollabError(
            msg("{record} has no {noun} {text}", record=self.record.titled, noun=self.noun, text=text),
            self._what_there_is(plan, entries),
        )

    def _saying(self, plan: Plan, entries: Sequence[Any], word: str) -> list[int]:
        words = [_words(entry, self.struct, self._record(plan, entry)) for entry in entries]
        for meant in (word, *self._exact(plan, word)):
            found = [at for at, known in enumerate(words) if meant.casefold() in known]
            if found:
                return found
        start = word.casefold()
        return [at for at, known in enumerate(words) if start and any(each.startswith(start) for each in known)]

    def _record(self, plan: Plan, entry: Any) -> Record[Any] | None:
        """Return the record an entry is the id of, None for any other entry."""
        kind = self.refers if isinstance(entry, str) else None
        return plan.world.workspace.records.get(kind.name, {}).get(entry) if kind is not None else None

    def _exact(self, plan: Plan, word: str) -> tuple[str, ...]:
        """Return what ``word`` is in the form files hold it in, by the fields an entry is known by."""
        found = []
        for info in _known_by(self.struct) if self.struct is not None else ():
            if isinstance(info.type, TextType) and info.type.refers is None:
                continue
            notes = len(plan.names.notes)
            try:
                found.append(str(plan.values.read(word, info.type, info.name)))
            except CollabError:
                continue
            finally:
                del plan.names.notes[notes:]
        return tuple(found)

    def _what_there_is(self, plan: Plan, entries: Sequence[Any]) -> Message:
        if not entries:
            noun = next(word for word, field in self.record.kind.parts.items() if field == self.field)
            return msg("{command} adds one", command=f"collab {self.record.kind.name} {noun} add")
        ids = tuple(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)
        if len(ids) == len(entries):
            return msg("it has {entries}", entries=ids)
        return msg("count the entries from 1 to {last}", last=len(entries))


def part_list(record: Record[Any], field: str) -> PartList:
    """Return the list ``field`` of ``record``."""
    return PartList(record, field, part_struct(record.kind, field))


def part_struct(kind: Kind, field: str) -> type[Part] | None:
    """Return the type of the entries of a list of a kind, None where they are plain texts."""
    return next((each.struct for each in _forms(kind, field) if isinstance(each, StructType)), None)


def main_field(struct: type[Part]) -> FieldInfo:
    """Return the field that says what a part is: its title or text, or what it is about."""
    fields = {info.name: info for info in fields_of(struct) if info.name != "id"}
    return next((fields[name] for name in _MAIN if name in fields), next(iter(fields.values())))


def said_by(plan: Plan, struct: type[Part] | None, entry: Any) -> Param | None:
    """Return what an entry says in a few words, or what it names; None where it says nothing."""
    if struct is None or not isinstance(entry, dict):
        return _short(str(entry))
    info = main_field(struct)
    value = entry.get(info.name)
    if isinstance(value, dict):
        return Name(zh=value.get("zh"), en=value.get("en")) if {"zh", "en"} & value.keys() else None
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, str) and (refers := _kind_named(info.type)) is not None:
        if value in plan.world.workspace.records.get(refers.name, {}):
            return find_record(plan.world.workspace, refers, value).titled
        return value
    return _short(value) if isinstance(value, str) else None


def label_in(struct: type[Part], name: str) -> Label:
    """Return the word for a field of a part."""
    return Label(label_of(name).text, struct.__name__.lower())


def _known_by(struct: type[Part]) -> tuple[FieldInfo, ...]:
    main = main_field(struct)
    return (main, *(info for info in fields_of(struct) if info.name in _KNOWN_BY and info is not main))


def _forms(kind: Kind, field: str) -> tuple[FieldType, ...]:
    """Return the types an entry of a list of a kind may have."""
    found = next(info.type for info in fields_of(kind.struct) if info.name == field)
    item = found.item if isinstance(found, ListType) else found
    return item.options if isinstance(item, UnionType) else (item,)


def _words(entry: Any, struct: type[Part] | None, record: Record[Any] | None) -> frozenset[str]:
    """Return the texts an entry can be named by, casefolded; ``record`` is the one it is the id of."""
    if record is not None:
        return frozenset({record.id.casefold(), *words_of(record)})
    if struct is None or not isinstance(entry, dict):
        return frozenset({str(entry).casefold()})
    found: set[str] = set()
    for info in _known_by(struct):
        value = entry.get(info.name)
        values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,)
        found |= {each.casefold() for each in values if isinstance(each, str)}
    return frozenset(found)


def _kind_named(wanted: FieldType) -> Kind | None:
    refers = wanted.refers if isinstance(wanted, TextType) else None
    return kind_named(refers.kind) if isinstance(refers, Refers) else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
