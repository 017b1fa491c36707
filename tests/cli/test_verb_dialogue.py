from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import DOWN, ENTER, exit_code, on_terminal
from tests.rules.worlds import green_demo

REVENUE = "goals/2025/increase-revenue.yaml"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(
        tmp_path / "demo", {"collab.yaml": lambda text: text.replace("as_of: 2025-06-30", "as_of: 2026-01-09")}
    )


def test_what_a_verb_would_have_said_is_asked_for(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "score", "increase-revenue")
    child.expect("Why it came out as it did")
    child.send("展会推迟" + ENTER)
    child.expect("What becomes of it")
    child.send(DOWN + ENTER)
    child.expect(REVENUE)
    assert exit_code(child) == 0
    assert (demo / REVENUE).read_text("utf-8").endswith("score: 0.5\nclosing:\n  cause: 展会推迟\n  next: modify\n")


def test_nothing_is_asked_that_is_said_or_in_vain(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "score", "increase-revenue", "--cause", "x", lang="zh")
    child.expect("今后如何处理")
    child.send(DOWN * 3 + ENTER)  # later
    child.expect(REVENUE)
    assert exit_code(child) == 0
    again = on_terminal(demo, environment, "goal", "score", "increase-revenue")
    again.expect("is scored already: 0.5")
    assert exit_code(again) == 2
