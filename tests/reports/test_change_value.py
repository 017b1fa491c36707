"""The values of a change in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.model.field_types import Number, Part, Share
from collab_cli.model.fields import field_named, fields_of
from collab_cli.model.goal import Contribution, Goal, Guardrail, KeyResult
from collab_cli.model.resource import Quantity
from collab_cli.model.responsibility_row import Standard
from collab_cli.reports.change_value import (
    excerpt,
    holdings,
    in_order,
    in_short,
    told,
    unlike_passages,
    with_approval,
    with_note,
    with_unit,
)

ENGLISH, CHINESE = language("en"), language("zh")
LONG = "每月第一周汇总各区域客户反馈，由市场部整理成报告，报送总经理和销售部，并在例会上说明处理结果和下月计划"


def _passages(old: str, new: str) -> tuple[str, ...]:
    return tuple(ENGLISH.say(passage) for passage in unlike_passages(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told_old", "told_new"),
    [
        ("销售合同", "采购合同", "“销售合同”", "“采购合同”"),
        ("a b", "a\n c", "“a b”", "“a c”"),
        (
            LONG,
            LONG.replace("市场部", "销售部"),
            "“…周汇总各区域客户反馈，由市场部整理成报告，报送总经理…”",
            "“…周汇总各区域客户反馈，由销售部整理成报告，报送总经理…”",
        ),
        (
            "Reports are due within 10 working days after the end of the quarter",
            "Reports are due within 15 working days after the end of the quarter",
            "“…due within 10 working days…”",
            "“…due within 15 working days…”",
        ),
        (LONG, "完全不同的一段文字，" * 6, f"“{LONG}”", f"“{'完全不同的一段文字，' * 6}”"),
    ],
)
def test_of_long_texts_what_differs_is_told(old: str, new: str, told_old: str, told_new: str) -> None:
    assert _passages(old, new) == (told_old, told_new)


def test_what_was_put_in_is_told_with_the_words_around() -> None:
    assert _passages(LONG, LONG.replace("报送总经理", "三日内报送总经理")) == (
        "“…馈，由市场部整理成报告，报送总经理和销售部，并在…”",
        "“…馈，由市场部整理成报告，三日内报送总经理和销售部，并在…”",
    )


def test_an_excerpt_is_one_line_and_cut() -> None:
    assert ENGLISH.say(excerpt("a\n  b")) == "“a b”"
    assert ENGLISH.say(excerpt("长" * 10_000)) == f"“{'长' * 120}…”"


def _told(world: World, struct: type[Part], name: str, value: object, owner: Part | None = None) -> str:
    return ENGLISH.show(told(world, value, field_named(struct, name), owner))


def test_numbers_have_their_units(demo: World) -> None:
    result = KeyResult(id="kr1", title="x", baseline=Number("0"), target=Number("90"), unit="件/人时")
    assert _told(demo, KeyResult, "target", result.target, result) == "90 件/人时"
    assert _told(demo, KeyResult, "weight", Number("2"), result) == "2"
    assert _told(demo, Contribution, "weight", Share("0.4")) == "40 %"
    assert _told(demo, Guardrail, "at_most", Number("8"), Guardrail(metric="discount-rate")) == "8 %"
    assert ENGLISH.show(in_short(demo, Quantity(qty=Number("2"), unit="台"))) == "2 台"
    assert CHINESE.show(with_unit(Decimal("12.50"), "%")) == "12.5%"


def test_texts_are_quoted_and_references_named(demo: World) -> None:
    assert _told(demo, Goal, "title", "X") == "“X”"
    assert _told(demo, Goal, "owner", "li-na") == "李娜"
    assert _told(demo, Goal, "co_owners", ["sales", "gone"]) == "Sales and gone"
    assert _told(demo, Goal, "tags", [str(number) for number in range(10)]) == (
        "“0”, “1”, “2”, “3”, “4”, “5”, “6”, “7” and 2 more"
    )
    assert _told(demo, KeyResult, "curve", "linear") == "linear"
    standard = Standard(text="不良率", metric="defect-rate", target=Number("1.5"))
    assert ENGLISH.show(in_short(demo, standard)) == "不良率 1.5 %"


def test_letters_are_in_the_order_of_their_weight_and_what_is_none_is_left_out(demo: World) -> None:
    letters = in_order({"sales": "RA", "marketing": "x", "production": "I"})
    assert letters == {"sales": "AR", "production": "I"}
    assert ENGLISH.show(holdings(demo, letters)) == "Sales accountable and responsible, Production informed"


def test_reasons_and_notes_stand_behind(demo: World) -> None:
    said = Message("nothing changed")
    assert with_note(said, None) is said
    assert ENGLISH.say(with_note(said, "why")) == "nothing changed: “why”"
    assert with_approval(demo, said, None, None) is said
    assert ENGLISH.say(with_approval(demo, said, None, "li-na")) == "nothing changed (approved by 李娜)"
    assert ENGLISH.say(with_approval(demo, said, "why", None)) == "nothing changed (reason: why)"


def test_every_field_can_be_named() -> None:
    assert all(field_named(Goal, info.name) is info for info in fields_of(Goal))
