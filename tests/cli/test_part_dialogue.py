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


def test_an_action_of_minutes_is_asked_its_owner_and_its_day(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "meeting", "action", "add", "2025-07-14")
    child.expect("Title")
    child.send("Count the stock" + ENTER)
    child.expect("Owner")
    child.send("Wang" + ENTER)
    child.expect("Due")
    child.send("7/18" + ENTER)
    assert exit_code(child) == 0
    assert "  - {title: Count the stock, owner: wang-qiang, due: 2025-07-18}\n" in (
        demo / "meetings/2025/2025-07-14-xdept-weekly.yaml"
    ).read_text("utf-8")


def test_an_action_there_is_is_chosen_or_named_without_a_question(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "meeting", "carried-over", "add", "2025-07-14", lang="zh")
    child.expect("哪一项督办事项")
    child.send("每周五" + ENTER)
    assert exit_code(child) == 0
    child = on_terminal(demo, environment, "meeting", "action", "add", "2025-07-14", "2025-06-30-media-budget-plan")
    assert exit_code(child) == 0
    text = (demo / "meetings/2025/2025-07-14-xdept-weekly.yaml").read_text("utf-8")
    assert "  - 2025-06-30-media-budget-plan\n" in text
    assert "carried_over: [2025-07-07-forecast-deadline]\n" in text


def test_where_nothing_is_open_nothing_is_asked(demo: Path, environment: dict[str, str]) -> None:
    for path in (demo / "actions").rglob("*.yaml"):
        path.unlink()
    (demo / "meetings/2025/2025-07-07-xdept-weekly.yaml").unlink()
    child = on_terminal(demo, environment, "meeting", "carried-over", "add", "2025-07-14")
    child.expect("there is no action to name; collab action add adds one")
    assert exit_code(child) == 2
