import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.renderers.cleaning import clean, clean_line, clean_path, escape_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("市场部 (marketing) – é 👍", "市场部 (marketing) – é 👍"),
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("\x00\x7f\x9b", "\\u0000\\u007f\\u009b"),
        ("\u202ea\u2066\u200b\ufeff\u2028", "\\u202ea\\u2066\\u200b\\ufeff\\u2028"),
        ("\U000e0041\ud800", "\\U000e0041\\ud800"),
        ("a\r\nb\tc\rd", "a\nb\tc\\u000dd"),
    ],
)
def test_hidden_characters_show(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_one_line() -> None:
    assert clean_line(" a\n\n  b\tc\r\nd\n") == "a b c d"
    assert clean_line("a  b") == "a  b"
    assert clean_line("\n") == ""


def test_no_two_paths_look_the_same() -> None:
    assert clean_path("goals/a\nb\t\x1b.yaml") == "goals/a\\u000ab\\u0009\\u001b.yaml"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_json_is_the_same_data(text: str) -> None:
    written = escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(written) == {"text": text}
    assert clean(written) == written


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)
