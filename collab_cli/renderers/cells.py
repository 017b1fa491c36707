"""The text and the tone of a cell in the reader's language."""

from __future__ import annotations

from collab_cli.findings import Finding
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Cell, Styled, Tone
from collab_cli.renderers.cleaning import clean, clean_line, clean_path

Piece = tuple[str, Tone]
"""A text and its meaning; a line is a list of them."""


def raw_text(cell: Cell, language: Language) -> str:
    """Return the text of a cell, not cleaned."""
    return language.show(cell.text if isinstance(cell, Styled) else cell)


def lines_text(cell: Cell, language: Language) -> str:
    """Return the text of a cell, cleaned, on as many lines as it has."""
    return clean(raw_text(cell, language))


def line_text(cell: Cell, language: Language) -> str:
    """Return the text of a cell, cleaned, on one line."""
    return clean_line(raw_text(cell, language))


def tone(cell: Cell) -> Tone:
    """Return the tone of a cell, "" for a plain one."""
    return cell.tone if isinstance(cell, Styled) else ""


def place_text(path: str, line: int, column: int) -> str:
    """Return ``path:line:column``, cleaned."""
    return f"{clean_path(path)}:{line}:{column}"


def fault_text(finding: Finding, language: Language) -> str:
    """Return message and hint of a finding on one line."""
    if finding.hint is None:
        return line_text(finding.message, language)
    return line_text(msg("{message}; {hint}", message=finding.message, hint=finding.hint), language)
