"""Read a form of minutes that was filled in by hand: what it says of each field, and what is not certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collab_cli.analyses.minutes_reading.actions_taken import add_action, add_action_row, finish_actions
from collab_cli.analyses.minutes_reading.attendance import note_part, read_attendance
from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.decision_row import add_decision_row
from collab_cli.analyses.minutes_reading.decisions_taken import add_decision, is_decision
from collab_cli.analyses.minutes_reading.department_reports import (
    department_of_heading,
    report_of,
    says_no_problem,
    says_none,
)
from collab_cli.analyses.minutes_reading.folded_text import folded, level
from collab_cli.analyses.minutes_reading.heading_facts import (
    keep_next_meeting,
    take_mode_and_reason,
    take_next_meeting,
    take_times,
)
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.label_words import (
    REPORT_PARTS,
    Topic,
    column_of,
    heading_topic,
    topic_of,
)
from collab_cli.analyses.minutes_reading.labelled_values import take_value
from collab_cli.analyses.minutes_reading.minutes_read import MinutesRead, Route
from collab_cli.analyses.minutes_reading.named_by_id import department_text, names_text, person_text
from collab_cli.analyses.minutes_reading.numbered_entries import numbered_entries
from collab_cli.analyses.minutes_reading.pad_head import ID_BEHIND, SERIES_LABEL
from collab_cli.analyses.minutes_reading.said_days import Days, order_of_days
from collab_cli.analyses.minutes_reading.ticked_names import read_ticked
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.model.action import Action

_LABEL = re.compile(r"^([^:]{1,30}?)\s*:\s*(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)、]|[①-⑳])\s*")
_FIRST_COLUMNS: Final[Mapping[Topic, tuple[Topic, ...]]] = {
    "actions": ("task", "owner", "assist", "supervisor", "due"),
    "decisions": ("index", "decisions", "rationale", "mode", "owner"),
    "carried": ("index", "task", "owner", "due", "status"),
    "opinions": ("name", "opinions"),
    "absent": ("name", "assist"),
}
"""What the columns of the tables of a form hold, for rows that have come away from their heading."""


@dataclass(frozen=True, slots=True)
class CarriedWord:
    """What was written beside an action carried over: its state, its day, its owner, as they stand in the form."""

    action: str
    state: str
    due: str
    line: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class PadRead:
    """What a form says: minutes as they are read elsewhere, and what is noted beside actions carried over."""

    read: MinutesRead
    carried: tuple[CarriedWord, ...]


def read_pad(blocks: Sequence[Block], world: World, day: date, base: Mapping[str, Any]) -> PadRead:
    """Return what a form says of the meeting on ``day``, whose draft is ``base`` so far."""
    order = order_of_days("\n".join(line for block in blocks for line in (block.text, *sum(block.rows, ()))))
    collected = Collected(People(world), Days(day, order))
    collected.people.here |= set(base.get("present", ()))
    reading = _Reading(collected, base, day)
    for block in blocks:
        reading.read(block)
    finish_actions(collected)
    collected.doubts.sort(key=lambda doubt: doubt.line)
    read = MinutesRead(
        collected.fields,
        tuple(collected.understood),
        tuple(collected.doubts),
        tuple(collected.unplaced),
        collected.names,
        collected.dates,
    )
    return PadRead(read, tuple(reading.carried))


class _Reading:
    """Where the reading of a form is: its section, the report and the part of it, the columns of the last table."""

    def __init__(self, collected: Collected, base: Mapping[str, Any], day: date) -> None:
        self.collected = collected
        self.day = day
        self.base = base
        self.section: Topic | None = None
        self.report: Route | None = None
        self.part: Topic | None = None
        self.columns: tuple[Topic | None, ...] = ()
        self.is_unknown = False
        self.carried: list[CarriedWord] = []

    def read(self, block: Block) -> None:
        """Take one block of the form."""
        if block.kind == "heading":
            self._heading(block)
        elif block.kind == "table":
            self._table(block)
        elif not re.fullmatch(r"[\W_]*", block.text):
            self._line(block)

    def _heading(self, block: Block) -> None:
        text = block.text
        if block.level == 1:
            if self.section is not None:
                self.collected.leave(text, block.line)
            return
        named = department_of_heading(self.collected, department_text(text, self.collected))
        if self.section == "reports" and named is not None:
            self._begin_report(*named, block.line)
            return
        topic = heading_topic(text)
        if topic in REPORT_PARTS and self.report is not None:
            self.part = topic
            return
        if named is not None:
            self._begin_report(*named, block.line)
            return
        self.section, self.report, self.part, self.columns = topic or "discussion", None, None, ()
        self.is_unknown = topic is None
        if topic is None:
            self.collected.leave(text, block.line)

    def _begin_report(self, department: str, by: str, line: int) -> None:
        self.section, self.part = "reports", None
        self.report = report_of(self.collected, department, person_text(self.collected, by), line)

    def _line(self, block: Block) -> None:
        text, line, section = block.text.strip(), block.line, self.section
        collected = self.collected
        if section is None:
            self._fact(text, line)
        elif section == "reports":
            self._report_line(text, line)
        elif section == "present":
            read_ticked(self.collected, text, line)
        elif section == "next_meeting":
            self._next_meeting(text, line)
        elif section == "discussion" and self.is_unknown:
            collected.leave(text, line)
        elif section == "discussion":
            before = collected.fields.get("notes")
            collected.fields["notes"] = text if before is None else f"{before}\n{text}"
        elif section in _FIRST_COLUMNS and "|" in level(text):
            self._row(section, [cell.strip() for cell in level(text).strip().strip("|").split("|")], line)
        elif section == "decisions" and block.kind == "text" and not (_NUMBERED.match(text) or is_decision(text)):
            collected.leave(text, line)
        elif section == "absent" or not says_none(text):
            self._entry(section, text, line)

    def _entry(self, section: Topic, text: str, line: int) -> None:
        """Take a line of a list."""
        if section in ("guests", "agenda"):
            whole = _NUMBERED.sub("", text)
            for one in _apart(whole) if section == "guests" else [whole]:
                self.collected.add(section, one, line)
        elif section == "decisions":
            add_decision(self.collected, text, line)
        elif section == "actions":
            cells = [piece.strip() for piece in re.split(r"[,，;；]", text)]
            if len(cells) == 3 and self.collected.people.meant(cells[1]).why is None:
                self._action(dict(zip(("task", "owner", "due"), cells, strict=True)), line)
            else:
                add_action(self.collected, text, line)
        elif section == "absent":
            read_attendance(self.collected, "absent", text, line)
        elif section in ("opinions", "carried"):
            take_value(self.collected, section, text, line)
        else:
            self.collected.leave(text, line)

    def _next_meeting(self, text: str, line: int) -> None:
        label = _LABEL.match(level(text))
        is_label = label is not None and topic_of(label[1]) is not None
        said = text[label.start(2) :] if label is not None and is_label else text
        if not take_next_meeting(self.collected, said, line):
            keep_next_meeting(self.collected, said, line)

    def _fact(self, text: str, line: int) -> None:
        """Take a line of the head of the form."""
        plain = level(text)
        label = _LABEL.match(plain)
        if SERIES_LABEL.match(plain) or "collab meeting save" in text:
            return
        if label is None:
            self.collected.leave(text, line)
            return
        topic, value = topic_of(label[1]), text[label.start(2) :].strip()
        if topic == "title" or not value:
            return
        if topic is None:
            self.collected.leave(text, line)
        elif topic == "date":
            self._own_day(value, line)
        elif topic in ("when", "mode"):
            take = take_times if topic == "when" else take_mode_and_reason
            if not take(self.collected, value, line):
                self.collected.leave(text, line)
        elif topic in ("chair", "secretary"):
            note_part(self.collected, topic, person_text(self.collected, value), line)
        elif topic == "place":
            self.collected.put("place", value, line)
        else:
            take_value(self.collected, topic, value, line)

    def _own_day(self, value: str, line: int) -> None:
        """Mark the day of the meeting where it is not written whole."""
        said = self.collected.days.first(value)
        if said is not None and said.how != "exact":
            self.collected.doubt(said.how, ("date",), value, line, self.day.isoformat())

    def _report_line(self, text: str, line: int) -> None:
        label = _LABEL.match(level(text))
        topic = topic_of(label[1]) if label is not None else None
        if label is not None and topic in REPORT_PARTS:
            self.part, text = topic, text[label.start(2) :].strip()
        elif (bare := topic_of(text)) in REPORT_PARTS:
            self.part, text = bare, ""
        if self.report is None:
            if text:
                self.collected.leave(text, line)
            return
        if not text:
            return
        part, entry = self.part or "progress", self.collected.fields["reports"][self.report[1]]
        self.collected.met((*self.report, part), line)
        if part == "issues":
            entry.setdefault("issues", [])
            if not says_no_problem(text):
                entry["issues"] += [{"text": _NUMBERED.sub("", one)} for one in numbered_entries(text)]
        elif not says_none(text):
            entry[part] = f"{entry[part]}\n{text}" if part in entry else text

    def _table(self, block: Block) -> None:
        rows = list(zip(block.rows, block.row_lines or [block.line] * len(block.rows), strict=False))
        heads = [column_of(cell) for cell in _filled(rows[0][0])] if rows else []
        section = self.section
        if section is not None and section in _FIRST_COLUMNS:
            usual = _FIRST_COLUMNS[section]
            if self._is_head(rows[0][0], heads):
                self.columns = usual if len(heads) == len(usual) else tuple(heads)
                rows = rows[1:]
            for row, line in rows:
                self._row(section, row, line)
            return
        for row, line in rows:
            if any(row):
                self.collected.leave(" | ".join(cell for cell in row if cell), line)

    @staticmethod
    def _is_head(cells: Sequence[str], heads: Sequence[Topic | None]) -> bool:
        return sum(one is not None for one in heads) * 2 >= len(cells) and len([one for one in cells if one]) > 1

    def _row(self, section: Topic, row: Sequence[str], line: int) -> None:
        columns = self.columns or _FIRST_COLUMNS[section]
        if len(_filled(row)) > len(columns):
            name = {"carried": "carried_over", "absent": "regrets"}.get(section, section)
            self.collected.doubt("too_many_cells", (name,), " | ".join(filter(None, row)), line)
            return
        cell = {name: text.strip() for name, text in zip(columns, row, strict=False) if name is not None}
        number = cell.pop("index", "")
        if re.search(r"[^\W\d_一二三四五六七八九十]", number):  # no number: somebody began a column too early
            self.collected.leave(number, line)
        if not any(cell.values()):
            return
        if section == "actions":
            self._action(cell, line)
        elif section == "decisions":
            add_decision_row(self.collected, cell, line)
        elif section == "carried":
            self._carried(cell, line)
        elif section == "opinions":
            whose, text = cell.get("name", ""), cell.get("opinions", "")
            if text:
                self._opinion(whose, text, line)
        else:
            self._regret(cell, line)

    def _action(self, cell: Mapping[Topic, str], line: int) -> None:
        title = cell.get("task", "")
        if not title:
            self.collected.leave(" | ".join(text for text in cell.values() if text), line)
            return
        people = self.collected
        cell = {name: "" if name != "task" and says_none(text) else text for name, text in cell.items()}
        add_action_row(
            people, title, person_text(people, cell.get("owner", "")), cell.get("due", ""),
            names_text(people, cell.get("assist", "")), person_text(people, cell.get("supervisor", "")), line,
        )  # fmt: skip

    def _opinion(self, whose: str, text: str, line: int) -> None:
        route: Route = ("opinions", len(self.collected.fields.get("opinions", [])))
        entry: dict[str, str] = {"text": text}
        meant = self.collected.people.meant(person_text(self.collected, whose)) if whose else None
        department = self.collected.people.department(department_text(whose, self.collected)) if whose else None
        if department is not None:
            entry = {"department": department, **entry}
        elif meant is not None and meant.person is not None:
            self.collected.taken(meant, (*route, "by"), line)
            own = self.collected.people.department_of(meant.person)
            entry = ({"department": own} if own else {}) | {"by": meant.person, "text": text}
        elif whose in _guests(self.collected.fields.get("guests") or self.base.get("guests") or ()):
            entry = {"text": f"{whose}: {text}" if whose.isascii() else f"{whose}：{text}"}
        elif whose:
            self.collected.doubt("unknown_name", route, whose, line)
        self.collected.add("opinions", entry, line)

    def _regret(self, cell: Mapping[Topic, str], line: int) -> None:
        name, delegate = cell.get("name", ""), cell.get("assist", "")
        delegate = "" if says_none(delegate) else delegate
        if not name:
            return
        route: Route = ("regrets", len(self.collected.fields.get("regrets", [])))
        person = self.collected.person(person_text(self.collected, name), (*route, "person"), line)
        if person is None:
            self.collected.leave(" | ".join(filter(None, (name, delegate))), line)
            return
        entry = {"person": person}
        self.collected.add("regrets", entry, line)
        if person in self.collected.fields.get("present", ()):
            self.collected.doubt("here_and_away", (*route, "person"), name, line)
        instead = self.collected.person(
            person_text(self.collected, delegate), (*route, "delegate"), line
        ) if delegate else None  # fmt: skip
        if instead is not None:
            entry["delegate"] = instead

    def _carried(self, cell: Mapping[Topic, str], line: int) -> None:
        said = cell.get("task", "")
        bracket = ID_BEHIND.search(level(said))
        plain = folded(said)
        known = list(_actions_called(self.collected.people.world, plain))
        own = [one for one in known if one in self.base.get("carried_over", ())] or known
        if bracket is not None and self.collected.people.world.get(Action, bracket[1]) is not None:
            own = [bracket[1]]
        if len(own) != 1:
            self.collected.doubt("unknown_action", ("carried_over",), said, line)
            self.collected.leave(" | ".join(text for text in cell.values() if text), line)
            return
        if own[0] not in self.collected.fields.get("carried_over", ()):
            self.collected.add("carried_over", own[0], line)
            owner = person_text(self.collected, cell.get("owner", ""))
            self.carried.append(CarriedWord(own[0], cell.get("status", ""), cell.get("due", ""), line, owner))


def _guests(guests: Sequence[str]) -> set[str]:
    """Return guests as they may be called: whole, and without where they come from."""
    return {*guests, *(re.split(r"\s*[(（]", one)[0] for one in guests)}


def _filled(row: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row up to the last one that holds something."""
    return row[: max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)]


def _apart(text: str) -> list[str]:
    """Return the guests of a line: 、 parts them, but in brackets; a comma may stand before where they come from."""
    return [one.strip() for one in re.split(r"、(?![^(（]*[)）])", text) if one.strip()]


def _actions_called(world: World, plain: str) -> Iterator[str]:
    for record in world.workspace.all(Action):
        if plain == folded(record.id) or any(plain == folded(word) for word in words_of(record)):
            yield record.id
