"""Which characters a text may hold: a title stands in one line, any other text is at least printable."""

from __future__ import annotations

import unicodedata

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_one_line(text: str) -> bool:
    """Return whether a text has neither line breaks nor control characters."""
    return not any(unicodedata.category(character) in _UNPRINTABLE for character in text)


def is_printable(text: str) -> bool:
    """Return whether a text has no control characters but ordinary line breaks and tabs."""
    return is_one_line(text.replace("\n", "").replace("\t", ""))
