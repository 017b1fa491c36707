"""Tables of minutes: facts in pairs, who attended, what departments report, decisions and actions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from collab_cli.analyses.minutes_reading.action_text import owners_of
from collab_cli.analyses.minutes_reading.actions_taken import add_action_row
from collab_cli.analyses.minutes_reading.attendance import read_attendance
from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.decisions_taken import add_decision
from collab_cli.analyses.minutes_reading.department_reports import add_part, report_of, says_none
from collab_cli.analyses.minutes_reading.folded_text import folded, level
from collab_cli.analyses.minutes_reading.label_words import REPORT_PARTS, Topic, bare_label, column_of, topic_of

Take = Callable[[Topic, str, int], None]
"""Takes a labelled value, as a line `label: value` gives it."""

_PEOPLE = frozenset({"present", "guests", "absent", "chair", "secretary"})
_FACTS = _PEOPLE | {"title", "date", "when", "start", "end", "place", "mode", "number", "discussion"}
_DONE = re.compile(r"^(?:已?完成|done|completed?|closed|已办结|✓|✔|✅|100\s*%)$", re.IGNORECASE)
_OPEN = re.compile(
    r"^(?:进行中|未开始|未完成|待办|新增|open|new|in progress|pending|not started|todo|to do|-*|未办结|待启动)$",
    re.IGNORECASE,
)
_AWAY = re.compile(r"^(?:缺席|请假|未到|否|absent|apologies|regrets|no|✗|×|x|❌)", re.IGNORECASE)
_THERE = re.compile(
    r"^(?:出席|已到|到|是|现场|线上|present|attended|yes|in person|online|✓|✔|✅|√|y|-*)$", re.IGNORECASE
)


def read_table(collected: Collected, block: Block, section: Topic | None, take: Take) -> None:
    """Take what a table says; rows of one nobody can place are left, cells joined."""
    rows = [[cell.strip() for cell in row] for row in block.rows]
    lines = block.row_lines or tuple(range(block.line, block.line + len(rows)))
    numbered = [(row, line) for row, line in zip(rows, lines, strict=True) if any(row)]
    if not numbered:
        return
    if _is_pairs(rows, section):
        for row, line in numbered:
            _take_pairs(collected, row, line, take)
        return
    table = _Table(collected, rows[0], [column_of(cell) for cell in rows[0]], section, take)
    read = table.reader()
    for row, line in numbered if read is None else numbered[1:]:
        if read is None:
            collected.leave(" | ".join(cell for cell in row if cell), line)
        else:
            read(row, line)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with headings: what each column holds, and the section it stands in."""

    collected: Collected
    head: Sequence[str]
    columns: Sequence[Topic | None]
    section: Topic | None
    take: Take

    def reader(self) -> Callable[[Sequence[str], int], None] | None:
        """Return what takes a row, None for a table nobody can place."""
        known, section = set(self.columns), self.section
        has_parts = bool(known & set(REPORT_PARTS))
        if section == "carried":
            return lambda row, line: self.take("carried", " | ".join(cell for cell in row if cell), line)
        if has_parts and (known & {"department", "owner", "name"} or section == "reports"):
            return partial(_take_report, self.collected, self.columns, head=self.head)
        if "decisions" in known and ("agenda" in known or any(topic_of(cell) == "actions" for cell in self.head)):
            return partial(_take_both, self.collected, self.columns)
        if "decisions" in known or (section == "decisions" and "due" not in known):
            return partial(_take_decision, self.collected, self.columns, head=self.head)
        if "owner" in known or ("due" in known and (known & {"task", "actions", "next"} or section == "actions")):
            return partial(_take_action, self.collected, self.columns, head=self.head)
        return self._reader_of_people(known)

    def _reader_of_people(self, known: set[Topic | None]) -> Callable[[Sequence[str], int], None] | None:
        if known & _PEOPLE:
            return self._take_people
        if "name" in known or self.section in ("present", "guests", "absent"):
            return partial(_take_attendant, self.collected, self.columns, section=self.section)
        if "agenda" in known or self.section == "agenda":
            return self._take_item
        return None

    def _take_people(self, row: Sequence[str], line: int) -> None:
        for topic, cell in zip(self.columns, row, strict=False):
            if topic is not None and topic in _PEOPLE and cell:
                self.take(topic, cell, line)

    def _take_item(self, row: Sequence[str], line: int) -> None:
        at = self.columns.index("agenda") if "agenda" in self.columns else _text_column(self.columns)
        if at < len(row) and row[at]:
            self.collected.add("agenda", row[at], line)


