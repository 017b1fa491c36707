"""How alike two texts are: the Sørensen-Dice coefficient over Chinese bigrams and Latin words (formulas.md F9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby, islice
from math import ceil

from collab_cli.analyses.script_forms import simplified
from collab_cli.model.settings import Settings

STOP_WORDS = (
    *["负责", "开展", "进行", "组织", "实施", "工作", "等", "的", "与", "和", "及"],
    *["the", "a", "an", "of", "and", "or", "for", "to", "in", "conduct", "perform", "carry", "out", "do", "manage"],
)
"""Words that say nothing about what a duty is; `similarity.stop_words` adds to them."""

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_HAN}]+)|[^\W_{_HAN}]+")
_NOT_BEHIND_LATIN = rf"(?<![^\W_{_HAN}])"
_NOT_BEFORE_LATIN = rf"(?![^\W_{_HAN}])"
_PLACES = Decimal("0.000000001")
_HALF_A_PLACE = Fraction(1, 2 * 10**9)

LOOKED_AT = 1000
"""How many others a text is compared with at most."""
PARTNERS = 5
"""How many alike among those before it a text is reported with at most."""
_FEW = 1000
"""Up to how many sets are compared without the library that is faster, which takes longer to load than they do."""
_LETTERS = 0x110000
"""How many letters there are."""
_BELOW = 0.0001
"""How far below the limit a library that reckons in binary fractions looks, so that it misses none."""


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


def similar_pairs(
    sets: Sequence[frozenset[str]],
    at_least: Decimal,
    sides: Sequence[frozenset[str]] = (),
    takes: Callable[[int, int, Decimal], bool] | None = None,
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the indexes of every two sets whose `dice` is at least ``at_least``, smaller index first, with it.

    ``at_least`` is above 0. Where ``sides`` are given, only sets that are not wholly on one side are compared.
    ``takes`` decides on each pair whether it is yielded.

    A set can only reach the limit with one that shares a token of its prefix, the rarest few of its tokens, so
    only those are looked up. A set is compared with no more than `LOOKED_AT` others, and of those that come before
    it yielded with no more than `PARTNERS`, such as have been yielded often enough left out where it has others. So
    a mass of nearly equal texts stays readable, and cheap; up to that the answer is exact.
    """
    limit = Fraction(at_least) - _HALF_A_PLACE
    smallest = limit / (2 - limit)  # share of a set that any set as large or larger must have in common with it
    sizes = range(max(map(len, sets), default=0) + 1)
    looked_up = [size - ceil(smallest * size) + 1 for size in sizes]
    # those still to come are as large or larger, so they must have more in common with a set that waits for them
    held = [size - ceil(limit * size) + 1 for size in sizes]
    frequency = Counter(token for tokens in sets for token in tokens)
    rarest_first = sorted(frequency, key=lambda token: (frequency[token], token))
    rank = {token: place for place, token in enumerate(rarest_first)}
    ranked = [sorted(tokens, key=rank.__getitem__) for tokens in sets]
    may_reach = _by_letters(ranked, rarest_first, limit) if len(sets) > _FEW else _by_tokens(sets, limit)
    holders: dict[str, dict[frozenset[str], list[int]]] = defaultdict(dict)
    yielded: Counter[int] = Counter()
    enough: set[int] = set()
    for index in sorted(range(len(sets)), key=lambda index: (len(sets[index]), index)):
        rarest = ranked[index]
        side = sides[index] if sides else frozenset()
        near = _candidates([holders[token] for token in rarest[: looked_up[len(rarest)]] if token in holders], side)
        near.sort(key=enough.__contains__)
        taken = 0
        for other in may_reach(index, near):
            if taken == PARTNERS or (taken and other in enough):
                break
            pair = (min(index, other), max(index, other), dice(sets[index], sets[other]))
            if pair[2] >= at_least and (takes is None or takes(*pair)):
                yield pair
                taken += 1
                yielded[other] += 1
                if yielded[other] == PARTNERS:
                    enough.add(other)
        for token in rarest[: held[len(rarest)]]:
            holders[token].setdefault(side, []).append(index)


