"""The head of a form of minutes: whether a text is one, and which meeting it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.folded_text import folded, level
from collab_cli.analyses.minutes_reading.label_words import heading_topic, topic_of
from collab_cli.analyses.minutes_reading.said_days import Days, order_of_days
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.model.series import Series

SERIES_LABEL = re.compile(r"^\s*(?:例会|例会系列|系列|series)\s*:\s*(.*)$", re.IGNORECASE)
"""The line that names the series."""
ID_BEHIND = re.compile(r"\s*\(\s*([a-z0-9][a-z0-9-]*)\s*\)\s*$")
"""An id in brackets behind a name."""
_LABEL = re.compile(r"^([^:]{1,30}?)\s*:\s*(.*)$", re.DOTALL)
_TITLE = re.compile(r"^\s*(?:会议纪要|纪要|minutes)\s*[:：]\s*(.+)$|^(.+?)\s*纪要\s*$", re.IGNORECASE)
_SECTIONS = frozenset({"present", "reports", "decisions", "actions", "agenda", "carried", "guests", "absent"})
_LEAST = 3
"""Sections a text has at least to be taken for a form without its mark."""


@dataclass(frozen=True, slots=True)
class PadHead:
    """What the head of a form says of the meeting: its series and day, None where it does not, and its title."""

    title: str
    series: str | None
    said_series: str
    day: date | None


def is_pad(blocks: Sequence[Block]) -> bool:
    """Return whether a text has the headings of a form."""
    found = {heading_topic(block.text) for block in blocks if block.kind == "heading" and block.level > 1}
    return len(found & _SECTIONS) >= _LEAST


def forms_within(blocks: Sequence[Block]) -> int:
    """Return how many forms a text holds: as many as titles with the day of a meeting below them, one at least."""
    days, is_head = 0, False
    for block in blocks:
        if block.kind == "heading":
            is_head = block.level == 1
        elif is_head and _is_date(block.text):
            days, is_head = days + 1, False
    return max(days, 1)


def head_of_pad(blocks: Sequence[Block], world: World, as_of: date) -> PadHead:
    """Return what the head of a form says of the meeting it is for."""
    title, series, said, day = "", None, "", None
    order = order_of_days("\n".join(block.text for block in blocks))
    for block in blocks:
        if block.kind == "heading" and block.level == 1 and not title:
            dressed = _TITLE.match(block.text)
            title = (dressed[1] or dressed[2] if dressed is not None else block.text).strip()
        elif block.kind == "heading":
            break
        plain = level(block.text)
        found = SERIES_LABEL.match(plain)
        if found is not None and found[1].strip():
            said = found[1].strip()
            series = _series(world, said)
        label = _LABEL.match(plain)
        if label is not None and _is_date(plain):
            spoken = Days(as_of, order).first(label[2])
            day = spoken.day if spoken is not None and spoken.how != "relative_date" else None
    return PadHead(title, series, said, day)


def _is_date(text: str) -> bool:
    label = _LABEL.match(level(text))
    return label is not None and topic_of(label[1]) == "date"


def _series(world: World, said: str) -> str | None:
    bracket = ID_BEHIND.search(level(said))
    wanted = folded(bracket[1] if bracket is not None else said)
    found = [
        record.id for record in world.workspace.all(Series)
        if wanted == folded(record.id) or any(wanted == folded(word) for word in words_of(record))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None
