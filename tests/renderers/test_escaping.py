import pytest

from collab_cli.renderers.escaping import code_span, escape, escape_html
from tests.renderers.test_markdown import leaves


def test_mentions_and_numbers_are_broken() -> None:
    assert escape("@org/team a@b.c 市场@x #12 a#b GH-3 !7") == (
        "@\u200borg/team a@b.c 市场@\u200bx \\#\u200b12 a\\#b GH-\u200b3 \\!\u200b7"
    )
    assert escape("- x") == "\\- x"
    assert escape("1. x, 12.5") == "1\\. x, 12.5"
    assert escape("12.5 % <b>&amp;") == "12.5 % &lt;b&gt;&amp;amp;"


def test_html_has_no_tags_mentions_and_numbers() -> None:
    assert escape_html("<b> & @team #1 *x*") == "&lt;b&gt; &amp; @\u200bteam #\u200b1 *x*"


@pytest.mark.parametrize("text", ["`", "a``b", "```", "a", "`a`", "\\"])
def test_code_spans_hold_any_backticks(text: str) -> None:
    assert [leaf.content for leaf in leaves(code_span(text)) if leaf.type == "code_inline"] == [text]
