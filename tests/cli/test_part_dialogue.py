from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import CTRL_C, DOWN, ENTER, exit_code, on_terminal
from tests.rules.worlds import green_demo


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_it_asks_for_what_a_key_result_cannot_be_without(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "kr", "add", "increase-revenue", "--unit", "%")
    child.expect("Title")
    child.send("Repeat orders" + ENTER)
    child.expect("Baseline")
    child.send("30" + ENTER)
    child.expect("Target")
    child.send("45" + ENTER)
    child.expect("goals/2025/increase-revenue.yaml")
    assert exit_code(child) == 0
    assert "  - id: kr3\n    title: Repeat orders\n    baseline: 30\n    target: 45\n" in (
        demo / "goals/2025/increase-revenue.yaml"
    ).read_text("utf-8")


def test_a_record_is_chosen_and_a_text_typed(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "training", "outcome", "add", "communication-workshop", lang="zh")
    child.expect("人员")
    child.send(DOWN * 3 + ENTER)
    child.expect("技能")
    child.send(ENTER)
    child.expect("至")
    child.send("4" + ENTER)
    assert exit_code(child) == 0
    assert "  - {person: wang-qiang, skill: communication, to: 4}\n" in (
        demo / "training/communication-workshop.yaml"
    ).read_text("utf-8")


def test_an_agenda_item_is_asked_for_and_the_dialogue_left(demo: Path, environment: dict[str, str]) -> None:
    before = (demo / "series/xdept-weekly.yaml").read_bytes()
    child = on_terminal(demo, environment, "series", "agenda-item", "add", "xdept-weekly")
    child.expect("What does it say")
    child.send(CTRL_C)
    assert exit_code(child) == 130
    assert (demo / "series/xdept-weekly.yaml").read_bytes() == before


def test_a_duty_is_given_to_departments(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "charter", "duty", "add", "sales", "Leads")
    child.expect("Which department is accountable")
    child.send("Production" + ENTER)
    child.expect("Which department does it")
    child.send("Sales" + ENTER)
    child.expect("charters/sales.yaml")
    assert exit_code(child) == 0
    assert "  - id: leads\n    title: Leads\n    raci:\n      production: A\n      sales: R\n" in (
        demo / "charters/sales.yaml"
    ).read_text("utf-8")
