from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_cli.i18n import choose_language, language
from collab_cli.messages import Titled, msg, msgn
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


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(0, "0 findings", "共 0 条发现"), (1, "1 finding", "共 1 条发现"), (2, "2 findings", "共 2 条发现")],
)
def test_counted(count: int, english: str, chinese: str) -> None:
    message = msgn("{count} finding", "{count} findings", count)
    assert (EN.say(message), ZH.say(message)) == (english, chinese)


def test_lists_are_read_out() -> None:
    assert [EN.join(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [ZH.join(["甲", "乙", "丙"][:n]) for n in range(4)] == ["", "甲", "甲和乙", "甲、乙和丙"]
    assert ZH.join(["市场部", "Sales"]) == "市场部和 Sales"


def test_a_name_in_one_language_is_shown_in_both() -> None:
    assert EN.name(Name(zh="销售部")) == "销售部"
    assert ZH.name(Name(en="Sales")) == "Sales"


def test_text_without_chinese_stays_english() -> None:
    assert ZH.text("no catalogue has this") == "no catalogue has this"
    assert ZH.say(msg("no catalogue has {this}", this=Decimal("0.00"))) == "no catalogue has 0"
