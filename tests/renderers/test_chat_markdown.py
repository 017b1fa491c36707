"""Pages as the chat tools show them, with nothing from files that means something there."""

from __future__ import annotations

import pytest

from collab_cli.i18n import language
from collab_cli.page import (
    Bar,
    Block,
    Branch,
    Chart,
    Code,
    Facts,
    Fold,
    Heading,
    Line,
    LineGroup,
    Matrix,
    Styled,
    Table,
    Text,
    Tree,
)
from collab_cli.renderers.chat_markdown import DIALECTS, chat_text, escape_chat, is_user

PAGE: tuple[Block, ...] = (
    Heading("Week *1*"),
    Text("first\n\nsecond"),
    Heading("Late", 2),
    Tree(
        (
            Branch((Styled("Zhang", "strong"), Styled("zhang01", "mention")), (Branch(("Plan", Styled("x", "bad"))),)),
            Branch((Styled("Liu", "strong"), Styled("all", "mention")), (Branch(("Budget",), (Branch(("Draft",)),)),)),
        )
    ),
    Table(("A", "B"), (("one", ""), ("two", "[x](http://y)"))),
    Table(("A",), (), empty="none"),
    Facts((("Place", "Room 1"),)),
    Chart(
        (),
    ),
    Chart((Bar("Sales", 1, "50 %"),)),  # type: ignore[arg-type]
    Matrix("Duty", ("S",), (LineGroup("", (Line("Ads", ("A",)),)),)),
    Fold("More", (Code("collab check\n"),)),
    Tree((), empty="no tree"),
)


@pytest.mark.parametrize(
    ("tool", "heading", "person", "late"),
    [
        ("dingtalk", "#### Late", "**Zhang** @zhang01", "- Plan · **x**"),
        ("feishu", "**Late**", "**Zhang** <at id=zhang01></at>", "- Plan · **x**"),
        ("wecom", "**Late**", "**Zhang** <@zhang01>", "- Plan · **x**"),
        ("plain", "Late", "Zhang", "- Plan · x"),
    ],
)
def test_a_page_in_each_dialect(tool: str, heading: str, person: str, late: str) -> None:
    text = chat_text(PAGE, language("en"), DIALECTS[tool])
    assert text.title == "Week ＊1＊"
    lines = [f"{line.text} {line.marks}".rstrip() for line in text.lines]
    assert lines[:7] == ["first", "second", "", heading, person, late, ""]
    liu = "Liu" if tool == "plain" else "**Liu**"
    assert lines[7:10] == [liu, "- Budget", "  - Draft"]
    assert lines[11:16] == ["- one", "- two · ［x］(http://y)", "", "none", ""]
    assert lines[16:20] == ["- Place: Room 1", "", "- Sales: 50 %", ""]
    assert lines[20] == "- Ads · A"
    assert lines[22:] == [DIALECTS[tool].heading.format("More"), "collab check", "", "no tree"]
    mentions = [user for line in text.lines for user in line.mentions]
    assert mentions == ([] if tool == "plain" else ["zhang01"])


@pytest.mark.parametrize("text", ["all", "ALL", "here", "", "a b", "<x>", "张伟", "a" * 65, "@all"])
def test_nobody_else_is_mentioned(text: str) -> None:
    assert not is_user(text)


def test_texts_mean_nothing() -> None:
    assert (
        escape_chat("<at id=all></at> @all **b** `c` ~~d~~")
        == "＜at id=all＞＜/at＞ @\u200ball ＊＊b＊＊ ｀c｀ ～～d～～"
    )
    assert escape_chat("# head") == "\u200b# head"
    assert escape_chat("- item") == "\u200b- item"
    assert escape_chat("1. item, a@b.cn") == "\u200b1. item, a@\u200bb.cn"
    assert escape_chat("![x](y)") == "!［x］(y)"
