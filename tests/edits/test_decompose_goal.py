from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.goals.decomposition import Wanted
from collab_cli.edits.decompose_goal import BrokenDown, Request, Words, plan_decomposition, titled_for
from collab_cli.edits.plan import Plan
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from tests.edits.plans import plan_of, refusal, written
from tests.growing_company import growing_company


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def goal(plan: Plan, goal_id: str) -> Record[Goal]:
    found = plan.world.get(Goal, goal_id)
    assert found is not None
    return found


def shares(**said: str) -> dict[str, Decimal]:
    return {party: Decimal(share) for party, share in said.items()}


def broken_down(
    root: Path,
    goal_id: str = "grow",
    said: Mapping[str, Decimal] | None = None,
    words: Mapping[str, Words] | None = None,
    **wanted: Any,
) -> BrokenDown:
    plan = plan_of(root)
    record = goal(plan, goal_id)
    wanted.setdefault("key_results", tuple(record.value.key_results))
    return plan_decomposition(plan, record, Request(Wanted(said or {}, **wanted), words or {}))


def test_each_gets_a_draft_linked_to_the_goal(root: Path) -> None:
    found = broken_down(root, said=shares(sales="0.4", production="0.3", marketing="0.3"))
    texts = written(found.planned)
    assert list(texts) == [
        "goals/2025/grow-sales.yaml",
        "goals/2025/grow-production.yaml",
        "goals/2025/grow-marketing.yaml",
    ]
    digest = goal(plan_of(root), "grow")
    assert texts["goals/2025/grow-sales.yaml"] == (
        "title:\n  zh: 扩大经营规模（销售部）\n  en: Grow the business (Sales)\n"
        'level: department\ndepartment: sales\nowner: zhang-wei\nperiod: "2025"\nstatus: draft\n'
        "key_results:\n"
        "  - id: kr1\n    title:\n      zh: 销售额\n      en: Revenue\n    type: money\n    baseline: 32\n"
        "    target: 40\n    unit: 百万元\n    metric: sales-revenue\n    additive: true\n"
        "  - id: kr2\n    title:\n      zh: 市场占有率\n      en: Market share\n    type: percent\n    baseline: 12\n"
        '    target: 15\n    unit: "%"\n    metric: market-share\n'
        "contributes_to:\n  - goal: grow\n    weight: 0.4\n    how: 承担销售额 100 百万元中的 40\n"
        f"    parent_digest: {plan_of(root).world.digest(digest)}\n"
    )


def test_words_owner_and_further_key_results_as_said(root: Path) -> None:
    extra = {"title": "Visits", "baseline": "0", "target": "40", "unit": "visits"}
    words = {"sales": Words({"zh": "多卖", "en": "Sell more"}, "Sales sell", "chen-jie", (extra,))}
    found = broken_down(root, said=shares(sales="1"), words=words, key_results=())
    assert written(found.planned)["goals/2025/grow-sales.yaml"].startswith(
        "title:\n  zh: 多卖\n  en: Sell more\nlevel: department\ndepartment: sales\nowner: chen-jie\n"
        'period: "2025"\nstatus: draft\nkey_results:\n'
        "  - id: kr1\n    title: Visits\n    baseline: 0\n    target: 40\n    unit: visits\n"
        "contributes_to:\n  - goal: grow\n    weight: 1\n    how: Sales sell\n"
    )


def test_teams_and_people_below_a_department(root: Path) -> None:
    found = broken_down(root, "increase-revenue", by="equal")
    texts = written(found.planned)
    assert list(found.ids.items()) == [("north", "increase-revenue-north"), ("south", "increase-revenue-south")]
    assert "level: team\ndepartment: north\nowner: zhao-lei\n" in texts["goals/2025/increase-revenue-north.yaml"]
    assert "level: team\ndepartment: south\nperiod" in texts["goals/2025/increase-revenue-south.yaml"]
    found = broken_down(root, "strengthen-brand", by="headcount")
    text = written(found.planned)["goals/2025/strengthen-brand-zhou-min.yaml"]
    assert "level: person\ndepartment: marketing\nowner: zhou-min\n" in text
    assert "commitment: aspirational\n" in text


