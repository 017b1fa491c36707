"""Read minutes as `meeting show` prints them: every part stands where it was put, so nothing has to be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.filed_words import (
    LANGUAGES,
    column_meant,
    filed_id,
    label_meant,
    spoken,
    title_within,
)
from collab_cli.analyses.minutes_reading.heading_facts import type_of
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.minutes_read import MinutesRead, Unplaced
from collab_cli.analyses.minutes_reading.numbered_entries import numbered_entries
from collab_cli.analyses.minutes_reading.read_pad import read_pad
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, msg
from collab_cli.model.action import Action
from collab_cli.model.series import Series

_SECTIONS: Final[Mapping[str, Message]] = {
    "agenda": msg("Agenda"),
    "reports": msg("Reports of the departments"),
    "opinions": msg("Opinions and suggestions"),
    "decisions": msg("Decisions taken"),
    "actions": msg("Actions agreed"),
    "carried": msg("Actions of earlier meetings"),
    "notes": msg("Notes"),
    "closing": msg("Next meeting and distribution"),
}
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "opinions": ("name", "opinions"),
    "actions": ("task", "owner", "assist", "supervisor", "due"),
    "carried": ("index", "task", "owner", "due", "status"),
}
"""The columns of a form."""
_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "opinions": ("Given by", "Opinion"),
    "decisions": ("No.", "Decision", "Rationale", "How it was decided", "Owner"),
    "actions": ("Action item", "Owner", "Assist", "Supervisor", "Due"),
    "carried": ("No.", "Action item", "Owner", "Due", "State"),
}
_LINES: Final[Mapping[str, str]] = {
    "number": "Number", "place": "Place", "mode": "Mode", "chair": "Chair", "secretary": "Secretary",
    "progress": "Achieved", "next": "Next steps", "needs": "Help needed",
}  # fmt: skip
_WORDS: Final = ("cc", "tags", "aliases", "links")
_DISPOSITIONS: Final = ("decision", "action", "escalated", "parked")
_OUTCOMES: Final = ("accepted", "rejected", "parked")
_FACT = re.compile(r"^([^:：]{1,30})[:：]\s*(.*)$", re.DOTALL)
_BRACKET = re.compile(r"\s*[(（]([^()（）]*)[)）]$")
_REASON = re.compile(r"^(.*?)\s*[(（](.*)[)）]$", re.DOTALL)
_ORDINAL = re.compile(r"^\s*(?:\d{1,2}\.\s+|[一二三四五六七八九十]{1,3}、)")
_DIGITS = "零一二三四五六七八九"


def read_filed(blocks: Sequence[Block], world: World) -> MinutesRead | None:
    """Return what minutes printed here say, None where they are not or do not say their day.

    What follows from something else is not taken over: who is missing, the quorum, the day of publishing, the state.
    """
    own = filed_id(blocks[-1].text) if blocks else None  # as their last line says
    if own is None:
        return None
    reading = _Filed(blocks, world)
    if reading.day is None:
        return None
    pad = read_pad(tuple(reading.form()), world, reading.day, {}).read
    fields: dict[str, Any] = {"id": own, "title": reading.title, "date": reading.day.isoformat()}
    series = world.get(Series, own.removeprefix(f"{reading.day.isoformat()}-"))
    if series is not None:
        fields["series"] = series.id
    elif (kind := type_of(reading.title)) is not None:
        fields["type"] = kind
    fields |= {**pad.fields, **reading.fields}
    usual = "in_person" if series is None or series.value.mode is None else series.value.mode
    if usual == fields.get("mode") == "in_person":
        del fields["mode"]
    _settle_outcomes(fields, reading.outcomes, world)
    _settle_actions(fields, own, world)
    doubts = [one for one in pad.doubts if one.reason not in ("no_year", "no_owner", "no_due", "relative_date")]
    unplaced = (*pad.unplaced, *(Unplaced(text, line) for text, line in reading.left))
    return replace(pad, fields=fields, doubts=tuple(doubts), unplaced=unplaced)


class _Filed:
    """Puts printed minutes into the order of a form, and keeps what a form has no place for."""

    def __init__(self, blocks: Sequence[Block], world: World) -> None:
        self.people = People(world)
        self.blocks = blocks
        self.title = title_within(blocks[0].text) if blocks else ""
        self.day: date | None = None
        self.fields: dict[str, Any] = {}
        self.outcomes: list[str] = []
        self.left: list[tuple[str, int]] = []
        when = next((value for name, value, _ in self._facts(self.blocks) if name == "when"), "")
        said = Days(None).first(when)
        self.day = said.day if said is not None else None

    def form(self) -> Iterator[Block]:
        """Yield the blocks of the form that says the same."""
        yield Block("heading", self.title, 1, 1)
        parts = self._parts()
        head = parts.pop("head", [])
        facts = list(self._facts(head))
        for name, value, line in facts:
            yield from self._head_line(name, value, line)
        for name in ("present", "guests", "absent"):
            values = [(value, line) for own, value, line in facts if own == name]
            if values:
                yield Block("heading", {"absent": "Apologies"}.get(name, name.capitalize()), values[0][1], 2)
            for value, line in values:
                for one in _split(value):
                    yield Block("item", f"[x] {self._name(one)}" if name == "present" else one, line)
        for name, blocks in parts.items():
            yield from self._part(name, blocks)

    def _parts(self) -> dict[str, list[Block]]:
        """Return the blocks of each section, those of the head first."""
        found: dict[str, list[Block]] = {"head": []}
        here = "head"
        words = {word: name for name, message in _SECTIONS.items() for word in spoken(message)}
        for block in self.blocks[1:]:
            section = words.get(block.text.strip()) if block.kind == "heading" and block.level <= 2 else None
            if section is not None:
                here = section
                found[here] = []
            elif filed_id(block.text) is None:
                found[here].append(block)
        return found

    def _facts(self, blocks: Sequence[Block]) -> Iterator[tuple[str, str, int]]:
        """Yield what the labelled lines and rows say; other lines without a name."""
        for block in blocks:
            if block.kind == "table" and len(block.rows[0]) == 2:
                for row, line in zip(block.rows, block.row_lines or (block.line,) * len(block.rows), strict=False):
                    yield label_meant(row[0]) or "", row[1], line
                continue
            fact = _FACT.match(block.text)
            name = label_meant(fact[1]) if fact is not None and block.kind != "heading" else None
            yield (name, fact[2].strip(), block.line) if name and fact else ("", block.text, block.line)

    def _head_line(self, name: str, value: str, line: int) -> Iterator[Block]:
        if name == "mode" and (found := _REASON.match(value)) is not None:
            value, self.fields["mode_reason"] = found[1], found[2]
        if name == "when":
            said = Days(None).first(value)
            rest = value[said.end :] if said is not None else value
            if re.search(r"\d:\d\d", rest):
                yield Block("text", f"When: {_BRACKET.sub('', rest.strip(' ,'))}".replace("（", " ("), line)
        elif name == "previous":
            is_approved = value in spoken(msg("approved at this meeting"))
            self.fields["previous_approved"] = "true" if is_approved else "false"
        elif name in _LINES:
            yield Block("text", f"{_LINES[name]}: {self._name(value) if name == 'chair' else value}", line)
        elif name == "" and value not in spoken(msg("Draft: not published yet")):
            self.left.append((value, line))

    def _part(self, name: str, blocks: Sequence[Block]) -> Iterator[Block]:
        line = blocks[0].line if blocks else 1
        if name == "closing":
            yield from self._closing(blocks)
            return
        heading = _SECTIONS[name].text
        yield Block("heading", heading, line, 2)
        if name == "reports":
            yield from self._reports(blocks)
        elif name == "decisions":
            yield self._decisions(blocks)
        elif name in _TABLES:
            for block in blocks:
                yield self._table(name, block)
        else:
            yield from (replace(block, kind="text", text=block.text, level=0) for block in blocks)

    def _table(self, name: str, block: Block) -> Block:
        if block.kind != "table":
            return block
        columns = [column_meant(cell) for cell in block.rows[0]]
        rows = []
        for row in block.rows[1:]:
            cell = {column: text for column, text in zip(columns, row, strict=False) if column is not None}
            cell = {column: "" if text in spoken(msg("to be settled")) else text for column, text in cell.items()}
            if name == "opinions":
                self.outcomes.append(cell.get("outcome", ""))
                cell["name"] = self._name(cell.get("name", ""))
            rows.append(tuple(cell.get(column, "") for column in _TABLES[name]))
        return replace(block, rows=(_HEADS[name], *rows), row_lines=block.row_lines)

    def _reports(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            for name, value, line in self._facts([block]):
                if name == "issues":
                    yield Block("item", "Problems:", line)
                    yield from (Block("item", one, line, 1) for one in numbered_entries(value))
                elif name in _LINES:
                    yield Block("item", f"{_LINES[name]}: {value}", line)
                elif block.kind == "table" or value.strip():
                    yield Block("heading", value, line, 3)

    def _decisions(self, blocks: Sequence[Block]) -> Block:
        rows: list[dict[str, str]] = []
        lines: list[int] = [blocks[0].line if blocks else 1]
        for name, value, line in self._facts(blocks):
            if name in ("owner", "rationale", "method") and rows:
                rows[-1][name] = value
            elif name == "changes":
                self.left.append((value, line))
            else:
                rows.append({"text": _ORDINAL.sub("", value)})
                lines.append(line)
        cells = [
            (str(number), *(row.get(name, "") for name in ("text", "rationale", "method", "owner")))
            for number, row in enumerate(rows, 1)
        ]
        return Block("table", "", lines[0], 0, (_HEADS["decisions"], *cells), tuple(lines))

    def _closing(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for name, value, line in self._facts(blocks):
            if name == "next_meeting":
                yield Block("heading", "Next meeting", line, 2)
                yield Block("text", value, line)
            elif name == "issued_by":
                person = self.people.meant(value).person
                if person is not None:
                    self.fields["issued_by"] = person
                else:
                    self.left.append((value, line))
            elif name in _WORDS:
                self.fields[name] = _split(value)
            elif name == "":
                self.left.append((value, line))

    def _name(self, text: str) -> str:
        """Return the name of a person without the department in brackets behind it."""
        found = _BRACKET.search(text)
        rest = text[: found.start()] if found is not None else ""
        return rest if found is not None and rest and self.people.department(found[1]) is not None else text


def _split(value: str) -> list[str]:
    """Return the names of a list, commas inside brackets left alone."""
    mark = "、" if "、" in value else ","
    found, depth = [""], 0
    for character in value:
        depth += (character in "(（") - (character in ")）")
        if character == mark and depth <= 0:
            found.append("")
        else:
            found[-1] += character
    return [one.strip() for one in found if one.strip()]


def _settle_outcomes(fields: dict[str, Any], outcomes: Sequence[str], world: World) -> None:
    """Give opinions and problems what the page says became of them."""
    words = {one.label(Label(name, "disposition")): name for one in LANGUAGES for name in _OUTCOMES}
    words |= {one.label(Label(name, "opinion.disposition")): name for one in LANGUAGES for name in _OUTCOMES}
    for opinion, said in zip(fields.get("opinions", ()), outcomes, strict=False):
        if said in words:
            opinion["disposition"] = words[said]
    for report in fields.get("reports", ()):
        for issue in report.get("issues", ()):
            _settle_issue(issue, world)


def _settle_issue(issue: dict[str, Any], world: World) -> None:
    known = {one.label(Label(name, "reportissue.disposition")): name for one in LANGUAGES for name in _DISPOSITIONS}
    for found in re.finditer(r"\s*[(（]", issue["text"]):
        inside = issue["text"][found.end() :]
        if not inside.endswith((")", "）")):
            return
        word, colon, rest = inside[:-1].replace("：", ":").partition(":")
        numbers = (re.fullmatch(re.escape(one).replace("0", r"(\w+)").replace(r"\ ", r"\s*"), inside[:-1])
                   for one in spoken(msg("see decision {number}", number=0)))  # fmt: skip
        number = next((_number(one[1]) for one in numbers if one is not None), None)
        if number is not None:
            issue |= {"disposition": "decision", "ref": f"dec{number}"}
        elif word in known:
            issue["disposition"] = known[word]
            if colon:
                issue["ref"] = _ref(world, rest.strip())
        else:
            continue
        issue["text"] = issue["text"][: found.start()]
        return


def _ref(world: World, said: str) -> str:
    """Return the record of a title as references name it, the title where there is none or are several."""
    records = world.workspace.records
    found = [f"{kind}:{one.id}" for kind in ("action", "issue") for one in records.get(kind, {}).values()
             if said.casefold() in words_of(one)]  # fmt: skip
    return found[0] if len(found) == 1 else said


def _number(said: str) -> int | None:
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.partition("十") if "十" in said else ("", "", said)
    if not all(one in _DIGITS for one in (*tens, *ones)):
        return None
    return (10 * (_DIGITS.index(tens) if tens else 1) if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def _settle_actions(fields: dict[str, Any], own: str, world: World) -> None:
    """Name the records that the actions of these minutes have become."""
    records = [
        one for one in world.workspace.all(Action)
        if (one.written.origin or "").partition("/")[0] == f"meeting:{own}"
    ]  # fmt: skip
    for at, action in enumerate(fields.get("actions", ())):
        found = [one.id for one in records if action["title"].casefold() in words_of(one)]
        if len(found) == 1:
            fields["actions"][at] = found[0]
