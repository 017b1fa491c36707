from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.cli.change_layout import WIDE, change_layout
from collab_cli.cli.context import Terminal
from tests.conftest import make_context


@pytest.mark.parametrize(
    ("format", "width", "output", "alone", "beside"),
    [
        ("text", None, None, "lines", "lines"),
        ("text", WIDE - 1, None, "tree", "tree"),
        ("text", WIDE, None, "tree", "sides"),
        ("text", WIDE, "a.txt", "lines", "lines"),
        ("markdown", None, None, "tree", "tree"),
        ("html", None, None, "tree", "sides"),
    ],
)
def test_layouts(tmp_path: Path, format: str, width: int | None, output: str | None, alone: str, beside: str) -> None:
    terminal = Terminal(stdout=width is not None, width=width or 80)
    context = make_context(tmp_path, terminal=terminal)
    path = Path(output) if output is not None else None
    assert change_layout(context, format, path) == alone
    assert change_layout(context, format, path, beside=True) == beside
