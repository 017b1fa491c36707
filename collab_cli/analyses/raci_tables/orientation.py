"""Whether the duties of a table of letters stand in its rows or in its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from collab_cli.analyses.raci_tables.cell_text import folded
from collab_cli.analyses.raci_tables.headings import PARTIES, TASKS, says
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.word_set import word_set

_PARTY_ENDS = re.compile(
    r".*(?:部|部门|部門|组|中心|处|科|室|公司|经理|总监|主管|专员|长|工程师|委员会|办公室|課|部長)"
)
_PARTY_WORDS = word_set(
    "manager|director|head|lead|team|dept|dept.|department|office|officer|ceo|cfo|cto|coo|hr|it|engineer|"
    "analyst|owner|board|sales|marketing|finance|legal|production|quality|purchasing|procurement|logistics|"
    "engineering|operations|vertrieb|einkauf|r&d|pmo|produktion|leitung|geschäftsführung|finanzen|ventas|"
    "compras|finanzas|direction|achats|qa|qualité|finances|qualität|logistik|pm|sponsor|leader|designer|"
    "tester"
)
_LEAST = 1.0


def is_across(
    corner: str,
    titles: Sequence[str],
    headings: Sequence[str],
    accountable: Collection[tuple[int, int]],
    names: KnownNames,
    *,
    extra_columns: int,
    is_exported: bool,
) -> bool | None:
    """Return whether parties stand in the rows and duties in the columns, None when both readings are possible.

    ``accountable`` are row and column of every cell with an A, ``extra_columns`` the numbers, notes and translations
    beside the titles, ``is_exported`` tells that a column of keys was found.
    """
    down = 1.5 * bool(extra_columns) + 5 * is_exported
    across = 0.0
    first, *second = [part.strip() for part in re.split(r"[/\\|／＼]", corner) if part.strip()] or [""]
    if second and says(first, TASKS | PARTIES) and says(second[0], TASKS | PARTIES):
        down, across = down + 1.5 * says(first, TASKS), across + 1.5 * says(first, PARTIES)
    else:
        down, across = down + 3 * says(corner, TASKS), across + 3 * says(corner, PARTIES)
    down += 3 * _share(headings, lambda text: names.party(text) is not None)
    down += 3 * _share(titles, lambda text: names.duty(text) is not None)
    across += 3 * _share(titles, lambda text: names.party(text) is not None)
    across += 3 * _share(headings, lambda text: names.duty(text) is not None)
    down += 2 * _share(headings, _looks_like_party)
    across += 2 * _share(titles, _looks_like_party)
    one_each = [_once(accountable, axis, size) for axis, size in ((0, len(titles)), (1, len(headings)))]
    down += 1.5 * (one_each[0] and not one_each[1])
    across += 1.5 * (one_each[1] and not one_each[0])
    lengths = [sum(map(len, texts)) / max(len(texts), 1) for texts in (titles, headings)]
    down += lengths[0] >= 1.5 * lengths[1]
    across += lengths[1] >= 1.5 * lengths[0]
    if abs(down - across) < _LEAST:
        return None
    return across > down


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(text) for text in texts) / max(len(texts), 1)


def _looks_like_party(text: str) -> bool:
    words = folded(text).split()
    return (0 < len(words) <= 3 and words[-1] in _PARTY_WORDS) or _PARTY_ENDS.fullmatch(folded(text)) is not None


def _once(cells: Collection[tuple[int, int]], axis: int, size: int) -> bool:
    """Return whether every row, or every column, has exactly one of the cells."""
    places = [cell[axis] for cell in cells]
    return size > 1 and len(places) == size == len(set(places))
