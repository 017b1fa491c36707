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
