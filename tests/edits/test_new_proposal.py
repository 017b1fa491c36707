from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.add_record import Said, plan_add
from collab_cli.edits.new_proposal import heard_with
from tests.edits.moves import rewrite
from tests.edits.plans import english, kind, plan_of, refusal, written
from tests.rules.worlds import green_demo


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def opened(root: Path, *subjects: str, **fields: str) -> str:
    said = {"title": ("New",), **{key: (value,) for key, value in fields.items()}}
    record = {"subjects": [{"ref": subject} for subject in subjects]} if subjects else {}
    return written(plan_add(plan_of(root), Said(kind("proposal"), said, record=record)).planned)[
        "proposals/2025/new.yaml"
    ]


def test_what_follows_from_what_is_to_be_agreed(root: Path) -> None:
    assert opened(root, "goal:increase-revenue") == (
        "title: New\nsubjects:\n  - ref: goal:increase-revenue\n    digest: ba6445b8d959\ntype: goal_adjust\n"
        "affected: [sales]\nopened: 2025-06-30\n"
    )
    rewrite(root, "goals/2025/increase-revenue.yaml", "status: active", "status: draft")
    text = opened(root, "goal:increase-revenue", "goal:strengthen-brand", type="goal_set", deadline="7/15")
    assert text.endswith("type: goal_set\naffected: [sales, marketing]\nopened: 2025-06-30\ndeadline: 2025-07-15\n")
    assert "type: charter_change\naffected: [sales, production, marketing]\n" in opened(root, "charter:sales")


def test_the_departments_it_is_put_to_are_told(root: Path) -> None:
    said = Said(kind("proposal"), {"title": ("New",)}, record={"subjects": [{"ref": "handoff:rolling-forecast"}]})
    notes = plan_add(plan_of(root), said).planned.notes
    assert [english(note) for note in notes] == ["it is put to Sales and Production"]


def test_whose_agreement_would_be_replaced_unasked_is_told(root: Path) -> None:
    said = Said(kind("proposal"), {"title": ("New",)}, record={"subjects": [{"ref": "goal:increase-revenue"}]})
    assert [english(note) for note in plan_add(plan_of(root), said).planned.notes] == [
        "it is put to Sales",
        "Production and Marketing agreed to it before and are not asked; "
        "ask them too with --also production --also marketing",
    ]


def test_what_was_said_stays(root: Path) -> None:
    text = opened(root, "charter:sales", type="decision", affected="marketing", opened="2025-06-01")
    assert "type: decision\naffected: [marketing]\nopened: 2025-06-01\n" in text


def test_what_does_not_fit(root: Path) -> None:
    assert refusal(lambda: opened(root, type="goal_set")) == (
        "a new proposal needs what is to be agreed; name it with collab proposal open TITLE --subject goal:ID"
    )
    assert refusal(lambda: opened(root, type="decision")) == (
        "nobody follows who must be heard; name the departments with --affected"
    )
    assert refusal(lambda: opened(root, "goal:nothing")).startswith("there is no goal nothing; ")
    rewrite(root, "charters/sales.yaml", "weight: 0.5", "weight: much")
    assert refusal(lambda: opened(root, "charter:sales")) == (
        "nobody can agree to the text of charter:sales as it is; mend it first; collab check names its faults"
    )


def test_who_is_concerned_and_not_asked_is_told(root: Path) -> None:
    said = Said(
        kind("proposal"),
        {"title": ("New",), "affected": ("marketing",)},
        record={"subjects": [{"ref": "handoff:rolling-forecast"}]},
    )
    assert [english(note) for note in plan_add(plan_of(root), said).planned.notes] == [
        "it is put to Marketing",
        "it concerns Sales and Production too, who are not asked",
    ]


def test_further_departments_are_heard_besides(root: Path) -> None:
    assert heard_with(plan_of(root), ["增加销售额"], ["市场部", "sales"]) == ("sales", "marketing")
    assert refusal(lambda: heard_with(plan_of(root), ["增加销售额"], ["nobody"])).startswith("there is no department")


@pytest.mark.parametrize("deadline", [None, "7/2"])
def test_where_silence_counts_there_must_be_time(root: Path, deadline: str | None) -> None:
    fields = {"method": "lazy"} | ({} if deadline is None else {"deadline": deadline})
    assert refusal(lambda: opened(root, "charter:sales", **fields)) == (
        "silence counts as agreement after three days at the earliest; "
        "give them time with --deadline 2025-07-03 or later"
    )
    assert "deadline: 2025-07-03\n" in opened(root, "charter:sales", method="lazy", deadline="7/3")
