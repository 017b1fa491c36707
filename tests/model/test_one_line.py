from __future__ import annotations

import pytest

from collab_cli.model.one_line import is_one_line, is_printable


@pytest.mark.parametrize(
    ("text", "one_line", "printable"),
    [
        ("寄样品 A-1", True, True),
        ("", True, True),
        ("a\nb", False, True),
        ("a\tb", False, True),
        ("a\rb", False, False),
        ("a\u2028b", False, False),
        ("a\x1b[31mb", False, False),
        ("a\udcffb", False, False),
    ],
)
def test_what_a_text_may_hold(text: str, one_line: bool, printable: bool) -> None:
    assert (is_one_line(text), is_printable(text)) == (one_line, printable)
