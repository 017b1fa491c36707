"""Write a workspace to measure on: ``python -m benchmarks.corpus OUT --records 10000 --seed 1``.

``OUT/workspace`` is a git repository with one commit, ``OUT/planted.json`` says what `collab check` must find.
Same records and seed, same bytes and same commit.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.agreements import approve, propose, read_digests, stamp_links
from benchmarks.company import HEAD, found_company, registers
from benchmarks.duties import assign_duties
from benchmarks.goals import set_goals
from benchmarks.layout import yaml_text
from benchmarks.plan import plan_for
from benchmarks.repository import commit_all
from benchmarks.work import do_work

_SETTINGS = f"""\
# The workspace of a company that does not exist
schema: 1
company: {{name: {{zh: 示例制造公司, en: Example Manufacturing}}, head: {HEAD}}}
locale: zh
timezone: Asia/Shanghai
as_of: 2025-06-30
periods:
  - {{id: "2025", start: 2025-01-01, end: 2025-12-31}}
  - {{id: 2025-h1, start: 2025-01-01, end: 2025-06-30, parent: "2025"}}
calendar: {{weekend: [sat, sun], holidays: [2025-10-01, 2025-10-02, 2025-10-03]}}
raci: {{framework: raci, max_r: 3}}
check: {{profile: standard}}
glossary: [[客户, 顾客, customer], [供应商, 供货商, supplier]]
"""


@dataclass(frozen=True)
class Corpus:
    """Where a corpus was written, and what was planted in it."""

    workspace: Path
    commit: str
    overlaps: tuple[tuple[str, ...], ...]
    gaps: tuple[str, ...]


def write_corpus(out: Path, records: int, seed: int) -> Corpus:
    """Write a workspace of ``records`` records below ``out`` and return what it holds.

    Raises ValueError for a number of records it cannot do, FileExistsError when ``out`` is not empty.
    """
    rng = Random(seed)
    plan = plan_for(records, rng)
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty")
    root = out / "workspace"
    company = found_company(plan, rng)
    duties = assign_duties(company, plan, rng)
    goals = set_goals(company, plan, duties, rng)
    work = do_work(company, plan, duties, goals, rng)
    _write(root / "collab.yaml", _SETTINGS)
    layout = f"{seed}/{records}"
    _write_kind(root, "goals/2025", goals.records, layout)
    _write_kind(root, "charters", duties.charters, layout)
    digests = read_digests(root)
    approve(company, duties, digests)
    stamp_links(goals, digests)
    for name, entries in (registers(company, plan, rng) | {"activities.yaml": duties.catalogue}).items():
        _write(root / name, yaml_text(entries, Random(f"{layout}/{name}")))
    _write_kind(root, "goals/2025", goals.records, layout)
    _write_kind(root, "charters", duties.charters, layout)
    _write_kind(root, "proposals/2025", propose(company, goals, digests, rng), layout)
    _write_kind(root, "series", work.series, layout)
    _write_kind(root, "meetings/2025", work.meetings, layout)
    _write_kind(root, "actions/2025", work.actions, layout)
    _write_kind(root, "issues/2025", work.issues, layout)
    _write_kind(root, "handoffs", work.handoffs, layout)
    commit = commit_all(root, f"A workspace of {records} records")
    overlaps = tuple(tuple(pair) for pair in sorted(duties.overlaps))
    corpus = Corpus(root, commit, overlaps, tuple(sorted(duties.gaps)))
    planted = {
        "records": records,
        "seed": seed,
        "overlaps": {"R313": {"count": len(corpus.overlaps), "rows": corpus.overlaps}},
        "gaps": {"R315": {"count": len(corpus.gaps), "activities": corpus.gaps}},
    }
    _write(out / "planted.json", json.dumps(planted, ensure_ascii=False, indent=2) + "\n")
    return corpus


def _write_kind(root: Path, folder: str, records: dict[str, dict[str, Any]], layout: str) -> None:
    # the layout of a file hangs on its name alone, so stamping digests later changes nothing else
    for ident, fields in records.items():
        _write(root / folder / f"{ident}.yaml", yaml_text(fields, Random(f"{layout}/{folder}/{ident}")))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def main() -> None:
    """Write the corpus the command line asks for and print what it holds."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus", description="Write a workspace to measure on.")
    parser.add_argument("out", type=Path, help="an empty or new folder")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        corpus = write_corpus(options.out, options.records, options.seed)
    except (ValueError, FileExistsError) as problem:
        parser.error(str(problem))
    files = [path for path in corpus.workspace.rglob("*.yaml") if ".git" not in path.parts]
    size = sum(path.stat().st_size for path in files)
    print(f"{options.records} records in {len(files)} files, {size / options.records:.0f} bytes a record")
    print(f"planted: {len(corpus.overlaps)} overlaps, {len(corpus.gaps)} gaps; commit {corpus.commit[:12]}")


if __name__ == "__main__":
    main()
