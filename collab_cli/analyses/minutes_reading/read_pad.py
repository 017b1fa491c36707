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
from collab_cli.analyses.minutes_reading.decisions_taken import add_decision
from collab_cli.analyses.minutes_reading.department_reports import department_of_heading, report_of, says_none
from collab_cli.analyses.minutes_reading.folded_text import folded, level
from collab_cli.analyses.minutes_reading.heading_facts import take_mode, take_next_meeting, take_times
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
from collab_cli.analyses.minutes_reading.name_lists import split_names
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
_METHODS: Final[Mapping[str, frozenset[str]]] = {
    "consent": frozenset(["consent", "同意", "无反对", "无异议", "无反对即通过"]),
    "consensus": frozenset(
        [
            "consensus",
            "共识",
            "协商一致",
            "一致同意",
            "一致通过",
            "全体同意",
            "全体通过",
            "全票通过",
            "unanimous",
            "all agreed",
        ]
    ),
    "fist_to_five": frozenset(("fist to five", "五指表决")),
    "majority": frozenset(["majority", "多数", "多数决", "多数通过", "表决通过", "举手表决", "vote", "voted"]),
    "lazy": frozenset(("silence as consent", "默认同意")),
    "sign_off": frozenset(["signatures", "签字", "会签"]),
}
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
    """What was written beside an action carried over: its state and its day, as they stand in the form."""

    action: str
    state: str
    due: str
    line: int


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
    reading = _Reading(collected, base)
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

    def __init__(self, collected: Collected, base: Mapping[str, Any]) -> None:
        self.collected = collected
        self.base = base
        self.section: Topic | None = None
        self.report: Route | None = None
        self.part: Topic | None = None
        self.columns: tuple[Topic | None, ...] = ()
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
        elif section == "discussion":
            before = collected.fields.get("notes")
            collected.fields["notes"] = text if before is None else f"{before}\n{text}"
        elif section in _FIRST_COLUMNS and "|" in level(text):
            self._row(section, [cell.strip() for cell in level(text).strip().strip("|").split("|")], line)
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
        if not take_next_meeting(self.collected, text[label.start(2) :] if label is not None else text, line):
            self.collected.leave(text, line)

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
        if topic is None or topic in ("date", "title"):
            if topic is None and value:
                self.collected.leave(text, line)
        elif not value:
            return
        elif topic == "when":
            if not take_times(self.collected, value, line):
                self.collected.leave(text, line)
        elif topic in ("chair", "secretary"):
            note_part(self.collected, topic, person_text(self.collected, value), line)
        elif topic == "mode":
            if not take_mode(self.collected, value, line):
                self.collected.leave(text, line)
        elif topic == "place":
            self.collected.put("place", value, line)
        else:
            take_value(self.collected, topic, value, line)

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
            if not says_none(text):
                entry["issues"] += [{"text": _NUMBERED.sub("", one)} for one in numbered_entries(text)]
        elif not says_none(text):
            entry[part] = f"{entry[part]}\n{text}" if part in entry else text

    def _table(self, block: Block) -> None:
        rows = list(zip(block.rows, block.row_lines or [block.line] * len(block.rows), strict=False))
        heads = [column_of(cell) for cell in rows[0][0]] if rows else []
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
        cell = {name: text.strip() for name, text in zip(columns, row, strict=False) if name is not None}
        number = cell.pop("index", "")
        if re.search(r"[^\W\d_一二三四五六七八九十]", number):  # no number: somebody began a column too early
            self.collected.leave(number, line)
        if not any(cell.values()):
            return
        if section == "actions":
            self._action(cell, line)
        elif section == "decisions":
            self._decision(cell, line)
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

    def _decision(self, cell: Mapping[Topic, str], line: int) -> None:
        text = cell.get("decisions") or cell.get("task") or ""
        if not text:
            return
        before = len(self.collected.fields.get("decisions", ()))
        entry: dict[str, Any] = {"id": f"dec{before + 1}", "text": text}
        if cell.get("rationale"):
            entry["rationale"] = cell["rationale"]
        said = folded(cell.get("mode", ""))
        method = next((name for name, words in _METHODS.items() if said in words), None)
        if method is not None:
            entry["method"] = method
        route = self.collected.add("decisions", entry, line)
        if said and method is None:
            self.collected.doubt("text_kept", route, cell["mode"], line)
        if cell.get("owner"):
            first, *others = split_names(cell["owner"]) or [cell["owner"]]
            person = self.collected.person(person_text(self.collected, first), (*route, "owner"), line)
            if others:
                self.collected.doubt("several_owners", route, ", ".join(others), line)
            if person is not None:
                entry["owner"] = person

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
        elif whose:
            self.collected.doubt("unknown_name", route, whose, line)
        self.collected.add("opinions", entry, line)

    def _regret(self, cell: Mapping[Topic, str], line: int) -> None:
        name, delegate = cell.get("name", ""), cell.get("assist", "")
        if not name:
            return
        route: Route = ("regrets", len(self.collected.fields.get("regrets", [])))
        person = self.collected.person(person_text(self.collected, name), (*route, "person"), line)
        if person is None:
            self.collected.leave(" | ".join(filter(None, (name, delegate))), line)
            return
        entry = {"person": person}
        self.collected.add("regrets", entry, line)
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
            self.carried.append(CarriedWord(own[0], cell.get("status", ""), cell.get("due", ""), line))


def _apart(text: str) -> list[str]:
    """Return the guests of a line: 、 parts them, but in brackets; a comma may stand before where they come from."""
    return [one.strip() for one in re.split(r"、(?![^(（]*[)）])", text) if one.strip()]


def _actions_called(world: World, plain: str) -> Iterator[str]:
    for record in world.workspace.all(Action):
        if plain == folded(record.id) or any(plain == folded(word) for word in words_of(record)):
            yield record.id
