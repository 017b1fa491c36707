"""Whose duty a problem is, by the words it is told in."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.issue_routing import accountable, duty_of, is_covered, route_activity, route_issue
from collab_cli.model.issue import Issue
from tests.rules.worlds import green_demo, world_of


@pytest.mark.parametrize(
    ("text", "certainty", "activities", "parties"),
    [
        ("客户投诉", "one", ["complaint-handling"], ("sales",)),
        ("客户 K 投诉批次色差", "one", ["complaint-handling"], ("sales",)),
        ("市场调研报告没人写", "one", ["market-research"], ("marketing",)),
        ("A customer complaint about colours", "one", ["complaint-handling"], ("sales",)),
        ("产品质量检验和客户投诉都慢", "several", ["quality-inspection", "complaint-handling"], ()),
        ("合同评审慢", "near", ["contract-signing"], ()),
        ("电脑坏了", "none", [], ()),
    ],
)
def test_the_words_of_a_problem_say_whose_it_is(
    tmp_path: Path, text: str, certainty: str, activities: list[str], parties: tuple[str, ...]
) -> None:
    found = route_issue(world_of(green_demo(tmp_path)), text)
    assert (found.certainty, [matter.record.id for matter in found.matters]) == (certainty, activities)
    assert found.accountable == parties
    assert found.activity == (activities[0] if certainty == "one" else None)


def test_a_goal_and_a_person_are_no_duties(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path))
    assert route_issue(world, "increase-revenue").certainty != "one"
    assert route_issue(world, "李娜").certainty == "none"


def test_an_activity_is_routed_to_whoever_answers_for_it(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path))
    found = route_activity(world, "production-planning")
    assert (found.activity, found.accountable) == ("production-planning", ("production",))
    assert found.matter is not None
    assert accountable(found.matter) == ("production",)
    assert (is_covered(world, "production-planning"), is_covered(world, "nothing")) == (True, False)


def test_the_duty_of_an_issue_is_that_of_its_title(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path))
    (issue,) = world.all(Issue)
    assert duty_of(world, issue) == "complaint-handling"
