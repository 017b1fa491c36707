"""Times whole processes: wall clock, processor time and peak memory, in rounds that take turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.repository import environment

# ru_maxrss is in KiB, on macOS in bytes
_PEAK_UNIT = 1024 if sys.platform == "darwin" else 1


@dataclass(frozen=True, slots=True)
class Case:
    """What is timed as one: commands run one after the other; ``accepted`` are the exit codes that are no failure."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    cwd: Path
    accepted: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run took: seconds on the clock, seconds of processor time, peak memory in KiB."""

    wall: float
    processor: float
    peak: int


def measure(cases: Iterable[Case], rounds: int, home: Path, *, warm_up: bool = True) -> Mapping[str, list[Sample]]:
    """Return the samples of each case by name: ``rounds`` rounds, in each of which every case runs once.

    ``home`` is the home of all processes; it is emptied before each run, so no cache of an earlier one helps.
    The warm-up round compiles what is imported and is not counted. Raises RuntimeError when a process fails.
    """
    every = tuple(cases)
    samples: dict[str, list[Sample]] = defaultdict(list)
    if warm_up:
        for case in every:
            run(case, home)
    for number in range(rounds):
        # every other round goes backwards, so nobody always runs behind the same neighbour
        for case in every if number % 2 == 0 else reversed(every):
            samples[case.name].append(run(case, home))
    return samples


def run(case: Case, home: Path) -> Sample:
    """Run the commands of a case and return what they took together."""
    wall = processor = 0.0
    peak = 0
    for command in case.commands:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        errors = home / "errors.txt"
        with errors.open("wb") as stream:
            start = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=case.cwd,
                env=environment(home),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stream,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall += time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in case.accepted:
            said = errors.read_text("utf-8", "replace")[-500:]
            raise RuntimeError(f"{case.name} ended with {process.returncode}: {said}")
        processor += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss // _PEAK_UNIT)
    return Sample(wall, processor, peak)


def middle(samples: Iterable[Sample]) -> Sample:
    """Return the medians of wall clock, processor time and peak, each on its own."""
    found = list(samples)
    return Sample(
        median(sample.wall for sample in found),
        median(sample.processor for sample in found),
        int(median(sample.peak for sample in found)),
    )
