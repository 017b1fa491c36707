"""The page of gaps."""

from __future__ import annotations

from tests.analyses.open_company import FILES
from tests.conftest import MakeWorkspace, RunCollab


def test_what_to_write_stands_under_its_file(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(FILES)
    out = run_collab("charter", "gaps", "--stubs", "--kind", "owner", "--lang", "en", cwd=root).out
    assert [line.strip() for line in out.splitlines() if line.startswith("    ")] == [
        "# departments.yaml: finance",
        "head: liu-fang",
        "# charters/production.yaml: night",
        "raci: {production: AR}",
        "# people.yaml: chen-jie",
        "role: clerk",
        "# charters/sales.yaml: quoting",
        "raci: {sales: AR}",
        "# charters/sales.yaml: buying",
        "raci: {sales: AR}",
    ]


def test_a_command_that_fills_two_gaps_is_shown_once(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    out = run_collab("charter", "gaps", "--lang", "en", cwd=make_workspace(FILES)).out
    assert out.count("collab charter activate hr --date 2025-06-30") == 1
    lines = out.splitlines()
    after = lines[lines.index("R316 Personnel has no charter in force (departments.yaml:5)") + 1]
    assert after == "└── filled by what is shown above"
    assert lines[-1] == "words in capitals are for you to fill in: DEPARTMENT, DUTY and ACTIVITY"


def test_a_company_without_a_head(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    files = {**FILES, "collab.yaml": FILES["collab.yaml"].replace(", head: li-na", "")}
    lines = run_collab("charter", "gaps", "--lang", "en", cwd=make_workspace(files)).out.splitlines()
    assert lines[4] == "until they are filled nobody answers: the company has no head who is there"


def test_a_filter_that_finds_nothing_says_so(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    out = run_collab(
        "charter", "gaps", "--department", "old", "--kind", "step", "--lang", "en", cwd=make_workspace(FILES)
    )
    assert out.out.splitlines()[2].startswith("no gap of those asked for; coverage 63 %, clarity ")
