"""The text of a cell without what only dresses it, and how two texts compare."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from collab_cli.analyses.raci_tables.word_set import word_set

_WRAPPED = re.compile(r"(\*\*|__|`+)(.+)\1", re.DOTALL)
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n\s*")
_LONGEST_DRESSED = 500
_STARTS_FORMULA = "=+-@\t\r"

LONGEST_SHOWN = 30
"""Characters of a text that are shown in a message."""

_NOTHING = word_set(
    "|-|--|---|—|——|–|−|―|ー|n/a|na|n.a.|n.a|/|//|\\|none|nil|无|無|不适用|不涉及|なし|該当なし|keine|"
    "entfällt|aucun|sans objet|ninguno|нет"
)


def plain(written: str) -> str:
    """Return the text of a cell: no invisible characters, no marks of emphasis, no apostrophe before a formula."""
    text = "".join(c for c in written if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc") or c == "\r")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if not "\ufe00" <= c <= "\ufe0f")
    if text[:1] == "'" and text[1:2] and text[1] in _STARTS_FORMULA:
        text = text[1:]
    text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text)).strip()
    wrapped = _WRAPPED.fullmatch(text) if len(text) <= _LONGEST_DRESSED else None
    return wrapped[2].strip() if wrapped else text


def shortened(text: str) -> str:
    """Return a text in one line, cut where it is too long for a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


@lru_cache(maxsize=2**16)
def folded(text: str) -> str:
    """Return a text for comparing: no difference of width, case or white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_nothing(text: str) -> bool:
    """Return whether a cell says that nothing stands there: empty, a dash, `N/A`, `无`."""
    return folded(text) in _NOTHING


def is_chinese(text: str) -> bool:
    """Return whether a text holds a character of Chinese or Japanese."""
    return any("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in text)
