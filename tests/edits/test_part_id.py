from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.writer import Value
from collab_cli.edits.part_id import part_id
from collab_cli.edits.part_list import part_list
from collab_cli.edits.plan import Plan
from tests.edits.plans import plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(green_demo(tmp_path_factory.mktemp("demo")))


def made(plan: Plan, ref: str, field: str, values: dict[str, Value], given: str | None = None) -> str:
    record = plan.world.workspace.find(ref)
    assert record is not None
    return part_id(plan, part_list(record, field), values, given)


@pytest.mark.parametrize(
    ("ref", "field", "found"),
    [
        ("goal:increase-revenue", "key_results", "kr3"),
        ("meeting:2025-07-07-xdept-weekly", "decisions", "dec2"),
        ("meeting:2025-07-14-xdept-weekly", "decisions", "dec1"),
        ("evaluation:sales-2025-q3", "findings", "f2"),
        ("case:weekly-forecast-halves-stockouts", "lessons", "l2"),
    ],
)
def test_the_next_number_by_the_custom_of_the_list(plan: Plan, ref: str, field: str, found: str) -> None:
    assert made(plan, ref, field, {}) == found


def test_of_five_key_results_the_first_free_one(tmp_path: Path) -> None:
    path = "goals/2025/increase-revenue.yaml"
    plan = plan_of(green_demo(tmp_path, {path: lambda text: text.replace("id: kr2", "id: kr5")}))
    assert made(plan, "goal:increase-revenue", "key_results", {}) == "kr2"


@pytest.mark.parametrize("title", ["客户关系管理", "customer relationship management", "customer-relationship"])
def test_a_duty_named_like_an_activity_is_that_one(plan: Plan, title: str) -> None:
    values: dict[str, Value] = {"title": title}
    assert made(plan, "charter:sales", "duties", values) == "customer-relationship"
    assert values == {}


@pytest.mark.parametrize(
    ("values", "found", "left"),
    [
        ({"title": "Tender management"}, "tender-management", {"title"}),
        ({"title": {"zh": "招标管理", "en": "Tenders"}}, "tenders", {"title"}),
        ({"title": "招标管理"}, "zhao-biao-guan-li", {"title"}),
        ({"activity": "customer-relationship"}, "customer-relationship", set()),
        ({"title": "Tenders", "activity": "customer-relationship"}, "tenders", {"title", "activity"}),
        ({"title": "客户关系管理", "within": "complaint-handling"}, "ke-hu-guan-xi-guan-li", {"title", "within"}),
    ],
)
def test_a_row_is_named_after_its_title(plan: Plan, values: dict[str, Value], found: str, left: set[str]) -> None:
    values = dict(values)
    assert made(plan, "charter:sales", "duties", values) == found
    assert set(values) == left


def test_a_task_covers_no_activity(plan: Plan) -> None:
    values: dict[str, Value] = {"title": "Customer relationship management"}
    assert made(plan, "project:autumn-fair", "tasks", values) == "customer-relationship-management"
    assert set(values) == {"title"}


@pytest.mark.parametrize(
    ("values", "given", "said"),
    [
        (
            {"title": "客户开发"}, None,
            "销售部职责说明书 (sales) has a duty customer-development already; choose another --id, or change that one "
            "with collab set charter:sales/customer-development",
        ),
        (
            {"title": "X"}, "Contract-Signing",
            "Contract-Signing is no valid id; use lower-case letters, digits and -, at most 64 of them, such as "
            "contract-signing",
        ),
        ({"title": "!!"}, None, "no id can be made of the title !!; give an id with --id"),
    ],
)  # fmt: skip
def test_an_id_that_cannot_be_is_refused(plan: Plan, values: dict[str, Value], given: str | None, said: str) -> None:
    assert refusal(lambda: made(plan, "charter:sales", "duties", dict(values), given)) == said
