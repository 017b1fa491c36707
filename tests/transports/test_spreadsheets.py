"""Spreadsheets: several sheets, merged and hidden cells, numbers and dates."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.analyses.raci_tables.understand import understand
from collab_cli.transports.spreadsheets import read_spreadsheet
from tests.analyses.raci_tables.table_files import NobodyKnown, told


def test_cells_are_texts_as_people_read_them() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Plan")
    sheet.write_row(1, 1, [3, 1.5, True, " text "])
    sheet.write_datetime(2, 1, date(2026, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert read_spreadsheet("plan.xlsx", content.getvalue()) == (
        Grid("Plan", (("",) * 5, ("", "3", "1.5", "TRUE", "text"), ("", "2026-03-01", "", "", ""))),
    )


def test_hidden_sheets_are_told_and_empty_ones_passed_over() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name in ("Old", "Empty", "New"):
        sheet = book.add_worksheet(name)
        if name != "Empty":
            sheet.write(0, 0, name)
        if name == "New":
            sheet.activate()
            book.get_worksheet_by_name("Old").hide()
    book.close()
    grids = read_spreadsheet("plan.xlsx", content.getvalue())
    assert [(grid.name, grid.is_hidden) for grid in grids] == [("Old", True), ("New", False)]


def test_hidden_columns_are_told() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("A & B")
    sheet.write_row(0, 0, ["id", "Task", "Sales", "Legal"])
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(2, 3, None, None, {"hidden": True})
    book.close()
    (grid,) = read_spreadsheet("plan.xlsx", content.getvalue())
    assert (grid.name, grid.hidden) == ("A & B", frozenset((0, 2, 3)))


def test_a_table_with_merged_cells_is_read() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("分工")
    sheet.merge_range("A1:F1", "2026年职责分工表")
    sheet.merge_range("A2:A3", "阶段")
    sheet.merge_range("B2:B3", "任务")
    sheet.merge_range("C2:D2", "销售部")
    sheet.merge_range("E2:E3", "财务部")
    sheet.merge_range("F2:F3", "备注")
    sheet.write_row("C3", ["经理", "专员"])
    sheet.merge_range("A4:A5", "售前")
    sheet.write_row("B4", ["报价", "A", "R", "C"])
    sheet.write_row("B5", ["评审", "A/R", "", "I", "三天内"])
    sheet.merge_range("A6:F6", "以下为售后工作")
    sheet.write_row("A7", ["售后", "投诉处理", "A"])
    sheet.merge_range("D7:E7", "C")
    book.close()
    tables = understand(read_spreadsheet("plan.xlsx", content.getvalue()), NobodyKnown(), letters="ARCI", meanings={})
    assert told(tables) == (
        "letters: 经理, 专员, 财务部\n"
        "[售前] 报价: 经理 A, 专员 R, 财务部 C\n"
        "[售前] 评审: 经理 AR, 财务部 I\n"
        "[售后] 投诉处理: 经理 A, 专员 C, 财务部 C\n"
        "left out: 备注"
    )
