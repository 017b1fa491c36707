from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.goals.figure import Figure
from collab_cli.findings import Place
from tests.analyses.goals.figure_sums import check_lines, reckoned
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

REVENUE = "goals/2025/increase-revenue.yaml"
GOALS = ("increase-market-share", "increase-revenue", "raise-quality-and-efficiency", "strengthen-brand")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo") / "demo")


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("explain", [[], ["--explain"], ["--forecast"]])
def test_every_format(demo: Path, run_collab: RunCollab, format: str, explain: list[str]) -> None:
    result = run_collab("goal", "show", "增加销售额", *explain, "--format", format, cwd=demo)
    assert result.code == 0, result.err
    assert "0.4945" in result.out or explain != ["--explain"] or format == "json"


def test_the_day_decides(demo: Path, run_collab: RunCollab) -> None:
    early = run_collab("goal", "show", "increase-revenue", "--as-of", "2025-01-10", "--json", cwd=demo)
    standing = json.loads(early.out)["standing"]
    assert (standing["progress"], standing["shown_status"]) == (0, "too_early")


def test_a_goal_that_is_not_there(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "nope", "--explain", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == ("collab: error: there is no goal nope; collab goal list shows what there is")


def shown(run_collab: RunCollab, demo: Path, goal: str, *words: str) -> dict[str, Any]:
    """Return what programs get of a goal, its numbers as exact as they are written."""
    result = run_collab("goal", "show", goal, *words, "--json", "--lang", "en", cwd=demo)
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out, parse_float=Decimal, parse_int=Decimal)
    return data


def places(value: Decimal | None, count: int = 4) -> str:
    return "-" if value is None else str(value.quantize(Decimal(10) ** -count, ROUND_HALF_UP))


def test_the_worked_table_of_pace_and_status(demo: Path, run_collab: RunCollab) -> None:
    found = []
    for goal in GOALS:
        standing = shown(run_collab, demo, goal)["standing"]
        for each in (standing, *standing["key_results"]):
            name = each.get("id", goal)
            found.append((name, *(places(each[key]) for key in ("progress", "expected", "pace", "gap")),
                          each["shown_status"]))  # fmt: skip
    assert found == [
        ("increase-market-share", "0.4000", "0.4945", "0.8089", "0.0945", "at_risk"),
        ("kr1", "0.4000", "0.4945", "0.8089", "0.0945", "at_risk"),
        ("increase-revenue", "0.5000", "0.4945", "1.0111", "-0.0055", "on_track"),
        ("kr1", "0.6000", "0.4945", "1.2133", "-0.1055", "on_track"),
        ("kr2", "0.4000", "0.4945", "0.8089", "0.0945", "at_risk"),
        ("raise-quality-and-efficiency", "0.5000", "0.4945", "1.0111", "-0.0055", "on_track"),
        ("kr1", "0.6000", "0.4945", "1.2133", "-0.1055", "on_track"),
        ("kr2", "0.4000", "0.4945", "0.8089", "0.0945", "at_risk"),
        ("strengthen-brand", "0.4000", "0.4945", "0.8089", "0.0945", "at_risk"),
        ("kr1", "0.3000", "0.4945", "0.6067", "0.1945", "off_track"),
        ("kr2", "0.5000", "0.4945", "1.0111", "-0.0055", "on_track"),
    ]


def test_the_worked_figures_of_the_company_goal(demo: Path, run_collab: RunCollab) -> None:
    standing = shown(run_collab, demo, GOALS[0])["standing"]
    assert {key: str(standing[key]) for key in ("own", "contribution", "alignment_gap", "progress", "rollup")} == {
        "own": "0.4", "contribution": "0.47", "alignment_gap": "0.07", "progress": "0.4", "rollup": "own",
    }  # fmt: skip
    assert (places(standing["forecast"]), standing["finish"]) == ("0.8089", None)


def test_own_outcome_and_contribution_mixed(tmp_path: Path, run_collab: RunCollab) -> None:
    demo = green_demo(tmp_path / "demo")
    assert run_collab("set", "goal:increase-market-share", "rollup=mixed", cwd=demo).code == 0
    assert str(shown(run_collab, demo, GOALS[0])["standing"]["progress"]) == "0.435"
    check_explained(run_collab, demo, GOALS[0])


