import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from collab_cli.page import Branch, Code, Facts, Heading, Styled, Table, Text, Tree
from collab_cli.renderers.cleaning import clean_line
from collab_cli.renderers.escaping import escape
from collab_cli.renderers.markdown import render
from tests.renderers.worlds import ENGLISH, naughty, report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def leaves(text: str) -> list[Token]:
    return [leaf for token in PARSER.parse(text) for leaf in [token, *(token.children or [])]]


def shown(text: str) -> str:
    return "".join(leaf.content for leaf in leaves(text) if leaf.type in ("text", "text_special", "code_inline"))


def test_every_other_block() -> None:
    page = report(
        Heading("目标"),
        Text("One\ntwo"),
        Heading("Facts", 2),
        Facts((("Company", "示例公司"), ("地点", Styled("a\nb", "strong")))),
        Table(("Department", "主责"), (("市场部", 3), ("a|b", Styled("x", "bad"))), "<>"),
        Table(("A",), (), empty="Nothing"),
        Tree((Branch(("提高收入", "67 %", ""), (Branch(("New", "5 %"), (Branch(("Leads",)),)),)),)),
        Tree((), "No goals"),
        Code("a: ```\n", "yaml"),
    )
    assert render(page, ENGLISH) == (
        "# 目标\n\nOne\\\ntwo\n\n## Facts\n\n- **Company**: 示例公司\n- **地点**: **a b**\n\n"
        "| Department | 主责 |\n| --- | ---: |\n| 市场部 | 3 |\n| a\\|b | x |\n\nNothing\n\n"
        "- 提高收入 · 67 %\n  - New · 5 %\n    - Leads\n\nNo goals\n\n````yaml\na: ```\n````\n"
    )


@pytest.mark.no_cover
@pytest.mark.parametrize("text", naughty())
def test_nothing_from_a_file_breaks_out(text: str) -> None:
    line = clean_line(text)
    if line:
        assert re.sub("\u200b", "", shown(escape(line))) == line
    hostile = (Heading(text), Facts(((text, text),)), Table((text,), ((text,),)), Tree((Branch((text, text)),)))
    written = render(report(*hostile, Text(text), Code(text)), ENGLISH)
    found = {leaf.type for leaf in leaves(written)}
    assert not found & {"html_inline", "html_block", "image", "link_open", "s_open", "em_open", "hr", "blockquote_open"}
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
    for leaf in leaves(written):
        if leaf.type in ("text", "text_special"):
            assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]", leaf.content)
