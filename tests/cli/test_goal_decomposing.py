from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Result, RunCollab
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
        "titles are made from the goal served; this gives one its own:\n"
        "  collab set goal:increase-market-share-sales title=TEXT\n"
        "then agree on them:\n"
        "  collab proposal open TITLE --subject goal:increase-market-share-sales "
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
    assert result.err.endswith(
        "collab: error: this needs a yes: Revenue adds up to 95 of 100 百万元: 5 are missing, and 1 more check; "
        "add --yes to go on\n"
    )
    assert not (root / "goals/2025/grow-sales.yaml").exists()
    result = run_collab("goal", "decompose", "grow", *words, "--yes", cwd=root)
    assert result.out == "goals/2025/grow-sales.yaml\ngoals/2025/grow-production.yaml\n"


def test_who_is_left_out_needs_a_yes(root: Path, run_collab: RunCollab) -> None:
    words = ["--split", "sales=50,production=50", "--lang", "en"]
    before = goals(root)
    result = run_collab("goal", "decompose", "grow", *words, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("collab: error: this needs a yes: left out: Marketing; add --yes to go on\n")
    quiet = run_collab("goal", "decompose", "grow", *words, "--quiet", cwd=root)
    assert quiet.err == "collab: error: this needs a yes: left out: Marketing; add --yes to go on\n"
    assert goals(root) == before
    assert run_collab("goal", "decompose", "grow", *words, "--yes", cwd=root).code == 0


def test_a_metric_counted_twice_takes_weights_somebody_has_written_down(root: Path, run_collab: RunCollab) -> None:
    first = run_collab("goal", "decompose", "grow", "--by", "equal", cwd=root)
    assert first.code == 0
    written = goals(root)
    again = run_collab("goal", "decompose", "grow", "--by", "equal", "--yes", "--lang", "en", cwd=root)
    assert (again.code, again.out) == (2, "")
    assert (
        "✗  Revenue adds up to 200 百万元, 100 more than asked: Grow the business (Marketing) (grow-marketing), "
        "Grow the business (Production) (grow-production) and Grow the business (Sales) (grow-sales) "
        "would be counted twice\n"
    ) in again.err
    assert "✗  Market share is carried already by Grow the business (Sales) (grow-sales): " in again.err
    assert again.err.endswith(
        "would be counted twice; leave it out with --key-result, or decide the weights in a file for --plan\n"
    )
    plan = root / "plan.yaml"
    for text, code in (
        ("by: equal\ngoals: [{department: sales}]\n", 2),
        ("goals: [{department: sales, weight: 1}]\n", 0),
    ):
        plan.write_text(text, "utf-8")
        words = ["--plan", "plan.yaml", "--lang", "en"]
        assert run_collab("goal", "decompose", "grow", *words, cwd=root).code == 2
        assert goals(root) == written
        assert run_collab("goal", "decompose", "grow", *words, "--yes", cwd=root).code == code
    assert goals(root) == {*written, "goals/2025/grow-sales-2.yaml"}
    assert "  en: Grow the business (Sales) 2\n" in (root / "goals/2025/grow-sales-2.yaml").read_text("utf-8")


def test_the_goal_served_is_agreed_on_too_until_it_has_been(root: Path, run_collab: RunCollab) -> None:
    words = ["goal", "decompose", "grow", "--by", "equal", "--lang", "en"]
    result = run_collab(*words, "--title", "sales=Win customers", cwd=root)
    assert "this gives one its own:\n  collab set goal:grow-production title=TEXT\n" in result.err
    assert "  collab proposal open TITLE --subject goal:grow --subject goal:grow-sales --subject " in result.err


def test_the_drafts_become_active_once_they_are_agreed_on(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")

    def run(*args: str) -> Result:
        return run_collab(*args, "--lang", "en", cwd=root)

    assert run("goal", "decompose", "increase-market-share", "--split", SPLIT).code == 0
    ids = [Path(draft).stem for draft in DRAFTS]
    refused = run("goal", "activate", ids[0])
    assert (refused.code, "no accepted proposal is about it" in refused.err) == (2, True)
    subjects = [word for each in ids for word in ("--subject", f"goal:{each}")]
    assert run("proposal", "open", "Shares", *subjects).out == "proposals/2025/shares.yaml\n"
    for head in ("zhang-wei", "wang-qiang", "liu-fang"):
        assert run("proposal", "sign", "shares", "--by", head).code == 0
    assert run("proposal", "close", "shares").code == 0
    assert [run("goal", "activate", each).code for each in ids] == [0, 0, 0]
    assert all("status: active\n" in (root / draft).read_text("utf-8") for draft in DRAFTS)
    assert found(check(root, profile="standard"), "G101", "G102", "G126", "P209") == []


def test_titles_that_were_all_said_need_no_word(root: Path, run_collab: RunCollab) -> None:
    words = ["--split", "sales=100", "--title", "sales=Win customers", "--yes", "--lang", "en"]
    result = run_collab("goal", "decompose", "grow", *words, cwd=root)
    assert "titles are made" not in result.err
    dry = run_collab("goal", "decompose", "grow", "--by", "equal", "--dry-run", "--lang", "en", cwd=root)
    assert dry.err.endswith("titles are made from the goal served; this gives one its own:\n  --title sales=TEXT\n")


def test_an_amount_given_whole_to_each_is_told_with_the_command_that_divides_it(
    root: Path, run_collab: RunCollab
) -> None:
    path = root / "goals/2025/grow.yaml"
    path.write_text(path.read_text("utf-8").replace("additive: true, ", ""), "utf-8")
    words = ["goal", "decompose", "grow", "--by", "equal", "--dry-run", "--lang", "en"]
    told = "!  Revenue is given whole to several, not divided\n"
    command = "collab goal kr set grow kr1 additive=true"
    err = run_collab(*words, cwd=root).err
    assert told in err
    assert f"\n    {command}\n" in err
    assert run_collab(*command.split()[1:], cwd=root).code == 0
    result = run_collab(*words, cwd=root)
    assert told not in result.err
    assert "✓  Revenue adds up to 100 百万元, as the goal asks\n" in result.err


def test_a_closed_department_is_neither_missing_nor_asked(root: Path, run_collab: RunCollab) -> None:
    words = ["goal", "decompose", "grow", "--by", "equal", "--dry-run", "--lang", "en"]
    assert "✓  nobody who could carry it is left out\n" in run_collab(*words, cwd=root).err
    result = run_collab(*words[:3], "--split", "archive=100", "--yes", "--lang", "en", cwd=root)
    assert result.err.endswith("collab: error: Archive is closed; name a department that still exists\n")


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


def test_milestones_and_a_yes_or_no_are_the_same_for_each(root: Path, run_collab: RunCollab) -> None:
    (root / "goals/2025/ship.yaml").write_text(
        'title: Ship\nlevel: company\nperiod: "2025"\nkey_results:\n'
        "  - {id: kr1, title: Certificate, type: boolean}\n"
        "  - {id: kr2, title: Launch, type: milestone, milestones: [{title: A, done: 2025-06-01}, {title: B}]}\n",
        "utf-8",
    )
    result = run_collab("goal", "decompose", "ship", "--by", "equal", "--lang", "en", cwd=root)
    assert result.code == 0
    assert result.err.count("not divided: the same for each\n") == 2
    assert "given whole" not in result.err
    assert "      - title: A\n      - title: B\n" in (root / "goals/2025/ship-sales.yaml").read_text("utf-8")


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
    assert again.code == (2 if new else 0)