def test_the_line_through_three_check_ins(tmp_path: Path, run_collab: RunCollab) -> None:
    demo = green_demo(tmp_path / "demo")
    for day, value in (("2025-04-30", "24"), ("2025-05-31", "36")):
        result = run_collab("goal", "checkin", "increase-revenue/kr2", value, "--date", day, cwd=demo)
        assert result.code == 0, result.err
    second = shown(run_collab, demo, "increase-revenue")["standing"]["key_results"][1]
    assert (places(second["forecast"]), second["finish"]) == ("1.0027", "2025-12-31")
    figures = shown(run_collab, demo, "increase-revenue", "--explain")["key_results"][1]["figures"]
    slope = next(each for figure in figures for each in figure["inputs"] if each["symbol"] == "k")
    assert places(slope["value"], 7) == "0.0032784"
    check_explained(run_collab, demo, "increase-revenue")


Known = dict[tuple[str, str], Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def figure_of(data: dict[str, Any], known: Known, row: str = "") -> Figure:
    """Return a figure with the value its formula makes of the lines it rests on, not of rounded numbers between.

    An input that is expanded elsewhere is the number reckoned there.
    """
    symbol = data["symbol"] or ""
    inputs = tuple(figure_of(each, known, row if symbol else str(data["label"])) for each in data["inputs"])
    value = data["value"]
    if isinstance(value, str) and DAY.fullmatch(value):
        value = date.fromisoformat(value)
    place = Place(data["path"], int(data["line"]), int(data["column"])) if data["path"] else None
    figure = Figure(symbol, value, data["label"] or "", data["formula"] or "", inputs, place)
    if figure.formula and symbol != "status":
        figure = replace(figure, value=reckoned(figure))
        if isinstance(value, date):
            figure = replace(figure, value=date.fromordinal(int(figure.value)))  # type: ignore[arg-type]
    elif figure.formula:
        assert reckoned(figure) is True, data
    elif place is None and not data["note"] and not inputs:
        figure = replace(figure, value=known.get((row, symbol), value))
    known.setdefault((row, symbol), figure.value)
    return figure


def same(data: dict[str, Any], figure: Figure) -> Iterator[Figure]:
    """Yield the figures of a tree, after a look whether the numbers shown are those reckoned."""
    value = figure.value
    if isinstance(value, Decimal):
        assert data["value"] == value.quantize(Decimal(10) ** -9, ROUND_HALF_UP), data
    else:
        assert data["value"] == (value.isoformat() if isinstance(value, date) else value), data
    yield figure
    for inner, each in zip(data["inputs"], figure.inputs, strict=True):
        yield from same(inner, each)


def check_explained(run_collab: RunCollab, demo: Path, goal: str, *words: str) -> None:
    record = shown(run_collab, demo, goal, "--explain", *words)
    sections = [record["figures"], *(each["figures"] for each in record["key_results"])]
    for figures in sections:
        known: Known = {}
        trees = [(data, figure_of(data, known)) for data in figures]
        check_lines(demo, [figure for data, tree in trees for figure in same(data, tree)])


@pytest.mark.no_cover
@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-30", "2025-12-31", "2026-03-01"])
@pytest.mark.parametrize("goal", GOALS)
def test_every_number_adds_up_from_the_lines_of_the_files(
    demo: Path, run_collab: RunCollab, goal: str, day: str
) -> None:
    check_explained(run_collab, demo, goal, "--as-of", day)


def test_the_forecast_of_the_worked_example(demo: Path, run_collab: RunCollab) -> None:
    found = shown(run_collab, demo, "increase-market-share", "--forecast")
    assert (places(found["forecast"]), found["finish"]) == ("0.8089", None)
    assert [(each["id"], str(each["at_end"])) for each in found["key_results"]] == [("kr1", "14.43")]


def test_one_page_at_a_time(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "increase-revenue", "--explain", "--forecast", "--lang", "en", cwd=demo)
    assert (result.code, result.err) == (
        2,
        "collab: error: --explain and --forecast contradict each other; give one of the two\n",
    )
