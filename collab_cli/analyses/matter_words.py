"""The words matters are looked up by: titles, aliases and questions, read into words of Latin and runs of Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from collab_cli.analyses.script_forms import is_traditional, simplified
from collab_cli.analyses.similarity import Vocabulary, vocabulary
from collab_cli.model.settings import Settings

GENERIC = (
    *["管理", "处理", "流程", "事务", "事项", "事宜", "问题"],
    *["handle", "handling", "management", "managing", "process", "procedure", "issue", "matter"],
)
"""Words that say little about which matter is meant: they may be left out, and added."""

_ASKING = re.compile(
    "谁来负责|由谁负责|归谁负责|谁来管|归谁管|该找谁|找谁|归谁|由谁|谁来|谁管|谁|哪个部门|哪个人|怎么办|怎么|如何|请问"
    r"|[?？!！]"
    r"|\b(?:who(?:m|se|'s)?|which|what|does|is|are|responsible|accountable|owns|owned|answers|in charge(?: of)?)\b",
    re.IGNORECASE,
)
"""What makes a question of a matter."""

_JOINTS = re.compile(r"\b(?:of|for|from|to|in|about|on|with|by)\b", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]+")
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BREAK = "ꡀ"
"""A letter nobody writes, between texts that are read together."""
_LONGEST = 200
"""How many characters of a text count; the rest is no name any more."""
_SUFFIXES = ("ing", "ment", "er", "or", "ed", "e")


@dataclass(frozen=True)
class Reading:
    """A text as it is looked up: words of other scripts, in the singular, and runs of Chinese, in their order."""

    parts: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the parts that are no Chinese."""
        return tuple(part for part in self.parts if _HAN.match(part) is None)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """Return the parts that are Chinese."""
        return tuple(part for part in self.parts if _HAN.match(part) is not None)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Return what two texts have in common that say the same, whatever the order of their words."""
        return tuple(sorted(self.parts))

    @cached_property
    def size(self) -> int:
        """Return how much there is of it: a Chinese character counts one, a word of another script two."""
        return 2 * len(self.words) + sum(map(len, self.runs))

    def ends_with(self, other: Reading) -> bool:
        """Return whether this text is longer than ``other`` and ends with all of it."""
        if not other.parts or self.parts == other.parts:
            return False
        one, rest = " ".join(self.parts), " ".join(other.parts)
        return one.endswith(rest) and (other.parts[0] in other.runs or f" {one}".endswith(f" {rest}"))

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Readings:
    """A text read three ways: as written, with terms of the glossary made one, and without words that say little."""

    plain: str
    raw: Reading
    whole: Reading
    core: Reading
    joined: bool = False
    """Whether words of the text are joined as in `training for sales`, so that the last one is not the main one."""


@dataclass(frozen=True)
class MatterWords:
    """Reads texts with the glossary and the stop words of a workspace."""

    settings: Settings
    _known: dict[str, Readings] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read_all(self, texts: Iterable[str]) -> None:
        """Read many texts at once, so that each is known afterwards: a fraction of the time of one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        cut = [text[:_LONGEST].replace(_BREAK, " ") for text in new]
        together = f" {_BREAK} ".join([_singulars(text) for text in cut])
        if not new:
            return
        whole = _split(self._terms, together)
        raw = _split(_AS_WRITTEN, together) if self._terms.terms else whole
        core = _split(self._core, together)
        for text, short, as_written, all_of_it, what_counts in zip(new, cut, raw, whole, core, strict=True):
            is_joined = _JOINTS.search(short) is not None
            self._known[text] = Readings(folded(short), as_written, all_of_it, what_counts, joined=is_joined)

    def read(self, text: str) -> Readings:
        """Return how a text is read."""
        if text not in self._known:
            self.read_all((text,))
        return self._known[text]

    def keys(self, part: str) -> frozenset[str]:
        """Return texts of which every name that holds ``part``, in the words of the glossary or others, has one."""
        return frozenset(_keys(part)) | self._other_words(part)

    def all_keys(self, part: str) -> tuple[frozenset[str], ...]:
        """Return sets of texts of each of which such a name has one: of Chinese, both its ends."""
        own = _keys(part)
        others = self._other_words(part)
        return tuple(frozenset((key,)) | others for key in dict.fromkeys((own[0], own[-1])))

    def _other_words(self, part: str) -> frozenset[str]:
        groups = (others for first, others in self._groups.items() if first in part or part in first.split())
        return frozenset(key for others in groups for other in others for key in _keys(other))

    @cached_property
    def glossary_words(self) -> frozenset[str]:
        """Return the words of the glossary, Chinese left out."""
        return frozenset(word for term in self._glossary for word in latin_words(term))

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for word, first in self._glossary.items():
            groups.setdefault(first, []).append(word)
        return groups

    @cached_property
    def _terms(self) -> Vocabulary:
        return Vocabulary(self._glossary, frozenset())

    @cached_property
    def _core(self) -> Vocabulary:
        stop_words = vocabulary(self.settings).stop_words | frozenset(GENERIC)
        return Vocabulary(self._glossary, frozenset(_singulars(word) for word in stop_words))

    @cached_property
    def _glossary(self) -> dict[str, str]:
        terms = vocabulary(self.settings).terms
        return {_singulars(word): _singulars(first) for word, first in terms.items()}


