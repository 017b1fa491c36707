from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, shown
from tests.rules.worlds import EXAMPLE, Found, check, found, small_company

METRICS = (
    (EXAMPLE / "metrics.yaml").read_text(encoding="utf-8")
    + """\
- {id: orders, name: Orders, unit: orders, nature: volume}
- {id: lead-time, name: Lead time, unit: days, nature: speed}
- {id: revenue, name: Revenue, unit: yuan}
- {id: unit-cost, name: Unit cost, unit: yuan, nature: cost}
"""
)
NUMBERS = "baseline: 1, target: 2, unit: x"


def company(tmp_path: Path, *lines: str, status: str = "active", **more: str) -> Path:
    return small_company(tmp_path, {"metrics.yaml": METRICS, "goals/a.yaml": goal("A", status, *lines), **more})


def results(*fields: str) -> str:
    """Return a line of key results kr1, kr2 ... with these fields."""
    entries = (f"{{id: kr{at}, title: T{at}, {NUMBERS}{text}}}" for at, text in enumerate(fields, 1))
    return f"key_results: [{', '.join(entries)}]"


def test_g112_asks_what_holds_against_volume(tmp_path: Path) -> None:
    outcome = check(company(tmp_path, results(", nature: volume")), profile="standard")
    message = (
        "T1 (kr1) of A (a) drives volume or speed, and no guardrail, quality or cost holds against it; "
        "add a guardrail, or a key result of quality or cost"
    )
    assert found(outcome, "G112") == [Found("G112", "info", "goals/a.yaml:6:77", message, ("goal:a/kr1",))]
    assert in_chinese(outcome, "G112") == [
        "A (a) 的 T1 (kr1) 追求数量或速度，却没有底线指标、质量或成本指标制衡；增加底线指标，或质量、成本类的关键结果"
    ]


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        (", nature: volume", "volume"),
        (", nature: speed", "speed"),
        (", metric: orders", "orders"),
        (", metric: lead-time", "lead-time"),
        (", type: money", "money"),
        (", type: money, metric: revenue", "money, metric: revenue"),
        (", type: money, metric: orders", "orders"),
        (", metric: market-share, nature: volume", "volume"),
        (", nature: outcome", None),
        (", metric: market-share", None),
        (", type: money, nature: outcome", None),
        (", type: money, metric: market-share", None),
        (", metric: orders, nature: outcome", None),
        (", metric: revenue", None),
        ("", None),
    ],
)
def test_g112_takes_the_nature_from_result_metric_or_money(tmp_path: Path, fields: str, there: str | None) -> None:
    root = company(tmp_path, results(fields))
    places = shown(root, check(root), "G112")
    assert [place.partition("}")[0] for place in places] == ([] if there is None else [there])


@pytest.mark.parametrize(
    ("lines", "records"),
    [
        ([results(", nature: volume", ", nature: speed")], ["goal:a/kr1", "goal:a/kr2"]),
        ([results(", nature: volume", ", nature: outcome")], ["goal:a/kr1"]),
        ([results(", nature: volume", ", nature: quality")], []),
        ([results(", nature: volume", ", nature: cost")], []),
        ([results(", nature: volume", ", metric: return-rate")], []),
        ([results(", nature: volume", ", metric: unit-cost")], []),
        ([results(", nature: volume"), "guardrails: [{name: Discount, at_most: 8}]"], []),
        ([results(", nature: volume"), "guardrails: []"], ["goal:a/kr1"]),
        (
            [results(", nature: volume", ", nature: speed"), "tensions: [{between: [kr2, Calm], resolution: R}]"],
            ["goal:a/kr1"],
        ),
        ([results(", nature: volume"), "tensions: [{between: ['goal:a/kr1', Calm], resolution: R}]"], []),
        ([results(", nature: volume"), "tensions: [{between: ['goal:a', Calm], resolution: R}]"], ["goal:a/kr1"]),
    ],
)
def test_g112_is_content_with_what_holds_against(tmp_path: Path, lines: list[str], records: list[str]) -> None:
    assert [one.records for one in found(check(company(tmp_path, *lines)), "G112")] == [(ref,) for ref in records]


@pytest.mark.parametrize(("status", "count"), [("active", 0), ("draft", 1)])
def test_g112_knows_the_tensions_other_goals_declare(tmp_path: Path, status: str, count: int) -> None:
    other = goal("B", status, "tensions: [{between: ['goal:a/kr1', Calm], resolution: R}]")
    root = company(tmp_path, results(", nature: volume"), **{"goals/b.yaml": other})
    assert len(found(check(root), "G112")) == count


@pytest.mark.parametrize("status", ["draft", "proposed", "achieved", "cancelled"])
def test_g112_is_about_active_goals(tmp_path: Path, status: str) -> None:
    assert found(check(company(tmp_path, results(", nature: volume"), status=status)), "G112") == []


def test_g112_concludes_nothing_while_metrics_cannot_be_read(tmp_path: Path) -> None:
    outcome = check(company(tmp_path, results(", nature: volume"), **{"metrics.yaml": "- [\n"}))
    assert found(outcome, "G112") == []
    assert "G112" in [rule.code for rule in outcome.not_checked]
