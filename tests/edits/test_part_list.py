from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.part_list import NOUNS, ORDERED, UNIQUE, PartList, main_field, part_list, part_struct
from collab_cli.edits.plan import Plan
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.model.fields import fields_of
from collab_cli.model.kinds import all_kinds
from tests.edits.plans import plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(green_demo(tmp_path_factory.mktemp("demo")))


def parts(plan: Plan, ref: str, field: str) -> PartList:
    record = plan.world.workspace.find(ref)
    assert record is not None
    return part_list(record, field)


@pytest.mark.parametrize(
    ("ref", "field", "text", "index"),
    [
        ("goal:increase-revenue", "key_results", "kr2", 1),
        ("goal:increase-revenue", "key_results", "新客户", 1),
        ("goal:increase-revenue", "key_results", "销售", 0),
        ("goal:increase-revenue", "key_results", "2", 1),
        ("goal:increase-revenue", "contributes_to", "Increase market share", 0),
        ("meeting:2025-07-07-xdept-weekly", "reports", "生产部", 1),
        ("meeting:2025-07-07-xdept-weekly", "reports", "周敏", 2),
        ("meeting:2025-07-07-xdept-weekly", "agenda", "预测", 1),
        ("handoff:rolling-forecast", "deliveries", "7/7", 1),
        ("metric:market-share", "points", "13.2", 1),
        ("metric:market-share", "points", "2024年12月31日", 0),
        ("charter:sales", "duties", "3", 2),
        ("evaluation:sales-2025-q3", "ratings", "sales/contract-signing", 1),
    ],
)
def test_an_entry_is_found_by_what_people_call_it(plan: Plan, ref: str, field: str, text: str, index: int) -> None:
    assert parts(plan, ref, field).index(plan, text) == index
    assert plan.names.notes == []


@pytest.mark.parametrize(
    ("ref", "field", "text", "said"),
    [
        (
            "goal:increase-revenue", "key_results", "kr9",
            "Increase revenue (increase-revenue) has no key result kr9; it has kr1 and kr2",
        ),
        (
            "meeting:2025-07-07-xdept-weekly", "agenda", "9",
            "跨部门周例会 (2025-07-07-xdept-weekly) has no agenda item 9; count the entries from 1 to 3",
        ),
        (
            "goal:increase-market-share", "tensions", "1",
            "Increase market share (increase-market-share) has no tension 1; collab goal tension add adds one",
        ),
        (
            "proposal:market-share-decomposition", "ideas", "",
            "2025 市场占有率目标分解 (market-share-decomposition) has no idea ; count the entries from 1 to 1",
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_what_is(plan: Plan, ref: str, field: str, text: str, said: str) -> None:
    assert refusal(lambda: parts(plan, ref, field).index(plan, text)) == said


def test_what_means_several_entries_is_refused(tmp_path: Path) -> None:
    twice = lambda text: text.replace("opinions:\n", "opinions:\n  - {by: wang-qiang, text: 再议}\n")  # noqa: E731
    plan = plan_of(green_demo(tmp_path, {"meetings/2025/2025-07-07-xdept-weekly.yaml": twice}))
    opinions = parts(plan, "meeting:2025-07-07-xdept-weekly", "opinions")
    assert refusal(lambda: opinions.index(plan, "王强")) == (
        "王强 can mean several entries of opinions: 1 and 2; name one by its number"
    )


@pytest.mark.parametrize(
    ("ref", "field", "said"),
    [
        ("goal:increase-revenue", "key_results", "销售额 (kr1)"),
        ("goal:increase-revenue", "contributes_to", "Increase market share (increase-market-share)"),
        ("charter:sales", "duties", "Customer development (customer-development)"),
        ("meeting:2025-07-07-xdept-weekly", "agenda", "各部门汇报"),
        ("metric:market-share", "points", "12.0"),
    ],
)
def test_how_an_entry_is_named(plan: Plan, ref: str, field: str, said: str) -> None:
    titled = parts(plan, ref, field).titled(plan, 0)
    assert language("en").say(msg("{entry}", entry=titled)) == said


def test_every_list_of_parts_has_its_words() -> None:
    declared = {field for kind in all_kinds() for field in kind.parts.values()}
    assert set(NOUNS) == declared
    assert declared >= {*UNIQUE, *ORDERED}


def test_lists_with_ids_are_lists_of_parts() -> None:
    for kind in all_kinds():
        assert set(kind.part_fields) <= set(kind.parts.values()), kind.name
        for field in kind.parts.values():
            struct = part_struct(kind, field)
            names = {info.name for info in fields_of(struct)} if struct is not None else {main_field.__name__}
            assert {*UNIQUE.get(field, ())} <= names
            assert ("id" in names) == (field in kind.part_fields)
