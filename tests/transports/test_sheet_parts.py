import io

import xlsxwriter

from collab_cli.transports.sheet_parts import sheet_parts


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("A & B", "销售"):
        book.add_worksheet(name).write_string(0, 0, name)
    book.close()
    return out.getvalue()


def test_the_sheets_are_found_by_the_names_people_see() -> None:
    found = sheet_parts(workbook(), 2**20)
    assert list(found) == ["A & B", "销售"]
    assert all(text.startswith("<?xml") and text.rstrip().endswith("</worksheet>") for text in found.values())


def test_only_the_beginning_is_read() -> None:
    assert {len(text) for text in sheet_parts(workbook(), 2_000).values()} <= set(range(1, 2_001))


def test_what_is_no_spreadsheet_has_no_sheet() -> None:
    assert sheet_parts(b"PK nothing", 100) == {}
    assert sheet_parts(b"", 100) == {}
