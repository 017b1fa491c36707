"""``collab goal tree``: which goals it shows, in which formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_as_a_drawing(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("--lang", "en", "goal", "tree", "--format", "mermaid", cwd=demo)
    assert result.code == 0
    assert result.out.splitlines()[5:8] == [
        '  b1["Increase market share (increase-market-share)<br>40 % · at risk · pace 0.81 · 李娜"]:::warn',
        '  b2["Increase revenue (increase-revenue)<br>50 % · on track · pace 1.01 · Sales, 张伟 '
        '· carries 40 %"]:::good',
        "  b1 --> b2",
    ]


def test_a_broken_limit_is_told(demo: Path, run_collab: RunCollab) -> None:
    path = demo / "goals/2025/increase-revenue.yaml"
    path.write_text(path.read_text("utf-8").replace("at_most: 8", "at_most: 1"), "utf-8")
    result = run_collab("--lang", "en", "goal", "tree", cwd=demo)
    assert [line for line in result.out.splitlines() if "limit broken" in line] == [
        line for line in result.out.splitlines() if "(increase-revenue)" in line
    ]
    result = run_collab("goal", "tree", "increase-revenue", "--json", cwd=demo)
    assert json.loads(result.out)["goals"][0]["broken_guardrails"] == 1


def test_a_file_named_so_holds_a_drawing(demo: Path, run_collab: RunCollab) -> None:
    assert run_collab("goal", "tree", "-o", "goals.mmd", cwd=demo).code == 0
    assert (demo / "goals.mmd").read_text(encoding="utf-8").startswith("flowchart TD\n")


def test_no_goal_is_no_drawing(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("--lang", "en", "goal", "tree", "--owner", "陈杰", "--format", "mermaid", cwd=demo)
    assert result.code == 2
    assert result.err.splitlines()[-1] == "collab: error: there is no tree to draw; choose another format"


@pytest.mark.parametrize(
    ("args", "goals"),
    [
        (("--depth", "1"), []),
        (("--department", "sales"), ["increase-revenue"]),
        (("--owner", "刘芳"), ["strengthen-brand"]),
        (("--status", "on_track"), ["increase-revenue", "raise-quality-and-efficiency"]),
        (("increase-market-share", "--status", "at_risk"), ["strengthen-brand"]),
    ],
)
def test_goals_asked_for(demo: Path, run_collab: RunCollab, args: tuple[str, ...], goals: list[str]) -> None:
    record = json.loads(run_collab("goal", "tree", *args, "--json", cwd=demo).out)
    (top,) = record["goals"]
    assert top["id"] == "increase-market-share"
    assert [one["id"] for one in top["contributors"]] == goals


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (("--depth", "0"), "--depth cannot be 0; give a number from 1 on"),
        (("--depth", "-3"), "--depth cannot be -3; give a number from 1 on"),
        (("--department", ""), "--department cannot be empty; give it a value, or leave it out"),
        (("--period", "x"), "--period cannot be x; choose one of 2025, 2025-q3"),
        (("nowhere",), "there is no goal nowhere; collab goal list shows what there is"),
    ],
)
def test_refused(demo: Path, run_collab: RunCollab, args: tuple[str, ...], err: str) -> None:
    result = run_collab("--lang", "en", "goal", "tree", *args, cwd=demo)
    assert (result.code, result.err.splitlines()[-1]) == (2, f"collab: error: {err}")


def test_only_the_files_it_is_told_from_are_read(demo: Path, run_collab: RunCollab) -> None:
    registers = ("collab", "metrics", "departments", "people", "roles")
    files = [*(demo / "goals").rglob("*.yaml"), *(demo / f"{name}.yaml" for name in registers)]
    result = run_collab("--lang", "en", "--verbose", "goal", "tree", cwd=demo)
    assert f"{sum(path.is_file() for path in files)} files read\n" in result.err
