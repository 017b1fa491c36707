"""Measure collab against its targets: ``python -m benchmarks.run --records 10000 --rounds 5``.

Prints one table and writes it into ``benchmarks/results.md``. Only ratios count; the seconds beside them say what
this machine did on this day.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.peers import check_jsonschema_case, program, yamllint_case
from benchmarks.processes import Case, Sample, measure, middle
from benchmarks.repository import environment
from benchmarks.results_file import write_section
from benchmarks.rows import Medians, Row, memory_row, rows_for

HERE = Path(__file__).parent
ROOT = HERE.parent
TITLE = "Whole commands"
_START_UPS = 4
"""Rounds of start-ups for each round of the long cases: they are short and noisy."""


def main() -> None:
    """Measure, print the table and write it down."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description="Measure collab against its targets.")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-rounds", type=int, default=1, help="rounds of the slow peers; 0 leaves them out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    _compile()
    with tempfile.TemporaryDirectory(prefix="collab-bench-") as folder:
        scratch = Path(folder)
        one = _corpus(scratch / "one", options.records, options.seed)
        twice = _corpus(scratch / "twice", 2 * options.records, options.seed)
        medians, missing = _measure(one, twice, scratch, options.rounds, options.peer_rounds)
    text = _page(medians, missing, options.records, options.rounds, options.peer_rounds)
    print(text)
    write_section(TITLE, text)


def _compile() -> None:
    for package in ("collab_cli", "benchmarks"):
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / package)], check=True)


def _corpus(out: Path, records: int, seed: int) -> Path:
    """Write a corpus in a process of its own, since the peak of a parent is counted as that of its children."""
    command = [sys.executable, "-m", "benchmarks.corpus", str(out), "--records", str(records), "--seed", str(seed)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return out / "workspace"


def _measure(one: Path, twice: Path, scratch: Path, rounds: int, peer_rounds: int) -> tuple[Medians, Mapping[str, str]]:
    home = scratch / "home"
    installed = program("collab")
    collab = (installed,) if installed else (sys.executable, "-m", "collab_cli")
    _prove(collab, one, home)
    python = sys.executable
    start_ups = [
        Case("P", ((python, "-c", "pass"),), scratch),
        Case("T", ((python, str(HERE / "bare_command.py")),), scratch),
        Case("--version", ((*collab, "--version"),), scratch),
        Case("--help", ((*collab, "--help"),), scratch),
        Case("goal --help", ((*collab, "goal", "--help"),), scratch),
        Case("complete a command", (_ask(collab, "collab go", scratch),), one),
        Case("complete an id", (_ask(collab, "collab goal show in", scratch),), one),
    ]
    long = [
        Case("check", ((*collab, "check"),), one, (0, 1)),
        Case("reader", ((python, "-m", "benchmarks.read_with_collab", str(one)),), ROOT),
        Case("check twice", ((*collab, "check"),), twice, (0, 1)),
        Case("complete an id at first", (_ask(collab, "collab goal show in"),), one),
    ]
    missing: dict[str, str] = {}
    if _has_pyyaml():
        long.append(Case("CSafeLoader", ((python, "-m", "benchmarks.read_with_pyyaml", str(one)),), ROOT))
    else:
        missing["CSafeLoader"] = "PyYAML with libyaml is not installed"
    samples: dict[str, list[Sample]] = {}
    samples |= measure(start_ups, rounds * _START_UPS, home)
    samples |= measure(long, rounds, home)
    schemas = check_jsonschema_case(one, ROOT / "docs" / "schema", scratch / "schemas")
    for name, case in (("yamllint", yamllint_case(one)), ("check-jsonschema", schemas)):
        if case is None:
            missing[name] = f"{name} is not installed"
        elif peer_rounds == 0:
            missing[name] = f"{name} was left out"
        else:
            samples |= measure([case], peer_rounds, home, warm_up=False)
    return {name: middle(found) for name, found in samples.items()}, missing


def _ask(collab: tuple[str, ...], line: str, cache: Path | None = None) -> tuple[str, ...]:
    """Return the command a shell completes ``line`` with; its index is kept in ``cache``, else in the emptied home."""
    kept = (f"XDG_CACHE_HOME={cache / 'cache'}",) if cache else ()
    return ("env", *kept, "_COLLAB_COMPLETE=zsh", f"_COLLAB_COMPLETE_LINE={line}", *collab)


def _prove(collab: tuple[str, ...], workspace: Path, home: Path) -> None:
    """Raise RuntimeError unless the check finds what was planted: what does less work must not look faster."""
    planted = json.loads((workspace.parent / "planted.json").read_text("utf-8"))
    wanted = {code: found["count"] for part in ("overlaps", "gaps") for code, found in planted[part].items()}
    command = [*collab, "check", "--json"]
    done = subprocess.run(command, cwd=workspace, env=environment(home), check=False, capture_output=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the check ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    counts = Counter(finding["code"] for finding in json.loads(done.stdout)["findings"])
    if {code: counts[code] for code in wanted} != wanted:
        raise RuntimeError(f"planted were {wanted}, the check found {dict(counts)}")


def _has_pyyaml() -> bool:
    code = "import yaml; yaml.CSafeLoader"
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def _page(medians: Medians, missing: Mapping[str, str], records: int, rounds: int, peer_rounds: int) -> str:
    lines = [
        f"`python -m benchmarks.run --records {records} --rounds {rounds} --peer-rounds {peer_rounds}`, "
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.",
        "Whole processes, medians of rounds that take turns, compiled bytecode, no cache. "
        "P is `python -c pass`, T a bare Typer command.",
        "",
        "| # | what | against | ratio | ratio of processor time | target | met |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_line(row, medians, missing) for row in rows_for(records)),
        _memory_line(memory_row(records), medians),
        "",
        "| case | seconds | processor seconds | peak MiB |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {sample.wall:.3f} | {sample.processor:.3f} | {sample.peak / 1024:.0f} |"
            for name, sample in medians.items()
        ),
        "",
    ]
    return "\n".join(lines)


def _line(row: Row, medians: Medians, missing: Mapping[str, str]) -> str:
    absent = [missing[name] for name in row.needs if name in missing]
    target = f"{'>=' if row.at_least else '<='} {row.limit:g} {row.unit}"
    if absent:
        return f"| {row.number} | {row.what} | {row.against} | {absent[0]} | | {target} | - |"
    wall = row.ratio({name: medians[name].wall for name in row.needs})
    processor = row.ratio({name: medians[name].processor for name in row.needs})
    met = "yes" if row.is_met(wall) else "no"
    return f"| {row.number} | {row.what} | {row.against} | {wall:.2f} | {processor:.2f} | {target} | {met} |"


def _memory_line(row: Row, medians: Medians) -> str:
    ratio = row.ratio({name: medians[name].peak for name in row.needs})
    target = f"<= {row.limit:g} {row.unit}"
    met = "yes" if row.is_met(ratio) else "no"
    return f"| {row.number} | {row.what} | {row.against} | {ratio:.1f} {row.unit} | | {target} | {met} |"


if __name__ == "__main__":
    main()
