"""The agenda of a meeting as people read it: who is to speak, and where each matter stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.conftest import RunCollab
from tests.rules.worlds import red_demo

SERIES = """\
name: Weekly
cadence: {unit: week, weekday: mon}
starts: 2025-06-02
chair: li-na
secretary: chen-jie
required: [sales]
"""
PROPOSAL = """\
title: Share the stock
subjects: []
type: decision
affected: [sales, production]
opened: 2025-06-20
deadline: 2025-07-04
"""
REQUEST = """\
title: Press
type: material
for: goal:increase-market-share
requested_by: production
needed_by: 2025-08-01
requested: {qty: 1}
status: submitted
"""
MINUTES = "title: Weekly\nseries: weekly\ndate: 2025-06-23\nstatus: published\npresent: [li-na]\nagenda: [A]\n"


def company(folder: Path, more: str = "") -> Path:
    root = red_demo(folder)
    for path, text in {
        "series/weekly.yaml": SERIES + more,
        "proposals/share.yaml": PROPOSAL,
        "resources/press.yaml": REQUEST,
        "meetings/2025-06-23-weekly.yaml": MINUTES,
    }.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def agenda(run_collab: RunCollab, root: Path) -> list[str]:
    result = run_collab("meeting", "agenda", "weekly", "--as-of", "2025-06-24", "--lang", "en", cwd=root)
    assert result.code == 0, result.err
    return [" ".join(line.split()) for line in result.out.splitlines()]


def test_each_line_says_who_speaks_and_where_it_stands(tmp_path: Path, run_collab: RunCollab) -> None:
    said = agenda(run_collab, company(tmp_path))
    assert said[0] == "Agenda of Weekly, 30 June 2025 (Monday)"
    assert "1 2 min Weekly, 2025-06-23 李娜 published 2025-06-23-weekly" in said
    assert "2 5 min Sales 张伟 owed sales" in said
    assert "5 min Market research Marketing and Sales 2 owners activity:market-research" in [
        line.partition(" ")[2] for line in said
    ]
    assert "3 min Complaint handling Marketing open activity:complaint-handling" in [
        line.partition(" ")[2] for line in said
    ]
    assert [line.partition(" ")[2] for line in said if "Share the stock" in line] == [
        "5 min Share the stock Sales and Production no position yet, by 2025-07-04 share"
    ]
    assert said[-1].partition(" ")[2] == "3 min Press Production needed by 2025-08-01 press"


def test_topics_stand_in_the_order_of_the_agenda(tmp_path: Path, run_collab: RunCollab) -> None:
    said = agenda(run_collab, company(tmp_path))
    headings = [line for line, below in pairwise(said) if below and set(below) == {"-"}]
    assert headings == [
        "Minutes to approve",
        "Reports",
        "Goals behind or without a check-in",
        "Duties with several owners",
        "Gaps in who does what",
        "Open proposals",
        "Resource requests",
    ]
