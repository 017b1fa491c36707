import io
import sys
import zipfile

import pytest

from collab_cli.errors import CollabError
from collab_cli.page import Heading, Report, Table
from collab_cli.renderers.xlsx import render
from tests.renderers.tables import BARE, REPORT
from tests.renderers.worlds import ENGLISH

calamine = pytest.importorskip("python_calamine")


def read(data: bytes) -> dict[str, list[list[object]]]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_cell_reads_back() -> None:
    assert read(render(REPORT, ENGLISH)) == {
        "Matrix & more": [
            ["Domain", "Duty", "Sales", "Production", "Marketing", "id"],
            ["customers", "Complaint handling", "AR", "C", "", "charter:sales/complaint-handling"],
            ["customers", "=SUM(A1)", "I", "", "A", "charter:sales/sum"],
            ["", "Research", "", "", "R", "charter:marketing/research"],
        ],
        "Load": [
            ["Party", "Rows", "Share", "id"],
            ["Sales", 3.0, 0.5, "department:sales"],
            ["<b>QA</b>", 0.0, 1.0, "department:qa"],
        ],
    }


def test_no_text_becomes_a_formula_and_the_keys_are_hidden() -> None:
    with zipfile.ZipFile(io.BytesIO(render(REPORT, ENGLISH))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert '<col min="6" max="6"' in sheet
    assert 'hidden="1"' in sheet
    assert 'state="frozen"' in sheet


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(REPORT, ENGLISH) == render(REPORT, ENGLISH)


def test_names_of_sheets_are_allowed_and_differ() -> None:
    table = Table(("a",), (("b",),))
    page = (Heading("x" * 40), table, Heading("x" * 40), table, Heading("a/b: [c]?"), table, Heading(""), table)
    assert list(read(render(Report("s", page), ENGLISH))) == ["x" * 31, "x" * 29 + " 2", "a b   c", "4"]


def test_a_name_made_for_one_sheet_may_be_the_heading_of_another() -> None:
    table = Table(("a",), (("b",),))
    page = (Heading("X"), table, Heading("X 3"), table, Heading("X"), table)
    assert list(read(render(Report("s", page), ENGLISH))) == ["X", "X 3", "X 4"]


def test_a_text_longer_than_a_cell_is_cut_where_it_shows() -> None:
    (rows,) = read(render(Report("s", (Table(("a",), (("x" * 40_000,),)),)), ENGLISH)).values()
    assert rows[1] == ["x" * 32_766 + "…"]


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(CollabError) as caught:
        render(BARE, ENGLISH)
    assert ENGLISH.say(caught.value.message) == "there is no table to write as a spreadsheet"


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CollabError) as caught:
        render(REPORT, ENGLISH)
    assert ENGLISH.say(caught.value.message) == "spreadsheets need the extra xlsx"
    assert caught.value.hint is not None
    assert ENGLISH.say(caught.value.hint) == "install it with pip install 'collab-cli[xlsx]'"
