from __future__ import annotations

import pytest

from collab_cli.cli.typed_line import TypedLine, read_typed


@pytest.mark.parametrize(
    ("line", "before", "current", "raw", "quote"),
    [
        ("", (), "", "", ""),
        ("collab", (), "collab", "collab", ""),
        ("collab ", ("collab",), "", "", ""),
        ("collab  goal\tshow 提高", ("collab", "goal", "show"), "提高", "提高", ""),
        ("collab 'a b' \"c d\" e", ("collab", "a b", "c d"), "e", "e", ""),
        ("collab '' x", ("collab", ""), "x", "x", ""),
        (r"collab a\ b c\ d", ("collab", "a b"), "c d", r"c\ d", ""),
        ("collab 'Increase r", ("collab",), "Increase r", "'Increase r", "'"),
        ('collab goal:"Increase r', ("collab",), "goal:Increase r", 'goal:"Increase r', '"'),
        ("collab 'a\\", ("collab",), "a\\", "'a\\", "'"),
        (r'collab "a\" \x', ("collab",), 'a" \\x', r'"a\" \x', '"'),
        ("collab a\\", ("collab",), "a", "a\\", ""),
    ],
)
def test_words(line: str, before: tuple[str, ...], current: str, raw: str, quote: str) -> None:
    assert read_typed(line) == TypedLine(before, current, raw, quote)


def test_powershell_escapes_with_a_backtick() -> None:
    assert read_typed("collab -C C:\\Work` One `$x", "`") == TypedLine(
        ("collab", "-C", "C:\\Work One"), "$x", "`$x", ""
    )
