from __future__ import annotations

from typing import Any

import pytest

from collab_cli.findings import Route
from collab_cli.model.field_path import FieldSpot, find_field
from collab_cli.model.field_types import Part
from collab_cli.model.fields import DateType, ListType, MapType, NumberType, TextType
from tests.edits.plans import kind, refusal

GOAL: dict[str, Any] = {
    "title": "增加销售额",
    "tags": ["urgent", "north"],
    "key_results": [
        {"id": "kr1", "title": "销售额", "checkins": [{"date": "2025-06-30", "value": "92"}, {"value": "1"}]},
        {"id": "kr2", "title": "新客户"},
    ],
    "contributes_to": [{"goal": "increase-market-share", "weight": "0.4"}],
}
CHARTER: dict[str, Any] = {"title": {"zh": "销售部"}, "duties": [{"id": "signing", "raci": {"person:zhang-wei": "A"}}]}


def spot(path: str, name: str = "goal", plain: Any = None) -> FieldSpot:
    return find_field(kind(name), kind(name).struct, GOAL if plain is None else plain, path)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("owner", ("owner",)),
        ("OWNER", ("owner",)),
        ("key-results.kr2.title", ("key_results", 1, "title")),
        ("key_results.新客户.title", ("key_results", 1, "title")),
        ("key_results[2].unit", ("key_results", 1, "unit")),
        ("key_results.kr1.checkins.2025-06-30.value", ("key_results", 0, "checkins", 0, "value")),
        ("contributes_to.increase-market-share.weight", ("contributes_to", 0, "weight")),
        ("tags.north", ("tags", 1)),
        ("key_results.kr1.checkins.1.value", ("key_results", 0, "checkins", 0, "value")),
        ("责任人", ("owner",)),
        ("closing.cause", ("closing", "cause")),
        ("x-own", ("x-own",)),
    ],
)
def test_a_path_leads_to_a_field(path: str, route: Route) -> None:
    assert spot(path).route == route


def test_a_field_comes_with_its_type_its_name_and_those_beside_it() -> None:
    weight = spot("contributes_to.1.weight")
    assert (weight.wanted, weight.name) == (NumberType(share=True, low=0, high=1), "weight")
    assert weight.order[:3] == ("goal", "weight", "how")
    assert spot("tags.1") == FieldSpot(("tags", 0), TextType(), "tags")
    assert isinstance(spot("tags").wanted, ListType)
    assert spot("x-own").wanted == TextType()


def test_keys_of_a_map_may_have_a_colon() -> None:
    raci = spot("duties.signing.raci", "charter", CHARTER)
    assert isinstance(raci.wanted, MapType)
    letter = spot("duties.signing.raci.person:zhang-wei", "charter", CHARTER)
    assert (letter.route, letter.name) == (("duties", 0, "raci", "person:zhang-wei"), "raci")


def test_a_text_on_the_way_is_lifted_to_a_map() -> None:
    assert spot("title.en").lifted == (("title",), "zh")
    assert spot("title.en", "charter", CHARTER).lifted is None
    duty = {"id": "signing", "scope": "all contracts"}
    assert spot("duties.signing.scope.areas", "charter", {"duties": [duty]}).lifted == (
        ("duties", 0, "scope"),
        "text",
    )


def test_a_part_has_its_own_fields() -> None:
    struct: type[Part] = next(
        option.item.struct  # type: ignore[union-attr]
        for option in [spot("key_results").wanted]
    )
    found = find_field(kind("goal"), struct, GOAL["key_results"][0], "title", top=False)
    assert found.route == ("title",)
    assert refusal(lambda: find_field(kind("goal"), struct, {}, "period", top=False)).startswith(
        "period is no field of this part; "
    )


def test_dates_are_typed() -> None:
    assert spot("due", "action", {}).wanted == DateType()
    assert spot("完成时限", "action", {}).route == ("due",)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", "'' names no field; write it as in key_results.kr1.target"),
        ("..", ".. names no field; write it as in key_results.kr1.target"),
        ("[]", "[] names no field; write it as in key_results.kr1.target"),
        ("ownr", "ownr is no field of goal; did you mean owner"),
        ("负责人", "负责人 is no field of goal; did you mean owner"),
        ("owner.x", "owner.x leads nowhere: owner has no fields; name the field alone"),
        ("key_results.kr9.title", "key_results has no entry kr9; it has kr1 and kr2"),
        ("key_results.kr1.checkins.7.value", "key_results.kr1.checkins has no entry 7; count the entries from 1 to 2"),
        ("guardrails.1.name", "guardrails has no entry 1; the list is empty"),
        ("key_results.kr1.tagret", "tagret is no field of this part; did you mean target"),
    ],
)
def test_what_leads_nowhere_is_told(path: str, line: str) -> None:
    assert refusal(lambda: spot(path)) == line
