"""A unified diff for people: hidden characters shown, what is added and removed in colour."""

from __future__ import annotations

from collab_cli.page import Tone
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.colors import painted

_TONES: tuple[tuple[str, Tone], ...] = (
    ("--- ", "strong"),
    ("+++ ", "strong"),
    ("@@ ", "accent"),
    ("rename ", "strong"),
    ("+", "good"),
    ("-", "bad"),
    ("\\", "muted"),
)


def shown_patch(patch: str, color: bool) -> str:
    """Return a unified diff as a terminal shows it, with colours where ``color``."""
    lines = clean(patch).split("\n")
    return "\n".join(painted(line, _tone(line), color) for line in lines)


def _tone(line: str) -> Tone:
    return next((tone for start, tone in _TONES if line.startswith(start)), "")
