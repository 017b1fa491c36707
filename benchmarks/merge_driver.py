"""Measure the merge by records against git's own on generated merges: ``python -m benchmarks.merge_driver``.

The merges are those of the tests: charters, goals, minutes and registers two people have changed, with what must come
of both known from plain data. The figures go into ``benchmarks/results.md``.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.results_file import write_section
from collab_cli.documents.conflict_text import Marks
from collab_cli.edits.merging.merge_file import NotMerged, merge_file
from tests.edits.merging.generated_merges import Case, merge_case
from tests.edits.merging.merge_faults import faults_of, marked_regions

TITLE: Final = "Merging two changed versions"
MARKS: Final = Marks("ours", "theirs")


class Outcome(NamedTuple):
    """What came of a merge: the bytes, the conflicts marked in them, and the seconds it took."""

    data: bytes
    conflicts: int
    seconds: float


def by_records(case: Case) -> Outcome:
    """Merge by record and part."""
    start = perf_counter()
    data, conflicts = merge_file(case.path, case.base, case.ours, case.theirs, case.wanted, MARKS)
    return Outcome(data, conflicts, perf_counter() - start)


def by_git(case: Case, folder: Path) -> Outcome:
    """Merge as git merges texts."""
    for name, data in (("ours", case.ours), ("base", case.base), ("theirs", case.theirs)):
        (folder / name).write_bytes(data)
    start = perf_counter()
    done = subprocess.run(
        ("git", "merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs", "ours", "base", "theirs"),
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    return Outcome(done.stdout, len(marked_regions(done.stdout.decode())), perf_counter() - start)


def sort_of(case: Case, outcome: Outcome) -> str:
    """Return how a merge came out."""
    faults = faults_of(case, outcome.data, outcome.conflicts)
    if not case.conflicts:
        return "conflict where there is none" if outcome.conflicts else "wrong content" if faults else "right"
    if not outcome.conflicts:
        return "conflict not seen"
    if outcome.conflicts > len(case.conflicts):
        return "more marked than the conflicts"
    return "conflict marked elsewhere" if faults else "right"


def main() -> None:
    """Merge, print the figures and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merges", type=int, default=300)
    count = parser.parse_args().merges
    sorts: dict[str, Counter[str]] = {"collab": Counter(), "git": Counter()}
    seconds: list[float] = []
    clean = left = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            case = merge_case(number)
            clean += not case.conflicts
            sorts["git"][sort_of(case, by_git(case, Path(folder)))] += 1
            try:
                outcome = by_records(case)
            except NotMerged:
                left += 1
                continue
            seconds.append(outcome.seconds)
            sorts["collab"][sort_of(case, outcome)] += 1
    names = sorted({name for counts in sorts.values() for name in counts} - {"right"})
    lines = [
        f"{count} generated merges of charters, goals, minutes and registers, in half of which both sides add an entry "
        f"to one list ({clean} without a conflict, {count - clean} with at least one); {platform.machine()}, "
        f"Python {platform.python_version()}; "
        "`python -m benchmarks.merge_driver`.",
        "",
        "| | by records | `git merge-file` |",
        "| --- | --- | --- |",
        *(f"| {name} | {sorts['collab'][name]} | {sorts['git'][name]} |" for name in ("right", *names)),
        f"| left to git | {left} | |",
        "",
        f"One merge in process takes {median(seconds) * 1000:.1f} ms at the median.",
    ]
    print("\n".join(lines))
    write_section(TITLE, "\n".join(lines))


if __name__ == "__main__":
    main()
