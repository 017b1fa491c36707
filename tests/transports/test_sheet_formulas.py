"""Formulas without a stored result are told from cells that are empty or 0."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from collab_cli.analyses.raci_tables.understand import understand
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.sheet_formulas import unsaved_formulas
from collab_cli.transports.spreadsheets import read_spreadsheet
from tests.analyses.raci_tables.table_files import NobodyKnown


def test_a_formula_without_a_stored_result_is_told() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("A & B")
    sheet.write_row(0, 0, ["Task", "Sales", "Legal"])
    sheet.write_row(1, 0, ["Make an offer", "A", "R"])
    sheet.write_row(2, 0, ["Ship", "R"])
    sheet.write_formula(2, 2, '=IF(1,"A","R")')
    sheet.write_formula(3, 0, '="Pay"', None, "Pay")
    sheet.write_row(3, 1, ["A", "R"])
    book.close()
    assert unsaved_formulas(content.getvalue()) == {"A & B": frozenset(((2, 2),))}
    with pytest.raises(CollabError) as refused:
        understand(read_spreadsheet("plan.xlsx", content.getvalue()), NobodyKnown(), letters="ARCI", meanings={})
    english = language("en")
    assert english.say(refused.value.message) == "A & B!C3: the formula has no stored result"
    assert refused.value.hint is not None
    assert english.say(refused.value.hint) == "open the file in the spreadsheet program and save it there"


def test_what_is_no_spreadsheet_of_parts_has_none() -> None:
    assert unsaved_formulas(b"no zip") == {}
