"""Long lists of words, kept readable."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text that are parted by bars."""
    return frozenset(words.split("|"))
