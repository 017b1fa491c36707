"""A department's report from the command line, on a terminal, and from branches of several people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.dialogues import CTRL_C, ENTER, exit_code, on_terminal
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import small_company as company_in
from tests.small_company import small_company

PATH = "meetings/2025-07-07-weekly.yaml"
HEAD = "title: Weekly\ndate: 2025-07-07\nseries: weekly\n"
DEPARTMENTS = ("sales", "production", "marketing")
PROGRAM = Path(sys.executable).with_name("collab").as_posix()


def test_a_report_is_written_with_one_command(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(small_company({PATH: f"{HEAD}status: draft\n"}))
    done = run_collab(
        *("meeting", "report", "销售部", "--progress", "Ten offers", "--issue", "Late", "--issue", "Rain"),
        *("--next", "Call", "--needs", "A stand", "--by", "张伟", "--dry-run"),
        cwd=root,
    )
    assert done.code == 0
    assert "+    issues:\n+      - text: Late\n+      - text: Rain\n+    next: Call\n+    needs: A stand\n" in done.out
    assert (root / PATH).read_text() == f"{HEAD}status: draft\n"
    both = run_collab("meeting", "report", "sales", "--issue", "Late", "--no-issues", cwd=root)
    assert both.code == 2
    assert both.err.endswith("--issue and --no-issues contradict each other; give one of the two\n")
    nothing = run_collab("meeting", "report", "sales", cwd=root)
    assert nothing.code == 2
    assert "nothing is reported; say it with --progress, --issue, --next and --needs\n" in nothing.err


def test_what_became_of_a_problem_is_noted_with_one_command(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    problem = "reports: [{department: sales, progress: Ten, issues: [{text: 预测晚一天}]}]\n"
    more = f"{problem}decisions: [{{id: dec1, text: X}}]\n"
    root = make_workspace(small_company({PATH: f"{HEAD}{more}status: published\n"}))
    words = ("meeting", "report", "sales", "--meeting", "2025-07-07", "--issue", "预测", "--lang", "zh")
    done = run_collab(*words, "--disposition", "已作决议", "--ref", "dec1", cwd=root)
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert "issues: [{text: 预测晚一天, disposition: decision, ref: dec1}]" in (root / PATH).read_text("utf-8")
    assert "写明销售部的一个问题的去向：预测晚一天" in done.err
    wrong = run_collab(*words, "--disposition", "later", cwd=root)
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.endswith("--disposition 不能是 later；可选值：decision, action, escalated, parked\n")


def test_on_a_terminal_everything_is_asked_for(tmp_path: Path, environment: dict[str, str]) -> None:
    root = company_in(tmp_path / "company", {PATH: f"{HEAD}status: draft\n"})
    child = on_terminal(root, environment, "meeting", "report", "sales", lang="zh")
    child.expect("销售部的汇报")
    child.expect("有什么进展")
    child.send("签约 3 家" + ENTER)
    child.expect("有什么问题")
    child.send("预测晚" + ENTER)
    child.expect("还有其他问题吗")
    child.send(ENTER)
    child.expect("下一步做什么")
    child.send(ENTER)
    child.expect("需要哪些支持")
    child.send("展位方案" + ENTER)
    child.expect(PATH)
    assert exit_code(child) == 0
    assert (root / PATH).read_text("utf-8") == (
        f"{HEAD}reports:\n  - department: sales\n    progress: 签约 3 家\n    issues:\n      - text: 预测晚\n"
        "    needs: 展位方案\nstatus: draft\n"
    )


def test_a_dialogue_that_is_left_writes_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    root = company_in(tmp_path / "company", {PATH: f"{HEAD}status: draft\n"})
    child = on_terminal(root, environment, "meeting", "report", "sales")
    child.expect("What was reached")
    child.send("Ten" + ENTER)
    child.expect("A problem")
    child.send(CTRL_C)
    assert exit_code(child) == 130
    assert (root / PATH).read_text() == f"{HEAD}status: draft\n"


def git(root: Path, *words: str) -> str:
    """Run git as somebody and return what it says; it must succeed."""
    own = {f"GIT_{role}_{what}": "x@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ("git", "-c", "commit.gpgsign=false", *words),
        cwd=root,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_reports_of_several_branches_are_put_together(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    start = "reports:\n  - department: sales\n"  # one made beforehand, two that are new
    root = make_workspace(small_company({PATH: f"{HEAD}{start}status: draft\n"}))
    git(root, "init", "-q", "-b", "main")
    subprocess.run((PROGRAM, "git", "setup"), cwd=root, check=True, capture_output=True)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    for department in DEPARTMENTS:
        git(root, "checkout", "-q", "-b", department, "main")
        words = ("--progress", f"{department} is fine", "--no-issues")
        assert run_collab("meeting", "report", department, *words, cwd=root).code == 0
        git(root, "commit", "-qam", department)
    git(root, "checkout", "-q", "main")
    for department in DEPARTMENTS:
        git(root, "merge", "-q", "--no-edit", department)
    text = (root / PATH).read_text()
    for name in DEPARTMENTS:
        assert f"- department: {name}\n    progress: {name} is fine\n    issues: []\n" in text
    assert text.count("department:") == 3
    assert run_collab("check", cwd=root).code == 0
