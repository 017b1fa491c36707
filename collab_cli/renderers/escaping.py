"""Text as Markdown that shows exactly it, on hosts that look for mentions and issue numbers."""

from __future__ import annotations

import html
import re

_BREAK = "\u200b"
"""A zero-width space: hosts look for mentions in the finished page, where no escape would be left."""

_SPECIAL = re.compile(r"[\\`*_\[\]#!|~$^]")
_LINE_START = re.compile(r"^(\s*)(?:([-+=:])|(\d{1,9})([.)])(?=\s|$))")
_MENTION = re.compile(r"(?<![A-Za-z0-9_])@(?=[A-Za-z0-9_])")
_NUMBER = re.compile(r"(?:#|\bGH-|(?<![A-Za-z0-9])[!&%])(?=\d)", re.IGNORECASE)


def escape(text: str) -> str:
    """Return one cleaned line as Markdown that shows exactly it: no mark-up, HTML, image, mention or issue number."""
    text = _broken(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(lambda found: "\\" + found.group(), text)
    return _LINE_START.sub(_escape_start, text)


def escape_html(text: str) -> str:
    """Return one cleaned line as HTML inside Markdown: no tag, entity, mention or issue number."""
    return _broken(html.escape(text, quote=False))


def code_span(text: str) -> str:
    """Return one cleaned line as inline code, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if longest or not text.strip() else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _broken(text: str) -> str:
    text = _MENTION.sub("@" + _BREAK, text)
    return _NUMBER.sub(lambda found: found.group() + _BREAK, text)


def _escape_start(match: re.Match[str]) -> str:
    blanks, mark, digits, after = match.groups()
    return f"{blanks}\\{mark}" if mark else f"{blanks}{digits}\\{after}"
