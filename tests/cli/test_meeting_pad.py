"""``collab meeting new --pad`` and ``collab meeting save``: the form goes out and comes back."""

from __future__ import annotations

from pathlib import Path

import pexpect
import pytest

from tests.cli.dialogues import CTRL_C, DOWN, ENTER, exit_code, on_terminal
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo, small_company

DRAFT = "meetings/2025/2025-07-14-xdept-weekly.yaml"
DAY = ("--as-of", "2025-07-10", "--lang", "zh")


def test_a_form_untouched_is_the_draft_new_would_write_and_is_saved_once(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    (root / DRAFT).unlink()
    assert run_collab("meeting", "new", "xdept-weekly", *DAY, cwd=root).code == 0
    meant = (root / DRAFT).read_text(encoding="utf-8")
    (root / DRAFT).unlink()
    done = run_collab("meeting", "new", "xdept-weekly", "--pad", "weekly.md", *DAY, cwd=root)
    assert (done.code, (root / DRAFT).exists()) == (0, False)
    assert "用 collab meeting save weekly.md 读回" in done.err
    done = run_collab("meeting", "save", "weekly.md", *DAY, cwd=root)
    assert (done.code, done.out.strip()) == (0, DRAFT)
    assert (root / DRAFT).read_text(encoding="utf-8") == meant
    again = run_collab("meeting", "save", "weekly.md", *DAY, cwd=root)
    assert (again.code, again.out) == (0, "")
    assert (root / DRAFT).read_text(encoding="utf-8") == meant


def test_what_others_put_into_the_draft_meanwhile_is_kept_and_what_the_form_drops_goes(
    tmp_path: Path, run_collab: RunCollab
) -> None:
    root = green_demo(tmp_path)
    assert run_collab("meeting", "new", "xdept-weekly", "--pad", "weekly.md", *DAY, cwd=root).code == 0
    assert run_collab("meeting", "save", "weekly.md", *DAY, cwd=root).code == 0
    meeting = "2025-07-14-xdept-weekly"
    for words in (
        ("present", meeting, "--all-heads"),
        ("decision", "add", meeting, "--text", "他人的决议"),
        ("agenda-item", "add", meeting, "他人议题"),
        ("report", "sales", "--meeting", meeting, "--issue", "样机缺货"),
    ):
        done = run_collab("meeting", *words, cwd=root)
        assert done.code == 0, done.err
    form = root / "weekly.md"
    text = form.read_text(encoding="utf-8").replace("- [ ] 李娜", "- [x] 李娜")
    text = text.replace("- 问题：", "- 问题：客户催货", 1)
    head, tail = text.split("## 议定事项")
    form.write_text(
        f"{head}## 议定事项{tail.replace('|  |  |  |  |  |', '| 1 | 采购 8 万元 |  |  |  |', 1)}", encoding="utf-8"
    )
    done = run_collab("meeting", "save", "weekly.md", *DAY, cwd=root)
    assert "表单中没有，草稿予以保留：议程：他人议题" in done.err
    draft = (root / DRAFT).read_text(encoding="utf-8")
    assert "present: [li-na, chen-jie, zhang-wei, wang-qiang, liu-fang]\n" in draft
    assert "  - id: dec2\n    text: 采购 8 万元\n  - id: dec1\n    text: 他人的决议\n" in draft
    assert "    issues:\n      - text: 客户催货\n      - text: 样机缺货\n" in draft
    text = form.read_text(encoding="utf-8").replace("- [x] 李娜", "- [ ] 李娜").replace("[ ] 张伟", "[x] 张伟")
    form.write_text(text.replace("8 万元", "9 万元"), encoding="utf-8")
    done = run_collab("meeting", "save", "weekly.md", *DAY, cwd=root)
    assert "按表单删去：出席：李娜" in done.err
    draft = (root / DRAFT).read_text(encoding="utf-8")
    assert "present: [zhang-wei, chen-jie, wang-qiang, liu-fang]\n" in draft
    assert "  - id: dec2\n    text: 采购 9 万元\n  - id: dec1\n    text: 他人的决议\n" in draft


def test_a_form_without_a_terminal_is_written_beside_and_no_file_is_lost(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    assert run_collab("meeting", "new", "xdept-weekly", "--pad", *DAY, cwd=root).code == 0
    form = root / "2025-07-14-xdept-weekly.pad.md"
    assert form.read_text(encoding="utf-8").startswith("# 跨部门周例会纪要\n")
    again = run_collab("meeting", "new", "xdept-weekly", "--pad", *DAY, cwd=root)
    assert (again.code, again.out) == (2, "")
    assert "2025-07-14-xdept-weekly.pad.md" in again.err


def test_a_meeting_of_no_series_needs_its_facts(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    lacking = run_collab("meeting", "new", "--type", "goal_workshop", "--lang", "en", cwd=root)
    assert lacking.code == 2
    assert "a meeting of no series needs --date, --title and --chair" in lacking.err
    words = ("--type", "goal_workshop", "--date", "2025-12-10", "--title", "目标研讨", "--chair", "li-na")
    done = run_collab("meeting", "new", *words, cwd=root)
    assert done.code == 0, done.err
    text = (root / done.out.strip()).read_text(encoding="utf-8")
    assert "type: goal_workshop\n" in text
    assert "chair: li-na\n" in text


def test_a_form_of_a_meeting_of_no_series_has_a_file_of_ones_choice(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    words = ("--type", "ad_hoc", "--date", "2025-12-10", "--title", "目标研讨", "--chair", "li-na")
    done = run_collab("meeting", "new", "--pad", "goals.md", *words, "--lang", "zh", cwd=root)
    assert done.code == 0, done.err
    assert (root / "goals.md").read_text(encoding="utf-8").startswith("# 目标研讨纪要\n")
    done = run_collab("meeting", "save", "goals.md", "--lang", "zh", cwd=root)
    assert (done.code, done.out.splitlines()[-1].startswith("meetings/2025/2025-12-10-")) == (0, True)


def test_the_form_of_a_bare_draft_shows_what_a_new_one_begins_with(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    bare = (root / DRAFT).read_text(encoding="utf-8")
    form = run_collab("meeting", "new", "xdept-weekly", "--pad", "--dry-run", *DAY, cwd=root)
    (root / DRAFT).unlink()
    new = run_collab("meeting", "new", "xdept-weekly", "--pad", "--dry-run", *DAY, cwd=root)
    agreed = "| 整理区域预测口径 | 陈杰 |  |  | 2025-07-18 |\n"
    assert agreed in form.out
    assert form.out.replace(agreed, "") == new.out
    for line in (
        "- 时间：09:30",
        "- 上次督办事项",
        "| 1 | 补充投放预算方案 | 刘芳 | 2025-07-11 | 进行中 |",
        "### 销售部（张伟）",
    ):
        assert line in form.out.splitlines()
    (root / DRAFT).write_text(bare, encoding="utf-8")
    assert run_collab("meeting", "new", "xdept-weekly", "--pad", "weekly.md", *DAY, cwd=root).code == 0
    assert run_collab("meeting", "save", "weekly.md", *DAY, cwd=root).code == 0
    text = (root / DRAFT).read_text(encoding="utf-8")
    assert "carried_over: [2025-06-30-media-budget-plan, 2025-07-07-forecast-deadline]\n" in text
    again = run_collab("meeting", "save", "weekly.md", *DAY, cwd=root)
    assert (again.code, again.out, again.err) == (0, "", "无需改动：已是如此\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_form_untouched_is_the_new_draft_in_another_company(
    tmp_path: Path, run_collab: RunCollab, lang: str
) -> None:
    root = small_company(tmp_path)
    said = ("--as-of", "2025-07-02", "--lang", lang)
    new = run_collab("meeting", "new", "weekly", *said, cwd=root)
    assert new.code == 0, new.err
    draft = root / new.out.strip()
    meant = draft.read_text(encoding="utf-8")
    draft.unlink()
    assert run_collab("meeting", "new", "weekly", "--pad", "form.md", *said, cwd=root).code == 0
    assert run_collab("meeting", "save", "form.md", *said, cwd=root).code == 0
    assert draft.read_text(encoding="utf-8") == meant


def test_no_form_is_made_of_what_is_no_text(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path)
    (root / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
    done = run_collab("meeting", "save", "photo.md", "--lang", "en", cwd=root)
    assert (done.code, done.out) == (2, "")
    assert "photo.md is no text" in done.err


def test_a_form_left_unfinished_is_taken_up_again(tmp_path: Path, environment: dict[str, str]) -> None:
    root = green_demo(tmp_path / "demo")
    editor = tmp_path / "editor"
    command = ("meeting", "new", "xdept-weekly", "--pad", "--as-of", "2025-07-10")

    def opened(step: str) -> pexpect.spawn[str]:
        editor.write_text(f'#!/bin/sh\n{step} "$1"\n')
        editor.chmod(0o755)
        return on_terminal(root, {**environment, "EDITOR": str(editor)}, *command)

    child = opened("sed -i 's/^- Date: .*/- Date: some day/'")
    child.expect("does not say on which day")
    child.expect("leave it for now")
    child.send(DOWN + ENTER)
    child.expect("the form was not saved")
    assert exit_code(child) == 2
    child = opened("true")
    child.expect("drop it and begin anew")
    child.send(ENTER)
    child.expect("leave it for now")
    child.send(CTRL_C)
    child.expect("it is kept")
    assert exit_code(child) == 130
    child = opened("sed -i 's/^- Date: .*/- Date: 2025-07-14/; s/^- Place:.*/- Place: Room 3/'")
    child.expect("was left unfinished")
    child.expect("drop it and begin anew")
    child.send(ENTER)
    child.expect("filled in the minutes")
    assert exit_code(child) == 0
    text = (root / DRAFT).read_text(encoding="utf-8")
    assert "place: Room 3\n" in text
    child = opened("true")
    child.expect("nothing was changed")
    assert exit_code(child) == 0
    assert (root / DRAFT).read_text(encoding="utf-8") == text
