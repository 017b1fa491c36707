import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from collab_cli.findings import Place, Related, Severity
from collab_cli.messages import Message
from collab_cli.page import Branch, Code, Facts, FindingList, Heading, Styled, Table, Text, Tree
from collab_cli.renderers.cleaning import clean_line
from collab_cli.renderers.markdown import code_span, escape, render
from tests.renderers.worlds import CHINESE, ENGLISH, GAP, OVERLAP, finding, naughty, report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def leaves(text: str) -> list[Token]:
    return [leaf for token in PARSER.parse(text) for leaf in [token, *(token.children or [])]]


def shown(text: str) -> str:
    return "".join(leaf.content for leaf in leaves(text) if leaf.type in ("text", "text_special", "code_inline"))


def test_findings_in_both_languages() -> None:
    block = FindingList((OVERLAP, GAP), {}, (Styled("2 errors", "strong"), "explain one"))
    assert render(report(block), ENGLISH) == (
        "- `charters/marketing.yaml:7:31` **R313 error**: Market research (market-research) is owned by Marketing and "
        "Sales; keep one A or split the scopes\n"
        "  - also: `charters/sales.yaml:12:10`: the other A\n"
        "- `collab.yaml:1:1` **R315 error**: Complaint handling (complaint-handling) is required but no effective "
        "charter covers it; add a duty to one charter\n"
        "\n"
        "**2 errors**\\\n"
        "explain one\n"
    )
    assert "Sales；keep" in render(report(block), CHINESE)
    assert "  - 另见：`charters/sales.yaml:12:10`" in render(report(block), CHINESE)


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


def test_mentions_and_numbers_are_broken() -> None:
    assert escape("@org/team a@b.c 市场@x #12 a#b GH-3 !7") == (
        "@\u200borg/team a@b.c 市场@\u200bx \\#\u200b12 a\\#b GH-\u200b3 \\!\u200b7"
    )
    assert escape("- x") == "\\- x"
    assert escape("1. x, 12.5") == "1\\. x, 12.5"
    assert escape("12.5 % <b>&amp;") == "12.5 % &lt;b&gt;&amp;amp;"


@pytest.mark.parametrize("text", ["`", "a``b", "```", "a", "`a`", "\\"])
def test_code_spans_hold_any_backticks(text: str) -> None:
    assert [leaf.content for leaf in leaves(code_span(text)) if leaf.type == "code_inline"] == [text]


@pytest.mark.no_cover
@pytest.mark.parametrize("text", naughty())
def test_nothing_from_a_file_breaks_out(text: str) -> None:
    line = clean_line(text)
    if line:
        assert re.sub("\u200b", "", shown(escape(line))) == line
    one = finding("R313", Severity.ERROR, Place(f"goals/{text}.yaml"), text, text, (Related(Place("a"), Message("z")),))
    hostile = (Heading(text), Facts(((text, text),)), Table((text,), ((text,),)), Tree((Branch((text, text)),)))
    written = render(report(*hostile, Text(text), Code(text), FindingList((one,), {}, (text,))), ENGLISH)
    found = {leaf.type for leaf in leaves(written)}
    assert not found & {"html_inline", "html_block", "image", "link_open", "s_open", "em_open", "hr", "blockquote_open"}
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
    for leaf in leaves(written):
        if leaf.type in ("text", "text_special"):
            assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]", leaf.content)
