"""The lines of a chart: label, value, and a bar of block characters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.i18n import Language
from collab_cli.page import Chart
from collab_cli.renderers.cells import Piece, line_text
from collab_cli.renderers.columns import cut, pad, text_width

LONGEST = 40
"""Columns a bar takes at most."""
_SHORTEST = 8
_EIGHTHS = " ▏▎▍▌▋▊▉"


def chart_lines(block: Chart, language: Language, width: int | None = None) -> Iterator[list[Piece]]:
    """Yield the lines of a chart, at most ``width`` columns wide where one is given; a long label is cut."""
    if not block.bars:
        if block.empty != "":
            yield [(line_text(block.empty, language), "muted")]
        return
    labels = [line_text(bar.label, language) for bar in block.bars]
    texts = [line_text(bar.text, language) for bar in block.bars]
    label, value = max(map(text_width, labels)), max(map(text_width, texts))
    longest = LONGEST
    if width is not None:
        longest = max(min(LONGEST, width - label - value - 4), min(_SHORTEST, max(width - value - 4, 0) // 2))
        label = max(min(label, width - longest - value - 4), 4)
    for bar, name, text in zip(block.bars, labels, texts, strict=True):
        line: list[Piece] = [(pad(cut(name, label), label), ""), ("  ", ""), (pad(text, value, ">"), "strong")]
        yield [*line, ("  ", ""), (drawn(bar.length, longest), bar.tone or "accent")]


def drawn(length: Decimal, longest: int) -> str:
    """Return a bar of ``length``, a share of ``longest`` characters; what is more than nothing shows as a sliver."""
    eighths = int((length * longest * 8).quantize(Decimal(1), ROUND_HALF_UP))
    if length > 0:
        eighths = max(eighths, 1)
    whole, rest = divmod(min(eighths, longest * 8), 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")
