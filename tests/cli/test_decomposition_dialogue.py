from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import CTRL_C, ENTER, exit_code, on_terminal
from tests.growing_company import growing_company


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def test_shares_are_asked_until_they_add_up(root: Path, environment: dict[str, str]) -> None:
    child = on_terminal(root, environment, "goal", "decompose")
    child.expect("Which goal is to be broken down")
    child.send("(grow)" + ENTER)
    child.expect("How is it shared out")
    child.send(ENTER)
    child.expect("Share of Sales in % .*100 % are left")
    child.send("50" + ENTER)
    child.expect("Share of Production in % .*50 % are left")
    child.send("40%" + ENTER)
    child.expect("Share of Marketing in % .*10 % are left")
    child.send(ENTER)
    child.expect("10 % are missing. Say the shares again")
    child.send(ENTER)
    for party, share in (("Sales", "60"), ("Production", "40"), ("Marketing", "")):
        child.expect(f"Share of {party} in %")
        child.send(share + ENTER)
    child.expect("left out: Marketing")
    child.expect("Change a title, a rationale or a target")
    child.send("y")
    child.expect("Of whose goal")
    child.send("Sales" + ENTER)
    child.expect("Title of the goal of Sales .empty: Grow the business .Sales")
    child.send("Win customers" + ENTER)
    child.expect("How does Sales serve it. .empty: ")
    child.send("New customers" + ENTER)
    child.expect("Target of Sales for Market share .empty: 15 %")
    child.send("16" + ENTER)
    child.expect("Of whose goal")
    child.send("no more" + ENTER)
    child.expect("Win customers")
    child.expect("left out: Marketing")
    child.expect("Change a title, a rationale or a target")
    child.send("n")
    child.expect("Write these 2 goals")
    child.send("y")
    child.expect("goals/2025/grow-production.yaml")
    assert exit_code(child) == 0
    text = (root / "goals/2025/grow-sales.yaml").read_text("utf-8")
    assert "    target: 60\n" in text
    assert "    target: 16\n" in text
    assert "    weight: 0.6\n    how: New customers\n" in text
    assert text.startswith("title: Win customers\n")


def test_no_share_at_all_is_asked_for_once_more(root: Path, environment: dict[str, str]) -> None:
    child = on_terminal(root, environment, "goal", "decompose", "grow")
    child.expect("How is it shared out")
    child.send(ENTER)
    for turn in range(2):
        for party in ("Sales", "Production", "Marketing"):
            child.expect(f"Share of {party} in %")
            child.send(ENTER)
        if turn == 0:
            child.expect("100 % are missing. Say the shares again")
            child.send(ENTER)
    child.expect("no share was said; say the shares yourself with --split")
    assert exit_code(child) == 2


def test_history_is_offered_where_there_is_one_and_a_no_writes_nothing(root: Path, environment: dict[str, str]) -> None:
    child = on_terminal(root, environment, "goal", "decompose", "grow", "--key-result", "kr1", lang="zh")
    child.expect("按什么分解")
    child.send("以往" + ENTER)
    child.expect("要修改标题、支撑说明或目标值吗")
    child.send(ENTER)
    child.expect("写入这 2 个目标吗")
    child.send("n")
    assert exit_code(child) == 130
    assert not (root / "goals/2025/grow-sales.yaml").exists()


def test_the_dialogue_can_be_left(root: Path, environment: dict[str, str]) -> None:
    child = on_terminal(root, environment, "goal", "decompose", "increase-market-share")
    child.expect("by the weights so far")
    child.send(CTRL_C)
    assert exit_code(child) == 130
