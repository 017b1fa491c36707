from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collab_cli.edits.new_id import check_id, dated_id, fault_of_id, gives_id, id_for, is_id
from collab_cli.model.field_types import Name
from tests.conftest import MakeWorkspace
from tests.edits.plans import english, kind, plan_of, refusal
from tests.small_company import small_company

NO_ID = "use lower-case letters, digits and -, at most 64 of them"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("open-two-regions", None),
        ("Open", NO_ID),
        ("open\n", NO_ID),
        ("con", NO_ID),
        ("increase-revenue", "the goal Increase revenue (increase-revenue) is there already"),
    ],
)
def test_an_id_is_free_and_well_formed(make_workspace: MakeWorkspace, text: str, reason: str | None) -> None:
    fault = fault_of_id(plan_of(make_workspace(small_company())).world, kind("goal"), text)
    assert (fault and english(fault)) == reason


def test_an_id_that_cannot_be_had_is_told_with_one_that_can(make_workspace: MakeWorkspace) -> None:
    world = plan_of(make_workspace(small_company({"goals/broken.yaml": "title: [\n"}))).world
    check_id(world, kind("goal"), "broken-2")
    assert refusal(lambda: check_id(world, kind("goal"), "Bad Id")) == (
        f"Bad Id is no valid id; {NO_ID}, such as bad-id"
    )
    assert refusal(lambda: check_id(world, kind("goal"), "broken")) == (
        "the goal broken is there already; choose another --id"
    )


def test_an_id_can_be_made_of_letters_we_can_write() -> None:
    titles: list[Any] = ["Grow", "增长", "Record", "2025", {"zh": "！", "en": "Grow"}, Name(zh="增长")]
    assert [gives_id(title) for title in titles] == [True] * 6
    assert [gives_id(title) for title in ("！！！", "Рост", "", None)] == [False] * 4
    assert [is_id(text) for text in ("a-1", "a" * 65, "-a", "aux")] == [True, False, False, False]


def test_an_id_is_given_or_derived_or_made_of_the_title(make_workspace: MakeWorkspace) -> None:
    plan = plan_of(make_workspace(small_company()))
    goal, charter, action = kind("goal"), kind("charter"), kind("action")
    assert id_for(plan, goal, "Increase revenue", None) == "increase-revenue-2"
    assert id_for(plan, goal, {"zh": "增长", "en": "Grow"}, None) == "grow"
    assert id_for(plan, goal, "增长", "up") == "up"
    assert id_for(plan, action, "x", None, "2025-07-07-x") == "2025-07-07-x"
    assert id_for(plan, charter, "x", None, "rd") == "rd"
    assert refusal(lambda: id_for(plan, charter, "x", None, "sales")).endswith(
        "is there already; collab charter show sales shows it"
    )
    assert refusal(lambda: id_for(plan, goal, "Рост", None)) == (
        "no id can be made of the title Рост; give an id with --id"
    )


def test_dated_ids_begin_with_the_day() -> None:
    assert dated_id(date(2025, 7, 7), "寄样品") == "2025-07-07-ji-yang-pin"
    assert refusal(lambda: dated_id(date(2025, 7, 7), "！")) == (
        "no id can be made of the title ！; give an id with --id"
    )
