from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.rules.catalogue import all_rules
from tests.conftest import MakeWorkspace, RunCollab


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("code", list(all_rules()))
def test_every_rule_is_explained(tmp_path: Path, run_collab: RunCollab, code: str, lang: str) -> None:
    result = run_collab("explain", code, "--lang", lang, cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{code} {all_rules()[code].slug}")
    by_name = run_collab("explain", all_rules()[code].slug, "--lang", lang, cwd=tmp_path)
    assert by_name.out == result.out


def test_all_rules_or_those_of_a_family(tmp_path: Path, run_collab: RunCollab) -> None:
    everything = run_collab("explain", cwd=tmp_path).out
    assert [code for code in all_rules() if code not in everything] == []
    some = json.loads(run_collab("explain", "P2", "--json", cwd=tmp_path).out)
    assert [rule["code"] for rule in some["rules"]] == ["P201", "P203", "P209"]


def test_thresholds_show_what_the_workspace_sets(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    settings = (
        'schema: 1\ncompany: {name: X}\nperiods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]\n'
        "check: {thresholds: {overdue-error-days: 3}}\n"
    )
    root = make_workspace({"collab.yaml": settings})
    assert "overdue-error-days" in run_collab("explain", "A503", cwd=root).out
    record = json.loads(run_collab("explain", "A503", "--json", cwd=root).out)
    assert [t["value"] for t in record["thresholds"]] == [3]


def test_an_unknown_rule(tmp_path: Path, run_collab: RunCollab) -> None:
    result = run_collab("explain", "R31x", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("collab: error: there is no rule R31x; did you mean R3")
