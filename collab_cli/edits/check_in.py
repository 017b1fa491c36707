"""Check in key results: one, or a list of them, all or nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from collab_cli.documents.writer import Value, plain_value
from collab_cli.edits.checkin_notes import checkin_notes, doubts, progress_line
from collab_cli.edits.corrected_entry import corrected_entry
from collab_cli.edits.implausible_value import implausible_value
from collab_cli.edits.key_result_meant import MeantKeyResult, key_result_meant
from collab_cli.edits.measured_value import measured_value
from collab_cli.edits.milestone_meant import milestone_meant
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.value_gap import gap_analysis
from collab_cli.edits.verb_fields import field_at
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import CheckIn, KeyResult

_ORDER = tuple(info.name for info in fields_of(KeyResult))
_TOLD = 20
"""How many key results and notes of a list are told one by one."""


@dataclass(frozen=True, slots=True)
class SaidCheckIn:
    """What a person said of a key result, as typed.

    ``address`` is where it stands, in a file of several; ``headings`` are those of its columns, by what they hold.
    """

    key_result: str
    value: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    """`date`, `confidence`, `status` and `note`."""
    cause: str | None = None
    actions: tuple[str, ...] = ()
    address: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Return whether there is anything to note besides the day."""
        return bool(self.value or self.cause or self.actions or self.fields.keys() - {"date"})


@dataclass(frozen=True, slots=True)
class UnfitLine:
    """A line of a list that cannot be checked in, and why; ``column`` is the heading of what does not fit."""

    address: str
    fault: Message
    hint: Message | None
    column: str | None = None


class _UnfitPart(CollabError):
    """A part of a check-in, named as the columns of a table are, does not fit."""

    def __init__(self, part: str, error: CollabError) -> None:
        super().__init__(error.message, error.hint)
        self.part = part


class UnfitLines(CollabError):
    """Lines of a list cannot be checked in, so none is: ``lines`` says which and why."""

    def __init__(self, lines: Sequence[UnfitLine], count: int) -> None:
        super().__init__(
            msgn(
                "nothing was checked in: {count} of {all} lines cannot be",
                "nothing was checked in: {count} of {all} lines cannot be",
                len(lines),
                all=count,
            ),
            msg("correct the lines named above, and give the file again"),
        )
        self.lines = tuple(lines)


class DoubtfulValues(CollabError):
    """Values are hard to believe, so nothing is written before somebody says yes: ``lines`` says which and why."""

    def __init__(self, lines: Sequence[UnfitLine], count: int) -> None:
        fault = lines[0].fault
        if count > 1 or lines[0].address:
            fault = msgn(
                "nothing was checked in: {count} of {all} values is hard to believe",
                "nothing was checked in: {count} of {all} values are hard to believe",
                len(lines),
                all=count,
            )
        super().__init__(fault, msg("write what was measured, or add --yes if it is so"))
        self.lines = tuple(lines)


@dataclass(frozen=True, slots=True)
class _New:
    """A check-in read; ``milestone`` is the place of the one reached, ``entry`` None where that is all.

    ``is_dated`` tells whether the day was said, ``notes`` what is kept of an earlier entry of the same day.
    """

    meant: MeantKeyResult
    day: date
    entry: dict[str, Value] | None
    milestone: int | None = None
    is_dated: bool = True
    notes: tuple[Message, ...] = ()


def plan_check_in(plan: Plan, said: SaidCheckIn, *, is_sure: bool = False) -> Planned:
    """Return the change that notes one check-in; raise CollabError for what does not fit.

    Raises DoubtfulValues for a value that is hard to believe, unless that ``is_sure``.
    """
    new = _read(plan, said)
    if not is_sure and (doubt := _doubt(new)) is not None:
        raise DoubtfulValues([UnfitLine(said.address, doubt, None)], 1)
    found = [new]
    is_new = _write(plan, found)
    titled = new.meant.titled
    if new.milestone is not None:
        milestone = new.meant.key_result.milestones[new.milestone]
        sentence = msg("{key_result}: {milestone} was reached on {day}", key_result=titled, milestone=milestone.title,
                       day=new.day)  # fmt: skip
    elif new.entry is not None and "value" in new.entry:
        sentence = msg("checked in {key_result}: {value} on {day}", key_result=titled, value=_shown(new), day=new.day)
    else:
        sentence = msg("added to the check-in of {key_result} on {day}", key_result=titled, day=new.day)
    planned = plan.finish(sentence)
    if not is_new:
        return planned
    notes = checkin_notes(plan.world, planned.after, new.meant, new.day, found[0].entry, found[0].notes)
    return replace(planned, notes=(*planned.notes, *_redated(new), *notes))


