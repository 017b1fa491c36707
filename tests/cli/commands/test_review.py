"""``collab review``: exit codes, formats, and that its commands run as printed."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.conftest import MakeDemo, RunCollab
from tests.edits.moves import rewrite

SALES = "charters/sales.yaml"


@pytest.fixture
def demo(make_demo: MakeDemo) -> Path:
    return make_demo()


def test_the_demo_names_who_decides_on_market_research(demo: Path, run_collab: RunCollab) -> None:
    shown = run_collab("review", "HEAD~1..HEAD", "--lang", "en", cwd=demo).out
    assert "Market research                   张伟 (Sales), 刘芳 (Marketing)   王强 (Production)\n" in shown
    assert "Agreements given       10 of 10\n" in shown
    assert run_collab("review", "HEAD~1..HEAD", "--fail-on", "missing", "--fail-on", "error", cwd=demo).code == 0


def test_what_is_missing_or_worse_fails_only_where_that_is_asked_for(demo: Path, run_collab: RunCollab) -> None:
    rewrite(demo, SALES, "客户拜访]", "客户拜访, 回访]")
    codes = [run_collab("review", "HEAD", *more, cwd=demo).code for more in ((), ("--fail-on", "missing"))]
    assert codes == [0, 1]
    assert run_collab("review", "HEAD", "--fail-on", "error", cwd=demo).code == 1


def test_every_command_runs_as_printed_until_nothing_is_missing(demo: Path, run_collab: RunCollab) -> None:
    rewrite(demo, SALES, "客户拜访]", "客户拜访, 回访]")
    run: list[str] = []
    while True:
        missing = json.loads(run_collab("review", "HEAD", "--json", cwd=demo).out)["missing"]
        wanted = [one for one in missing if one["lack"] != "wording"]
        if not wanted:
            break
        command = wanted[0]["commands"][0]
        result = run_collab(*shlex.split(command)[1:], cwd=demo)
        assert result.code == 0, (command, result.err)
        run.append(wanted[0]["lack"])
        assert len(run) < 20
    assert run == ["agreement"] * 3 + ["version"]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("path", "edit", "lacks"),
    [
        ("goals/2025/increase-revenue.yaml", ("target: 100", "target: 95"), ["vote", *["agreement"] * 3, "decision"]),
        ("handoffs/rolling-forecast.yaml", ("frequency: week", "frequency: month"), ["agreement"]),
        (SALES, ("raci: {sales: AR,", "raci: {sales: R, person:chen-jie: A,"), [*["agreement"] * 3, "part"]),
    ],
)
def test_so_do_those_for_goals_handoffs_and_people(
    demo: Path, run_collab: RunCollab, path: str, edit: tuple[str, str], lacks: list[str]
) -> None:
    text = (demo / path).read_text("utf-8")
    (demo / path).write_text(text.replace(*edit, 1), "utf-8")
    run: list[str] = []
    while True:
        missing = json.loads(run_collab("review", "HEAD", "--json", cwd=demo).out)["missing"]
        wanted = [one for one in missing if one["lack"] in ("vote", "agreement", "part", "decision")]
        if not wanted or len(run) > len(lacks):
            break
        result = run_collab(*shlex.split(wanted[0]["commands"][0])[1:], cwd=demo)
        assert result.code == 0, result.err
        run.append(wanted[0]["lack"])
    assert run == lacks


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SALES, "status: effective", "status: superseded"),
        (SALES, "客户拜访]", "客户拜访, 回访]"),
        (SALES, "raci: {sales: AR,", "raci: {sales: R, person:chen-jie: A,"),
        ("goals/2025/increase-revenue.yaml", "target: 100", "target: 95"),
        ("handoffs/rolling-forecast.yaml", "to: production", "to: marketing"),
        ("projects/autumn-fair.yaml", "{production: AR, marketing: C, sales: I}", "{production: R, marketing: A}"),
        ("departments.yaml", "head: liu-fang", "head: zhou-min"),
    ],
)
def test_diff_and_review_name_the_same_departments(
    demo: Path, run_collab: RunCollab, path: str, old: str, new: str
) -> None:
    text = (demo / path).read_text("utf-8")
    assert old in text
    (demo / path).write_text(text.replace(old, new, 1), "utf-8")
    asks = json.loads(run_collab("review", "HEAD", "--json", cwd=demo).out)["asks"]
    must = [ask for ask in asks if ask["wanted"] == "agree"]
    found = json.loads(run_collab("diff", "HEAD", "--json", cwd=demo).out)
    assert set(found["must_agree"]) == {ask["department"] or f"person:{ask['head']}" for ask in must}
    waiting = [ask for ask in must if ask["answer"] not in ("given", "carried-over")]
    assert set(found["not_agreed"]) == {ask["department"] or f"person:{ask['head']}" for ask in waiting}


def test_the_word_of_the_owner_completes_a_change_of_wording(demo: Path, run_collab: RunCollab) -> None:
    rewrite(demo, SALES, "客户拜访]", "客户拜访。]")
    missing = json.loads(run_collab("review", "HEAD", "--json", cwd=demo).out)["missing"]
    (command,) = [one["commands"][0] for one in missing if one["lack"] == "wording"]
    assert run_collab(*shlex.split(command)[1:], cwd=demo).code == 0
    found = json.loads(run_collab("review", "HEAD", "--json", cwd=demo).out)
    assert (found["schema"], found["approval"], found["complete"], found["new"]) == (
        "collab/review/v1",
        "editorial",
        True,
        [],
    )
    assert run_collab("review", "HEAD", "--fail-on", "missing", cwd=demo).code == 0


def test_build_servers_are_told_what_is_new(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("review", "HEAD~1..HEAD", "--format", "github", cwd=demo).code == 0
    rewrite(demo, SALES, "客户拜访]", "客户拜访, 回访]")
    for format in ("github", "sarif", "html"):
        result = run_collab("review", "HEAD", "--format", format, cwd=demo)
        assert result.code == 0, result.err
        assert "D951" in result.out


def test_a_comment_is_written_into_a_file(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("review", "HEAD~1..HEAD", "--mention", "-o", "comment.md", cwd=demo)
    assert result.code == 0, result.err
    text = (demo / "comment.md").read_text(encoding="utf-8")
    assert text.startswith("<!-- collab review -->\n")
    assert "| @acme/sales |" in text
    run_collab("review", "HEAD~1..HEAD", "-o", "comment.md", cwd=demo)
    assert "@acme" not in (demo / "comment.md").read_text(encoding="utf-8")


def test_hostile_texts_break_out_of_no_comment(demo: Path, run_collab: RunCollab) -> None:
    evil = '"</details><script>alert(1)</script> @acme/all ![x](http://x) | <!-- collab review -->"'
    rewrite(demo, SALES, "客户拜访]", f"客户拜访, {evil}]")
    made = run_collab("review", "HEAD", "--format", "markdown", cwd=demo).out
    assert made.count("<!--") == 1
    assert "<script" not in made
    assert "@acme" not in made
    assert "![x]" not in made
    assert made.count("<details>") == made.count("</details>")
