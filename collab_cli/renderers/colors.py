"""The only place where a meaning becomes a colour; the sixteen of the terminal, so the user's theme holds."""

from __future__ import annotations

from collab_cli.page import Tone

COLORS: dict[Tone, str] = {
    "": "",
    "good": "green",
    "warn": "yellow",
    "bad": "bold red",
    "muted": "bright_black",
    "strong": "bold",
    "accent": "cyan",
    "mention": "bold cyan",
}

_CODES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "bright_black": "90"}


def painted(text: str, meaning: Tone, color: bool) -> str:
    """Return ``text`` between the ANSI codes of its meaning; as it is without ``color``, or where there is none."""
    if not (color and text and COLORS[meaning]):
        return text
    codes = ";".join(_CODES[word] for word in COLORS[meaning].split())
    return f"\x1b[{codes}m{text}\x1b[0m"
