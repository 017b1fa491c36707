"""Measure how well overlaps are told apart: ``python -m benchmarks.overlap_quality``.

The pairs of ``duty_pairs.csv`` are compared with the settings a new workspace has: no glossary, no stop words of
its own, the default limit. The figures go into ``benchmarks/results.md``, the rest of it stays.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.results_file import write_section
from collab_cli.analyses.meaning import ALIKE
from collab_cli.analyses.sentence_encoder import SentenceEncoder
from collab_cli.analyses.similarity import STOP_WORDS, Vocabulary
from collab_cli.model.thresholds import THRESHOLDS

HERE: Final = Path(__file__).parent
PAIRS: Final = HERE / "duty_pairs.csv"
TITLE: Final = "Telling duties apart"


class Pair(NamedTuple):
    """Two duties, the languages they are written in, and whether they are the same."""

    language: str
    first: str
    second: str
    same: bool


def read_pairs() -> tuple[Pair, ...]:
    """Return the labelled pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Pair(row["language"], row["first"], row["second"], row["same"] == "yes") for row in csv.DictReader(file)
        )


def precision_and_recall(found: Sequence[bool], same: Sequence[bool]) -> tuple[float | None, float]:
    """Return the share of the found that are the same, None of nothing found, and of the same that are found."""
    both = sum(one and other for one, other in zip(found, same, strict=True))
    return (both / sum(found) if any(found) else None), both / sum(same)


def area(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Return the area under the ROC curve: how often a same pair scores higher than another; a tie is half."""
    yes = [score for score, is_same in zip(scores, same, strict=True) if is_same]
    no = [score for score, is_same in zip(scores, same, strict=True) if not is_same]
    wins = sum((one > other) + (one == other) / 2 for one in yes for other in no)
    return wins / (len(yes) * len(no))


def main() -> None:
    """Measure, print the section and put it into the results."""
    text = section(read_pairs())
    print(text)
    write_section(TITLE, text)


def section(pairs: Sequence[Pair]) -> str:
    """Return the section of the results about the pairs."""
    words = Vocabulary({}, frozenset(STOP_WORDS))
    encoder = SentenceEncoder()
    texts = sorted({text for pair in pairs for text in (pair.first, pair.second)})
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    limit = Decimal(THRESHOLDS["overlap-warn"].default)

    def equal(pair: Pair) -> float:
        return float(words.wording(pair.first).form == words.wording(pair.second).form)

    def similar(pair: Pair) -> float:
        return float(words.similarity(pair.first, pair.second))

    def semantic(pair: Pair) -> float:
        return next(cosine for *_, cosine in encoder.alike([vectors[pair.first], vectors[pair.second]], -2))

    measures: Mapping[str, tuple[Callable[[Pair], float], Decimal]] = {
        "equal": (equal, Decimal(1)),
        "similar": (similar, limit),
        "semantic": (semantic, ALIKE),
    }
    lines = [
        f"`python -m benchmarks.overlap_quality`: {len(pairs)} labelled pairs of `duty_pairs.csv`, "
        f"{sum(pair.same for pair in pairs)} of them the same duty, the others near misses. "
        "Default settings, no glossary. Pairs are compared by their titles alone.",
        "",
        "| strength | language | limit | pairs | found | precision | recall | area under the curve |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, (score, at_least) in measures.items():
        for language in ("all", *dict.fromkeys(pair.language for pair in pairs)):
            chosen = [pair for pair in pairs if language in ("all", pair.language)]
            scores, same = [score(pair) for pair in chosen], [pair.same for pair in chosen]
            found = [one >= float(at_least) for one in scores]
            precision, recall = precision_and_recall(found, same)
            told = "-" if precision is None else f"{precision:.3f}"
            lines.append(
                f"| {name} | {language} | {at_least} | {len(chosen)} | {sum(found)} | {told} | {recall:.3f} | "
                f"{area(scores, same):.3f} |"
            )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
