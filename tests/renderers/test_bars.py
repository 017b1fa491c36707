from decimal import Decimal

import pytest

from collab_cli.page import Bar, Chart
from collab_cli.renderers.bars import chart_lines, drawn
from collab_cli.renderers.columns import text_width
from tests.renderers.tables import CHART
from tests.renderers.worlds import ENGLISH


def lines(block: Chart, width: int | None = None) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in chart_lines(block, ENGLISH, width)]


def test_label_value_and_bar_stand_side_by_side() -> None:
    assert lines(CHART) == ["Sales  3 of 6  " + "█" * 20, "<i>    0 of 6"]


@pytest.mark.parametrize(
    ("length", "bar"),
    [("0", ""), ("1", "████████"), ("0.5", "████"), ("0.0001", "▏"), ("0.07", "▌"), ("2", "████████")],
)
def test_a_bar_is_drawn_in_eighths_and_never_vanishes(length: str, bar: str) -> None:
    assert drawn(Decimal(length), 8) == bar


def test_a_chart_fits_the_screen() -> None:
    block = Chart((Bar("A department with a very long name indeed", Decimal(1), "12 of 12"),))
    (line,) = lines(block, 40)
    assert text_width(line) == 40
    assert line.startswith("A department with")
    assert line.endswith("████████")


def test_an_empty_chart_says_so() -> None:
    assert lines(Chart((), "nobody has a duty")) == ["nobody has a duty"]
    assert lines(Chart(())) == []
