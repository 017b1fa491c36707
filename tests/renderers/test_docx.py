"""Word documents: read back, every block is there, in A4 with the fonts of Chinese offices, and the same bytes."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import pytest

from collab_cli.errors import CollabError
from collab_cli.findings import Place, Severity
from collab_cli.model.field_types import Name
from collab_cli.page import (
    Branch,
    Code,
    Facts,
    FindingList,
    Fold,
    Heading,
    Matrix,
    Report,
    Styled,
    Table,
    Text,
    Tree,
)
from collab_cli.renderers.docx import render
from tests.renderers.tables import BARE, EMPTY, REPORT
from tests.renderers.worlds import CHINESE, ENGLISH, finding

docx = pytest.importorskip("docx")
qn = pytest.importorskip("docx.oxml.ns").qn


def opened(report: Report, language: Any = ENGLISH) -> Any:
    return docx.Document(io.BytesIO(render(report, language)))


def lines(document: Any) -> list[str]:
    """Return paragraphs and rows in their order, cells parted by a bar; paragraphs without a text are left out."""
    found = []
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:tbl"):
            found += [" | ".join(_text(cell) for cell in row.iter(qn("w:tc"))) for row in block.iter(qn("w:tr"))]
        elif block.tag == qn("w:p") and _text(block):
            found.append(_text(block))
    return found


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def test_matrix_table_chart_and_text_read_back() -> None:
    assert lines(opened(REPORT)) == [
        "Matrix & more",
        "Duty | Sales | Production | Marketing",
        "customers",
        "Complaint handling | AR | C | ",
        "=SUM(A1) | I |  | A",
        "Research |  |  | R",
        "A accountable  R responsible",
        "Load",
        "Party | Rows | Share",
        "Sales | 3 | 0.5",
        "<b>QA</b> | 0 | 1",
        "Sales | 3 of 6 | ██████████",
        "<i> | 0 of 6 | ",
        "end",
    ]


def test_other_blocks_read_back() -> None:
    place = Place("goals/x.yaml", 3, 5)
    page = (
        Heading("One"),
        Text("first\nsecond"),
        Facts((("Label", "value"), ("Long", Styled("a\nb", "warn")))),
        Code("collab check\n  -x\n"),
        Tree((Branch(("root", "1"), (Branch((Styled("leaf", "muted"),)),)),)),
        Fold("More", (Text("inside"),)),
        FindingList((finding("R313", Severity.ERROR, place, "two owners", "keep one"),), {}, ("1 error",)),
        Table(("A",), (), empty="nothing here"),
        EMPTY,
        Tree((), "no tree"),
    )
    found = lines(opened(Report("s", page)))
    assert found == [
        *("One", "first", "second", "Label | value", "Long | ab", "collab check", "  -x"),
        *("root  1", "leaf", "More", "inside"),
        "goals/x.yaml:3:5  R313 error  two owners; keep one",
        *("1 error", "nothing here", "there is no duty", "no tree"),
    ]


def test_it_is_an_a4_page_with_title_number_and_the_fonts_of_offices() -> None:
    document = opened(Report("s", (Heading(Name(zh="周例会纪要", en="Minutes")), Text("x"))), CHINESE)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.title == "周例会纪要"
    assert (document.core_properties.author, document.core_properties.comments) == ("", "")
    assert section.header.paragraphs[0].text == "周例会纪要"
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    for footer in (section.footer, section.first_page_footer):
        assert [each.text for each in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert [lang.get(qn("w:eastAsia")) for lang in document.styles.element.iter(qn("w:lang"))] == ["zh-CN"]
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1")}
    assert fonts == {"Normal": "宋体", "Heading 1": "黑体"}
    assert [paragraph.style.name for paragraph in document.paragraphs[:2]] == ["Heading 1", "Normal"]


def test_the_values_of_a_paper_stand_in_one_line_down_the_page() -> None:
    page = (Heading("Minutes"), Facts((("Chair", "Li Na"),)), Facts((("How it was decided", "consent"),)))
    widths = {
        is_paper: [round(table.columns[0].width.mm) for table in opened(Report("s", page, is_paper=is_paper)).tables]
        for is_paper in (True, False)
    }
    assert widths == {True: [43, 43], False: [18, 43]}


def test_tables_have_lines_and_headings_on_every_page_and_no_torn_row() -> None:
    document = opened(Report("s", (Table(("A", "B"), (("x", "1"),), "<>"),)))
    (table,) = document.tables
    assert table.style.name == "Table Grid"
    order = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
    assert order.index("tblBorders") < order.index("tblLayout") < order.index("tblLook")
    marks = [[child.tag.rpartition("}")[2] for child in row._tr.trPr] for row in table.rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"]]
    widths = [round(column.width.mm) for column in table.columns]
    assert sum(widths) == pytest.approx(162, abs=2)
    assert table.cell(1, 1).paragraphs[0].alignment is not None


def test_a_table_of_many_columns_lies_on_its_side() -> None:
    wide = Matrix("Duty", tuple("ABCDEFGHI"), ())
    table = Table(tuple("ABCDEFGHI"), (tuple("abcdefghi"),))
    for report in (Report("s", (table,)), Report("s", (wide, Text("x")))):
        section = opened(report).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_long_and_hostile_texts_fit() -> None:
    cells = ("x" * 5000, "=cmd|' /C calc'!A0\u202e\x07", "很长的文字" * 200)
    found = lines(opened(Report("s", (Table(("A", "B", "C"), (cells,)),))))
    assert found[1] == f"{cells[0]} | =cmd|' /C calc'!A0\\u202e\\u0007 | {cells[2]}"


def test_the_same_report_gives_the_same_bytes() -> None:
    first = render(REPORT, ENGLISH)
    assert first == render(REPORT, ENGLISH)
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(CollabError) as caught:
        render(BARE, ENGLISH)
    hint = caught.value.hint
    assert hint is not None
    assert (ENGLISH.say(caught.value.message), ENGLISH.say(hint)) == (
        "Word documents need the extra docx",
        "install it with pip install 'collab-cli[docx]'",
    )
