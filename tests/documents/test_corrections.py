"""Guesses at what a line was meant to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collab_cli.documents import corrections


@pytest.mark.parametrize(
    ("correct", "line", "corrected"),
    [
        (corrections.half_width, "title: a", None),
        (corrections.half_width, "title: a：b", None),
        (corrections.half_width, "title： a", "title: a"),
        (corrections.half_width, "- - 标题：a：b", "- - 标题: a：b"),
        (corrections.half_width, "a: “b”", 'a: "b"'),
        (corrections.half_width, "a: “b：\\”c”", 'a: "b：\\”c"'),
        (corrections.half_width, "a: 'b：c'", None),
        (corrections.half_width, 'a: "b：c"：d', None),
        (corrections.half_width, "a: 说“b”，c", None),
        (corrections.half_width, "a: [b, c】", "a: [b, c]"),
        (corrections.half_width, "a: ［b， ｛c：d｝］", "a: [b, {c: d}]"),
        (corrections.half_width, "a: b】", None),
        (corrections.with_blanks, "\ta: b", "  a: b"),
        (corrections.with_blanks, "-\ta: b", "- a: b"),
        (corrections.with_blanks, "- \ta: b", "- a: b"),
        (corrections.with_blanks, "a:\tb", None),
        (corrections.with_blanks, "　", None),
        (corrections.with_blanks, "　-　id: a", "  - id: a"),
        (corrections.with_blanks, "\xa0\xa0a:\xa0b", "  a: b"),
        (corrections.with_blanks, "a　:　b　c:　d", "a: b　c:　d"),
        (corrections.with_blanks, "a: b　c", None),
        (corrections.with_blanks, "\"a　:　b\":　'c:　d'", "\"a　:　b\": 'c:　d'"),
        (corrections.with_blanks, "a: {　b:　1,　c: [　d　,　e　]　}", "a: {b: 1, c: [d, e]}"),
        (corrections.with_blanks, "a: {b c:　1}", "a: {b c: 1}"),
        (corrections.with_blanks, "key_results:　", "key_results:"),
        (corrections.blank_after_dash, "  -id: x ", "  - id: x"),
        (corrections.blank_after_dash, "- id: x", None),
        (corrections.blank_after_dash, "---", None),
        (corrections.blank_after_dash, "-", None),
        (corrections.plain_dash, "  — id: x", "  - id: x"),
        (corrections.plain_dash, "•id: x", "- id: x"),
        (corrections.plain_dash, "——说明", None),
        (corrections.plain_dash, "–", None),
        (corrections.plain_dash, "- id: x", None),
        (corrections.braced_value, "raci: sales: AR", "raci: {sales: AR}"),
        (corrections.braced_value, "  - raci: sales: AR, hr: C", "  - raci: {sales: AR, hr: C}"),
        (corrections.braced_value, "title: Goal: grow", None),
        (corrections.braced_value, "title: goal: grow fast", None),
        (corrections.braced_value, "title: 目标: 提升", None),
        (corrections.braced_value, "a: b", None),
        (corrections.blank_after_colon, "a:b", "a: b"),
        (corrections.blank_after_colon, "  - a:b", "  - a: b"),
        (corrections.blank_after_colon, "a: b", None),
        (corrections.blank_after_colon, "http://x", None),
        (corrections.blank_after_colon, "a b:c", None),
        (corrections.blank_after_colon, "a", None),
        (corrections.quoted_value, "a: b: c", 'a: "b: c"'),
        (corrections.quoted_value, '  a: b "c" \\: d', '  a: "b \\"c\\" \\\\: d"'),
        (corrections.quoted_value, "- @x", '- "@x"'),
        (corrections.quoted_value, "@x", None),
        (corrections.quoted_value, "a: 'b", None),
        (corrections.quoted_value, "a: b # c", None),
        (corrections.closed_quote, "a: 'b", "a: 'b'"),
        (corrections.closed_quote, 'a: "b', 'a: "b"'),
        (corrections.closed_quote, 'a: b"', None),
        (corrections.closed_bracket, "a: [b", "a: [b]"),
        (corrections.closed_bracket, "a: {b: [c]", "a: {b: [c]}"),
        (corrections.closed_bracket, "a: b", None),
    ],
)
def test_line(correct: Callable[[str], str | None], line: str, corrected: str | None) -> None:
    assert correct(line) == corrected


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("a: 'it's'", 'a: "it\'s"'),
        ("a: 'it's", 'a: "it\'s"'),
        ("a: 'it' is", "a: \"'it' is\""),
        ('a: "it" is', "a: '\"it\" is'"),
        ("a: \"b\\c 'd' \" e", 'a: "\\"b\\\\c \'d\' \\" e"'),
        ("a: 'b' c # d", None),
    ],
)
def test_a_value_is_put_in_other_quotes(line: str, corrected: str | None) -> None:
    assert corrections.quoted_again(line, 3) == corrected


def test_a_quote_without_a_blank_before_it_opens_no_value() -> None:
    assert corrections.quoted_again("'a' b: c", 0) is None
