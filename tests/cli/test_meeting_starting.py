"""``collab meeting new``: the draft of the next meeting, once."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

COMMAND = ("meeting", "new", "xdept-weekly", "--as-of", "2025-07-10", "--lang", "en")
DRAFT = "meetings/2025/2025-07-14-xdept-weekly.yaml"


def test_the_draft_holds_what_is_known_and_is_begun_once(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    (root / DRAFT).unlink()
    done = run_collab(*COMMAND, cwd=root)
    assert (done.code, done.out.strip()) == (0, DRAFT)
    text = (root / DRAFT).read_text(encoding="utf-8")
    assert "  - department: production\n    by: wang-qiang\n" in text
    assert "series: xdept-weekly\nprevious_approved: true\n" in text
    carried = "carried_over: [2025-06-30-media-budget-plan, 2025-07-07-forecast-deadline]\n"
    assert f"{carried}next_meeting: 2025-07-21\nstatus: draft\n" in text
    assert "(issue:2025-07-02-batch-colour-complaint)\n" in text
    again = run_collab(*COMMAND, cwd=root)
    assert (again.code, again.out) == (2, "")
    assert "open them with collab meeting edit 2025-07-14-xdept-weekly" in again.err
    assert (root / DRAFT).read_text(encoding="utf-8") == text


def test_the_last_meeting_of_a_series_has_none_after_it(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    (root / DRAFT).unlink()
    series = root / "series/xdept-weekly.yaml"
    series.write_text(series.read_text("utf-8") + "ends: 2025-07-14\n", encoding="utf-8")
    minutes = root / "meetings/2025/2025-07-07-xdept-weekly.yaml"
    minutes.write_text(minutes.read_text("utf-8").replace("status: approved", "status: published"), encoding="utf-8")
    assert run_collab(*COMMAND, cwd=root).code == 0
    text = (root / DRAFT).read_text(encoding="utf-8")
    assert "next_meeting" not in text
    assert "previous_approved" not in text