def _candidates(places: Iterable[Mapping[frozenset[str], list[int]]], side: frozenset[str]) -> list[int]:
    """Return the sets of another side held at some places, each once, up to the limit."""
    found: dict[int, None] = {}
    for place in places:
        for other_side, indexes in place.items():
            if len(side) != 1 or side != other_side:
                found |= dict.fromkeys(islice(indexes, LOOKED_AT + len(found)))
                if len(found) >= LOOKED_AT:
                    return list(islice(found, LOOKED_AT))
    return list(found)


_MayReach = Callable[[int, list[int]], Iterable[int]]
"""Return those of some others, in their order, that may be as much like a set as the limit asks for, and few more."""


def _by_tokens(sets: Sequence[frozenset[str]], limit: Fraction) -> _MayReach:
    """Compare the sets themselves."""
    needed = [ceil(limit * total / 2) for total in range(2 * max(map(len, sets), default=0) + 1)]

    def may_reach(index: int, others: list[int]) -> Iterable[int]:
        tokens = sets[index]
        size = len(tokens)
        return (other for other in others if len(tokens & sets[other]) >= needed[size + len(sets[other])])

    return may_reach


def _by_letters(ranked: Sequence[Sequence[str]], rarest_first: Sequence[str], limit: Fraction) -> _MayReach:
    """Compare the sets written as texts with one letter for a token, all in one order: twice as fast.

    Of such texts the longest common subsequence is what they have in common. The most frequent tokens get the
    letters that are compared fastest. Should there be more tokens than letters, some share one and too many are
    found, never too few.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract_iter

    letters = {token: chr(place % _LETTERS) for place, token in enumerate(reversed(rarest_first))}
    texts = ["".join([letters[token] for token in tokens]) for tokens in ranked]
    cutoff = float(limit) - _BELOW

    def may_reach(index: int, others: list[int]) -> Iterable[int]:
        among = map(texts.__getitem__, others)
        hits = extract_iter(texts[index], among, scorer=Indel.normalized_similarity, score_cutoff=cutoff)
        return (others[at] for _, _, at in hits)

    return may_reach


class TokenIndex:
    """Sets of tokens, ready to find those that are like another."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        self._sets = sets
        self._holders: dict[str, list[int]] = defaultdict(list)
        for index, tokens in enumerate(sets):
            for token in tokens:
                self._holders[token].append(index)

    def alike(self, tokens: frozenset[str], at_least: Decimal) -> list[tuple[int, Decimal]]:
        """Return every set whose `dice` with ``tokens`` is at least ``at_least``, above 0, in order, with it."""
        limit = Fraction(at_least) - _HALF_A_PLACE
        holders = sorted((self._holders.get(token, []) for token in tokens), key=len)
        prefix = holders[: len(tokens) - ceil(limit / (2 - limit) * len(tokens)) + 1]
        part, whole = (limit / 2).as_integer_ratio()
        near = [
            index
            for index in {index for held in prefix for index in held}
            if len(tokens & self._sets[index]) * whole >= (len(tokens) + len(self._sets[index])) * part
        ]
        found = ((index, dice(tokens, self._sets[index])) for index in sorted(near))
        return [(index, similarity) for index, similarity in found if similarity >= at_least]


def _rounded(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES, ROUND_HALF_UP)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(simplified(folded).split())


def _bigrams(run: str) -> Iterable[str]:
    return (run,) if len(run) == 1 else (run[at : at + 2] for at in range(len(run) - 1))


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for the longest of ``words``; Latin words are matched as whole words."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    latin = [word for word in longest_first if _is_latin(word[0])]
    other = [word for word in longest_first if not _is_latin(word[0])]
    ways = [before + _ended(group) for before, group in ((_NOT_BEHIND_LATIN, latin), ("", other)) if group]
    return re.compile("|".join(ways))


def _ended(words: Iterable[str]) -> str:
    """Return the alternatives in their order, with one look at what follows for all Latin ends in a row."""
    ways = []
    for ends_latin, group in groupby(words, key=lambda word: _is_latin(word[-1])):
        ways.append(f"(?:{'|'.join(map(re.escape, group))})" + (_NOT_BEFORE_LATIN if ends_latin else ""))
    return f"(?:{'|'.join(ways)})"


def _standing_alone(term: str) -> str:
    """Return a term so that a Latin word at its edge does not grow together with its neighbour."""
    return (" " if _is_latin(term[0]) else "") + term + (" " if _is_latin(term[-1]) else "")


def _is_latin(character: str) -> bool:
    match = _RUN.match(character)
    return match is not None and match[1] is None
