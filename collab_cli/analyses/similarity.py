"""How alike two texts are: the Sørensen-Dice coefficient over Chinese bigrams and Latin words (formulas.md F9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil

from collab_cli.model.settings import Settings

STOP_WORDS = (
    *["负责", "开展", "进行", "组织", "实施", "工作", "等", "的", "与", "和", "及"],
    *["the", "a", "an", "of", "and", "or", "for", "to", "in", "conduct", "perform", "carry", "out", "do", "manage"],
)
"""Words that say nothing about what a duty is; `similarity.stop_words` adds to them."""

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_HAN}]+)|[^\W_{_HAN}]+")
_PLACES = Decimal("0.000000001")
_HALF_A_PLACE = Fraction(1, 2 * 10**9)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is compared: ``form`` is what is left of it in order, ``tokens`` what is counted.

    Two texts with one form are equal words; a form may be empty, and then it equals nothing.
    """

    form: str
    tokens: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The glossary and stop words of a workspace, ready to compare texts with."""

    terms: Mapping[str, str]
    stop_words: frozenset[str]
    _known: dict[str, Wording] = field(default_factory=dict, repr=False, compare=False)

    def wording(self, text: str) -> Wording:
        """Return a text as it is compared, worked out once."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text)
        return found

    def similarity(self, one: str, other: str) -> Decimal:
        """Return how alike two texts are, from 0 to 1, rounded to 9 places."""
        return dice(self.wording(one).tokens, self.wording(other).tokens)

    @cached_property
    def _any_term(self) -> re.Pattern[str] | None:
        return _any_of(self.terms)

    @cached_property
    def _any_stop_word(self) -> re.Pattern[str] | None:
        return _any_of(self.stop_words)

    def _read(self, text: str) -> Wording:
        plain = _folded(text)
        if self._any_term is not None:
            plain = self._any_term.sub(lambda match: _standing_alone(self.terms[match[0]]), plain)
        if self._any_stop_word is not None:
            plain = self._any_stop_word.sub(" ", plain)
        runs = [(match[0], match[1] is not None) for match in _RUN.finditer(plain)]
        tokens = frozenset(token for run, is_chinese in runs for token in (_bigrams(run) if is_chinese else (run,)))
        return Wording(" ".join(run for run, _ in runs), tokens)


def vocabulary(settings: Settings) -> Vocabulary:
    """Return the vocabulary of a workspace: its glossary, the built-in stop words and its own."""
    terms: dict[str, str] = {}
    for group in settings.glossary:
        words = [word for word in map(_folded, group) if word]
        for word in words:
            terms.setdefault(word, words[0])
    own = (word for words in settings.similarity.stop_words.values() for word in words)
    return Vocabulary(terms, frozenset(word for word in map(_folded, (*STOP_WORDS, *own)) if word))


def dice(one: frozenset[str], other: frozenset[str]) -> Decimal:
    """Return 2 |A and B| / (|A| + |B|), rounded to 9 places; 0 if both are empty."""
    total = len(one) + len(other)
    return _rounded(2 * len(one & other), total) if total else Decimal(0)


def similar_pairs(sets: Sequence[frozenset[str]], at_least: Decimal) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the indexes of every two sets whose `dice` is at least ``at_least``, smaller index first, with it.

    Exact: a set can only reach the limit with one that shares a token of its prefix, the rarest few of its
    tokens. Only those are looked up, so the cost stays near linear. A limit of 0 yields all pairs.
    """
    limit = Fraction(at_least) - _HALF_A_PLACE
    if limit <= 0:
        yield from (
            (i, j, dice(sets[i], sets[j]))
            for i in range(len(sets))
            for j in range(i + 1, len(sets))
            if dice(sets[i], sets[j]) >= at_least
        )
        return
    smallest = limit / (2 - limit)  # share of a set that any set as large or larger must have in common with it
    frequency = Counter(token for tokens in sets for token in tokens)
    holders: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(sets)), key=lambda index: (len(sets[index]), index)):
        tokens = sets[index]
        size = len(tokens)
        needed = ceil(smallest * size)
        prefix = sorted(tokens, key=lambda token: (frequency[token], token))[: size - needed + 1] if size else []
        candidates = {other for token in prefix for other in holders[token]}
        for other in sorted(candidates):
            if len(sets[other]) >= needed:
                found = dice(tokens, sets[other])
                if found >= at_least:
                    yield min(index, other), max(index, other), found
        for token in prefix:
            holders[token].append(index)


def _rounded(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES, ROUND_HALF_UP)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def _bigrams(run: str) -> Iterable[str]:
    return (run,) if len(run) == 1 else (run[at : at + 2] for at in range(len(run) - 1))


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for the longest of ``words``; Latin words are matched as whole words."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_bounded, longest_first))) if longest_first else None


def _bounded(word: str) -> str:
    before = rf"(?<![^\W_{_HAN}])" if _is_latin(word[0]) else ""
    after = rf"(?![^\W_{_HAN}])" if _is_latin(word[-1]) else ""
    return before + re.escape(word) + after


def _standing_alone(term: str) -> str:
    """Return a term so that a Latin word at its edge does not grow together with its neighbour."""
    return (" " if _is_latin(term[0]) else "") + term + (" " if _is_latin(term[-1]) else "")


def _is_latin(character: str) -> bool:
    match = _RUN.match(character)
    return match is not None and match[1] is None
