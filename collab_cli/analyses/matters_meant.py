"""Which matters a person means by a few words: activities, duties, steps, goals, roles, and parties themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

from collab_cli.analyses.matter_spelling import one_wrong, similar_words, spelled_right
from collab_cli.analyses.matter_words import (
    MatterWords,
    Reading,
    Readings,
    covers,
    folded,
    folded_all,
    latin_words,
    pieces,
    stem,
    without_question,
)
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import MatrixRow, Row, charter_rows, is_effective
from collab_cli.graph.world import World
from collab_cli.messages import Titled, forms_of
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.role import Role

MatterKind = Literal["activity", "duty", "step", "process", "goal", "role", "department", "person"]
Certainty = Literal["sure", "words", "guess"]
"""How a matter was found: by its name, by the words of it, or by a spelling or a narrower matter that comes near."""

_PROPER: Final = ("process", "department", "person")
"""What is meant by its whole name alone."""
_UNIT: Final = ("部门", "部", "department", "dept", "team")
"""What the name of a department may go without."""
_SMALLEST_HEAD = 4
"""How large a name must be to be found at the end of a longer text: four Chinese characters or two words."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something a person can ask about; ``ask`` is what to ask for to mean it alone.

    ``rows`` are the matrix rows in force about an activity, a duty or a step; ``drafts`` the written rows of
    charters that are not, or not yet.
    """

    kind: MatterKind
    ref: str
    ask: str
    titled: Titled
    record: Record[Any]
    rows: tuple[MatrixRow, ...] = ()
    drafts: tuple[Row, ...] = ()

    @property
    def is_row(self) -> bool:
        """Return whether the matter is one that charters speak of."""
        return self.kind in ("activity", "duty", "step")


@dataclass(frozen=True, slots=True)
class Meant:
    """The matters a text can mean, all equally well, in the order of the registers; none if it means nothing here."""

    matters: tuple[Matter, ...]
    certainty: Certainty = "sure"


@dataclass(frozen=True)
class _Entry:
    """A matter with its names as they are looked up; ``exact`` are the ids and references it answers to.

    ``folded`` are the names without what does not count; they are read into words only where one may be meant.
    """

    matter: Matter
    exact: tuple[str, ...]
    texts: tuple[str, ...]
    folded: tuple[str, ...]
    reader: MatterWords

    @cached_property
    def together(self) -> str:
        return "\n".join(self.folded)

    @cached_property
    def names(self) -> tuple[Readings, ...]:
        return tuple(map(self.reader.read, self.texts))

    @cached_property
    def keys(self) -> frozenset[object]:
        return frozenset(reading.key for name in self.names for reading in (name.raw, name.whole) if reading)

    @cached_property
    def core_keys(self) -> frozenset[object]:
        return frozenset(name.core.key for name in self.names if name.core)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for one in (name.raw, name.whole) for word in one.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))

    @cached_property
    def runs(self) -> str:
        readings = (reading for name in self.names for reading in (name.raw, name.whole))
        return " ".join(dict.fromkeys(run for reading in readings for run in reading.runs))


@dataclass(frozen=True)
class _Index:
    """All matters of a world."""

    reader: MatterWords
    entries: tuple[_Entry, ...]

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Return the words that matters are called by, those of the glossary included; the names of parties are not."""
        texts = "\n".join(entry.together for entry in self.entries if entry.matter.kind not in _PROPER)
        return tuple(sorted(latin_words(texts) | self.reader.glossary_words))

    def holding(self, parts: Iterable[str]) -> tuple[_Entry, ...]:
        """Return the matters that may hold all ``parts``, their names read."""
        wanted = [either for part in parts for either in self.reader.all_keys(part)]
        found = [e for e in self.entries if all(any(key in e.together for key in either) for either in wanted)]
        self.reader.read_all(text for entry in found for text in entry.texts)
        return tuple(found)


def matters_meant(world: World, text: str) -> Meant:
    """Return the matters that ``text`` means best: by id, else by name, else by words, else by what comes near.

    Differences of script, width, number, order of words, glossary, and words that say little do not count. A person,
    a department or a process is meant by its whole name alone.
    """
    index = world.once(_index)
    asked = index.reader.read(without_question(text))
    if not asked.raw:
        return Meant(())
    plain = {folded(text), asked.plain}
    plain.update([one.replace(" ", "") for one in plain])  # Chinese names are spread to fill a column
    named = _best(index.entries, _by_name(plain))
    if named:
        return Meant(named)
    entries = index.holding(asked.core.parts or asked.whole.parts)
    found = _best(entries, _by_equal_words(asked)) or _units_meant(index, asked)
    if found:
        return Meant(found)
    found = _best(entries, _by_words(asked))
    if found:
        return Meant(found, "words")
    found = _narrower(index, asked)
    if found:
        return Meant(found, "guess")
    texts = [entry.together for entry in index.entries if entry.matter.kind not in _PROPER]
    corrected = spelled_right(asked.raw, index.vocabulary, texts)
    if corrected is None:
        return Meant(())
    again = index.reader.read(corrected)
    entries = index.holding(again.core.parts or again.whole.parts)
    return Meant(_best(entries, (*_by_equal_words(again), *_by_words(again))), "guess")


