"""``collab meeting import``: shows what was understood, writes a draft, and is taken back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analyses.minutes_reading.company import FILES
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo

DOCUMENTS = Path(__file__).parents[1] / "analyses" / "minutes_reading" / "documents"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


def drafts(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "meetings").rglob("*.yaml"))


def test_a_draft_is_written_and_taken_back(root: Path, run_collab: RunCollab) -> None:
    before = drafts(root)
    file = str(DOCUMENTS / "formal-chinese.md")
    done = run_collab("meeting", "import", file, cwd=root)
    assert (done.code, done.out) == (0, "meetings/2025/2025-07-07-xdept-weekly.yaml\n")
    assert "imported the minutes 跨部门周例会 (2025-07-07-xdept-weekly) from formal-chinese.md as a draft\n" in done.err
    assert "6 doubts are marked with # ?:\n" in done.err
    assert "To look at" in done.err
    text = (root / "meetings/2025/2025-07-07-xdept-weekly.yaml").read_text("utf-8")
    assert "    # ?: line 45: 市场部 is taken for liu-fang: a department; its head is proposed\n" in text
    again = run_collab("meeting", "import", file, cwd=root)
    assert (again.code, again.out) == (2, "")
    assert again.err.endswith(
        "there are minutes 跨部门周例会 (2025-07-07-xdept-weekly) already; compare them with collab meeting show "
        "2025-07-07-xdept-weekly; give another day with --date, or remove them first with collab meeting remove "
        "2025-07-07-xdept-weekly\n"
    )
    assert run_collab("undo", cwd=root).code == 0
    assert drafts(root) == before


def test_the_record_names_field_line_and_reason_of_a_doubt(root: Path, run_collab: RunCollab) -> None:
    shown = run_collab("meeting", "import", str(DOCUMENTS / "traditional.md"), "--dry-run", "--json", cwd=root)
    record = json.loads(shown.out)
    assert (record["schema"], record["id"]) == ("collab/meeting-import/v1", "2025-07-07-xdept-weekly")
    assert record["doubts"][0] == {
        "field": "actions[0].due",
        "line": 16,
        "written": "七月十一日",
        "proposed": "2025-07-11",
        "reason": "no_year",
        "message": "no year is given",
    }
    assert {"field": "chair", "line": 6} in record["understood"]
    assert "2025-07-07-xdept-weekly.yaml" not in drafts(root)


def test_day_and_series_can_be_given(root: Path, run_collab: RunCollab) -> None:
    file = str(DOCUMENTS / "wechat-log.txt")
    done = run_collab("meeting", "import", file, "--date", "2025-07-14", "--series", "跨部门周例会", cwd=root)
    assert (done.code, done.out) == (0, "meetings/2025/2025-07-14-xdept-weekly.yaml\n")
    assert "due: 2025-07-18\n" in (root / done.out.strip()).read_text("utf-8")
    unknown = run_collab("meeting", "import", file, "--series", "none", cwd=root)
    assert (unknown.code, "there is no series none" in unknown.err) == (2, True)


def test_a_format_needs_a_dry_run(root: Path, run_collab: RunCollab) -> None:
    refused = run_collab("meeting", "import", str(DOCUMENTS / "mail.txt"), "--json", cwd=root)
    assert (refused.code, refused.out) == (2, "")
    assert "--format and --json go with --dry-run only" in refused.err


def test_quiet_tells_nothing_but_the_path(root: Path, run_collab: RunCollab) -> None:
    done = run_collab("--quiet", "meeting", "import", str(DOCUMENTS / "mail.txt"), cwd=root)
    assert (done.code, done.out.count("\n"), "To look at" in done.err) == (0, 1, False)


def test_every_document_becomes_a_draft_without_an_error_of_structure(root: Path, run_collab: RunCollab) -> None:
    for file in sorted(DOCUMENTS.glob("*.*")):
        if file.suffix != ".json":
            shown = run_collab("meeting", "import", str(file), "--dry-run", "--lang", "zh", cwd=root)
            assert (shown.code, file.name) == (0, file.name), shown.err


@pytest.mark.parametrize("ending", ["md", "txt", "docx"])
def test_minutes_as_they_are_shown_come_back_with_their_id_and_actions(
    tmp_path: Path, run_collab: RunCollab, ending: str
) -> None:
    root = green_demo(tmp_path / "demo")
    path = root / "meetings/2025/2025-07-07-xdept-weekly.yaml"
    page = str(tmp_path / f"page.{ending}")
    assert run_collab("meeting", "show", path.stem, "-o", page, "--lang", "zh", cwd=root).code == 0
    path.unlink()
    done = run_collab("meeting", "import", page, "--lang", "zh", cwd=root)
    assert (done.code, done.out) == (0, "meetings/2025/2025-07-07-xdept-weekly.yaml\n")
    assert "每周五 17 点前提交 13 周预测  张伟    生产部  陈杰    2025-07-11" in done.err
    text = path.read_text(encoding="utf-8")
    assert "actions: [2025-07-07-forecast-deadline]\n" in text
    assert "notes:" not in text
