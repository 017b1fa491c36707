from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import ENTER, exit_code, on_terminal
from tests.rules.worlds import green_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_what_is_to_be_agreed_is_chosen_and_the_rest_follows(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "proposal", "add")
    child.expect("What is the title of the proposal")
    child.send("New duties" + ENTER)
    child.expect("What is to be agreed")
    child.send("(sales)" + ENTER)
    child.expect("What else is to be agreed")
    child.send("(production)" + ENTER)
    child.expect("What else is to be agreed")
    child.send(ENTER)
    child.expect("proposals/2025/new-duties.yaml")
    assert exit_code(child) == 0
    text = (demo / "proposals/2025/new-duties.yaml").read_text("utf-8")
    assert text.index("ref: charter:sales") < text.index("ref: charter:production") < text.index("type: charter_change")


def test_a_question_of_its_own_is_a_decision(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "proposal", "add")
    child.expect("What is the title of the proposal")
    child.send("Move the office" + ENTER)
    child.expect("What is to be agreed")
    child.send("a question of" + ENTER)
    child.expect("Affected")
    child.send("sales, production" + ENTER)
    child.expect("proposals/2025/move-the-office.yaml")
    assert exit_code(child) == 0
    assert "type: decision\naffected: [sales, production]\n" in (
        demo / "proposals/2025/move-the-office.yaml"
    ).read_text("utf-8")