def folded(text: str) -> str:
    """Return a text without what does not count: width, capitals, the number of blanks, traditional characters."""
    return simplified(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def folded_all(texts: Sequence[str]) -> dict[str, str]:
    """Return each text `folded`, all at once: a fraction of the time of one by one."""
    together = "\n".join([" ".join(text[:_LONGEST].split()) for text in texts])
    plain = unicodedata.normalize("NFKC", together).casefold()
    lines = plain.split("\n")
    if is_traditional(plain):
        lines = [simplified(line) for line in lines]
    return dict(zip(texts, lines, strict=False))


def latin_words(text: str) -> frozenset[str]:
    """Return the words of a folded text in the singular, Chinese left out."""
    return frozenset(map(_singular, frozenset(_LATIN.findall(text))))


def without_question(text: str) -> str:
    """Return a question about a matter as the matter; a text that is nothing but a question stays as it is."""
    short = " ".join(_ASKING.sub(" ", text[:_LONGEST]).split())
    return short or text


@cache
def stem(word: str) -> str:
    """Return what `handle`, `handling` and `handled` have in common; other languages' words stay as they are."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return _undoubled(word.removesuffix(suffix))
    if word.endswith(("ation", "otion", "ection")):
        return word.removesuffix("ion")
    return word


def covers(names: str, run: str) -> bool:
    """Return whether a run of Chinese can be put together from pieces of ``names``, none of a single character."""
    if len(run) == 1:
        return run in names
    if run[:2] not in names or run[-2:] not in names:
        return False
    reached = [True] + [False] * len(run)
    for end in range(2, len(run) + 1):
        reached[end] = any(reached[start] and run[start:end] in names for start in range(end - 1))
    return reached[-1]


def pieces(reading: Reading) -> tuple[str, ...]:
    """Return the parts of a text that can be met elsewhere: its words, and its Chinese two characters at a time."""
    found = [run[at : at + 2] for run in reading.runs for at in range(max(len(run) - 1, 1))]
    return tuple(dict.fromkeys((*reading.words, *found)))


def _keys(part: str) -> tuple[str, ...]:
    """Return what a text that holds ``part`` has somewhere, in the singular or plural, however it is inflected."""
    reading = Reading(tuple(part.split()))
    short = tuple(stem(word).rstrip("y") or word for word in reading.words)
    return (*short, *(piece for piece in pieces(reading) if piece not in reading.words))


_AS_WRITTEN = Vocabulary({}, frozenset())


def _split(words: Vocabulary, together: str) -> Sequence[Reading]:
    form = words.wording(together).form
    return [Reading(tuple(part.split())) for part in form.split(_BREAK)]


def _singulars(text: str) -> str:
    return _LATIN.sub(lambda match: _singular(match[0]), folded(text))


@cache
def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word
