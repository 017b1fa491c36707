"""What one cell of a letters table says: letters, nothing, a mark without a meaning, or something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from collab_cli.analyses.raci_tables.cell_text import folded, is_nothing, plain
from collab_cli.analyses.raci_tables.letter_words import is_unsure_word, word_letter
from collab_cli.graph.letters import LETTER_ORDER


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: ``letters`` in the order A R D S C I; ``marks`` are those whose meaning is not known.

    ``cleaned`` tells that a footnote or bracket was taken off, ``look_alikes`` the letters of other alphabets read
    as Latin ones.
    """

    kind: Literal["nothing", "letters", "mark", "other"]
    letters: str = ""
    marks: tuple[str, ...] = ()
    cleaned: bool = False
    look_alikes: str = ""


_NOTHING = Reading("nothing")
_OTHER = Reading("other")
_LOOK_ALIKES = {
    **dict.fromkeys("АаΑᎪᴀ", "A"),
    **dict.fromkeys("СсϹϲᏟᴄ", "C"),
    **dict.fromkeys("ІіΙιӀᏆɪ", "I"),
    **dict.fromkeys("ЅѕᏚ", "S"),
    **dict.fromkeys("ᎡᏒʀ", "R"),
    **dict.fromkeys("Ꭰᴅ", "D"),
}
_FOOTNOTE = re.compile(r"(?:[¹²³⁰⁴-⁹ᵃ-ᶻ*†‡§]|\(\d{1,2}\)|\[\d{1,2}\])+$")
_BRACKETED = re.compile(r"[(\[（【]\s*([^()\[\]（）【】]{1,3})\s*[)\]）】]")
_BETWEEN = re.compile(
    r"[\s/\\,.;|+&、・·\-–—()\[\]=:]+|(?<![a-z])(?:and|und|et|y)(?![a-z])|(?<!参)[与和及]", re.IGNORECASE
)
_ASCII_MARKS = "xo*#+"
_SAME_MARK = {"✔": "✓", "√": "✓", "〇": "○", "◯": "○", "×": "x", "✕": "x", "✖": "x", "∆": "△"}
_LONGEST = 60


def read_cell(written: str, allowed: str, meanings: Mapping[str, str]) -> Reading:
    """Return what a cell says; ``meanings`` are the letters of marks, by the mark as ``mark_key`` writes it."""
    text = plain(written)
    if (meant := meanings.get(mark_key(text))) is not None:
        return Reading("letters", in_order(meant)) if meant else _NOTHING
    if is_nothing(text):
        return _NOTHING
    if len(text) > _LONGEST:
        return _OTHER
    without = _FOOTNOTE.sub("", text).strip() or text
    bracketed = _BRACKETED.fullmatch(without)
    core = bracketed[1] if bracketed else without
    normal = unicodedata.normalize("NFKC", core)
    latin = "".join(_LOOK_ALIKES.get(c, c) for c in normal) if len(normal) <= 7 else normal
    looked = "".join(c for c in normal if c in _LOOK_ALIKES) if latin != normal else ""
    reading = _tokens(latin, allowed, meanings)
    if reading.kind != "letters":
        return (
            reading if reading.kind == "mark" and not reading.marks[1:] and core == text else _as_written(reading, text)
        )
    return Reading("letters", reading.letters, (), core != text, looked)


def mark_key(mark: str) -> str:
    """Return a mark for comparing: width, case and the shape of ticks and crosses make no difference."""
    return "".join(_SAME_MARK.get(c, c) for c in folded(mark))


def in_order(letters: str) -> str:
    """Return letters from the most to the least involved, each once."""
    return "".join(letter for letter in LETTER_ORDER if letter in letters)


def is_one_role(letters: str) -> bool:
    """Return whether letters may stand in one cell: one of them, or accountable and responsible."""
    return len(letters) == 1 or letters in ("AR", "AD")


def _as_written(reading: Reading, text: str) -> Reading:
    if reading.kind == "mark" and len(reading.marks) == 1 and reading.letters == "":
        return Reading("mark", "", (text,))
    return reading


def _tokens(text: str, allowed: str, meanings: Mapping[str, str]) -> Reading:
    if (letter := word_letter(text, allowed)) is not None:
        return Reading("letters", letter)
    parts = [part for part in _BETWEEN.split(text) if part]
    if not parts:
        return Reading("mark", "", (text,)) if len(text) == 1 and text in _ASCII_MARKS else _OTHER
    bare, worded = "", ""
    marks: list[str] = []
    for part in parts:
        if (meant := meanings.get(mark_key(part))) is not None:
            worded += meant
        elif _is_bare(part):
            bare += part.upper()
        elif (letter := word_letter(part, allowed)) is not None:
            worded += letter
        elif is_unsure_word(part):
            marks.append(part)
        elif _is_mark(part):
            for mark in [part] if len(set(part)) == 1 else list(part):
                worded += meanings.get(mark_key(mark), "")
                marks += [mark] if mark_key(mark) not in meanings else []
        else:
            return _OTHER
    if len(set(bare)) != len(bare):
        return _OTHER
    letters = in_order(bare + worded)
    if marks or not letters:
        return Reading("mark", letters, tuple(dict.fromkeys(marks))) if marks else _NOTHING
    return Reading("letters", letters) if is_one_role(letters) else Reading("mark", "", (text,))


def _is_bare(part: str) -> bool:
    """Return whether a part is one to three letters of the frameworks, all capital or all small, or more in order."""
    return (
        (len(part) <= 3 or part == in_order(part))
        and all(c in LETTER_ORDER for c in part.upper())
        and part in (part.upper(), part.lower())
    )


def _is_mark(part: str) -> bool:
    return part.lower() in _ASCII_MARKS or all(
        unicodedata.category(c) in ("So", "Sm", "Nl") or c in _SAME_MARK for c in part
    )
