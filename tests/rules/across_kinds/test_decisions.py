from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import Found, check, found, set_check, small_company

PATH = "meetings/2025-06-02-returns.yaml"
TEXT = """\
title: Returns
date: 2025-06-02
present: [li-na]
agenda: [Returns]
decisions:
  - {id: dec1, text: Less, rationale: New line, owner: wang-qiang, changes: [goal:fewer-returns, charter:sales]}
status: published
"""
LATER = """\
title: Returns again
date: 2025-06-09
present: [li-na]
agenda: [Returns]
decisions:
  - {id: dec1, text: As before, rationale: Cost, owner: li-na, supersedes: "meeting:2025-06-02-returns/dec1"}
status: STATUS
"""


def test_x964_stands_at_what_has_not_changed(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {PATH: TEXT})), "X964") == [
        Found(
            "X964",
            "warning",
            f"{PATH}:6:78",
            "decision dec1 of Returns (2025-06-02-returns) is not carried out: Fewer returns (fewer-returns) and "
            "Charter of Sales (sales) read as before it; change what was decided, or supersede the decision",
            ("meeting:2025-06-02-returns", "goal:fewer-returns", "charter:sales"),
        )
    ]


@pytest.mark.parametrize(
    ("text", "more", "day", "count"),
    [
        (TEXT, {}, date(2025, 6, 16), 0),  # 14 days
        (TEXT, {}, date(2025, 6, 17), 1),
        (TEXT.replace("published", "approved"), {}, date(2025, 6, 30), 1),
        (TEXT.replace("published", "draft"), {}, date(2025, 6, 30), 0),
        (TEXT, {"meetings/2025-06-09-again.yaml": LATER.replace("STATUS", "published")}, date(2025, 6, 30), 0),
        (TEXT, {"meetings/2025-06-09-again.yaml": LATER.replace("STATUS", "draft")}, date(2025, 6, 30), 1),
    ],
)
def test_x964_waits_and_yields_to_later_decisions(
    tmp_path: Path, text: str, more: dict[str, str], day: date, count: int
) -> None:
    assert len(found(check(small_company(tmp_path, {PATH: text, **more}), day), "X964")) == count


def test_x964_has_a_limit(tmp_path: Path) -> None:
    root = small_company(tmp_path, {PATH: TEXT})
    set_check(root, "thresholds: {decision-days: 28}")
    assert found(check(root), "X964") == []


@pytest.mark.no_cover
def test_x964_reads_the_history(tmp_path: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_company(tmp_path / "company", {})

    def commit(day: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T10:00:00+08:00")
        subprocess.run(["git", "add", "."], cwd=root, check=True)
        subprocess.run(["git", "commit", "-qm", day], cwd=root, check=True)

    def told() -> str:
        return run_collab("check", "--select", "X964", cwd=root).out

    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    commit("2025-05-30")
    (root / PATH).write_text(TEXT, "utf-8")
    commit("2025-06-02")
    assert "Fewer returns (fewer-returns) and Charter of Sales (sales) read as before it" in told()
    goal = root / "goals/fewer-returns.yaml"
    goal.write_text(goal.read_text("utf-8").replace("target: 2\n", "target: 2.5\n"), "utf-8")  # no entry says so
    assert "X964" in told() and "fewer-returns" not in told()
    charter = root / "charters/sales.yaml"
    charter.write_text(charter.read_text("utf-8").replace("keep them", "keep all of them"), "utf-8")
    assert "X964" not in told()
