"""Numbers a report tells of a metric or key result, beside what was measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, forms_of
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Meeting
from collab_cli.model.metric import Metric
from collab_cli.model.record import Record

_SENTENCE = re.compile(r"[。;!?\n]|\.(?=\s|$)")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])([-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15}))(\.\d{1,9})?(?![\d.,]*\d)\s*(万|亿|[kKmM](?![A-Za-z]))?"
    r"(?!\s*(?:[年月日号周季期点时次/:]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
"""A number; one that tells a day, a time or a count of times is none."""
_SCALE = {"万": 10_000, "亿": 100_000_000, "k": 1_000, "m": 1_000_000}
_LATIN = re.compile(r"[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContradictingNumber:
    """A number ``said`` in the report at the place ``report`` of what ``ref`` has another ``value`` for on ``day``."""

    report: int
    said: str
    title: str | Bilingual
    ref: str
    value: Decimal
    unit: str
    day: date


@dataclass(frozen=True, slots=True)
class _Measured:
    """Something that is measured; ``values`` are all its values, each with its day and its place in the file."""

    title: str | Bilingual
    ref: str
    unit: str
    values: tuple[tuple[date, int, Decimal], ...]

    def newest(self, day: date) -> tuple[date, int, Decimal] | None:
        """Return the newest value up to a day, of one day the later in the file."""
        return max((value for value in self.values if value[0] <= day), default=None)


Titles = Mapping[str, Mapping[str, tuple[_Measured, ...]]]
"""What is measured by its title in small letters, these by their first letter, the longest first."""


def contradicting_numbers(world: World, meeting: Record[Meeting]) -> tuple[ContradictingNumber, ...]:
    """Return the numbers in the reports of a meeting that differ from the newest values on its day.

    The first number behind a title in the same sentence counts. It may be rounded to the digits it has. Of a metric and
    a key result with one title, the one measured last counts.
    """
    found = []
    for at, report in enumerate(meeting.value.reports):
        for sentence in _SENTENCE.split(unicodedata.normalize("NFKC", report.progress or "")):
            if any(char.isdigit() for char in sentence):
                for said, number, step, named in _told(sentence, world.once(_titles)):
                    one = _contradicted(number, step, named, meeting.value.date)
                    if one is not None:
                        what, (day, _, value) = one
                        found.append(ContradictingNumber(at, said, what.title, what.ref, value, what.unit, day))
    return tuple(found)


def _contradicted(
    number: Decimal, step: Decimal, named: tuple[_Measured, ...], day: date
) -> tuple[_Measured, tuple[date, int, Decimal]] | None:
    """Return what a number differs from, with its value: of all of one title, what was measured last."""
    known = [(one, value) for one in named if (value := one.newest(day)) is not None]
    last = max((value[0] for _, value in known), default=None)
    meant = [(one, value) for one, value in known if value[0] == last]
    if any(_agrees(number, step, value[2], one.unit) for one, value in meant):
        return None
    return meant[0] if meant else None


def _titles(world: World) -> Titles:
    named: dict[str, list[_Measured]] = {}
    for one in _measured(world):
        for title in {unicodedata.normalize("NFKC", form).strip().casefold() for form in forms_of(one.title)}:
            if title:
                named.setdefault(title, []).append(one)
    found: dict[str, dict[str, tuple[_Measured, ...]]] = {}
    for title in sorted(named, key=len, reverse=True):
        found.setdefault(title[0], {})[title] = tuple(named[title])
    return found


def _measured(world: World) -> Iterator[_Measured]:
    for metric in world.all(Metric):
        points = tuple((point.date, at, Decimal(point.value)) for at, point in enumerate(metric.value.points))
        if points:
            yield _Measured(metric.name, metric.ref, metric.value.unit, points)
    for goal in world.all(Goal):
        for key_result in goal.value.key_results:
            values = tuple(
                (entry.date, at, Decimal(entry.value.number))
                for at, entry in enumerate(key_result.checkins)
                if entry.value is not None and entry.value.number is not None
            )
            if values and key_result.title:
                yield _Measured(key_result.title, f"{goal.ref}/{key_result.id}", key_result.unit or "", values)


def _told(sentence: str, titles: Titles) -> Iterator[tuple[str, Decimal, Decimal, tuple[_Measured, ...]]]:
    """Yield the first number behind each title in a sentence, with the worth of its last digit and what is meant."""
    low = sentence.casefold()
    if len(low) != len(sentence):  # rare letters that grow: their places would not fit
        return
    named = list(_named(low, titles))
    for at, (_, end, meant) in enumerate(named):
        until = named[at + 1][0] if at + 1 < len(named) else len(sentence)
        match = _NUMBER.search(sentence[:until], end)
        if match is not None:
            scale = Decimal(_SCALE.get((match[3] or "").casefold(), 1))
            digits = match[1].replace(",", "").replace("−", "-") + (match[2] or "")
            step = scale / (Decimal(10) ** max(len(match[2] or ".") - 1, 0))
            yield match[0].strip(), Decimal(digits) * scale, step, meant


def _named(low: str, titles: Titles) -> Iterator[tuple[int, int, tuple[_Measured, ...]]]:
    """Yield begin and end of the titles in a sentence, of those at one place the longest."""
    start = 0
    while start < len(low):
        end = start + 1
        for title, meant in titles.get(low[start], {}).items():
            if low.startswith(title, start) and _is_apart(low, start, start + len(title)):
                end = start + len(title)
                yield start, end, meant
                break
        start = end


def _is_apart(text: str, start: int, end: int) -> bool:
    """Return whether a title in Latin letters is a word of its own there."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    glued_before = _LATIN.match(text[start]) and before and _LATIN.match(before)
    glued_after = _LATIN.match(text[end - 1]) and after and _LATIN.match(after)
    return not glued_before and not glued_after


def _agrees(number: Decimal, step: Decimal, value: Decimal, unit: str) -> bool:
    """Return whether a number is a value, rounded to its last digit; a value counted in 万 may be told in full."""
    in_full = _SCALE[unit[0]] if unit[:1] in ("万", "亿") else 1
    return any(abs(value * factor - number) * 2 <= step for factor in (1, in_full))
