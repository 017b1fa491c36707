"""A table of check-ins, a line each, as what was said of key results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.edits.check_in import SaidCheckIn
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.forgiving import halfwidth

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "goal": ("goal", "goals", "objective", "目标", "目标编号", "目标id"),
    "key_result": ("key result", "kr", "measure", "关键结果", "关键成果", "指标", "考核指标"),
    "date": ("date", "day", "as of", "日期", "填报日期", "截至日期", "时间"),
    "value": ("value", "actual", "current", "current value", "值", "数值", "当前值", "实际值", "完成值", "实际完成"),
    "confidence": ("confidence", "信心", "信心指数", "把握", "把握程度"),
    "status": ("status", "状态"),
    "note": ("note", "notes", "remark", "remarks", "comment", "备注", "说明"),
    "cause": ("cause", "reason", "cause of the gap", "原因", "差距原因", "原因分析", "偏差原因"),
    "actions": ("action", "actions", "measures", "行动", "行动项", "措施", "改进措施"),
}
"""How columns are headed, in small letters, by what they hold."""
_SHOWN = ("goal", "key result", "date", "value", "confidence", "note", "cause", "action")
_SHOWN_ZH = ("目标", "关键结果", "日期", "数值", "信心", "备注", "原因", "措施")


@dataclass(frozen=True, slots=True)
class CheckInTable:
    """What the lines of a table say, and ``notes`` on what is not read."""

    said: tuple[SaidCheckIn, ...]
    notes: tuple[Message, ...]


def read_checkin_table(name: str, grids: Sequence[Grid]) -> CheckInTable:
    """Return the check-ins of the first table of the file ``name``; raise CollabError if its headings are not known."""
    grid = next(each for each in grids if any(cell.strip() for row in each.rows for cell in row))
    top = next(at for at, row in enumerate(grid.rows) if any(cell.strip() for cell in row))
    columns = _columns(name, grid.rows[top])
    headings = {key: grid.rows[top][at].strip() for key, at in columns.items()}
    said: list[SaidCheckIn] = []
    silent = 0
    for number, row in enumerate(grid.rows[top + 1 :], top + 1):
        if not any(cell.strip() for cell in row):
            continue
        each = replace(_said(columns, row, f"{name}:{number + (grid.first_line or 1)}"), headings=headings)
        silent += not each.says_something
        said += [each] if each.says_something else []
    if not said:
        raise CollabError(msg("{file} has no line with a value", file=name), msg("write one check-in a line"))
    strange = tuple(
        cell.strip() for at, cell in enumerate(grid.rows[top]) if cell.strip() and at not in columns.values()
    )
    notes = []
    if strange:
        notes.append(msg("not read: {columns}", columns=strange))
    if silent:
        notes.append(
            msgn("{count} line has no value and is left out", "{count} lines have no value and are left out", silent)
        )
    return CheckInTable(tuple(said), tuple(notes))


def _columns(name: str, headings: Sequence[str]) -> dict[str, int]:
    """Return the column of each thing read; raise CollabError where one is missing or there twice.

    A column of key results alone holds them as `GOAL/KR`.
    """
    words = [" ".join(halfwidth(cell).casefold().replace("_", " ").split()) for cell in headings]
    found: dict[str, int] = {}
    for key, known in _HEADINGS.items():
        places = [at for at, word in enumerate(words) if word in known]
        if len(places) > 1:
            both = tuple(headings[at].strip() for at in places[:2])
            raise CollabError(
                msg("{file} has two columns for one thing: {columns}", file=name, columns=both), msg("remove one")
            )
        if places:
            found[key] = places[0]
    missing = [key for key in ("goal", "value") if key not in found and not (key == "goal" and "key_result" in found)]
    if missing:
        raise CollabError(
            msg("{file} has no column {column}", file=name, column=missing[0]),
            msg("head the columns {headings}, or {chinese}", headings=", ".join(_SHOWN), chinese="、".join(_SHOWN_ZH)),
        )
    return found


def _said(columns: Mapping[str, int], row: Sequence[str], address: str) -> SaidCheckIn:
    cells = {key: row[at].strip() for key, at in columns.items() if row[at].strip()}
    goal, key_result = cells.pop("goal", ""), cells.pop("key_result", "")
    value, cause, actions = cells.pop("value", None), cells.pop("cause", None), cells.pop("actions", None)
    ref = "/".join(filter(None, (goal, key_result)))
    return SaidCheckIn(ref, value, cells, cause, (actions,) if actions else (), address)