def test_milestones_start_anew(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    steps = "[{title: Plan, done: 2025-02-01}, {title: Build, weight: 2, due: 2025-09-30}]"
    path.write_text(
        path.read_text("utf-8") + f"  - {{id: kr3, title: Plant, type: milestone, milestones: {steps}}}\n", "utf-8"
    )
    text = written(broken_down(root, said=shares(production="1")).planned)["goals/2025/grow-production.yaml"]
    assert text.partition("type: milestone\n")[2].startswith(
        "    milestones:\n      - title: Plan\n      - title: Build\n        weight: 2\n        due: 2025-09-30\n"
    )


def test_an_id_that_is_taken_gets_a_number(root: Path) -> None:
    (root / "goals/2025/grow-sales.yaml").write_bytes((root / "goals/2025/increase-revenue.yaml").read_bytes())
    assert broken_down(root, said=shares(sales="1")).ids == {"sales": "grow-sales-2"}


def test_titles_in_the_languages_of_the_goal(root: Path) -> None:
    plan = plan_of(root)
    assert titled_for(plan.world, goal(plan, "grow"), "south") == {
        "zh": "扩大经营规模（南区）",
        "en": "Grow the business (South)",
    }
    assert titled_for(plan.world, goal(plan, "grow-sales-2024"), "north") == "Grow (sales) (North)"
    assert titled_for(plan.world, goal(plan, "grow"), "person:chen-jie") == {
        "zh": "扩大经营规模（陈杰）",
        "en": "Grow the business (陈杰)",
    }


def test_a_title_that_is_taken_gets_a_number(root: Path) -> None:
    (root / "goals/2025/taken.yaml").write_text(
        'title: grow the business (south)\nlevel: company\nperiod: "2025"\n', "utf-8"
    )
    plan = plan_of(root)
    assert titled_for(plan.world, goal(plan, "grow"), "south") == {
        "zh": "扩大经营规模（南区） 2",
        "en": "Grow the business (South) 2",
    }


@pytest.mark.parametrize(
    ("goal_id", "said", "wanted", "expected"),
    [
        ("grow", shares(sales="0.5", production="0.4"), {},
            "the shares add up to 90 %: 10 % are missing; make them add up to 100 %"),
        ("grow", shares(sales="0.7", production="0.4"), {},
            "the shares add up to 110 %: 10 % too much; make them add up to 100 %"),
        ("grow", shares(sales="0.5", north="0.5"), {},
            "North is part of Sales, so its share would be counted twice; name one of the two"),
        ("grow", {"sales": Decimal("0.5"), "person:chen-jie": Decimal("0.5")}, {},
            "陈杰 is part of Sales, so its share would be counted twice; name one of the two"),
        ("grow", shares(archive="1"), {}, "Archive is closed; name a department that still exists"),
        ("grow", {"person:gone-guo": Decimal(1)}, {}, "郭过 has left; name somebody who works here"),
        ("grow-2024", shares(sales="1"), {},
            "Grow the business (grow-2024) is closed: achieved; break down a goal that is still worked on"),
        ("increase-revenue", shares(sales="1"), {},
            "Increase revenue (increase-revenue) is the goal of Sales itself; "
            "name departments below it, or people as person:ID"),
        ("grow", {}, {"by": "weight"}, "no goal serves Grow the business (grow) yet, so there are no weights; "
            "say the shares yourself with --split"),
        ("grow", {}, {"by": "history", "parties": ("sales", "production")},
            "Production has no result of an earlier period; leave it out, or say the shares with --split"),
        ("grow", {}, {"by": "history", "parties": ("production",)},
            "Production has no result of an earlier period; leave it out, or say the shares with --split"),
        ("increase-market-share", {}, {"by": "weight", "parties": ("north",)},
            "North serves Increase market share (increase-market-share) with no goal yet; "
            "leave it out, or say the shares with --split"),
        ("increase-market-share", {}, {"by": "weight", "parties": ("sales", "north")},
            "North is part of Sales, so its share would be counted twice; name one of the two"),
        ("increase-revenue", {}, {"by": "history"},
            "Increase revenue (increase-revenue) has no key result on a metric whose figures add up; "
            "mark one with additive: true, or take --by headcount"),
        ("raise-quality-and-efficiency", {}, {"by": "equal"},
            "nobody is there who could carry Raise quality and efficiency (raise-quality-and-efficiency); "
            "add one with collab person add"),
    ],
)  # fmt: skip
def test_what_does_not_fit(
    root: Path, goal_id: str, said: dict[str, Decimal], wanted: dict[str, Any], expected: str
) -> None:
    assert refusal(lambda: broken_down(root, goal_id, said, **wanted)) == expected


def test_nobody_is_left_without_anything_to_reach(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    path.write_text(path.read_text("utf-8").replace("baseline: 80, target: 100", "baseline: 0, target: 1"), "utf-8")
    assert refusal(lambda: broken_down(root, by="equal")) == (
        "Revenue (kr1) leaves Production nothing to reach: from 0 to 0; "
        "take more decimal places with --decimals, or leave it out"
    )
    assert broken_down(root, by="equal", places=1).ids
    by_hand = {("sales", "kr2"): {"target": Decimal(12)}}
    assert refusal(lambda: broken_down(root, by="equal", places=1, figures=by_hand)) == (
        "Market share (kr2) leaves Sales nothing to reach: from 12 to 12; give it figures of its own with --target"
    )


def test_numbers_files_cannot_hold_are_refused(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    text = path.read_text("utf-8").replace("baseline: 80, target: 100", "baseline: 0, target: 123456789012345678")
    path.write_text(text, "utf-8")
    said = refusal(lambda: broken_down(root, by="equal", places=6))
    assert said == "41152263004115226.000000 has too many digits; take fewer places with --decimals"


def test_a_goal_with_faults_and_one_persons_are_not_broken_down(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    path.write_text(path.read_text("utf-8").replace("baseline: 80", "baseline: much"), "utf-8")
    assert refusal(lambda: broken_down(root, by="equal")) == (
        "Grow the business (grow) has faults: goals/2025/grow.yaml:7; mend it first; collab check names them"
    )
    path = root / "goals/2025/strengthen-brand.yaml"
    path.write_text(path.read_text("utf-8").replace("level: department", "level: person"), "utf-8")
    assert refusal(lambda: broken_down(root, "strengthen-brand", by="equal")) == (
        "Strengthen brand and customer relations (strengthen-brand) is the goal of one person, nobody carries a part "
        "of it; break down a goal of the company, a department or a team"
    )


def test_beside_goals_that_serve_it_the_rest_is_enough(root: Path) -> None:
    (root / "goals/2025/old.yaml").write_text(
        'title: Old\nlevel: department\ndepartment: marketing\nowner: liu-fang\nperiod: "2025"\nstatus: draft\n'
        "contributes_to: [{goal: grow, weight: 0.2}]\n",
        "utf-8",
    )
    assert broken_down(root, said=shares(sales="0.8")).ids == {"sales": "grow-sales"}
    assert refusal(lambda: broken_down(root, said=shares(sales="0.7"))) == (
        "the shares add up to 70 %: 30 % are missing; "
        "make them add up to 100 %, or to 80 % beside the goals that serve it"
    )