def nearest_duties(world: World, texts: Iterable[str], domain: str | None, count: int) -> tuple[Matter, ...]:
    """Return the duties in force that come nearest to ``texts``, at most ``count`` and none that has nothing in common.

    Of duties that are as near, one of the same domain comes first. Where none has a piece of the texts, those come
    near that would with one Chinese character of a short word mistyped.
    """
    index = world.once(_index)
    read = [index.reader.read(without_question(text)) for text in texts]
    wanted = dict.fromkeys(piece for one in read for piece in pieces(one.core or one.whole))
    ways = [(index.reader.keys(piece), _almost(index, piece)) for piece in wanted]
    slips = one_wrong(run for one in read for run in one.whole.runs)

    def nearness(names: str) -> int:
        return sum(2 if any(key in names for key in keys) else int(almost(names)) for keys, almost in ways)

    found = _ranked(index, domain, nearness)
    if not found and slips is not None:
        found = _ranked(index, domain, lambda names: len(set(slips.findall(names))))
    return found[:count]


def _ranked(index: _Index, domain: str | None, nearness: Callable[[str], int]) -> tuple[Matter, ...]:
    """Return the duties that come near by their names, or are of the domain, the nearest first."""
    found = []
    for order, entry in enumerate(index.entries):
        matter = entry.matter
        if not any(row.parties("A") for row in matter.rows):
            continue
        near = nearness(entry.together)
        same = domain is not None and isinstance(matter.record.value, Activity) and matter.record.value.domain == domain
        if near or same:
            found.append((-near, not same, matter.kind == "step", order))
    return tuple(index.entries[order].matter for *_, order in sorted(found))


def _almost(index: _Index, piece: str) -> Callable[[str], bool]:
    """Return the test for names that nearly hold a piece: all its characters apart, or a word that looks like it."""
    if Reading((piece,)).runs:
        return lambda names: all(character in names for character in piece)
    similar = similar_words(piece, index.vocabulary)
    return lambda names: any(word in names for word in similar)


_Test = Callable[[_Entry], bool]


def _best(entries: Sequence[_Entry], tests: Iterable[_Test]) -> tuple[Matter, ...]:
    """Return the matters that pass the first test any passes; a draft of one that is in force goes with it."""
    for test in tests:
        found = tuple(entry.matter for entry in entries if test(entry))
        if found:
            return _with_drafts(found)
    return ()


def _with_drafts(found: tuple[Matter, ...]) -> tuple[Matter, ...]:
    agreed = [matter for matter in found if matter.rows or not matter.drafts]
    drafts = tuple(row for matter in found if not matter.rows for row in matter.drafts)
    if len(agreed) == 1 and agreed[0].is_row and len(found) > 1:
        return (replace(agreed[0], drafts=(*agreed[0].drafts, *drafts)),)
    return found


def _by_name(plain: set[str]) -> tuple[_Test, ...]:
    """Return the tests for an id or reference, and for a name as written."""
    return (
        lambda entry: not plain.isdisjoint(entry.exact),
        lambda entry: not plain.isdisjoint(entry.folded),
    )


def _by_equal_words(asked: Readings) -> tuple[_Test, ...]:
    """Return the tests for names of the same words, after the glossary, then without those that say little."""
    return (
        lambda entry: asked.raw.key in entry.keys or asked.whole.key in entry.keys,
        lambda entry: entry.matter.kind not in _PROPER and bool(asked.core) and asked.core.key in entry.core_keys,
    )


def _by_words(asked: Readings) -> tuple[_Test, ...]:
    """Return the tests by words: all of them, in whatever order and language; then their stems."""

    def holds(readings: tuple[Reading, ...], stems: bool) -> _Test:
        return lambda entry: entry.matter.kind not in _PROPER and any(_holds(entry, one, stems) for one in readings)

    if not asked.core:
        return ()
    ways = ((asked.raw, asked.whole), (asked.core,))
    return tuple(holds(readings, stems) for stems in (False, True) for readings in ways)


def _holds(entry: _Entry, reading: Reading, stems: bool) -> bool:
    if stems:
        has_words = all(stem(word) in entry.stems for word in reading.words)
    else:
        has_words = entry.words.issuperset(reading.words)
    return has_words and all(covers(entry.runs, run) for run in reading.runs)


