import pytest

from collab_cli.page import Line, LineGroup, Matrix
from collab_cli.renderers.columns import text_width
from collab_cli.renderers.matrix_layout import matrix_lines
from tests.renderers.tables import EMPTY, MATRIX
from tests.renderers.worlds import CHINESE, ENGLISH


def lines(block: Matrix, width: int | None = None, language: object = ENGLISH) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in matrix_lines(block, language, width)]  # type: ignore[arg-type]


def test_letters_stand_under_their_columns_and_groups_under_headings() -> None:
    assert lines(MATRIX) == [
        "Duty                  Sales  Production  Marketing",
        "──────────────────────────────────────────────────",
        "customers",
        "  Complaint handling  AR     C",
        "  =SUM(A1)            I                  A",
        "Research                                 R",
        "",
        "A accountable  R responsible",
    ]


def test_full_width_headings_keep_the_columns_aligned() -> None:
    assert lines(MATRIX, language=CHINESE)[:4] == [
        "Duty                  销售部  生产部  Marketing",
        "───────────────────────────────────────────────",
        "customers",
        "  Complaint handling  AR      C",
    ]


def wide(count: int) -> Matrix:
    columns = tuple(f"Department {number}" for number in range(count))
    row = Line("Handling of complaints of all customers", tuple("A" if at == 0 else "C" for at in range(count)))
    return Matrix("Duty", columns, (LineGroup("", (row,)),))


def test_labels_give_way_before_columns_fold() -> None:
    assert lines(wide(2), 60) == [
        "Duty                              Department 0  Department 1",
        "────────────────────────────────────────────────────────────",
        "Handling of complaints of all     A             C",
        "customers",
    ]


def test_headings_break_then_columns_fold_into_bands_with_the_labels_again() -> None:
    assert lines(wide(4), 60) == [
        "Duty                      Department  Department  Department",
        "                          0           1           2",
        "────────────────────────────────────────────────────────────",
        "Handling of complaints    A           C           C",
        "of all customers",
        "",
        "Duty                                     Department",
        "                                         3",
        "───────────────────────────────────────────────────",
        "Handling of complaints of all customers  C",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_no_line_is_wider_than_the_screen_and_no_cell_is_lost(width: int, count: int) -> None:
    shown = lines(wide(count), width)
    assert max(map(text_width, shown)) <= width
    assert sum(line.split().count("C") for line in shown) == count - 1


def test_a_very_narrow_screen_tells_row_by_row() -> None:
    assert lines(MATRIX, 30)[:8] == [
        "customers",
        "Complaint handling",
        "  Sales: AR",
        "  Production: C",
        "=SUM(A1)",
        "  Sales: I",
        "  Marketing: A",
        "Research",
    ]


def test_a_matrix_without_rows_says_so() -> None:
    assert lines(EMPTY) == ["there is no duty"]
