"""The entries of a text that counts them within one line: 1. this; 2. that."""

from __future__ import annotations

import re


def numbered_entries(text: str) -> list[str]:
    """Return the entries of a text that counts them from 1 on, at least to 2; else the text alone."""
    found: list[str] = []
    rest, number = text, 1
    while (here := _mark(number).search(rest)) is not None and (number > 1 or not here.start()):
        if number > 1:
            found.append(rest[: here.start()])
        rest, number = rest[here.end() :], number + 1
    return [one.strip(" \t\n;；") for one in (*found, rest)] if number > 2 else [text]


def _mark(number: int) -> re.Pattern[str]:
    circled = chr(ord("①") + number - 1) if number <= 20 else "(?!)"
    return re.compile(
        rf"(?:(?:^|(?<=[\s;；。，,]))(?:[(（]{number}[)）]|{number}(?:[)）、．]|\.(?!\d)))|"
        rf"(?<=[\u3400-\u9fff])(?:[(（]{number}[)）]|{number}[、.．])(?=[\u3400-\u9fff])|{circled})\s*"
    )
