"""Draw the README's picture from real output: ``python -m tests.house.pictures``."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from collab_cli.cli.app import run
from collab_cli.cli.context import Context, Terminal

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "check.svg"
COMMAND = ("check", "--at", "HEAD~1", "--lang", "en")
WIDTH = 92

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


def draw() -> str:
    """Return the picture of the red check of the demo as SVG; the same text on every machine.

    Raises RuntimeError when a command does not end as it should, so that no picture shows a failure.
    """
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), 0, "init", "demo", "--demo", "--lang", "en")
        shown = _run(Path(folder) / "demo", 1, *COMMAND, color="always")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    console.print(Text.from_ansi(f"$ collab {' '.join(COMMAND[:3])}\n{shown.rstrip()}"), soft_wrap=True)
    return console.export_svg(title="collab check", theme=MONOKAI, code_format=_FORMAT, unique_id="collab")


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
    PICTURE.write_text(draw(), "utf-8")
