"""Lines end where the YAML parser ends them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collab_cli.documents.lines import place_of_offset, split_lines


@given(st.text(alphabet="ab\r\n", max_size=30))
def test_lines_are_the_whole_text(text: str) -> None:
    lines = split_lines(text)

    assert "".join(line.text + line.ending for line in lines) == text
    for number, line in enumerate(lines, 1):
        place = place_of_offset("a", text, line.start)
        assert (place.line, place.column) == (number, 1)
