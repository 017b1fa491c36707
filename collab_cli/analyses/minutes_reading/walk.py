"""Walk through the blocks of minutes: each belongs to what the last heading or label announced."""

from __future__ import annotations

import re
from typing import Literal

from collab_cli.analyses.minutes_reading.action_text import is_marked
from collab_cli.analyses.minutes_reading.actions_taken import add_action, complete_action, is_promise
from collab_cli.analyses.minutes_reading.attendance import read_attendance
from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.decisions_taken import announces_decisions, complete_decision, is_decision
from collab_cli.analyses.minutes_reading.department_reports import (
    department_of_heading,
    drop_empty_report,
    read_report_line,
    read_report_text,
    report_of,
)
from collab_cli.analyses.minutes_reading.folded_text import level
from collab_cli.analyses.minutes_reading.heading_facts import (
    is_generic,
    looks_like_title,
    take_day,
    take_mode,
    take_place,
    take_times,
    take_title,
)
from collab_cli.analyses.minutes_reading.label_words import (
    REPORT_PARTS,
    Topic,
    bare_label,
    heading_topic,
    labelled,
    several_labels,
    topic_of,
)
from collab_cli.analyses.minutes_reading.labelled_values import take_actions, take_decisions, take_value
from collab_cli.analyses.minutes_reading.minutes_read import Route
from collab_cli.analyses.minutes_reading.name_lists import split_names
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.analyses.minutes_reading.sentences import read_sentences
from collab_cli.analyses.minutes_reading.tables import read_table

LONGEST = 1_500
"""Characters of a line that is looked into."""

_ITEM = re.compile(
    r"^\s*(?:议题|议程|topic|item|agenda item)\s*(?:[一二三四五六七八九十\d]{1,3})?\s*(?:[:：.、]|\s[-–—])\s*(.+)$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[-*_=~#|.·\s]+$")
_LISTS = frozenset({"agenda", "reports", "decisions", "actions", "previous", "opinions", "carried", "discussion"})
_SINGLE = frozenset(
    {
        "title",
        "date",
        "when",
        "start",
        "end",
        "place",
        "mode",
        "chair",
        "secretary",
        "issued_by",
        "number",
        "next_meeting",
    }
)
_SIGN_OFF = re.compile(
    r"^(?:best|kind|warm)?\s*(?:regards|wishes|thanks|thank you|cheers|best|many thanks|此致|敬礼|谢谢|祝好|"
    r"以上)[,，。.!！]?.{0,12}$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^[(（]?\s*[\u3400-\u9fff]{2,8}[〔\[(（]20\d{2}[〕\])）]\s*第?\d{1,4}\s*号\s*[)）]?$|"
    r"^[(（\[]?\s*"
    r"(?:20\d{2}年?\s*)?第\s*\d{1,4}\s*[期号次]\s*[)）\]]?$"
)
_ASIDE = re.compile(r"^\s*(?:注|备注|note|nb|ps)\s*[:：]", re.IGNORECASE)


