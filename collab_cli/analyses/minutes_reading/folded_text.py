"""Texts as they are compared: width, case and script of characters made one, each character in its place."""

from __future__ import annotations

import re
from functools import lru_cache

from collab_cli.analyses.script_forms import simplified

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2013: 0x2D, 0x2014: 0x2D}
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")
_BLANKS = re.compile(r"\s+")
HAN = "\u3400-\u9fff"
"""Chinese characters, for the inside of brackets in a pattern."""


@lru_cache(maxsize=2**14)
def level(text: str) -> str:
    """Return a text of the same length with full-width signs made ordinary and traditional characters simplified."""
    narrow = text.translate(_WIDE)
    plain = simplified(narrow)
    return plain if len(plain) == len(narrow) else narrow


def folded(text: str) -> str:
    """Return a text for comparing: levelled, in lower case, one blank between words, none between characters."""
    return _BETWEEN_HAN.sub("", _BLANKS.sub(" ", level(text)).strip().casefold())


def is_han(text: str) -> bool:
    """Return whether a text holds a Chinese character."""
    return any("\u3400" <= character <= "\u9fff" for character in text)
