from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.decompose_goal import Request
from collab_cli.edits.decomposition_options import Typed, fault_of_figure, read_options, read_shares
from collab_cli.model.goal import Goal
from tests.edits.plans import english, plan_of, refusal
from tests.growing_company import growing_company


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def read(root: Path, **typed: Any) -> Request:
    plan = plan_of(root)
    goal = plan.world.get(Goal, "grow")
    assert goal is not None
    return read_options(plan, goal, Typed(**typed))


@pytest.mark.parametrize(
    "texts",
    [
        ("sales=40,production=60",),
        ("sales=40", "production=60"),
        ("销售部＝40％，生产部＝60％",),
        ("sales=0.4; Production=0.6",),
        ("sales：40、production：60",),
        ("department:sales=40 , production = 60 %",),
    ],
)
def test_shares_as_people_type_them(root: Path, texts: tuple[str, ...]) -> None:
    found = read_shares(plan_of(root), texts)
    assert {party: str(share) for party, share in found.items()} == {"sales": "0.4", "production": "0.6"}


def test_people_and_mixed_signs(root: Path) -> None:
    found = read_shares(plan_of(root), ("person:chen-jie=0.25,sales=75%",))
    assert {party: str(share) for party, share in found.items()} == {"person:chen-jie": "0.25", "sales": "0.75"}


def test_everything_typed(root: Path) -> None:
    found = read(
        root,
        split=("sales=50,production=50",),
        metrics=("sales-revenue",),
        targets=("sales=45", "production/kr1=55"),
        baselines=("销售部=30",),
        titles=("sales=多卖",),
        hows=("production=More = better",),
        places=1,
    )
    assert [each.id for each in found.wanted.key_results] == ["kr1"]
    assert found.wanted.figures == {
        ("sales", "kr1"): {"target": 45, "baseline": 30},
        ("production", "kr1"): {"target": 55},
    }
    assert (found.wanted.by, found.wanted.places) == (None, 1)
    assert (found.words["sales"].title, found.words["production"].how) == ("多卖", "More = better")


def test_without_shares_they_are_equal(root: Path) -> None:
    assert read(root).wanted.by == "equal"
    found = read(root, by="headcount", to=("sales,production", "sales"), key_results=("Revenue",))
    assert (found.wanted.by, found.wanted.parties) == ("headcount", ("sales", "production"))
    assert [each.id for each in found.wanted.key_results] == ["kr1"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"split": ("sales=1",), "by": "equal"}, "--split says the shares, --by lets them follow; give one of the two"),
        ({"split": ("sales=1",), "to": ("sales",)}, "--split names the parties already; leave out --to"),
        ({"split": ("sales",)}, "--split cannot be sales; write --split sales=40,production=60"),
        ({"split": ("sales=many",)}, "--split cannot be sales=many; write --split sales=40,production=60"),
        ({"split": ("=40",)}, "--split cannot be =40; write --split sales=40,production=60"),
        ({"split": ("nobody=40",)}, "there is no department nobody; collab department list shows what there is"),
        ({"split": ("sales=0,production=100",)},
            "the share of Sales is 0; give it a share above 0, or leave it out"),
        ({"split": ("sales=-40",)}, "the share of Sales is -40; give it a share above 0, or leave it out"),
        ({"split": ("sales=50,销售部=50",)}, "Sales is named twice; name it once"),
        ({"split": ("role:sales-head=100",)},
            "role:sales-head is a role, and a role has no goals; name a department, or a person as person:ID"),
        ({"key_results": ("kr9",)}, "Grow the business (grow) has no part kr9; did you mean kr1"),
        ({"metrics": ("defect-rate",)},
            "Grow the business (grow) has no key result on defect-rate; name one of its key results with --key-result"),
        ({"targets": ("sales=40",)}, "--target does not say which key result it is for; write --target sales/kr1=40"),
        ({"targets": ("sales/kr1=much",)}, "--target cannot be sales/kr1=much; write a number such as 12.5 or 1,200"),
        ({"targets": ("sales",)}, "--target cannot be sales; write --target sales=40"),
        ({"targets": ("sales/kr1=1", "sales/kr1=2")}, "sales/kr1 is given twice; give it once"),
        ({"targets": ("sales/kr2=1",), "key_results": ("kr1",)},
            "kr2 is not handed down; name it with --key-result too"),
        ({"targets": ("marketing/kr1=1",), "split": ("sales=100",)},
            "Marketing gets no part of the goal; name it with --split"),
        ({"hows": ("marketing=x",), "to": ("sales",)}, "Marketing gets no part of the goal; name it with --to"),
        ({"titles": ("sales=a", "sales=b")}, "Sales is named twice; name it once"),
        ({"titles": ("sales=a\nb",)}, "--title cannot hold line breaks or control characters; write it in one line"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(root: Path, typed: dict[str, Any], expected: str) -> None:
    assert refusal(lambda: read(root, **typed)) == expected


def test_results_without_figures_are_given_none(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    path.write_text(path.read_text("utf-8") + "  - {id: kr3, title: Certified, type: boolean}\n", "utf-8")
    assert refusal(lambda: read(root, targets=("sales/kr3=1",))) == (
        "Certified (kr3) has no target to set; change it in the new goal afterwards"
    )


def test_answers_of_the_dialogue() -> None:
    assert fault_of_figure("") is None
    assert fault_of_figure("1,200") is None
    fault = fault_of_figure("much")
    assert fault is not None
    assert english(fault) == "write a number such as 12.5 or 1,200"
