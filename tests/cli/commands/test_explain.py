from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.rules.catalogue import all_rules
from tests.conftest import MakeWorkspace, RunCollab


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.no_cover)])
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
    assert [rule["code"] for rule in some["rules"]] == [f"P2{number:02}" for number in range(1, 11)]


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
    assert result.err.startswith("collab: error: there is no rule and no kind R31x; did you mean R3")


@pytest.mark.parametrize("word", ["goal", "goals", "目标"])
def test_a_kind_is_explained_anywhere(tmp_path: Path, run_collab: RunCollab, word: str) -> None:
    result = run_collab("explain", word, cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("goal: goal\n")
    record = json.loads(run_collab("explain", word, "--json", cwd=tmp_path).out)
    assert (record["schema"], record["kind"]) == ("collab/kind/v1", "goal")


def test_the_kinds_stand_below_the_rules(tmp_path: Path, run_collab: RunCollab) -> None:
    assert "\nKinds of records\n" in run_collab("explain", cwd=tmp_path).out
    assert "Kinds of records" not in run_collab("explain", "R3", cwd=tmp_path).out
    assert run_collab("explain", "goa", cwd=tmp_path).err.endswith("no kind goa; did you mean goal\n")
    assert run_collab("explain", "qqqq", cwd=tmp_path).err.endswith("no kind qqqq; collab explain lists them all\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_kind_fits_a_terminal(tmp_path: Path, run_collab: RunCollab, lang: str) -> None:
    from collab_cli.renderers.columns import text_width

    result = run_collab(
        "explain", "charter", "--lang", lang, cwd=tmp_path, terminal=True, width=100, env={"NO_COLOR": "1"}
    )
    table = result.out.partition("# charters/purchasing.yaml")[0]
    assert [line for line in table.splitlines() if text_width(line) > 100] == []
