from hypothesis import given
from hypothesis import strategies as st

from collab_cli.renderers.columns import line_spans, pad, share_room, text_width, wrap


def test_full_width_characters_take_two_columns() -> None:
    assert text_width("abc") == 3
    assert text_width("市场部") == 6
    assert text_width("（A）") == 5
    assert text_width("e\u0301") == 1
    assert text_width("👍") == 2


def test_padding() -> None:
    assert pad("市", 5) == "市   "
    assert pad("12", 5, ">") == "   12"
    assert pad("too long", 3) == "too long"


def test_lines_break_at_blanks_and_between_chinese_characters() -> None:
    assert wrap("keep one A or split", 10) == ["keep one A", "or split"]
    assert wrap("保留一个主责或划分范围", 10) == ["保留一个主", "责或划分范", "围"]
    assert wrap("由市场部 and Sales 同时主责", 12) == ["由市场部 and", "Sales 同时主", "责"]


def test_no_line_starts_with_closing_or_ends_with_opening_punctuation() -> None:
    assert wrap("市场部和销售部，同时", 14) == ["市场部和销售", "部，同时"]
    assert wrap("市场部（销售）", 8) == ["市场部", "（销售）"]


def test_long_words_are_cut() -> None:
    assert wrap("a abcdefghij b", 4) == ["a", "abcd", "efgh", "ij b"]
    assert wrap("", 10) == [""]
    assert wrap("a abcdefghij b", 4, whole=True) == ["a", "abcdefghij", "b"]
    assert wrap("市abcdefghij场", 4, 0, whole=True) == ["", "市", "abcdefghij", "场"]


def test_the_widest_column_gives_way_first() -> None:
    assert share_room([10, 4], [3, 4], 20) == [10, 4]
    assert share_room([10, 4], [3, 4], 12) == [8, 4]
    assert share_room([6, 6, 2], [6, 2, 2], 11) == [6, 3, 2]
    assert share_room([6, 6], [6, 2], 8) == [6, 2]


def test_room_of_the_first_line() -> None:
    assert wrap("hello world", 11, 5) == ["hello", "world"]
    assert wrap("hello world", 11, 3) == ["", "hello world"]


@given(st.text(st.sampled_from("ab 市，（ -é")), st.integers(2, 12), st.none() | st.integers(0, 12))
def test_no_line_is_too_wide_and_only_blanks_are_lost(text: str, width: int, first: int | None) -> None:
    lines = wrap(text, width, first)
    room = [width if first is None else max(first, 0), *[width] * len(lines)]
    assert all(text_width(line) <= wide for line, wide in zip(lines, room, strict=False) if len(line) > 1)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    spans = line_spans(text, width, first)
    assert all(start <= end for start, end in spans)
    assert spans == sorted(spans)