def _redated(new: _New) -> Iterator[Message]:
    """Yield the day a milestone had before."""
    done = new.meant.key_result.milestones[new.milestone].done if new.milestone is not None else None
    if done is not None and new.is_dated and done != new.day:
        yield msg("it was noted as reached on {day} before", day=done)


def plan_check_ins(plan: Plan, said: Sequence[SaidCheckIn], *, is_sure: bool = False) -> Planned:
    """Return the change that notes a list of check-ins; raise UnfitLines, naming each fault, where one does not fit.

    Raises DoubtfulValues, naming each, where values are hard to believe, unless that ``is_sure``.
    """
    found: list[_New] = []
    unfit: list[UnfitLine] = []
    for each in said:
        notes = len(plan.names.notes)
        try:
            found.append(_read(plan, each))
        except CollabError as error:
            column = each.headings.get(error.part) if isinstance(error, _UnfitPart) else None
            unfit.append(UnfitLine(each.address, error.message, error.hint, column))
        told = plan.names.notes[notes:]
        plan.names.notes[notes:] = [msg("{place}: {note}", place=each.address, note=note) for note in told]
    unfit += _twice(found, said)
    if unfit:
        raise UnfitLines(unfit, len(said))
    doubtful = [
        UnfitLine(each.address, doubt, None, each.headings.get("value"))
        for new, each in zip(found, said, strict=True)
        if (doubt := _doubt(new)) is not None
    ]
    if doubtful and not is_sure:
        raise DoubtfulValues(doubtful, len(said))
    count = _write(plan, found)
    told = [
        msg("{place}: {note}", place=each.address, note=note) if each.address else note
        for new, each in zip(found, said, strict=True)
        if new.entry is not None
        for note in (*doubts(plan.world, new.meant, new.day, new.entry), *new.notes)
    ]
    planned = plan.finish(msgn("checked in {count} key result", "checked in {count} key results", count))
    lines = list(_lines(plan, planned, found)) if count else []
    return replace(planned, notes=(*planned.notes, *_shortened(told), *lines))


def _doubt(new: _New) -> Message | None:
    """Return why the value is hard to believe, None where it may well be or is noted for that day already."""
    value = new.entry.get("value") if new.entry is not None else None
    noted = (each.value for each in new.meant.key_result.checkins if each.date == new.day)
    if any(each is not None and each.number == value for each in noted):
        return None
    return implausible_value(new.meant.key_result, value)


def _twice(found: Sequence[_New], said: Sequence[SaidCheckIn]) -> Iterator[UnfitLine]:
    """Yield the lines about a key result and a day that an earlier line is about, with another value."""
    if len(found) < len(said):
        return
    seen: dict[tuple[str, date], tuple[_New, str]] = {}
    for new, each in zip(found, said, strict=True):
        if new.entry is None:
            continue
        first, address = seen.setdefault((new.meant.ref, new.day), (new, each.address))
        if first.entry != new.entry:
            yield UnfitLine(
                each.address,
                msg("{place} says something else of {key_result} on {day}", place=address,
                    key_result=new.meant.titled, day=new.day),
                msg("keep one of the two lines"),
            )  # fmt: skip


def _shortened(notes: Sequence[Message]) -> Iterator[Message]:
    yield from notes[:_TOLD]
    if len(notes) > _TOLD:
        yield msgn("and {count} more note", "and {count} more notes", len(notes) - _TOLD)


def _lines(plan: Plan, planned: Planned, found: Sequence[_New]) -> Iterator[Message]:
    meant: dict[str, MeantKeyResult] = {}
    days: dict[str, date] = {}
    for new in found:
        ref = new.meant.ref
        meant[ref] = new.meant
        days[ref] = max(days.get(ref, new.day), new.day)
    for ref in list(meant)[:_TOLD]:
        yield progress_line(plan.world, planned.after, meant[ref], days[ref])
    if len(meant) > _TOLD:
        yield msgn("and {count} more key result", "and {count} more key results", len(meant) - _TOLD)
    if already := sum(each.entry is None and each.milestone is None for each in found):
        yield msgn("{count} is so already", "{count} are so already", already)


