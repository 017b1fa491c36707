"""``collab charter simulate``: an answer, and nothing written."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from collab_cli.findings import Finding
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo, small_company, world_of

STEPS = (
    ("--remove", "person:zhang-wei"),
    ("--remove", "role:sales-head"),
    ("--remove", "sales"),
    ("--merge", "marketing", "sales"),
    ("--move", "sales/complaint-handling=marketing"),
    ("--move", "sales/complaint-handling", "--to", "marketing"),
)


def files(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest() for path in root.rglob("*") if path.is_file()
    }


def answered(run_collab: RunCollab, root: Path, *steps: str) -> dict[str, Any]:
    result = run_collab("charter", "simulate", *steps, "--json", cwd=root)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def strict(root: Path) -> tuple[Finding, ...]:
    world = world_of(root)
    return run_rules(world, select_rules(world.settings, profile="strict")).findings


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_written(tmp_path: Path, run_collab: RunCollab, step: tuple[str, ...]) -> None:
    root = green_demo(tmp_path / "demo")
    before = files(root)
    assert run_collab("charter", "simulate", *step, cwd=root).code == 0
    assert files(root) == before


def test_a_head_who_leaves_leaves_gaps(tmp_path: Path, run_collab: RunCollab) -> None:
    answer = answered(run_collab, green_demo(tmp_path / "demo"), "--remove", "person:zhang-wei")
    assert {finding["code"] for finding in answer["unowned"]} == {"R319"}
    assert (answer["overloaded"], answer["duplicated"], answer["resolved"], answer["loads"]) == ([], [], [], [])
    assert [(lost["record"], lost["field"]) for lost in answer["goals"]] == [("goal:increase-revenue", "owner")]
    assert ("department:sales", "head") in [(lost["record"], lost["field"]) for lost in answer["posts"]]


def test_a_person_nobody_names_changes_nothing(tmp_path: Path, run_collab: RunCollab) -> None:
    root = small_company(tmp_path)
    with (root / "people.yaml").open("a", encoding="utf-8") as people:
        people.write("- {id: sun-li, name: Sun Li, department: production}\n")
    with (root / "charters" / "production.yaml").open("a", encoding="utf-8") as charter:
        charter.write("  - {person: sun-li, date: 2025-02-03, version: 1}\n")
    with (root / "goals" / "fewer-returns.yaml").open("a", encoding="utf-8") as goal:
        goal.write("  - {person: sun-li, date: 2025-02-03}\n")
    result = run_collab("charter", "simulate", "--remove", "sun-li", "--lang", "en", cwd=root)
    assert result.out.splitlines()[2] == "nothing changes"


def test_a_moved_duty_changes_the_load_of_both(tmp_path: Path, run_collab: RunCollab) -> None:
    step = "sales/complaint-handling=marketing"
    answer = answered(run_collab, green_demo(tmp_path / "demo"), "--move", step)
    loads = {load["department"]: (load["before"]["A"], load["after"]["A"]) for load in answer["loads"]}
    assert loads == {"sales": (3, 2), "marketing": (3, 4)}
    assert answer["steps"] == [f"--move {step}"]
    assert [each["charter"] for each in answer["agreements"]] == ["charter:marketing", "charter:sales"]


def test_a_simulated_move_finds_what_the_move_brings(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    answer = answered(run_collab, root, "--move", "sales/complaint-handling=marketing")
    told = {
        (finding["code"], finding["path"], finding["line"])
        for name in ("unowned", "overloaded", "duplicated", "other")
        for finding in answer[name]
    }
    before = {finding.fingerprint for finding in strict(root)}
    assert run_collab("charter", "duty", "move", "sales/complaint-handling", "marketing", "--yes", cwd=root).code == 0
    new = [finding for finding in strict(root) if finding.fingerprint not in before]
    assert told == {(finding.code, finding.place.path, finding.place.line) for finding in new}
    assert told


def test_steps_are_taken_in_the_order_they_are_typed(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    move, merge = ("--move", "marketing/brand-promotion", "--to", "production"), ("--merge", "marketing", "sales")
    answer = answered(run_collab, root, *move, *merge, "--remove", "person:zhang-wei", "--merge", "sales", "production")
    assert answer["steps"] == [
        "--move marketing/brand-promotion=production",
        "--merge marketing sales",
        "--remove person:zhang-wei",
        "--merge sales production",
    ]
    result = run_collab("charter", "simulate", *merge, *move, "--lang", "en", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert "closed" in result.err or "superseded" in result.err


def test_it_can_be_kept_as_a_page(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    page = tmp_path / "page.html"
    result = run_collab("charter", "simulate", "--remove", "sales", "-o", str(page), "--lang", "en", cwd=root)
    assert result.code == 0
    assert "Loses its owner" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "no change is named"),
        (("--merge", "sales", "sales"), "cannot go into itself"),
        (("--merge", "sales", ""), "--merge cannot be empty"),
        (("--merge", "sales"), "--merge"),
        (("--remove", "nobody"), "there is no department nobody"),
        (("--remove", ""), "--remove cannot be empty"),
        (("--remove", "person:nobody"), "there is no person nobody"),
        (("--remove", "🙂" * 5000), "there is no department"),
        (("--move", "sales"), "names no duty and charter"),
        (("--move", "sales/x="), "names no duty and charter"),
        (("--move", "sales/complaint-handling", "--remove", "sales"), "names no duty and charter"),
        (("--move", "sales/nothing=marketing"), "has no part nothing"),
        (("--to", "marketing"), "--to stands alone"),
    ],
)
def test_wrong_input_is_one_line(tmp_path: Path, run_collab: RunCollab, typed: tuple[str, ...], said: str) -> None:
    result = run_collab("charter", "simulate", *typed, "--lang", "en", cwd=green_demo(tmp_path / "demo"))
    errors = [line for line in result.err.splitlines() if line.startswith("collab: error")]
    assert (result.code, result.out, len(errors)) == (2, "", 1)
    assert said in errors[0]


def test_what_cannot_be_read_is_told(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    (root / "people.yaml").write_text("[", "utf-8")
    err = run_collab("charter", "simulate", "--remove", "sales", "--lang", "en", cwd=root).err
    assert "some people cannot be read; collab check says why" in err


def test_a_charter_that_cannot_be_read_makes_the_count_incomplete(tmp_path: Path, run_collab: RunCollab) -> None:
    root = green_demo(tmp_path / "demo")
    (root / "charters" / "marketing.yaml").write_text("title: [", encoding="utf-8")
    answer = answered(run_collab, root, "--remove", "person:zhang-wei")
    assert "R315" in answer["not_checked"]
    out = run_collab("charter", "simulate", "--remove", "person:zhang-wei", "--lang", "en", cwd=root).out
    assert out.splitlines()[4].startswith("the count is incomplete; not checked, ")
