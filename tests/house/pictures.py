"""Draw the pictures of the README from real output: ``python -m tests.house.pictures``."""

from __future__ import annotations

import io
import re
import tempfile
from datetime import UTC, datetime, tzinfo
from html import unescape
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from collab_cli.cli.app import run
from collab_cli.cli.context import Context, Terminal

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDTH = 92


class Picture(NamedTuple):
    """What a picture shows: a command typed in the demo, how it ends, and the heading it is cut off before."""

    command: str
    code: int
    until: str = ""


PICTURES = {
    "check.svg": Picture("check --at HEAD~1", 1),
    "report-monthly.svg": Picture("report monthly --as-of 2025-06-30", 0, until="Production"),
    "agenda.svg": Picture("meeting agenda xdept-weekly --as-of 2025-07-11", 0),
}

_PIECE = re.compile(r'(textLength=)"([\d.]+)"([^>]*)>([^<]*)</text>')
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono",
"Noto Sans Mono CJK SC", monospace;
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw() -> dict[str, str]:
    """Return every picture by its name as SVG; the same text on every machine.

    Raises RuntimeError when a command does not end as it should, so that no picture shows a failure.
    """
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), 0, "init", "demo", "--demo", "--lang", "en")
        return {name: _drawn(Path(folder) / "demo", picture) for name, picture in PICTURES.items()}


def _drawn(demo: Path, picture: Picture) -> str:
    shown = _run(demo, picture.code, *picture.command.split(), "--lang", "en", color="always")
    text = Text.from_ansi(f"$ collab {picture.command}\n{shown.rstrip()}")
    if picture.until:
        text = text[: text.plain.index(f"\n{picture.until}\n")]
        text.rstrip()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    console.print(text, soft_wrap=True)
    title = f"collab {picture.command.partition(' --')[0]}"
    svg = console.export_svg(title=title, theme=MONOKAI, code_format=_FORMAT, unique_id="collab")
    return _PIECE.sub(_as_wide_as_shown, svg)


def _as_wide_as_shown(piece: re.Match[str]) -> str:
    """Return a piece of text as wide as its cells: Rich counts characters, of which Chinese ones take two."""
    before, length, between, text = piece.groups()
    shown = unescape(text)
    if cell_len(shown) <= len(shown):
        return piece[0]
    return f'{before}"{float(length) * cell_len(shown) / len(shown):.1f}"{between}>{text}</text>'


def _run(cwd: Path, expected: int, *words: str, color: str = "never") -> str:
    """Return what a command writes; raise RuntimeError when it ends otherwise than ``expected``."""
    out, err = io.BytesIO(), io.BytesIO()

    def now(zone: tzinfo) -> datetime:
        return datetime(2025, 6, 30, 12, tzinfo=UTC).astimezone(zone)

    context = Context(
        now,
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8"),
        io.TextIOWrapper(out, encoding="utf-8", newline="\n"),
        io.TextIOWrapper(err, encoding="utf-8"),
        {"XDG_STATE_HOME": str(cwd)},
        cwd,
        Terminal(stdout=True, width=WIDTH),
    )
    code = run([*words, "--color", color], context)
    context.stdout.flush()
    context.stderr.flush()
    if code != expected:
        raise RuntimeError(f"collab {' '.join(words)} ended with {code}: {err.getvalue().decode()}")
    return out.getvalue().decode()


if __name__ == "__main__":
    for drawn, svg in draw().items():
        (IMAGES / drawn).write_text(svg, "utf-8")
