"""A piece of a text, whatever file it comes from: a heading, a line, an item of a list or a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text and the line it begins at.

    ``level`` is that of a heading, or how deep an item stands in its list. ``rows`` and ``row_lines`` belong to a
    table. In a log of messages ``speaker`` and ``when`` say who wrote a line, and when, as it is written there.
    """

    kind: Literal["heading", "text", "item", "table"]
    text: str
    line: int
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    row_lines: tuple[int, ...] = ()
    speaker: str = ""
    when: str = ""
