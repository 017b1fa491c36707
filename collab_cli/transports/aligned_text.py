"""Minutes as `meeting show` prints them in columns, as the Markdown that says the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from collab_cli.analyses.minutes_reading.filed_words import column_meant, filed_id, label_meant

_UNDERLINE = re.compile(r"^(?:=+|-{2,})\s*$")
_GAP = re.compile(r"\s{2,}")
_FACT = re.compile(r"^(\S.*?)\s{2,}(\S.*)$")
_SIGNS = re.compile(r"([\\`*_\[\]<>|&#~])")


def unaligned(lines: Sequence[str]) -> list[str]:
    """Return the lines of minutes with their columns as tables and facts as items; those of any other text as is.

    Each line stays where it is, so that it can be named by its number.
    """
    last = next((line for line in reversed(lines) if line.strip()), "")
    if filed_id(last) is None or not any(map(_UNDERLINE.match, lines)):
        return list(lines)
    found: list[str] = []
    starts: list[int] = []
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        cells = _GAP.split(line.strip())
        if not line.strip() or _UNDERLINE.match(line):
            starts = []
            found.append("")
        elif _UNDERLINE.match(after):
            found.append(f"{'#' if after.startswith('=') else '##'} {_SIGNS.sub(_escaped, line.strip())}")
        elif len(cells) > 1 and all(column_meant(cell) is not None for cell in cells):
            starts = [_width(line[: line.index(cell)]) for cell in cells]
            starts[0] = 0
            found.append(_row(cells))
        elif starts:
            found.append(_row(_cells(line, starts)))
        else:
            found.append(_fact(line, found))
    return found


def _fact(line: str, found: list[str]) -> str:
    """Return a line with a label as an item; what stands below its value goes on with it."""
    fact = _FACT.match(line)
    if fact is not None and label_meant(fact[1]) is not None:
        return f"- {fact[1]}: {_SIGNS.sub(_escaped, fact[2])}"
    above = next((at for at in range(len(found) - 1, -1, -1) if found[at].strip()), None)
    if line.startswith("    ") and above is not None and found[above].startswith("- "):
        found[above] += f"<br>{_SIGNS.sub(_escaped, line.strip())}"
        return ""
    return _SIGNS.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}"


def _row(cells: Sequence[str]) -> str:
    """Return a row of a table; an empty cell at the end makes one of two columns a table as well."""
    return f"| {' | '.join(_SIGNS.sub(_escaped, cell) for cell in (*cells, ''))} |"


def _cells(line: str, starts: Sequence[int]) -> list[str]:
    """Return what stands below each head of a table."""
    cells, at = [""] * len(starts), 0
    for character in line:
        column = max((number for number, start in enumerate(starts) if start <= at), default=0)
        cells[column] += character
        at += _width(character)
    return [cell.strip() for cell in cells]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else not unicodedata.combining(one) for one in text)
