"""Makes a page fit into a comment on a change: details go first, and what is left out is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

LARGEST: Final = 65_536
"""Characters a comment may have on GitHub, the least of the hosts."""
FEWEST: Final = 8
"""Lines a list keeps as long as something else can be left out."""

LeftOut = Callable[[int], str]
"""Returns, as Markdown, the line that says how many lines are left out."""


class Piece(NamedTuple):
    """A block of a page as lines of Markdown.

    ``short`` is what stays of a fold where its lines are left out. Of a list all lines but the first ``kept`` may be;
    of what is no list, -1, none.
    """

    lines: tuple[str, ...]
    short: str = ""
    kept: int = -1


class _Shown(NamedTuple):
    """The lines of a block that are shown, and how many are left out."""

    lines: tuple[str, ...]
    left: int = 0


def fitted(pieces: Sequence[Piece], room: int, left_out: LeftOut) -> str:
    """Return the pieces as one text of at most ``room`` characters.

    Folds are left out first, the last one first, then lines at the end of the longest lists, then whole blocks, the
    longest first. A fold that is cut within is closed.
    """
    shown = [_Shown(piece.lines) for piece in pieces]
    for at in reversed(range(len(shown))):
        if pieces[at].short and _size(shown, left_out) > room:
            shown[at] = _Shown((pieces[at].short,), len(pieces[at].lines))
    lists = [at for at, piece in enumerate(pieces) if piece.kept >= 0]
    for at in sorted(lists, key=lambda at: -sum(map(len, pieces[at].lines))):
        over = _size(shown, left_out) - room
        if over > 0:
            shown[at] = _shortened(pieces[at], over, left_out)
    while any(one.lines for one in shown) and _size(shown, left_out) > room:
        at = max(range(len(shown)), key=lambda at: sum(map(len, shown[at].lines)))
        shown[at] = _Shown((), len(pieces[at].lines))
    return _joined(shown, left_out)


def _shortened(piece: Piece, over: int, left_out: LeftOut) -> _Shown:
    """Return a list without as many of its last lines as hold ``over`` characters and the note on them."""
    count, least = len(piece.lines), piece.kept + FEWEST
    folds = sum(line.startswith("<details") for line in piece.lines)
    over += len(left_out(count)) + 2 + (len("\n\n</details>") if folds else 0)
    while over > 0 and count > least:
        count -= 1
        over -= len(piece.lines[count]) + 1
    lines = piece.lines[:count]
    is_open = sum(line.startswith("<details") for line in lines) - sum(line.startswith("</details") for line in lines)
    return _Shown((*lines, *(("", "</details>") * is_open)), len(piece.lines) - count)


def _size(shown: Sequence[_Shown], left_out: LeftOut) -> int:
    return len(_joined(shown, left_out))


def _joined(shown: Sequence[_Shown], left_out: LeftOut) -> str:
    """Return the blocks as text; what is left out of several whole blocks in a row is said once."""
    blocks: list[str] = []
    gone = 0
    for one in shown:
        if not one.lines:
            gone += one.left
            continue
        blocks += [left_out(gone) if gone else "", "\n".join(one.lines), left_out(one.left) if one.left else ""]
        gone = 0
    blocks.append(left_out(gone) if gone else "")
    return "\n\n".join(filter(None, blocks)) + "\n"
