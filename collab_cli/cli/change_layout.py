"""How the pages of commands about changes are laid out: for the width of a terminal, for a pipe, for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collab_cli.cli.context import Context

if TYPE_CHECKING:
    from collab_cli.reports.diff import Layout

WIDE = 120
"""From how many columns on texts stand side by side."""


def change_layout(context: Context, format: str, output: Path | None, *, beside: bool = False) -> Layout:
    """Return the layout of an answer; ``beside`` where texts may stand side by side, as there is room for in a page."""
    is_terminal = context.width is not None and output is None
    if beside and (format == "html" or (is_terminal and (context.width or 0) >= WIDE)):
        return "sides"
    return "lines" if format == "text" and not is_terminal else "tree"
