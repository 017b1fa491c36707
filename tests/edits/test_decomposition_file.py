from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.decompose_goal import Request, plan_decomposition
from collab_cli.edits.decomposition_file import read_plan_file
from collab_cli.model.goal import Goal
from tests.edits.plans import plan_of, refusal, written
from tests.growing_company import growing_company

PLAN = """\
key_results: [kr1, kr2]
goals:
  - department: 销售部
    weight: 0.6
    title: {zh: 多卖, en: Sell more}
    how: 新客户
    key_results:
      - {from: kr1, baseline: 50, target: 62}
      - {title: 拜访, baseline: 0, target: 300, unit: 次}
  - {person: 刘芳, weight: 0.4, owner: zhou-min, key_results: [{from: kr2, target: 16}]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def read(root: Path, text: str) -> Request:
    plan = plan_of(root)
    goal = plan.world.get(Goal, "grow")
    assert goal is not None
    return read_plan_file(plan, goal, "plan.yaml", text.encode())


def test_a_whole_plan(root: Path) -> None:
    found = read(root, PLAN)
    assert {party: str(share) for party, share in found.wanted.shares.items()} == {
        "sales": "0.6",
        "person:liu-fang": "0.4",
    }
    assert found.wanted.figures == {
        ("sales", "kr1"): {"baseline": 50, "target": 62},
        ("person:liu-fang", "kr2"): {"target": 16},
    }
    assert found.words["sales"].title == {"zh": "多卖", "en": "Sell more"}
    assert (found.words["sales"].how, found.words["person:liu-fang"].owner) == ("新客户", "zhou-min")
    plan = plan_of(root)
    goal = plan.world.get(Goal, "grow")
    assert goal is not None
    text = written(plan_decomposition(plan, goal, found).planned)["goals/2025/grow-sales.yaml"]
    assert text.startswith("title:\n  zh: 多卖\n  en: Sell more\n")
    assert "  - id: kr3\n    title: 拜访\n    baseline: 0\n    target: 300\n    unit: 次\n" in text


def test_weights_that_follow(root: Path) -> None:
    found = read(root, "by: headcount\ndecimals: 2\ngoals: [{department: sales}, {department: production}]\n")
    assert (found.wanted.by, found.wanted.parties, found.wanted.places) == ("headcount", ("sales", "production"), 2)
    assert [each.id for each in found.wanted.key_results] == ["kr1", "kr2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goals: [\n", "plan.yaml:1:9: a value is missing here; write: `goals: []`"),
        ("- a\n", "plan.yaml holds no plan; write goals, each with a department, a weight and more"),
        ("", "plan.yaml holds no plan; write goals, each with a department, a weight and more"),
        ("goals: []\n", "plan.yaml:1:8: the plan has no goals; write one under goals"),
        ("goals:\n  - {department: sales, weight: 1, titel: x}\n",
            "plan.yaml:2:36: titel is no field of this part; did you mean title"),
        ("goals:\n  - {weight: 1}\n", "plan.yaml:2:6: department is missing"),
        ("goals:\n  - {department: sales, weight: 40%}\n",
            "plan.yaml:2:33: weight is `40%`, expected a share from 0 to 1 such as 0.4; write weight: 0.4"),
        ("goals:\n  - {department: sales, weight: 0}\n",
            "plan.yaml:2:33: weight is 0; give it a share above 0, or leave it out"),
        ("goals:\n  - {department: sales}\n",
            "plan.yaml:2:5: the goal has no weight; write the weight of each goal, or by for all of them"),
        ("by: equal\ngoals:\n  - {department: sales, weight: 1}\n",
            "plan.yaml:3:33: by lets the weights follow, but one is written; leave one of the two out"),
        ("goals:\n  - {department: slaes, weight: 1}\n",
            "plan.yaml:2:18: there is no department slaes; did you mean Sales (sales)"),
        ("goals:\n  - {person: nobody, weight: 1}\n",
            "plan.yaml:2:14: there is no person nobody; collab person list shows what there is"),
        ("goals:\n  - {department: sales, person: liu-fang, weight: 1}\n",
            "plan.yaml:2:33: a goal is of a department or of a person; leave one of the two out"),
        ("goals:\n  - {department: sales, weight: 0.5}\n  - {department: 销售部, weight: 0.5}\n",
            "plan.yaml:3:18: Sales is named twice; name it once"),
        ("decimals: 9\ngoals: [{department: sales, weight: 1}]\n",
            "plan.yaml:1:11: decimals cannot be 9; write a number from 0 to 6"),
        ("key_results: [kr9]\ngoals: [{department: sales, weight: 1}]\n",
            "plan.yaml:1:15: Grow the business (grow) has no part kr9; did you mean kr1"),
        ("key_results: [kr1]\ngoals: [{department: sales, weight: 1, key_results: [{from: kr2, target: 1}]}]\n",
            "plan.yaml:2:61: kr2 is not handed down; name it under key_results at the top too"),
        ("goals: [{department: sales, weight: 1, key_results: [{from: kr2, unit: x}]}]\n",
            "plan.yaml:1:72: unit comes from the goal served; change it in the new goal afterwards"),
        ("goals: [{department: sales, weight: 1, key_results: [{title: Visits}]}]\n",
            "plan.yaml:1:55: baseline is missing (and 2 more faults, the next in line 1)"),
    ],
)  # fmt: skip
def test_faults_are_told_with_their_place(root: Path, text: str, expected: str) -> None:
    assert refusal(lambda: read(root, text)).startswith(expected)
