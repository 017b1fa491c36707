"""Take over minutes people have written as a draft: what is not certain is marked at its field, the rest in notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from collab_cli.analyses.minutes_reading.doubt_words import KEPT, said
from collab_cli.analyses.minutes_reading.minutes_read import Doubt, MinutesRead, Route
from collab_cli.analyses.minutes_reading.unplaced_notes import not_placed
from collab_cli.documents.nodes import Mapping, find
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.derived_fields import titled
from collab_cli.edits.new_id import dated_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.errors import CollabError
from collab_cli.messages import Label, Message, msg, msgn
from collab_cli.model.fields import label_of
from collab_cli.model.meeting import KIND
from collab_cli.model.series import Series

MARK = "# ?: "
"""Begins the comment above a field that is not certain."""

_FROM_SERIES = ("type", "mode", "start", "place", "agenda")
_BREAKS = re.compile(r"\s+")

Say = Callable[[Message], str]
"""Puts a message into the words of the draft."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Minutes ready to be written: id, path and text of the draft, all doubts, and the change."""

    id: str
    path: str
    text: str
    doubts: tuple[Doubt, ...]
    planned: Planned


def plan_import(plan: Plan, read: MinutesRead, file: str, say: Say) -> Imported:
    """Return the change that adds minutes as a draft.

    Raise CollabError for a text that names nobody and no day, and where there are minutes of that meeting already.
    """
    if read.is_hopeless:
        raise CollabError(
            msg("{file} names nobody of this company and no date", file=file),
            msg("check that these are minutes; names are looked up in the register of people"),
        )
    fields = dict(read.fields)
    _refuse_known(plan, fields)
    notes = kept_notes(read, file, say)
    if notes:
        fields["notes"] = notes
    record_id, path = add_to_plan(plan, Said(KIND, record=fields))
    top = _top(plan, path, record_id)
    written = plan.changes.plain(path, top)
    taken = tuple(
        Doubt("from_series", (name,), _short(written[name]), 0)
        for name in _FROM_SERIES
        if name in written and name not in fields
    )
    doubts = (*read.doubts, *taken)
    data = commented(plan, path, top, doubts, say)
    plan.changes.replace_bytes(path, data)
    record = titled(written, KIND, record_id)
    sentence = msg("imported the minutes {meeting} from {file} as a draft", meeting=record, file=file)
    told = [
        msgn(
            "{count} doubt is marked with {mark}",
            "{count} doubts are marked with {mark}",
            len(doubts),
            mark=MARK.strip(),
        )
    ]
    return Imported(record_id, path, data.decode(), doubts, plan.finish(sentence, *(told if doubts else ())))


def _refuse_known(plan: Plan, fields: dict[str, Any]) -> None:
    """Raise CollabError when there are minutes of that series and day, or of that title and day."""
    from datetime import date

    series = plan.world.get(Series, fields.get("series"))
    day = date.fromisoformat(fields["date"])
    derived = f"{fields['date']}-{series.id}" if series is not None else dated_id(day, fields.get("title"))
    own = fields.get("id", derived)
    if own not in plan.world.workspace.known.get(KIND.name, ()):
        return
    existing = plan.world.workspace.records[KIND.name].get(own)
    raise CollabError(
        msg("there are minutes {meeting} already", meeting=existing.titled if existing is not None else own),
        msg(
            "compare them with {show}; give another day with {option}, or remove them first with {remove}",
            show=f"collab meeting show {own}",
            option="--date",
            remove=f"collab meeting remove {own}",
        ),
    )


def kept_notes(read: MinutesRead, file: str, say: Say) -> str:
    """Return what found no place, each line as it was written, behind a line that says so; nothing for nothing."""
    kept: list[tuple[int, str]] = [(one.line, _BREAKS.sub(" ", one.text).strip()) for one in read.unplaced]
    lines = {text for _, text in kept}
    for doubt in read.doubts:
        if doubt.reason in KEPT and (not doubt.proposed or doubt.reason in ("several_owners", "second_value")):
            about = _about(read, doubt.route)
            text = f"{about}: {_short(doubt.text)}" if about else _short(doubt.text)
            if _short(doubt.text) not in lines:
                kept.append((doubt.line, text))
    if not kept:
        return ""
    kept.sort(key=lambda pair: pair[0])
    return "\n".join([say(not_placed(file)), "", *(f"- {text}" for _, text in kept)])


def _about(read: MinutesRead, route: Route) -> str:
    """Return the title or text of the entry a doubt is about, or nothing."""
    if len(route) < 2 or not isinstance(route[1], int):
        return ""
    entries = read.fields.get(str(route[0]), [])
    entry = entries[route[1]] if route[1] < len(entries) else None
    return str(entry.get("title") or entry.get("text") or "") if isinstance(entry, dict) else ""


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _BREAKS.sub(" ", text).strip()


def _top(plan: Plan, path: str, record_id: str) -> Route:
    entries = plan.changes.plain(path)
    if not isinstance(entries, list):
        return ()
    return (next(at for at, entry in enumerate(entries) if entry.get("id") == record_id),)


def commented(plan: Plan, path: str, top: Route, doubts: Sequence[Doubt], say: Say) -> bytes:
    """Return the file with a comment for each doubt above the line of its field, unless it is there already."""
    document = plan.changes.document(path)
    assert document is not None
    lines = document.data.decode().splitlines(keepends=True)
    above: dict[int, list[str]] = {}
    for doubt in doubts:
        told = said(replace(doubt, text=_short(doubt.text)))
        line = _line_of(document.root, (*top, *doubt.route), len(top))
        if line is None:  # the draft has no such field
            line, label = 1, Label(label_of(str(doubt.route[0])).text, KIND.name)
            told = msg("{label}: {value}", label=label, value=told)
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
        comment = f"{' ' * indent}{MARK}{say(told)}\n"
        if comment not in lines[:line]:
            above.setdefault(line, []).append(comment)
    return "".join(text for number, line in enumerate(lines, 1) for text in (*above.get(number, ()), line)).encode()


def _line_of(root: Any, route: Route, above: int) -> int | None:
    """Return the line a value stands in, or the nearest thing around it below the first ``above`` steps, or None."""
    for length in range(len(route), above, -1):
        node = find(root, route[:length])
        if node is None:
            continue
        parent = find(root, route[: length - 1]) if length > 1 else root
        last = route[length - 1]
        key = parent.key(last) if isinstance(parent, Mapping) and isinstance(last, str) else None
        return key.line if key is not None else node.line
    return None
