"""Measure what comparing duties by their wording costs: ``python -m benchmarks.overlap_cost 1000 10000 30000``.

Each measurement is a process of its own, whose imports are not counted, on the same made-up Chinese duties. The
peer is rapidfuzz: ``cdist`` compares all with all, ``process.extract`` one with all. The figures go into
``benchmarks/results.md``.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.results_file import write_section
from benchmarks.words import duty_name

ROOT: Final = Path(__file__).parent.parent
TITLE: Final = "Comparing duties by their wording"
ROUNDS: Final = 3
_LIMIT: Final = Decimal("0.65")
_NAMES: Final = 17**3
_AREAS: Final = ("华东", "华南", "华北", "西南", "海外", "一厂", "二厂")
_TIMES: Final = 200
# ru_maxrss is in KiB, on macOS in bytes
_MIB: Final = 2**20 if sys.platform == "darwin" else 2**10


class Cost(NamedTuple):
    """Seconds, peak memory of the whole process in MiB, and how many pairs or duties were found."""

    seconds: float
    peak: float
    found: int


def phrases(count: int) -> list[str]:
    """Return so many Chinese duties, none twice."""
    rng = Random(1)
    every = [area + duty_name(number)[0] for area in _AREAS for number in range(_NAMES)]
    return rng.sample(every, count)


def all_by_collab(texts: list[str]) -> Callable[[], int]:
    """Return the comparison of all duties, from their texts on."""
    from rapidfuzz.process import extract_iter  # noqa: F401  # imports are not counted

    from collab_cli.analyses.similarity import STOP_WORDS, Vocabulary, similar_pairs

    def compare() -> int:
        words = Vocabulary({}, frozenset(STOP_WORDS))
        return sum(1 for _ in similar_pairs([words.wording(text).tokens for text in texts], _LIMIT))

    return compare


def all_by_cdist(texts: list[str]) -> Callable[[], int]:
    """Return the comparison of all with all by rapidfuzz, in one worker and the smallest numbers there are."""
    import numpy as np
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    def compare() -> int:
        found = cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=65, workers=1, dtype=np.uint8)
        return (int(np.count_nonzero(found)) - len(texts)) // 2

    return compare


def one_by_collab(texts: list[str]) -> Callable[[], int]:
    """Return the comparison of a new duty, from its text on, with all of a workspace that is read already."""
    from collab_cli.analyses.similarity import STOP_WORDS, TokenIndex, Vocabulary

    words = Vocabulary({}, frozenset(STOP_WORDS))
    index = TokenIndex([words.wording(text).tokens for text in texts])
    changed = [f"新{text}" for text in texts[:_TIMES]]

    def compare() -> int:
        return sum(len(index.alike(words.wording(text).tokens, _LIMIT)) for text in changed)

    return compare


def one_by_extract(texts: list[str]) -> Callable[[], int]:
    """Return the comparison of a new duty with all by rapidfuzz."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import extract

    changed = [f"新{text}" for text in texts[:_TIMES]]

    def compare() -> int:
        return sum(len(extract(text, texts, scorer=fuzz.ratio, score_cutoff=65, limit=None)) for text in changed)

    return compare


CASES: Final[Mapping[str, Callable[[list[str]], Callable[[], int]]]] = {
    "all": all_by_collab,
    "cdist": all_by_cdist,
    "one": one_by_collab,
    "extract": one_by_extract,
}


def main() -> None:
    """Measure in processes of their own, print the section and put it into the results."""
    if sys.argv[1] in CASES:
        print(json.dumps(_cost(sys.argv[1], int(sys.argv[2]))))
        return
    counts = [int(count) for count in sys.argv[1:]]
    costs = {count: {name: _middle(name, count) for name in CASES} for count in counts}
    text = _section(costs, os.getloadavg()[2])
    print(text)
    write_section(TITLE, text)


def _cost(name: str, count: int) -> Cost:
    compare = CASES[name](phrases(count))
    begun = perf_counter()
    found = compare()
    seconds = perf_counter() - begun
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB, found)


def _middle(name: str, count: int) -> Cost:
    command = [sys.executable, "-m", "benchmarks.overlap_cost", name, str(count)]
    rounds = ROUNDS if count <= 10_000 else 1
    done = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True) for _ in range(rounds)]
    costs = [Cost(*json.loads(one.stdout)) for one in done]
    return Cost(median(one.seconds for one in costs), max(one.peak for one in costs), costs[0].found)


def _section(costs: Mapping[int, Mapping[str, Cost]], busy: float) -> str:
    lines = [
        f"`python -m benchmarks.overlap_cost {' '.join(map(str, costs))}`, Python {platform.python_version()} on "
        f"{platform.system()} {platform.machine()}. Chinese duties of 8 to 10 characters, the limit is {_LIMIT}. "
        f"Medians of {ROUNDS} processes, above 10,000 duties one; imports are not counted, peaks are of the whole "
        "process. `cdist` is rapidfuzz's, one worker, `fuzz.ratio` in bytes; the target is a ratio of 1.0 and 60 MiB "
        f"among 10,000. The machine has {os.cpu_count()} processors; {busy:.1f} processes at a time wanted them.",
        "",
        "All with all; of a duty like very many others the first few are told:",
        "",
        "| duties | pairs told | seconds | peak MiB | cdist seconds | cdist peak MiB | ratio |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for count, cost in costs.items():
        ours, peer = cost["all"], cost["cdist"]
        lines.append(
            f"| {count:,} | {ours.found:,} | {ours.seconds:.2f} | {ours.peak:.0f} | {peer.seconds:.2f} | "
            f"{peer.peak:.0f} | {ours.seconds / peer.seconds:.2f} |"
        )
    lines += [
        "",
        "One changed duty with all, once the workspace is read; the target is a ratio of 2 to one `process.extract`:",
        "",
        "| duties | milliseconds | process.extract milliseconds | ratio |",
        "| --- | --- | --- | --- |",
    ]
    for count, cost in costs.items():
        own, other = (cost[name].seconds / _TIMES * 1000 for name in ("one", "extract"))
        lines.append(f"| {count:,} | {own:.2f} | {other:.2f} | {own / other:.2f} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
