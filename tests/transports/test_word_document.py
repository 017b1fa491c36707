"""Minutes in a Word document: styles, lists and tables; what is none is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest

from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.transports.word_document import blocks_of_document
from tests.analyses.minutes_reading.worlds import company, doubts


def minutes() -> bytes:
    document = docx.Document()
    document.add_heading("质量月度例会会议纪要", 0)
    head = document.add_table(rows=3, cols=4)
    for row, cells in zip(
        head.rows,
        (
            ("会议时间", "2025年7月10日 14:00-15:30", "会议地点", "质量部会议室"),
            ("主持人", "Sarah Jones", "记录人", "王芳"),
            ("出席人员", "Sarah Jones、王芳\n王强", "缺席人员", "Anna Berger（出差，由Tom Fischer代）"),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_heading("一、会议决议", 1)
    document.add_paragraph("色差标准统一为1.0", style="List Number")
    document.add_paragraph("校准周期改为月度", style="List Number")
    document.add_heading("二、督办事项", 1)
    table = document.add_table(rows=2, cols=4)
    for row, cells in zip(
        table.rows,
        (("督办事项", "责任人", "配合部门", "完成时限"), ("发布新标准", "王芳", "生产部", "7月18日")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("下次会议：2025年8月10日")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_document_becomes_minutes() -> None:
    read = read_minutes(blocks_of_document("m.docx", minutes()), company(), date(2025, 7, 25), name="m.docx")
    assert read.fields == {
        "title": "质量月度例会",
        "date": "2025-07-10",
        "start": "14:00",
        "end": "15:30",
        "place": "质量部会议室",
        "chair": "sarah-jones",
        "secretary": "wang-fang",
        "present": ["sarah-jones", "wang-fang", "wang-qiang", "tom-fischer"],
        "regrets": [{"person": "anna-berger", "delegate": "tom-fischer"}],
        "decisions": [{"id": "dec1", "text": "色差标准统一为1.0"}, {"id": "dec2", "text": "校准周期改为月度"}],
        "actions": [{"title": "发布新标准", "owner": "wang-fang", "due": "2025-07-18", "assist": ["production"]}],
        "next_meeting": "2025-08-10",
        "series": "quality-monthly",
        "type": "monthly_review",
    }
    assert doubts(read) == [
        "10 actions.0.due no_year: 7月18日 -> 2025-07-18",
    ]
    assert [one.text for one in read.unplaced] == ["Anna Berger（出差，由Tom Fischer代）"]  # why she was away


def with_body(inner: str) -> bytes:
    """Return a document with this XML in its body."""
    from docx.oxml import parse_xml

    spaces = " ".join(
        f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
        for prefix, path in (("w", "wordprocessingml/2006/main"), ("mc", "markup-compatibility/2006"))
    )
    document = docx.Document()
    for element in reversed(parse_xml(f"<w:body {spaces}>{inner}</w:body>")):
        document.element.body.insert(0, element)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*inner: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{''.join(inner)}</w:tc>"


def test_tracked_changes_count_as_accepted() -> None:
    inner = (
        paragraph(run("Decision: we "), '<w:del><w:r><w:delText>do not</w:delText></w:r></w:del>',
                  f"<w:ins>{run('never')}</w:ins>", run(" buy"))
        + paragraph(f"<w:moveFrom>{run('gone')}</w:moveFrom>")
        + f"<w:ins>{paragraph(run('ACTION: Li Na to call'))}</w:ins>"
    )  # fmt: skip
    blocks = blocks_of_document("m.docx", with_body(inner))
    assert [(one.line, one.text) for one in blocks] == [(1, "Decision: we never buy"), (3, "ACTION: Li Na to call")]


def test_what_stands_in_controls_boxes_and_inner_tables_is_read() -> None:
    box = f"<w:txbxContent>{paragraph(run('Decision: we move'))}</w:txbxContent>"
    inner_table = f"<w:tbl><w:tr>{cell(paragraph(run('inner')))}</w:tr></w:tbl>"
    inner = (
        f"<w:sdt><w:sdtContent>{paragraph(run('Decision: raise the price'))}</w:sdtContent></w:sdt>"
        + paragraph(run("before"), "<w:r><mc:AlternateContent><mc:Choice><w:drawing>", box,
                    "</w:drawing></mc:Choice><mc:Fallback><w:pict>", box, "</w:pict></mc:Fallback>"
                    "</mc:AlternateContent></w:r>")
        + f"<w:tbl><w:tr>{cell(paragraph(run('outer')), inner_table, paragraph())}</w:tr></w:tbl>"
    )  # fmt: skip
    blocks = blocks_of_document("m.docx", with_body(inner))
    assert [(one.line, one.text, one.rows) for one in blocks] == [
        (1, "Decision: raise the price", ()),
        (2, "before", ()),
        (3, "Decision: we move", ()),
        (4, "", (("outer",),)),
        (5, "", (("inner",),)),
    ]


def test_a_cell_across_rows_counts_in_each_and_one_across_columns_once() -> None:
    wide, first, more = (
        '<w:gridSpan w:val="100000000"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>",
    )  # fmt: skip
    rows = (
        cell(paragraph(run("all")), about=wide) + cell(paragraph(run("end"))),
        cell(paragraph(run("Li Na")), about=first) + cell(paragraph(run("call"))),
        cell(paragraph(), about=more) + cell(paragraph(run("write"))),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    (block,) = blocks_of_document("m.docx", with_body(f"<w:tbl>{table}</w:tbl>"))
    assert block.rows == (("all", "end"), ("Li Na", "call"), ("Li Na", "write"))


@pytest.mark.parametrize("inner", [paragraph(run("line")) * 4_001, paragraph(run("x" * (2**19 + 1)))])
def test_one_too_long_for_minutes_is_refused(inner: str) -> None:
    with pytest.raises(CollabError) as refused:
        blocks_of_document("m.docx", with_body(inner))
    assert language("en").say(refused.value.message) == "m.docx is too long for the minutes of one meeting"


def test_one_that_turns_letters_round_is_refused() -> None:
    with pytest.raises(CollabError) as refused:
        blocks_of_document("m.docx", with_body(paragraph(run("Weekly")) + paragraph(run("pay 1\u202e00"))))
    assert language("en").say(refused.value.message) == "m.docx turns letters round in line 2 by a hidden sign"


def packed(text: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", text)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"no archive", packed(b"<x/>")])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(CollabError) as refused:
        blocks_of_document("m.docx", content)
    assert language("en").say(refused.value.message) == "m.docx is no Word document that can be read"


def test_one_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(CollabError) as refused:
        blocks_of_document("m.docx", packed(b"0" * (33 * 2**20)))
    assert language("en").say(refused.value.message) == "m.docx is larger than 32 MB"