def _narrower(index: _Index, asked: Readings) -> tuple[Matter, ...]:
    """Return the matters of which the text is a narrower one: `northern customer development`."""

    def ends(name: Reading) -> bool:
        return _SMALLEST_HEAD <= name.size < asked.core.size <= 2 * name.size and asked.core.ends_with(name)

    if asked.joined or not asked.core:
        return ()
    last = asked.core.parts[-1]
    entries = index.holding((last[-2:] if Reading((last,)).runs else last,))
    return _best(entries, (lambda entry: entry.matter.is_row and any(ends(name.core) for name in entry.names),))


def _units_meant(index: _Index, asked: Readings) -> tuple[Matter, ...]:
    """Return the departments of that name, with or without a word such as department behind it."""
    unit = _without_unit(asked.whole)
    departments = [entry for entry in index.entries if entry.matter.kind == "department"]
    return _best(
        departments,
        (lambda entry: bool(unit) and any(_without_unit(name.whole).key == unit.key for name in entry.names),),
    )


def _without_unit(reading: Reading) -> Reading:
    return Reading(tuple(part for part in map(_unit_name, reading.parts) if part))


def _unit_name(run: str) -> str:
    return next((run.removesuffix(end) for end in _UNIT if run.endswith(end)), run)


def _index(world: World) -> _Index:
    """Return all matters with their names, in the order of their registers; those of charters first."""
    reader = MatterWords(world.settings)
    listed = [(matter, exact, tuple(dict.fromkeys(names))) for matter, exact, names in _matters(world)]
    folds = folded_all([name for _, _, names in listed for name in names])
    counted = Counter(matter.ask for matter, _, _ in listed)
    entries = tuple(
        _Entry(
            matter if counted[matter.ask] == 1 else replace(matter, ask=matter.ref),
            exact,
            names,
            tuple(folds[name] for name in names),
            reader,
        )
        for matter, exact, names in listed
    )
    return _Index(reader, entries)


_Listed = tuple[Matter, tuple[str, ...], list[str]]


def _matters(world: World) -> Iterator[_Listed]:
    """Yield each matter with what it answers to exactly, and its names."""
    drafts = _rows_not_in_force(world)
    by_key = world.matrix.by_key
    for activity in world.workspace.all(Activity):
        rows, own = by_key.get(activity.id, ()), drafts.pop(activity.id, [])
        written = [row for matrix_row in rows for row in matrix_row.rows]
        matter = Matter("activity", activity.ref, activity.id, activity.titled, activity, rows, tuple(own))
        titles = (text for row in (*written, *own) for text in forms_of(row.row.title))
        names = [*_names(activity), *titles]
        yield matter, _exact(matter, *(ref for row in written for ref in (row.id, row.ref))), names
    for rows in by_key.values():
        for matrix_row in rows:
            if matrix_row.activity is None:
                yield _of_row(matrix_row.first, (matrix_row,), ())
    for rows_of_draft in drafts.values():
        for row in rows_of_draft:
            yield _of_row(row, (), (row,))
    for charter in world.workspace.all(Charter):
        if charter.value.type != "department" and is_effective(charter, world.as_of):
            matter = Matter("process", charter.ref, charter.id, charter.titled, charter)
            yield matter, _exact(matter), _names(charter)
    for struct in (Goal, Role, Department, Person):
        for record in world.workspace.all(struct):
            if getattr(record.value, "status", None) not in GOAL.closed:
                matter = Matter(_KINDS[record.kind.name], record.ref, record.id, record.titled, record)
                yield matter, _exact(matter), _names(record)


_KINDS: Final[dict[str, MatterKind]] = {
    "goal": "goal",
    "role": "role",
    "department": "department",
    "person": "person",
}


def _of_row(row: Row, rows: tuple[MatrixRow, ...], drafts: tuple[Row, ...]) -> _Listed:
    is_step = row.row.within is not None or not row.department_charter
    titled = Titled(row.row.title, row.id)
    matter = Matter("step" if is_step else "duty", row.ref, row.id, titled, row.owner, rows, drafts)
    # the id of a step says what it is only where nothing else does
    return matter, (row.row.id, row.id, row.ref), forms_of(row.row.title) or [row.row.id]


def _rows_not_in_force(world: World) -> dict[str, list[Row]]:
    """Return the rows of charters that are drafts or start later, by activity; those of none by `charter/row`."""
    found: dict[str, list[Row]] = defaultdict(list)
    allowed = allowed_letters(world.settings)
    for charter in world.workspace.all(Charter):
        if charter.value.status != "superseded" and not is_effective(charter, world.as_of):
            for row in charter_rows(charter, allowed):
                catalogued = row.row.within is None and world.get(Activity, row.activity) is not None
                found[row.activity if catalogued else row.id].append(row)
    return found


def _exact(matter: Matter, *more: str) -> tuple[str, ...]:
    return (matter.record.id, matter.ref, *more)


def _names(record: Record[Any]) -> list[str]:
    return [*forms_of(getattr(record.value, record.kind.title_field)), *record.value.aliases, record.id]