class Walk:
    """Where a walk is: the section it is in, the report that is being given."""

    def __init__(self, collected: Collected) -> None:
        self.collected = collected
        self.section: Topic | None = None
        self.report: Route | None = None
        self.part: Topic | None = None
        self.speaker = ""
        self.started = False
        self.from_items: bool | None = None
        self.is_contents = False
        self.last: Topic | None = None
        self.headings: dict[Route, str] = {}

    def read(self, block: Block) -> None:
        """Take one block; a line or cell longer than any of minutes goes to the notes as it is."""
        if len(block.text) > LONGEST or any(len(cell) > LONGEST for row in block.rows for cell in row):
            for text in (block.text, *(" | ".join(row) for row in block.rows)):
                self.collected.leave(text, block.line)
            return
        if block.speaker != self.speaker:
            self.speaker, self.section, self.report, self.part = block.speaker, None, None, None
        if block.when and "date" not in self.collected.fields:
            self._take_when(block)
        if block.kind == "table":
            self.started = True
            read_table(self.collected, block, self.section, self._take)
        elif block.kind == "heading":
            self._heading(block)
        elif not _RULE.match(block.text):
            for piece in several_labels(block.text):
                self._line(piece, block)

    def _take_when(self, block: Block) -> None:
        said = Days(self.collected.days.near, self.collected.days.day_first).first(block.when)
        if said is not None and said.how in ("exact", "day_or_month", "no_year"):
            take_day(self.collected, block.when[said.start : said.end], block.line)

    def _heading(self, block: Block) -> None:
        text, self.is_contents = block.text.strip(), False
        found = labelled(text)
        item = _ITEM.match(level(text))
        topic = heading_topic(text) if self.started or topic_of(text) is not None else None
        if item is not None and topic == "agenda":  # Agenda item 1: Orders
            topic = None
        if topic is not None and not (topic == "title" and "title" not in self.collected.fields):
            if topic == "discussion" and self._is_title(text, block.line):
                return
            self._enter(topic, text, block.line)
        elif item is not None:
            self.collected.add("agenda", text[item.start(1) :].strip(), block.line)
            self.section, self.report = "discussion", None
            self.started = True
        elif found is not None and found.value:
            self._take(found.topic, found.value, block.line)
        elif self._department(text, block.line) or self._is_title(text, block.line):
            return
        elif self.section == "agenda" and block.level > 2:
            self.collected.add("agenda", text, block.line)
        else:
            self.section, self.report = "discussion", None
            if not self._whole_date(text, block.line):
                self.collected.leave(text, block.line)

    def _is_title(self, text: str, line: int) -> bool:
        return not self.speaker and take_title(self.collected, text, line)

    def _whole_date(self, text: str, line: int) -> bool:
        bracket = re.search(r"\s*[(（]([^()（）]{2,20})[)）]\s*$", text)
        said = self.collected.days.only(text[: bracket.start()] if bracket is not None else text)
        if said is None or (self.started and "date" in self.collected.fields):
            return False
        if bracket is not None:
            take_mode(self.collected, bracket[1], line)
        return take_day(self.collected, text, line)

    def _line_of_facts(self, text: str, line: int) -> bool:
        """Take day, times and place of one line: July 14, 2025 | 8:00 AM - 8:40 AM | Conference Room B."""
        pieces = [piece.strip() for piece in re.split(r"\s*[|·•｜]\s*|\s{3,}", text) if piece.strip()]
        if len(pieces) < 2 or not any(self.collected.days.only(piece) for piece in pieces):
            return False
        for piece in pieces:
            if self.collected.days.only(piece) is not None:
                take_day(self.collected, piece, line)
            elif re.match(r"^[\d\s:.\-–—~至到apmAPMto上午下]+$", piece):
                take_times(self.collected, piece, line)
            else:
                take_place(self.collected, piece, line)
        return True

    def _department(self, text: str, line: int) -> bool:
        """Begin the report of a department where a heading names one; return whether it does."""
        found = department_of_heading(self.collected, text)
        if found is None:
            return False
        self.report = report_of(self.collected, found[0], found[1], line)
        self.section, self.part, self.started = "reports", None, True
        self.headings[self.report] = text
        return True

    def _enter(self, topic: Topic, text: str, line: int) -> None:
        """Begin the section a heading or an empty label announces."""
        self.started = True
        if topic in REPORT_PARTS:
            if self.report is not None and self.section == "reports":
                self.part = topic
                return
            if topic == "next":
                self.section = "actions"
                return
            self.section = "discussion"
            self.collected.leave(text, line)
            return
        self.section, self.report, self.part, self.from_items = topic, None, None, None
        self.is_contents = bare_label(text) in ("contents", "table of contents", "目录")

    def _line(self, text: str, block: Block) -> None:
        line = block.line
        if self.is_contents and block.kind == "item":
            self.collected.leave(text, line)
            return
        found = labelled(text)
        if self._title_line(text, block, found is not None):
            return
        item = _ITEM.match(level(text))
        if item is not None and (self.section != "actions" or not item[0].casefold().startswith("item")):
            self.collected.add("agenda", text[item.start(1) :].strip(), line)
            self.section, self.report = ("agenda" if self.section == "agenda" else "discussion"), None
        elif self.section not in ("carried", "agenda") and is_marked(text) and not self._is_label(text):
            self._entries("actions", text, line)
        elif self.report in self.headings and topic_of(text) == "absent" and self._is_away(self.report, text, line):
            self.report = None
        elif self._announces(text):
            self._enter("decisions", text, line)
        elif self._decides(text) and not self._is_label(text):
            self._entries("decisions", text, line)
        elif found is not None and self._labelled(found.topic, found.value, text, line):
            return
        elif found is None and (topic := self._topic(text)) is not None and self._may_head(text, block):
            self._enter(topic, text, line)
        elif _NUMBER.match(level(text)) and "number" not in self.collected.fields:
            self.collected.put("number", re.sub(r"^[(（\[]|[)）\]]$", "", text.strip()), line, text)
        else:
            self._content(text, block)

    def _title_line(self, text: str, block: Block, is_labelled: bool) -> bool:
        """Take the first line of a text as its title where it looks like one; return whether it was."""
        if block.kind != "item" and not self.speaker and not is_labelled and self.section is None:
            has_day = "date" in self.collected.fields
            if not has_day and (self._whole_date(text, block.line) or self._line_of_facts(text, block.line)):
                return True
        if self.started or "title" in self.collected.fields or block.kind == "item" or self.speaker or is_labelled:
            return False
        if is_generic(text):
            return True
        if self._whole_date(text, block.line):
            return True
        if topic_of(text) is None and looks_like_title(text) and not is_marked(text):
            return self._is_title(text, block.line)
        return False

    @staticmethod
    def _topic(text: str) -> Topic | None:
        ends = level(text).rstrip().endswith((":", "]", "】"))
        return heading_topic(text) if ends else topic_of(text)

    def _is_label(self, text: str) -> bool:
        found = labelled(text)
        return found is not None and not found.value

    def _may_head(self, text: str, block: Block) -> bool:
        plain = bare_label(text)
        if self.section == "agenda" and block.kind == "item" and not level(text).rstrip().endswith(":"):
            return False
        return len(plain) <= 30 and (block.kind != "item" or level(text).rstrip().endswith(":") or block.level == 0)

    def _decides(self, text: str) -> bool:
        return self.section not in ("agenda", "opinions") and is_decision(text, in_report=self.section == "reports")

    def _is_away(self, route: Route, text: str, line: int) -> bool:
        """Note that nobody of a department was there to report; return whether a line below its heading says so."""
        if level(text).rstrip().endswith(":") or not drop_empty_report(self.collected, route):
            return False
        self.collected.doubt("not_a_person", ("regrets",), f"{self.headings.pop(route)}: {text}", line)
        return True

    def _announces(self, text: str) -> bool:
        if self.section in ("agenda", "opinions"):
            return False
        return announces_decisions(text, in_report=self.section == "reports")

    def _labelled(self, topic: Topic, value: str, text: str, line: int) -> bool:
        """Take a labelled line; return whether its label means here what it means at the head of minutes."""
        if topic in REPORT_PARTS:
            return self._report_part(topic, value, text, line)
        if self.section == "reports" and self.report is not None and topic in ("discussion", "title", "number"):
            return False
        if _ASIDE.match(text):
            return False
        if not value:
            self._enter(topic, text, line)
        else:
            self._take(topic, value, line)
        return True

    def _report_part(self, topic: Topic, value: str, text: str, line: int) -> bool:
        if self.report is None and self.speaker:
            meant = self.collected.people.meant(self.speaker)
            department = self.collected.people.department_of(meant.person) if meant.person else None
            if department is not None:
                self.report = report_of(self.collected, department, self.speaker, line)
                self.section = "reports"
        if self.report is None:
            if topic == "next" and value:
                return False
            if not value:
                self._enter(topic, text, line)
                return True
            return False
        self.part = read_report_text(self.collected, self.report, text, topic, line) if value else topic
        return True

    def _take(self, topic: Topic, value: str, line: int) -> None:
        """Take a value whose label says what it is; what a list says may go on in the next lines."""
        if self.speaker:
            value = re.sub(r"(?:(?<=^)|(?<=[,，、]))\s*(?:me|我)(?=\s*(?:[,，、]|$))", self.speaker, value)
        self.started = True
        self.report, self.part, self.section = None, None, topic if topic in _LISTS else None
        self.from_items = None
        if topic in ("actions", "decisions"):
            self._entries(topic, value, line)
        else:
            take_value(self.collected, topic, value, line)
        if topic in ("present", "guests", "absent") and re.search(r"[,，、;；]\s*$", value):
            self.section = topic

    def _entries(self, topic: Topic, value: str, line: int) -> None:
        """Take decisions or actions, and remember which: a line below may say who answers for the last one."""
        self.last = topic
        if topic == "actions":
            take_actions(self.collected, value, line, self.speaker)
        else:
            take_decisions(self.collected, value, line)

    def _content(self, text: str, block: Block) -> None:
        """Take a line without a label of its own, as the section it stands in means it."""
        if self._ends(text, block):
            self.section = None
        collected, line, section = self.collected, block.line, self.section
        self.started = True
        if section in ("present", "guests", "absent"):
            self._attendants(section, text, line)
        elif section in _SINGLE or section == "next_meeting":
            take_value(collected, section, text, line)
            self.section = None
        elif section in ("agenda", "cc", "previous", "opinions", "carried"):
            take_value(collected, section, text, line)
        elif section in ("decisions", "actions"):
            complete = complete_decision if section == "decisions" else complete_action
            if not self._belongs(text, block) and not complete(collected, text, line):
                self._entries(section, text, line)
        elif section == "reports":
            self.report, self.part = read_report_line(collected, self.report, self.part, text, line)
        elif not self._completed(text, line) and not self._promised(text, line):
            self._told(text, line)

    def _told(self, text: str, line: int) -> None:
        """Take what a sentence tells of the meeting; any other one stays for the notes."""
        if not read_sentences(self.collected, text, line):
            self.collected.leave(f"{self.speaker}: {text}" if self.speaker else text, line)
        if level(text).rstrip().endswith(":"):  # ..., the meeting agreed:
            topic = heading_topic(re.split(r"[,，。;；]", level(text).rstrip(" :"))[-1])
            if topic in ("decisions", "actions"):
                self.section, self.from_items = topic, None

    def _completed(self, text: str, line: int) -> bool:
        """Return whether a line outside of any list says who answers for the last action or decision."""
        if self.last == "actions":
            return complete_action(self.collected, text, line)
        return self.last == "decisions" and complete_decision(self.collected, text, line)

    def _promised(self, text: str, line: int) -> bool:
        if not is_promise(self.collected, text):
            return False
        add_action(self.collected, text, line)
        return True

    def _ends(self, text: str, block: Block) -> bool:
        """Return whether a line is no longer part of a list: it stands outside of its bullets, or signs a letter."""
        if self.section not in ("agenda", "decisions", "actions", "present", "guests", "absent", "cc"):
            return False
        if _SIGN_OFF.match(text.strip()):
            return True
        is_item = block.kind == "item"
        if self.from_items is None:
            self.from_items = is_item
        return self.from_items and not is_item and not (self.section == "actions" and _says_who(text))

    def _belongs(self, text: str, block: Block) -> bool:
        """Return whether a line among actions is a sentence about the meeting, such as that on the next one."""
        return block.kind == "text" and read_sentences(self.collected, text, block.line)

    def _attendants(self, section: Literal["present", "guests", "absent"], text: str, line: int) -> None:
        known = any(self.collected.people.meant(piece).is_known for piece in split_names(text))
        if not known and (len(text) > 60 or (text.rstrip().endswith(("。", ".")) and len(text) > 25)):
            self.section = None
            self.collected.leave(text, line)
            return
        read_attendance(self.collected, section, text, line)


def _says_who(text: str) -> bool:
    return re.match(r"^\s*(?:owner|due|责任人|负责人|完成时[限间]|截止|配合|督办)", text, re.IGNORECASE) is not None
