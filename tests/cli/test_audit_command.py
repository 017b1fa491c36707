"""``collab charter audit``: the audit is that of the check."""

from __future__ import annotations

import json
from pathlib import Path

from collab_cli.rules.raci.audits import COLUMN_AUDIT, GAP_AUDIT, ROW_AUDIT
from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo, red_demo


def test_it_shows_the_findings_of_the_check(tmp_path: Path, run_collab: RunCollab) -> None:
    root = red_demo(tmp_path / "demo")
    answer = json.loads(run_collab("charter", "audit", "--json", cwd=root).out)
    shown = [finding for part in (*answer["rows"], *answer["columns"]) for finding in part["findings"]]
    shown += answer["unowned"]
    select = ",".join((*ROW_AUDIT, *COLUMN_AUDIT, *GAP_AUDIT))
    checked = json.loads(run_collab("check", "--select", select, "--json", cwd=root).out)["findings"]
    assert sorted(shown, key=str) == sorted(checked, key=str)
    assert {finding["code"] for finding in shown} == {"R307", "R315"}


def test_files_that_cannot_be_read_are_told_and_not_audited(
    make_workspace: MakeWorkspace, run_collab: RunCollab
) -> None:
    root = make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n", "charters/sales.yaml": "title: [\n"})
    result = run_collab("charter", "audit", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.err == ""
    assert result.out.splitlines()[2:] == [
        "charters/sales.yaml cannot be read; collab check says why",
        "",
        "no finding in what can be read: 0 rows, 1 column",
        "",
        "not checked, because records they depend on are faulty or cannot be read: R308, R332",
    ]


def test_without_charters_what_nobody_owns_counts(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    for charter in (root / "charters").iterdir():
        charter.unlink()
    result = run_collab("charter", "audit", "--lang", "en", cwd=root)
    assert (result.code, result.out.splitlines()[2:5]) == (
        0,
        ["9 findings in 0 rows, 2 project tasks and 3 columns", "", "Owned by nobody"],
    )


def test_wrong_input_is_one_line(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    result = run_collab("charter", "audit", "sales", "--lang", "en", cwd=make_workspace({}))
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
