"""Separated values as spreadsheets and people write them."""

from __future__ import annotations

import pytest

from collab_cli.transports.delimited_text import read_delimited


def rows(text: str, delimiter: str | None = None) -> list[list[str]]:
    (grid,) = read_delimited("table.csv", text, delimiter)
    return [list(row) for row in grid.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "Task,Sales,Legal\nMake,A,R\n".replace(",", delimiter)
    assert rows(text) == [["Task", "Sales", "Legal"], ["Make", "A", "R"]]


def test_what_parts_the_lines_evenly_is_the_delimiter() -> None:
    assert rows("Task;Who\nShip, sell, send;Ann, Bob, Eve\nPay, bill;Ann, Bob\n")[1] == [
        "Ship, sell, send",
        "Ann, Bob, Eve",
    ]
    assert rows("Version 1,2\nTask,Who,By\nShip,Ann; Bob,Eve\nPay,Ann; Eve,Bob\n")[2] == ["Ship", "Ann; Bob", "Eve"]


def test_excels_own_line_names_the_delimiter() -> None:
    (grid,) = read_delimited("table.csv", "sep=;\nTask;A,B\nx;R\n")
    assert (grid.rows, grid.first_line) == ((("Task", "A,B"), ("x", "R")), 2)


def test_lines_in_quotes_belong_to_one_cell() -> None:
    assert rows('Task,Who\r\n"Make ""it""\r\nwell","Ann\nBob"\r\n') == [
        ["Task", "Who"],
        ['Make "it"\r\nwell', "Ann\nBob"],
    ]


def test_short_rows_are_filled_up_and_blank_ones_kept() -> None:
    assert rows("a,b,c\n\nd\n") == [["a", "b", "c"], ["", "", ""], ["d", "", ""]]


def test_one_column_stays_one() -> None:
    assert rows("Make an offer\nShip\n") == [["Make an offer"], ["Ship"]]
