"""What a misspelled text was probably meant to say: slips of the keyboard in words, homophones in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from collab_cli.analyses.matter_words import Reading, covers, stem

_SHORTEST = 5
"""How many letters a word needs for a slip in it to be mended; shorter ones are too often words of their own."""
_MEDIUM = 7
"""From how many letters on a vowel may stand for another: `stick` is not `stock` mistyped."""
_LONG = 9
"""From how many letters on a word may hold two slips, or another consonant."""
_SHORTEST_RUN = 3
"""How many characters a run of Chinese needs for a homophone in it to be mended; twice as many for two of them."""
_LONGEST_RUN = 20
_SHORT_RUN = 4
"""Up to how many characters a run of Chinese is one word, such as it may stand in a name with one of them wrong."""
_VOWELS = frozenset("aeiouy")


def spelled_right(asked: Reading, vocabulary: Sequence[str], texts: Sequence[str]) -> str | None:
    """Return a text with the slips in it mended by what is known, None if there is nothing to mend.

    ``vocabulary`` are the words known, ``texts`` the names of each matter. A word becomes the nearest known one, if
    one alone is nearest; one consonant for another is no slip, for that is how words differ (`painting`,
    `printing`). A run of Chinese becomes the one that sounds the same.
    """
    stems = frozenset(map(stem, vocabulary))
    mended: list[str] = []
    for word in asked.words:
        meant = word if stem(word) in stems else _word_meant(word, vocabulary)
        if meant is None:
            return None
        mended.append(meant)
    for run in asked.runs:
        meant = run if any(covers(text, run) for text in texts) else _run_meant(run, texts)
        if meant is None:
            return None
        mended.append(meant)
    return " ".join(mended) if mended != [*asked.words, *asked.runs] else None


def similar_words(word: str, vocabulary: Sequence[str]) -> frozenset[str]:
    """Return the words that look like ``word``, such as it may have been meant for."""
    from rapidfuzz import fuzz, process

    if len(word) < _SHORTEST:
        return frozenset()
    return frozenset(other for other, _, _ in process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=75))


def one_wrong(runs: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of what short runs of Chinese are with one character wrong, None without such runs."""
    short = [run for run in runs if 2 <= len(run) <= _SHORT_RUN]
    ways = [f"{re.escape(run[:at])}.{re.escape(run[at + 1 :])}" for run in short for at in range(len(run))]
    return re.compile("|".join(ways)) if ways else None


def _word_meant(word: str, vocabulary: Iterable[str]) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < _SHORTEST or not word.isalpha():
        return None
    most = 2 if len(word) >= _LONG else 1
    distance_of: Any = OSA.distance  # whose overloads fit no protocol of the library
    near = process.extract(word, vocabulary, scorer=distance_of, score_cutoff=most, limit=50)
    slips = [(distance, other) for other, distance, _ in near if _is_slip(word, other, distance)]
    best = min((distance for distance, _ in slips), default=0)
    nearest = [other for distance, other in slips if distance == best]
    return nearest[0] if len({stem(other) for other in nearest}) == 1 else None


def _is_slip(word: str, other: str, distance: float) -> bool:
    """Return whether one word is the other mistyped: it begins alike, and no consonant stands for another."""
    if word[0] != other[0] or len(other) < _SHORTEST:
        return False
    exchanged = _exchanged(word, other)
    if exchanged and len(word) < _MEDIUM:
        return False
    consonants = [pair for pair in exchanged if not (pair[0] in _VOWELS and pair[1] in _VOWELS)]
    return not consonants or (distance == 1 and len(word) >= _LONG)


def _exchanged(word: str, other: str) -> list[tuple[str, str]]:
    """Return the letters that stand for others; two neighbours that changed places are none."""
    if len(word) != len(other):
        from rapidfuzz.distance import Levenshtein

        edits = Levenshtein.editops(word, other)
        return [(word[edit.src_pos], other[edit.dest_pos]) for edit in edits if edit.tag == "replace"]
    differing = [at for at in range(len(word)) if word[at] != other[at]]
    if len(differing) == 2 and all(word[at] == other[sum(differing) - at] for at in differing):
        return []
    return [(word[at], other[at]) for at in differing]


def _run_meant(run: str, texts: Iterable[str]) -> str | None:
    """Return the one run of the texts that sounds like ``run`` but for a character or two, None without."""
    size = len(run)
    if not _SHORTEST_RUN <= size <= _LONGEST_RUN:
        return None
    together = "\n".join(texts)
    for slips in (1, 2)[: 1 + (size >= 2 * _SHORTEST_RUN)]:
        wrong = combinations(range(size), slips)
        ways = ("".join("." if at in places else re.escape(run[at]) for at in range(size)) for places in wrong)
        windows = dict.fromkeys(re.findall("|".join(ways), together))
        found = [window for window in windows if _sound_alike(run, window)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _sound_alike(run: str, other: str) -> bool:
    return all(not _sounds(one).isdisjoint(_sounds(two)) for one, two in zip(run, other, strict=True) if one != two)


@cache
def _sounds(character: str) -> frozenset[str]:
    """Return how a character can be read, whatever the tone."""
    from pypinyin import Style, pinyin

    read = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(read[0]) if read else frozenset()
