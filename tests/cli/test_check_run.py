from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from collab_cli.cli.check_run import check_run, folder_in_repository
from collab_cli.cli.opening import open_workspace
from collab_cli.findings import Severity
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.conftest import MakeWorkspace, make_context
from tests.small_company import small_company

FAULTY = {"charters/marketing.yaml": "title: Marketing\nstatus: efective\n"}


def test_it_holds_the_rules_and_the_files_findings_stand_in(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(small_company(FAULTY))
    opened = open_workspace(make_context(root))
    selection = select_rules(opened.world.settings, select=["S003"])
    outcome = run_rules(opened.world, selection)
    run = check_run(opened, selection.rules, outcome, Severity.WARNING)
    assert dict(run.texts) == FAULTY
    assert "S003" in {rule.code for rule in run.rules}
    assert (run.folder, run.threshold, run.is_done) == ("", Severity.WARNING, True)


def test_the_folder_is_told_from_the_top_of_the_repository(make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    assert folder_in_repository(root) == ""
    top = root.parent
    subprocess.run(["git", "init", "-q", top], check=True)
    assert folder_in_repository(root) == f"{root.name}/"
    assert folder_in_repository(top) == ""


def test_git_need_not_be_usable_for_it(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace()
    (root.parent / ".git").mkdir()
    monkeypatch.setenv("PATH", "")
    assert folder_in_repository(root) == f"{root.name}/"
    (root / ".git").mkdir()
    assert folder_in_repository(root) == ""


def test_a_repository_git_refuses_still_has_a_top(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace()
    (root.parent / ".git").write_text(f"gitdir: {tmp_path / 'nowhere'}\n")
    assert folder_in_repository(root) == f"{root.name}/"
