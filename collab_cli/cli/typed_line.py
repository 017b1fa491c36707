"""The words of a command line that is still being typed, read as a shell reads them."""

from __future__ import annotations

from typing import NamedTuple


class TypedLine(NamedTuple):
    """The words before the one at the cursor, and that one.

    ``raw`` is the latter as typed, its quotes and escapes included; ``quote`` is the quote still open in it.
    """

    before: tuple[str, ...]
    current: str
    raw: str
    quote: str


def read_typed(line: str, escape: str = "\\") -> TypedLine:
    """Return the words of ``line``, which ends at the cursor; never raises, whatever is left open.

    ``escape`` takes the character behind it literally, but not between single quotes.
    """
    words: list[str] = []
    word = raw = quote = ""
    literal = False
    for character in line:
        if not (quote or literal) and character in " \t\n":
            if raw:
                words.append(word)
            word = raw = ""
            continue
        raw += character
        if literal:
            word += character if not quote or character in f'{escape}"$`' else escape + character
            literal = False
        elif character == escape and quote != "'":
            literal = True
        elif quote:
            word, quote = (word, "") if character == quote else (word + character, quote)
        elif character in "\"'":
            quote = character
        else:
            word += character
    return TypedLine(tuple(words), word, raw, quote)
