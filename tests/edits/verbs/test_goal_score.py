from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.carry_out_verb import plan_state_verb
from collab_cli.edits.plan import Plan, Planned
from collab_cli.model.goal import Goal
from tests.edits.moves import verb_of
from tests.edits.plans import english, refusal
from tests.rules.worlds import green_demo, world_of

OVER = date(2026, 1, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def planned(root: Path, goal: str, day: date = OVER, **said: Any) -> Planned:
    plan = Plan(world_of(root, day))
    return plan_state_verb(plan, plan.world.workspace.records["goal"][goal], verb_of("goal score"), said)


def closed(root: Path, goal: str, day: date = OVER, **said: Any) -> tuple[Decimal | None, str]:
    """Close a goal and return its score and state."""
    found = planned(root, goal, day, **said)
    for write in found.writes:
        (root / write.path).write_bytes(write.data or b"")
    record = found.after.get(Goal, goal)
    assert record is not None
    return record.value.score, record.value.status


def reach(root: Path, value: str, name: str = "strengthen-brand") -> None:
    """Let both key results of a goal reach a share of their way by the end of the year."""
    path = root / "goals" / "2025" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("baseline: 35\n    target: 45", "baseline: 0\n    target: 100")
    text = text.replace("baseline: 80\n    target: 86", "baseline: 0\n    target: 100")
    path.write_text(text.replace("value: 38", f"value: {value}").replace("value: 83", f"value: {value}"), "utf-8")


@pytest.mark.parametrize(
    ("progress", "score", "state"),
    [
        ("65", "0.7", "achieved"),
        ("64.9", "0.6", "missed"),
        ("64.99999999999999", "0.7", "achieved"),
        ("100", "1", "achieved"),
        ("4.99", "0", "missed"),
    ],
)
def test_an_aspiration_counts_by_its_score(root: Path, progress: str, score: str, state: str) -> None:
    reach(root, progress)
    assert closed(root, "strengthen-brand") == (Decimal(score), state)


@pytest.mark.parametrize(
    ("progress", "score", "state"),
    [("100", "1", "achieved"), ("96", "1", "missed"), ("70", "0.7", "missed")],
)
def test_a_commitment_is_kept_whole(root: Path, progress: str, score: str, state: str) -> None:
    reach(root, progress)
    path = root / "goals" / "2025" / "strengthen-brand.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("commitment: aspirational\n", ""), "utf-8")
    assert closed(root, "strengthen-brand") == (Decimal(score), state)


def test_what_is_written_and_told(root: Path) -> None:
    found = planned(root, "increase-revenue", cause="展会推迟", next="modify")
    text = (found.writes[0].data or b"").decode()
    assert "status: missed\n" in text
    assert text.endswith("score: 0.5\nclosing:\n  cause: 展会推迟\n  next: modify\n")
    assert [english(found.sentence), *map(english, found.notes)] == [
        "closed the goal Increase revenue (increase-revenue) with the score 0.5: missed",
        "its progress is 50 %; a committed goal is achieved at 100 %",
    ]
    assert english(planned(root, "strengthen-brand").notes[-1]) == (
        "its closing is not complete yet: collab goal score strengthen-brand --cause TEXT --next keep|modify|drop"
    )


def test_check_ins_after_the_period_do_not_count(root: Path) -> None:
    path = root / "goals" / "2025" / "increase-market-share.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2025-06-30", "date: 2026-01-02"), "utf-8")
    assert closed(root, "increase-market-share") == (Decimal(0), "missed")


def test_a_goal_is_not_scored_before_its_end(root: Path) -> None:
    assert refusal(lambda: planned(root, "increase-revenue", date(2025, 12, 30))) == (
        "Increase revenue (increase-revenue) runs until 2025-12-31; "
        "score it then, or add --early to close it with what is reached today"
    )
    assert closed(root, "increase-revenue", date(2025, 12, 31))[1] == "missed"
    assert closed(root, "strengthen-brand", date(2025, 6, 30), early=True) == (Decimal("0.4"), "missed")


def test_a_score_by_hand(root: Path) -> None:
    assert closed(root, "increase-revenue", score="100%") == (Decimal(1), "achieved")
    assert closed(root, "strengthen-brand", score="0.7") == (Decimal("0.7"), "achieved")
    assert refusal(lambda: planned(root, "increase-market-share", score="1.5")) == (
        "score cannot be 1.5; write a share from 0 to 1 such as 0.4"
    )


def test_a_closed_goal_keeps_its_score_and_takes_what_was_not_said(root: Path) -> None:
    closed(root, "increase-revenue", cause="展会推迟")
    assert refusal(lambda: planned(root, "increase-revenue")).startswith(
        "Increase revenue (increase-revenue) is scored already: 0.5; "
    )
    assert refusal(lambda: planned(root, "increase-revenue", cause="另一原因")).startswith("Increase revenue")
    found = planned(root, "increase-revenue", next="drop")
    assert english(found.sentence) == "noted how the goal Increase revenue (increase-revenue) was closed"
    assert (found.writes[0].data or b"").decode().endswith("closing:\n  cause: 展会推迟\n  next: drop\n")


def test_without_a_value_there_is_no_score(root: Path) -> None:
    path = root / "goals" / "2025" / "increase-market-share.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("target: 15", "target: 12"), "utf-8")
    assert refusal(lambda: planned(root, "increase-market-share")) == (
        "the progress of Increase market share (increase-market-share) has no value, so no score follows from it; "
        "give one with --score"
    )


@pytest.mark.parametrize("state", ["draft", "proposed", "cancelled"])
def test_only_active_goals_are_closed(root: Path, state: str) -> None:
    path = root / "goals" / "2025" / "increase-revenue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: active", f"status: {state}"), "utf-8")
    assert refusal(lambda: planned(root, "increase-revenue")).startswith(
        f"Increase revenue (increase-revenue) is {state}, and collab goal score is for what is "
    )