def _read(plan: Plan, said: SaidCheckIn) -> _New:
    meant = key_result_meant(plan, said.key_result)
    key_result = meant.key_result
    if not said.says_something:
        raise CollabError(
            msg("nothing is said of {key_result}", key_result=meant.titled),
            msg(
                "write its value, such as {example}", example=f"collab goal checkin {meant.ref} {_example(key_result)}"
            ),
        )
    read = {name: _field(plan, name, text) for name, text in said.fields.items()}
    day = read.pop("date", plan.day)
    assert isinstance(day, date)
    with _about("actions"):
        actions = [action for text in said.actions for action in _actions(plan, meant, text)]
    entry: dict[str, Value] = {"date": day, **read}
    milestone = None
    if key_result.type == "milestone" and said.value is not None:
        with _about("value"):
            milestone = milestone_meant(key_result, meant.titled, said.value)
        if not read and not said.cause and not actions:
            return _New(meant, day, None, milestone, "date" in said.fields)
    elif said.value is not None:
        with _about("value"):
            entry["value"] = measured_value(key_result, said.value)
    if said.cause:
        with _about("cause"):
            cause = _line(plan, "cause", said.cause)
        entry["gap_analysis"] = gap_analysis(plan.world, meant, day, entry.get("value"), cause)
    if actions:
        entry["actions"] = list(dict.fromkeys(actions))
    return _New(meant, day, entry, milestone, "date" in said.fields)


@contextmanager
def _about(part: str) -> Iterator[None]:
    """Raise a CollabError of the block as one about ``part``."""
    try:
        yield
    except CollabError as error:
        raise _UnfitPart(part, error) from error


def _field(plan: Plan, name: str, text: str) -> Value:
    with _about(name):
        if not text.strip():
            option = "--action" if name == "actions" else f"--{name}"
            raise CollabError(msg("{option} is empty", option=option), msg("leave it out, or write something"))
        return plan.values.read(text, field_at(CheckIn, name).info.type, name)


def _line(plan: Plan, name: str, text: str) -> str:
    return str(plan.values.read(text, field_at(CheckIn, f"gap_analysis.{name}").info.type, name))


def _actions(plan: Plan, meant: MeantKeyResult, text: str) -> list[Any]:
    offer = plan.names.offer
    plan.names.offer = lambda _: f"collab action add TITLE --origin goal:{meant.ref}"
    try:
        found = _field(plan, "actions", text)
    finally:
        plan.names.offer = offer
    return list(found) if isinstance(found, list) else [found]


def _write(plan: Plan, found: list[_New]) -> int:
    """Plan the check-ins, those of one key result in one step; return how many were not there already."""
    count = 0
    by_list: dict[str, list[int]] = {}
    for at, new in enumerate(found):
        by_list.setdefault(new.meant.ref, []).append(at)
    for places in by_list.values():
        meant = found[places[0]].meant
        route = (*meant.route, "checkins")
        present = plan.changes.plain(meant.record_path, route)
        days = [str(entry.get("date")) if isinstance(entry, dict) else "" for entry in present or ()]
        is_ordered = days == sorted(days)
        newest = dict(zip(days, present or (), strict=True))
        entries: list[tuple[int | None, Value]] = []
        for at in sorted(places, key=lambda at: found[at].day):
            new = found[at]
            if new.milestone is not None:
                count += _reach(plan, new)
            if new.entry is None:
                continue
            day = new.day.isoformat()
            corrected = corrected_entry(plan.world, new.meant, new.day, new.entry, newest.get(day, {}))
            entry = corrected.entry
            plain = plain_value(entry)
            if day in newest and all(newest[day].get(name) == value for name, value in plain.items()):
                found[at] = replace(new, entry=None)
                continue
            newest[day] = plain
            found[at] = replace(new, entry=entry, notes=corrected.notes)
            entries.append((bisect_right(days, day) if is_ordered else None, entry))
            count += 1
        plan.changes.insert_all(meant.record_path, route, entries, _ORDER)
    return count


def _reach(plan: Plan, new: _New) -> int:
    """Note the day a milestone was reached; return 1 if it was not noted so already.

    One reached on another day gets a new day only where that was said.
    """
    assert new.milestone is not None
    meant = new.meant
    route = (*meant.route, "milestones", new.milestone, "done")
    noted = plan.changes.plain(meant.record_path, route)
    if noted is not None and (not new.is_dated or noted == new.day.isoformat()):
        return 0
    from collab_cli.model.goal import Milestone

    plan.changes.set(meant.record_path, route, new.day, tuple(info.name for info in fields_of(Milestone)))
    return 1


def _shown(new: _New) -> str | Message:
    assert new.entry is not None
    value = new.entry["value"]
    if isinstance(value, bool):
        return msg("yes") if value else msg("no")
    number = f"{value:f}"
    unit = new.meant.key_result.unit or ""
    return f"{number}{unit}" if unit in ("", "%") else f"{number} {unit}"


def _example(key_result: KeyResult) -> str:
    if key_result.type == "boolean":
        return "yes"
    if key_result.type == "milestone":
        return "1"
    return f"{key_result.target:f}" if key_result.target is not None else "1"