def _is_pairs(rows: Sequence[Sequence[str]], section: Topic | None) -> bool:
    """Return whether a table holds labels with their values beside them, two or four columns wide."""
    width = len(rows[0])
    if width not in (2, 4) or section in ("actions", "decisions", "carried"):
        return False
    first = [row[0] for row in rows if row[0]]
    labels = [one for one in first if topic_of(one) is not None and topic_of(one) != "discussion"]
    body = [row[0] for row in rows[1:] if row[0]]
    if len(body) > 1 and all(topic_of(one) in _FACTS for one in body):
        return True
    heads = {column_of(cell) for cell in rows[0]}
    if heads & {"owner", "due", "name"} and column_of(rows[0][1]) is not None:
        return False
    return len(labels) >= max(1, (len(first) + 1) // 2)


def _take_pairs(collected: Collected, row: Sequence[str], line: int, take: Take) -> None:
    cells = list(row)
    while cells:
        label, value = cells[0], cells[1] if len(cells) > 1 else ""
        topic = topic_of(label)
        if topic is not None and value:
            take(topic, value, line)
        elif topic is None and (label or value):
            collected.leave(": ".join(cell for cell in (label, value) if cell), line)
        cells = cells[2:]


def _cell(columns: Sequence[Topic | None], row: Sequence[str], *topics: Topic) -> str:
    for topic in topics:
        for at, column in enumerate(columns):
            if column == topic and at < len(row) and row[at]:
                return row[at]
    return ""


def _owner(collected: Collected, columns: Sequence[Topic | None], row: Sequence[str]) -> str:
    """Return who answers: of several such columns, as 责任部门 and 责任人, the one that names a person."""
    cells = [cell for column, cell in zip(columns, row, strict=False) if column == "owner" and cell]
    named = [(cell, one) for cell in cells for one in owners_of(cell, collected.people) if one.is_known]
    sure = [cell for cell, one in named if one.why is None]
    guessed = [cell for cell, one in named if one.department is None]
    return next(iter((*sure, *guessed, *cells)), "")


def _text_column(columns: Sequence[Topic | None]) -> int:
    """Return the column that holds the texts: the first one that is nothing else."""
    for at, column in enumerate(columns):
        if column is None or column == "task":
            return at
    return next((at for at, column in enumerate(columns) if column != "index"), 0)


def _take_action(
    collected: Collected, columns: Sequence[Topic | None], row: Sequence[str], line: int, *, head: Sequence[str]
) -> None:
    task = _cell(columns, row, "task", "actions", "next", "decisions")
    at = -1
    if not task:
        at = _text_column(columns)
        task = row[at] if at < len(row) else ""
    if not task:
        collected.leave(" | ".join(cell for cell in row if cell), line)
        return
    owner = _owner(collected, columns, row) or _cell(columns, row, "name", "department")
    add_action_row(
        collected, task, owner, _cell(columns, row, "due", "date"), _cell(columns, row, "assist"),
        _cell(columns, row, "supervisor"), line,
    )  # fmt: skip
    route = ("actions", len(collected.fields["actions"]) - 1)
    for place, (column, cell) in enumerate(zip(columns, row, strict=False)):
        if column == "status" and _DONE.match(cell):
            collected.doubt("ticked", route, task, line)
        elif column == "owner" and cell and cell != owner:
            _compare_owner(collected, "actions", cell, f"{head[place]}: {cell}", line)
        elif cell and place != at and _is_rest(column, cell):
            collected.doubt("text_kept", route, f"{head[place]}: {cell}", line)


def _compare_owner(collected: Collected, name: str, cell: str, whole: str, line: int) -> None:
    """Keep a further owner of the entry just taken, unless it is the department of the one it has."""
    owner, at = collected.fields[name][-1].get("owner"), len(collected.fields[name]) - 1
    if owner is None or collected.people.department(cell) != collected.people.department_of(owner):
        collected.doubt("text_kept", (name, at), whole, line)


def _is_rest(column: Topic | None, cell: str) -> bool:
    if column == "status":
        return not _OPEN.match(cell)
    return column is None or column in ("rationale", "progress", "issues", "needs", "discussion", "opinions")


def _take_both(collected: Collected, columns: Sequence[Topic | None], row: Sequence[str], line: int) -> None:
    """Take a row that holds what was discussed, decided and is to be done."""
    topic, decision, action = (_cell(columns, row, name) for name in ("agenda", "decisions", "task"))
    if topic:
        collected.add("agenda", topic, line)
    owner = _owner(collected, columns, row) or _cell(columns, row, "name")
    if decision:
        add_decision(collected, decision, line, owner="" if action else owner)
    if action:
        add_action_row(collected, action, owner, _cell(columns, row, "due", "date"), "", "", line)
    for column, cell in zip(columns, row, strict=False):
        if cell and column is None:
            collected.leave(cell, line)


def _take_decision(
    collected: Collected, columns: Sequence[Topic | None], row: Sequence[str], line: int, *, head: Sequence[str]
) -> None:
    text, at = _cell(columns, row, "decisions", "task"), -1
    if not text:
        at = _text_column(columns)
        text = row[at] if at < len(row) else ""
    owner = _owner(collected, columns, row) or _cell(columns, row, "name")
    add_decision(collected, text, line, owner=owner, reason=_cell(columns, row, "rationale"))
    for place, (column, cell) in enumerate(zip(columns, row, strict=False)):
        if column == "owner" and cell and cell != owner and collected.fields.get("decisions"):
            _compare_owner(collected, "decisions", cell, f"{head[place]}: {cell}", line)
        elif (
            cell
            and place != at
            and (column is None or column in ("due", "status"))
            and collected.fields.get("decisions")
        ):
            route = ("decisions", len(collected.fields["decisions"]) - 1)
            collected.doubt("text_kept", route, f"{head[place]}: {cell}", line)


def _take_attendant(
    collected: Collected, columns: Sequence[Topic | None], row: Sequence[str], line: int, *, section: Topic | None
) -> None:
    name = _cell(columns, row, "name") or (row[_text_column(columns)] if _text_column(columns) < len(row) else "")
    if not name:
        return
    department, status = _cell(columns, row, "department"), _cell(columns, row, "status")
    whole = f"{name} ({department})" if department and "(" not in level(name) else name
    manner = section if section in ("guests", "absent") else "present"
    if status and _AWAY.match(level(status)):
        rest = " ".join(row[at] for at, column in enumerate(columns) if column is None and at < len(row) and row[at])
        about = ", ".join(part for part in (folded(status) != "" and status, rest) if part)
        read_attendance(collected, "absent", f"{name} ({about})", line)
        return
    if status and not _THERE.match(level(status)):
        whole = f"{name} ({status})"
    read_attendance(collected, manner, whole, line)


def _take_report(
    collected: Collected, columns: Sequence[Topic | None], row: Sequence[str], line: int, *, head: Sequence[str]
) -> None:
    """Take a row as the report of a department, or of that of its owner where it is about a project."""
    owner = _cell(columns, row, "owner", "name")
    named = _cell(columns, row, "department") or row[0]
    department = collected.people.department(named) or collected.people.department_in(named)
    prefix = ""
    if department is None and owner:
        meant = collected.people.meant(owner)
        department = meant.department or (collected.people.department_of(meant.person) if meant.person else None)
        prefix = named if bare_label(named) != bare_label(owner) else ""
        if department is not None:
            at = len(collected.fields.get("reports", []))
            collected.doubt("department_of_owner", ("reports", at), named, line, department)
    if department is None:
        collected.doubt("unknown_department", ("reports",), named, line)
        collected.leave(" | ".join(cell for cell in row if cell), line)
        return
    route = report_of(collected, department, owner, line)
    for at, (column, cell) in enumerate(zip(columns, row, strict=False)):
        if not cell:
            continue
        if column in REPORT_PARTS:
            add_part(collected, route, column, f"{prefix}: {cell}" if prefix and not says_none(cell) else cell, line)
        elif column in ("status", None, "due", "task") and at > 0 and cell != owner:
            collected.doubt("text_kept", route, f"{head[at]}: {cell}", line)
