"""The lay-out of help: sections of two columns that stay aligned with full-width characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from collab_cli.renderers.columns import text_width, wrap

Row = tuple[str, str]


class Section(NamedTuple):
    """A part of a help page: a title over rows of a term and what it means.

    The terms make a column ``least`` to ``most`` columns wide; a wider term has a line of its own.
    """

    title: str
    rows: Sequence[Row]
    least: int = 0
    most: int = 28


def help_page(usage: str, paragraphs: Iterable[str], sections: Iterable[Section], width: int) -> str:
    """Return a page of text at most ``width`` columns wide; a command too long for it goes on behind a backslash."""
    blocks = ["\n".join(wrap(usage, width))]
    blocks += ["\n".join(wrap(paragraph, width)) for paragraph in paragraphs]
    blocks += ["\n".join([section.title, *_rows(section, width)]) for section in sections if section.rows]
    return "\n\n".join(blocks) + "\n"


def _rows(section: Section, width: int) -> list[str]:
    fitting = [size for term, _ in section.rows if (size := text_width(term)) <= section.most]
    column = (max(section.least, *fitting) if fitting else 4) + 4
    lines: list[str] = []
    for term, meaning in section.rows:
        wrapped = wrap(meaning, max(width - column, 20)) if meaning else [""]
        gap = column - 2 - text_width(term)
        if gap < 2 and meaning:
            lines += _whole(term, width)
            first = " " * column
        else:
            first = f"  {term}" + " " * gap
        lines += [(first + wrapped[0]).rstrip(), *(" " * column + line for line in wrapped[1:])]
    return lines


def _whole(term: str, width: int) -> list[str]:
    """Return a term in lines of its own, broken before options as a shell reads them again."""
    lines = [" "]
    for piece in term.replace(" --", "\n--").split("\n"):
        if len(lines[-1].split()) > 0 and text_width(f"{lines[-1]} {piece} \\") > width:
            lines[-1] += " \\"
            lines.append("     ")
        lines[-1] += f" {piece}"
    return lines
