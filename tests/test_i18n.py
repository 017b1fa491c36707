from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_cli.i18n import choose_language, language, spaced
from collab_cli.messages import Clause, Label, Titled, Word, msg, msgn
from collab_cli.model.field_types import Name

EN, ZH = language("en"), language("zh")


@pytest.mark.parametrize(
    ("flag", "environ", "workspace", "chosen"),
    [
        ("zh", {"COLLAB_LANG": "en"}, "en", "zh"),
        (None, {"COLLAB_LANG": "zh"}, "en", "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "en", "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, None, "zh"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, None, "en"),
        (None, {"LANG": "de_DE"}, None, "en"),
        (None, {"COLLAB_LANG": "fr"}, "zh", "zh"),
        ("zh-CN", {}, None, "zh"),
        (None, {}, None, "en"),
    ],
)
def test_language_chosen(flag: str | None, environ: dict[str, str], workspace: str | None, chosen: str) -> None:
    assert choose_language(flag, environ, workspace) == chosen


def test_what_stands_in_a_message() -> None:
    message = msg(
        "{text} {number} {day} {name} {titled} {list}",
        text="{not a place}",
        number=Decimal("12.50"),
        day=date(2025, 7, 7),
        name=Name(zh="销售部", en="Sales"),
        titled=Titled(Name(zh="市场调研"), "market-research"),
        list=("A", msg("error"), Titled(None, "x")),
    )
    assert EN.say(message) == "{not a place} 12.5 2025-07-07 Sales 市场调研 (market-research) A, error and x"
    assert ZH.say(message) == "{not a place} 12.5 2025-07-07 销售部 市场调研 (market-research) A、错误和 x"


def test_briefly_leaves_ids_out() -> None:
    inner = msg("{a} and {b}", a=Titled("One", "one"), b=("x", Titled("Two", "two")))
    message = msg("{outer}: {alone}", outer=inner, alone=Titled(None, "three"))
    assert EN.say_briefly(message) == "One and x and Two: three"
    assert EN.say(message) == "One (one) and x and Two (two): three"
    assert ZH.say_briefly(msg("{a} 缺少", a=Titled("品牌推广", "brand"))) == "品牌推广缺少"


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(0, "0 findings", "共 0 个问题"), (1, "1 finding", "共 1 个问题"), (2, "2 findings", "共 2 个问题")],
)
def test_counted(count: int, english: str, chinese: str) -> None:
    message = msgn("{count} finding", "{count} findings", count)
    assert (EN.say(message), ZH.say(message)) == (english, chinese)


def test_lists_are_read_out() -> None:
    assert [EN.join(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [ZH.join(["甲", "乙", "丙"][:n]) for n in range(4)] == ["", "甲", "甲和乙", "甲、乙和丙"]
    assert ZH.join(["市场部", "Sales"]) == "市场部和 Sales"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["由", "marketing", "同时主责"], "由 marketing 同时主责"),
        (["应为", "0 到 1", ""], "应为 0 到 1"),
        (["由 ", "marketing", " 主责"], "由 marketing 主责"),
        (["由", "市场部", "主责"], "由市场部主责"),
        (["目标", "增长 (grow)", "已有"], "目标增长 (grow) 已有"),
        (["用", "--period", "指定"], "用 --period 指定"),
        (["占", "30%", "的份额"], "占 30% 的份额"),
        (["期间：", "2025", "，截至"], "期间：2025，截至"),
        (["名为", "第2季度A", "x"], "名为第2季度Ax"),
        ([], ""),
    ],
)
def test_a_blank_stands_where_han_meets_latin(pieces: list[str], text: str) -> None:
    assert spaced(pieces) == text


def test_a_blank_stands_around_what_fills_a_chinese_sentence() -> None:
    listed = msg("ask {who} about {record}", who=("marketing", "sales"), record="B2B")
    assert ZH.say(listed) == "向 marketing 和 sales 了解 B2B"
    han = msg("ask {who} about {record}", who=("市场部", "销售部"), record="产品")
    assert ZH.say(han) == "向市场部和销售部了解产品"
    assert EN.say(listed) == "ask marketing and sales about B2B"


def test_braces_that_are_no_places_stay() -> None:
    assert ZH.say(msg("{{x}} and {y}", y="甲")) == EN.say(msg("{{x}} and {y}", y="甲")) == "{x} and 甲"


def test_one_word_can_mean_something_else_in_another_kind() -> None:
    assert [ZH.show(Label("Target", of)) for of in ("waiver", "keyresult")] == ["备案对象", "目标值"]
    assert [EN.show(Label("Target", of)) for of in ("waiver", "keyresult")] == ["Target", "Target"]


def test_a_name_in_one_language_is_shown_in_both() -> None:
    assert EN.name(Name(zh="销售部")) == "销售部"
    assert ZH.name(Name(en="Sales")) == "Sales"


def test_text_without_chinese_stays_english() -> None:
    assert ZH.text("no catalogue has this") == "no catalogue has this"
    assert ZH.say(msg("no catalogue has {this}", this=Decimal("0.00"))) == "no catalogue has 0"


def test_a_word_of_the_files_says_what_it_means_where_the_language_is_another() -> None:
    message = msg("{word}", word=Word("in_progress", "status"))
    assert language("en").say(message) == "in_progress"
    assert language("zh").say(message) == "in_progress（进行中）"


def test_a_clause_has_no_full_stop() -> None:
    message = msg("{doc}", doc=Clause("What is to be done."))
    assert language("en").say(message) == "What is to be done"
    assert not language("zh").say(message).endswith("。")
