from pathlib import Path

import pytest

from collab_cli.model.evaluation import Evaluation
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.rules.worlds import Found, check, found, small_company, world_of

PATH = "evaluations/2025/review.yaml"
PERSON = "title: 陈杰履职评价\nsubject: person:chen-jie\nperiod: '2025'\nevaluator: zhang-wei\n"
DEPARTMENT = "title: Sales 2025\nsubject: department:sales\nperiod: '2025'\nevaluator: li-na\n"


@pytest.mark.parametrize("status", ["draft", "published"])
def test_e810_sees_a_judged_person_without_naming_them(tmp_path: Path, status: str) -> None:
    outcome = check(small_company(tmp_path, {PATH: PERSON + f"status: {status}\n"}), profile="starter")
    assert found(outcome, "E810") == [
        Found(
            "E810",
            "error",
            f"{PATH}:2:10",
            "the evaluation review judges a named person outside restricted/; "
            f"move it to restricted/{PATH}; what was committed stays in the history",
            ("evaluation:review",),
        )
    ]


def test_e810_stands_at_every_person_named_in_a_consequence(tmp_path: Path) -> None:
    consequences = (
        "consequences:\n"
        "  - {kind: reward}\n"
        "  - {kind: criticism, person: chen-jie}\n"
        "  - {kind: penalty, person: zhou-min}\n"
    )
    outcome = check(small_company(tmp_path, {PATH: DEPARTMENT + consequences}))
    assert [one.place for one in found(outcome, "E810")] == [f"{PATH}:7:31", f"{PATH}:8:29"]


def test_e810_says_one_thing_about_the_evaluation_of_a_person(tmp_path: Path) -> None:
    text = PERSON + "consequences: [{kind: criticism, person: chen-jie}]\n"
    assert len(found(check(small_company(tmp_path, {PATH: text})), "E810")) == 1


def test_e810_knows_registers(tmp_path: Path) -> None:
    entry = "- {id: review, title: X, subject: 'person:chen-jie', period: '2025', evaluator: zhang-wei}\n"
    outcome = check(small_company(tmp_path, {"evaluations.yaml": entry}))
    assert ["restricted/evaluations.yaml" in one.text for one in found(outcome, "E810")] == [True]


def test_e810_is_silent_about_departments_and_restricted_records(tmp_path: Path) -> None:
    root = small_company(tmp_path, {PATH: DEPARTMENT, f"restricted/{PATH.replace('review', 'own')}": PERSON})
    assert found(check(root), "E810") == []
    settings = root / "collab.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "restricted: {enabled: true}\n", encoding="utf-8")
    world = world_of(root, restricted=True)
    assert [evaluation.id for evaluation in world.all(Evaluation)] == ["review", "own"]
    assert found(run_rules(world, select_rules(world.settings, select=["E810"]))) == []
