from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.growing_company import growing_company
from tests.rules.worlds import check, found, green_demo

AS_OF = "as of 2025-06-30, set by as_of in collab.yaml\n"
SPLIT = "sales=40,production=30,marketing=30"
DRAFTS = [f"goals/2025/increase-market-share-{party}.yaml" for party in ("sales", "production", "marketing")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def goals(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / "goals").rglob("*.yaml")}


def test_the_company_goal_of_the_demo_gives_three_drafts_that_pass(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    result = run_collab("goal", "decompose", "increase-market-share", "--split", SPLIT, "--lang", "en", cwd=root)
    assert (result.code, result.out.split()) == (0, DRAFTS)
    assert "!  the weights add up to 100 %, with the 3 goals that serve it already to 200 %\n" in result.err
    assert "✓  nobody who could carry it is left out\n" in result.err
    assert result.err.endswith(
        "broke Increase market share (increase-market-share) down into 3 goals\n"
        "agree on them with collab proposal open TITLE --subject goal:increase-market-share-sales "
        "--subject goal:increase-market-share-production --subject goal:increase-market-share-marketing\n"
    )
    assert found(check(root, profile="standard")) == []
    text = (root / DRAFTS[0]).read_text("utf-8")
    assert "status: draft\n" in text
    assert "  - goal: increase-market-share\n    weight: 0.4\n    how: 承担" in text
    assert "    parent_digest: b401eb253b4a\n" in text
    undone = run_collab("undo", cwd=root)
    assert undone.code == 0
    assert not goals(root) & set(DRAFTS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--split", "sales=40,production=30,marketing=20"],
            "the shares add up to 90 %: 10 % are missing; make them add up to 100 %"),
        (["--split", "sales=40,sales=60"], "Sales is named twice; name it once"),
        (["--split", "sales=50,north=50"],
            "North is part of Sales, so its share would be counted twice; name one of the two"),
        ([], "nothing says who carries which share; "
            "give --split sales=40,production=60, --by headcount, --plan FILE"),
        (["--by", "luck"], "--by cannot be luck; choose one of equal, headcount, history, weight"),
        (["--by", "equal", "--json"], "--format and --json go with --dry-run only; leave them out, or add --dry-run"),
        (["--by", "equal", "--plan", "x.yaml"],
            "--plan says everything itself; leave out the other options, or write them into it"),
        (["--plan", "x.yaml"], "there is no file x.yaml"),
        (["--plan", "goals"], "goals is a folder, not a file"),
        (["--by", "equal", "--decimals", "9"], None),
        (["--split", "😀=100"], "there is no department 😀; collab department list shows what there is"),
        (["--split", ""], "--split is empty; fill it, or leave out the option"),
        (["--by", "equal", "--to", " , "], "--to is empty; fill it, or leave out the option"),
    ],
)  # fmt: skip
def test_wrong_input_writes_nothing(root: Path, run_collab: RunCollab, words: list[str], expected: str | None) -> None:
    before = goals(root)
    result = run_collab("goal", "decompose", "grow", *words, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    if expected is not None:
        assert result.err.removeprefix(AS_OF) == f"collab: error: {expected}\n"
    assert goals(root) == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ([], "the goal to break down is missing; name it behind collab goal decompose"),
        (["nothing"], "there is no goal nothing; collab goal list shows what there is"),
        ([""], "there is no goal ; collab goal list shows what there is"),
        (["x" * 10_000], None),
        (["grow-2024"], "Grow the business (grow-2024) is closed: achieved; break down a goal that is still worked on"),
    ],
)
def test_no_such_goal(root: Path, run_collab: RunCollab, name: list[str], expected: str | None) -> None:
    result = run_collab("goal", "decompose", *name, "--by", "equal", "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    if expected is not None:
        assert result.err.removeprefix(AS_OF) == f"collab: error: {expected}\n"


def test_what_is_missing_needs_a_yes(root: Path, run_collab: RunCollab) -> None:
    words = ["--split", "sales=50,production=50", "--target", "sales/kr1=45", "--lang", "en"]
    result = run_collab("goal", "decompose", "grow", *words, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert "✗  Revenue adds up to 95 of 100 百万元: 5 are missing\n" in result.err
    assert "!  left out: Marketing\n" in result.err
    assert result.err.endswith("collab: error: this needs a yes: Write these 2 goals; add --yes to go on\n")
    result = run_collab("goal", "decompose", "grow", *words, "--yes", cwd=root)
    assert result.out == "goals/2025/grow-sales.yaml\ngoals/2025/grow-production.yaml\n"


def test_a_metric_counted_twice_needs_a_yes(root: Path, run_collab: RunCollab) -> None:
    first = run_collab("goal", "decompose", "grow", "--by", "equal", cwd=root)
    assert first.code == 0
    again = run_collab("goal", "decompose", "grow", "--by", "equal", "--lang", "en", cwd=root)
    assert (again.code, again.out) == (2, "")
    assert (
        "✗  Revenue adds up to 200 百万元, 100 more than asked: Grow the business (Marketing) (grow-marketing), "
        "Grow the business (Production) (grow-production) and Grow the business (Sales) (grow-sales) "
        "would be counted twice\n"
    ) in again.err
    assert "✗  Market share is carried already by Grow the business (Sales) (grow-sales): " in again.err
    assert again.err.endswith("collab: error: this needs a yes: Write these 3 goals; add --yes to go on\n")


def test_a_dry_run_shows_the_patch(root: Path, run_collab: RunCollab) -> None:
    before = goals(root)
    result = run_collab("goal", "decompose", "grow", "--by", "history", "--dry-run", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.out.startswith("--- /dev/null\n+++ b/goals/2025/grow-sales.yaml\n")
    assert "Sales      张伟               48    60 %" in result.err
    assert goals(root) == before


def test_the_plan_for_a_program(root: Path, run_collab: RunCollab) -> None:
    words = ["--by", "headcount", "--key-result", "kr1", "--dry-run", "--json", "--lang", "en"]
    result = run_collab("goal", "decompose", "grow", *words, cwd=root)
    plan = json.loads(result.out)
    assert (plan["schema"], plan["goal"], plan["by"], plan["needs_consent"]) == (
        "collab/goal-decomposition/v1",
        "grow",
        "headcount",
        False,
    )
    assert sorted(plan) == [
        *("all_weights", "by", "checks", "goal", "goals", "key_results"),
        *("left_out", "needs_consent", "schema", "weights"),
    ]
    assert plan["goals"][0] == {
        "party": "sales",
        "id": "grow-sales",
        "path": "goals/2025/grow-sales.yaml",
        "title": "Grow the business (Sales)",
        "level": "department",
        "owner": "zhang-wei",
        "weight": 0.6154,
        "basis": 4,
        "how": "承担销售额 100 百万元中的 62",
    }
    (result_plan,) = plan["key_results"]
    assert sorted(result_plan) == [
        *("asked", "carried_already", "difference", "id", "is_divided", "parts", "sum", "title", "unit"),
    ]
    assert (result_plan["asked"], result_plan["sum"], result_plan["difference"]) == (100, 100, 0)
    assert [part["target"] for part in result_plan["parts"]] == [62, 15, 23]
    assert [check["kind"] for check in plan["checks"]] == ["weights", "sum", "left-out"]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_plan_on_a_page(root: Path, run_collab: RunCollab, format: str) -> None:
    words = ["--by", "equal", "--dry-run", "--format", format, "--lang", "zh"]
    result = run_collab("goal", "decompose", "grow", *words, cwd=root)
    assert result.code == 0
    assert "权重合计 100%" in result.out


def test_a_plan_from_a_file_and_from_standard_input(root: Path, run_collab: RunCollab) -> None:
    text = "by: weight\ngoals: [{department: sales}]\n"
    (root / "plan.yaml").write_text(text, "utf-8")
    result = run_collab("goal", "decompose", "increase-market-share", "--plan", "plan.yaml", "--dry-run", cwd=root)
    assert result.code == 0
    assert "+    weight: 1\n" in result.out
    bad = run_collab("goal", "decompose", "grow", "--plan", "-", "--lang", "en", cwd=root, stdin="goals: 3\n")
    assert bad.code == 2
    assert "-:1:8: goals is" in bad.err


def test_a_party_without_a_head_and_one_without_people(root: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "decompose", "increase-revenue", "--by", "equal", "--lang", "en", cwd=root)
    assert result.code == 0
    assert "!  South has no head, so nobody owns its goal yet\n" in result.err
    people = root / "people.yaml"
    people.write_text(
        people.read_text("utf-8").replace("department: south}", "department: south, status: left}"), "utf-8"
    )
    words = ["increase-revenue", "--by", "headcount", "--dry-run", "--yes", "--lang", "en"]
    result = run_collab("goal", "decompose", *words, cwd=root)
    assert result.code == 0


def test_a_goal_without_key_results(root: Path, run_collab: RunCollab) -> None:
    (root / "goals/2025/wish.yaml").write_text('title: Wish\nlevel: company\nperiod: "2025"\n', "utf-8")
    result = run_collab("goal", "decompose", "wish", "--by", "equal", "--lang", "en", cwd=root)
    assert result.code == 0
    assert "!  it has no key results to hand down, so the new goals have none yet\n" in result.err
    assert "title: Wish (Sales)\n" in (root / "goals/2025/wish-sales.yaml").read_text("utf-8")


KILL = """
import os, signal
left, inner = %d, os.replace
def replace(*args, **options):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    inner(*args, **options)
os.replace = replace
from collab_cli.cli.app import main
main()
"""
"""A command that is killed when it wants to put the file of this number in its place."""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("moves", range(5))
def test_killed_midway_all_or_nothing_is_there(
    root: Path, run_collab: RunCollab, environment: dict[str, str], moves: int
) -> None:
    before = goals(root)
    script = KILL % moves
    command = [sys.executable, "-c", script, "goal", "decompose", "grow", "--by", "equal"]
    done = subprocess.run(command, cwd=root, capture_output=True, env=environment, check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    run_collab("doctor", "--fix", cwd=root)
    new = goals(root) - before
    assert len(new) in (0, 3)
    assert (len(new) == 3) or done.returncode != 0
    assert not [path for path in (root / "goals").rglob("*") if path.is_file() and path.suffix != ".yaml"]
    again = run_collab("goal", "decompose", "grow", "--by", "equal", "--yes", cwd=root)
    assert again.code == 0
