"""A page of paper: paragraphs, tables and page numbers of a Word document, in its styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from collab_cli.page import Tone
from collab_cli.renderers.columns import text_width

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LATIN: Final = "Times New Roman"
LATIN_HEADING: Final = "Arial"
BODY: Final = "宋体"
HEADING: Final = "黑体"
MONOSPACE: Final = "Consolas"
_SIZES: Final = {"Normal": 11, "Heading 1": 18, "Heading 2": 13.5, "Heading 3": 11.5}
_SMALL: Final = 10
_INK: Final = "1D2733"
_SOFT: Final = "5B6B7B"
_BAND: Final = "EEF2F6"
_LINE: Final = "9AA7B4"
_COLORS: Final[dict[str, str]] = {
    "good": "1A7F45",
    "warn": "946200",
    "bad": "B3261E",
    "muted": _SOFT,
    "accent": "1659A8",
    "mention": "1659A8",
}
_MARGIN: Final = 24
"""Millimetres of white around the text."""


class Paper:
    """An A4 document that blocks are written to, one below the other; with ``is_wide`` it lies on its side.

    The labels of all pairs take ``label_columns`` at least, so that the values stand in one line down the page.
    """

    def __init__(self, document: Document, title: str, *, is_wide: bool = False, label_columns: int = 0) -> None:
        self.document = document
        self.is_wide = is_wide
        self.label_columns = label_columns
        _set_page(document, is_wide=is_wide)
        _set_styles(document)
        _set_margins(document, title)

    @property
    def room(self) -> int:
        """Return the millimetres between the margins."""
        return (297 if self.is_wide else 210) - 2 * _MARGIN

    def heading(self, text: str, level: int) -> None:
        """Add a heading; one of level 1 stands in the middle."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        found = self.document.add_paragraph(text, style=f"Heading {level}")
        if level == 1:
            found.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def paragraph(self, text: str, meaning: Tone = "") -> None:
        """Add a paragraph."""
        _paint(self.document.add_paragraph().add_run(text), meaning)

    def code(self, text: str) -> None:
        """Add a line in letters of one width."""
        from docx.shared import Pt

        found = self.document.add_paragraph()
        found.paragraph_format.space_after = Pt(0)
        run = found.add_run(text)
        run.font.name, run.font.size = MONOSPACE, Pt(9.5)

    def item(self, pieces: Sequence[tuple[str, Tone]], depth: int) -> None:
        """Add an item of a list, ``depth`` steps to the right."""
        from docx.shared import Mm, Pt

        found = self.document.add_paragraph(style="List Bullet")
        found.paragraph_format.left_indent = Mm(6 + 6 * min(depth, 12))
        found.paragraph_format.space_after = Pt(2)
        for index, (text, meaning) in enumerate((text, meaning) for text, meaning in pieces if text):
            _paint(found.add_run(f"  {text}" if index else text), meaning)

    def pairs(self, pairs: Sequence[tuple[str, tuple[list[str], Tone]]]) -> None:
        """Add labels with their values in two columns without lines; a value may have several lines."""
        if not pairs:
            return
        widest = max(self.label_columns, *(text_width(label) for label, _ in pairs)) + 3
        label = min(max(widest * 2.05, 18), self.room * 0.4)
        cells = self._table(len(pairs), [label, self.room - label])
        for (name, (lines, meaning)), row in zip(pairs, cells, strict=True):
            _paint(_first(row[0]).add_run(name), "muted")
            for at, line in enumerate(lines):
                paragraph = _first(row[1]) if at == 0 else row[1].add_paragraph()
                _tight(paragraph)
                _paint(paragraph.add_run(line), meaning)
        self._gap()

    def rows(self, rows: Sequence[Sequence[tuple[str, Tone]]], *, right: frozenset[int] = frozenset()) -> None:
        """Add rows in columns without lines."""
        count = max(map(len, rows))
        widths = [max(text_width(row[at][0]) for row in rows if len(row) > at) + 2 for at in range(count)]
        cells = self._table(len(rows), [self.room * width / sum(widths) for width in widths])
        for row, own in zip(rows, cells, strict=True):
            for at, (text, meaning) in enumerate(row):
                _fill(own[at], text, meaning, is_right=at in right)
        self._gap()

    def grid(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[tuple[str, Tone]]],
        widths: Sequence[int],
        *,
        right: frozenset[int] = frozenset(),
        centred: frozenset[int] = frozenset(),
    ) -> None:
        """Add a table with lines, its headings on every page; a row of one cell stands over all columns."""
        share = self.room / max(sum(widths), 1)
        cells = self._table(len(rows) + 1, [width * share for width in widths], has_lines=True)
        for at, head in enumerate(heads):
            _fill(cells[0][at], head, "strong", is_right=at in right, is_centred=at in centred)
            _shade(cells[0][at])
        _repeat(cells[0][0])
        for row, own in zip(rows, cells[1:], strict=True):
            if len(row) == 1 and len(heads) > 1:
                own[0].merge(own[-1])
            for at, (text, meaning) in enumerate(row):
                _fill(own[at], text, meaning, is_right=at in right, is_centred=at in centred)
        self._gap()

    def _table(self, count: int, widths: Sequence[float], *, has_lines: bool = False) -> list[list[Any]]:
        """Return the cells of a new table, row by row; no row is torn between two pages."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.oxml import OxmlElement
        from docx.shared import Mm
        from docx.table import _Cell

        table = self.document.add_table(rows=count, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        if has_lines:
            table.style = "Table Grid"
            _color_lines(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        found = []
        for line in table._tbl.tr_lst:  # the library counts all cells again for each row
            line.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            own = [_Cell(cell, table) for cell in line.tc_lst]
            for cell, width in zip(own, widths, strict=True):
                cell.width = Mm(width)
            found.append(own)
        return found

    def _gap(self) -> None:
        """Add a little white below a table."""
        from docx.shared import Pt

        found = self.document.add_paragraph()
        found.paragraph_format.space_after = Pt(0)
        found.paragraph_format.line_spacing = Pt(6)


def _set_page(document: Document, *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(22)


def _set_styles(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")  # else Chinese is checked as misspelt English
    for name, size in _SIZES.items():
        style: Any = document.styles[name]
        is_body = name == "Normal"
        _set_fonts(style, LATIN if is_body else LATIN_HEADING, BODY if is_body else HEADING)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.font.bold = not is_body
        style.font.italic = False
        style.paragraph_format.space_before = Pt(0 if is_body else {"Heading 1": 0, "Heading 2": 14}.get(name, 8))
        style.paragraph_format.space_after = Pt({"Normal": 4, "Heading 1": 14}.get(name, 5))
        style.paragraph_format.line_spacing = 1.25 if is_body else 1.15
        style.paragraph_format.keep_with_next = not is_body


def _set_fonts(style: Any, latin: str, east: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for part, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east)):
        fonts.set(qn(f"w:{part}"), font)


def _set_margins(document: Document, title: str) -> None:
    """Write the title above every page but the first, which begins with it, and the number below every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _paint(section.header.paragraphs[0].add_run(title), "muted", size=9)
    for part in (section.footer, section.first_page_footer):
        part.is_linked_to_previous = False
        number = part.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(number, "PAGE")
        _paint(number.add_run(" / "), "muted", size=9)
        _field(number, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """Add a number that is counted when the document is opened."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        _paint(run, "muted", size=9)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "":
            code: Any = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)


def _paint(run: Run, meaning: Tone, *, size: float | None = None) -> None:
    from docx.shared import Pt, RGBColor

    if meaning in _COLORS:
        run.font.color.rgb = RGBColor.from_string(_COLORS[meaning])
    if meaning == "strong":
        run.font.bold = True
    if size is not None:
        run.font.size = Pt(size)


def _first(cell: Any) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    _tight(paragraph)
    return paragraph


def _tight(paragraph: Paragraph) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.15


def _fill(cell: Any, text: str, meaning: Tone, *, is_right: bool = False, is_centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = _first(cell)
    if is_right or is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_right else WD_ALIGN_PARAGRAPH.CENTER
    _paint(paragraph.add_run(text), meaning, size=_SMALL)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _BAND)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(cell: Any) -> None:
    """Let the row of a cell head the table on every page."""
    from docx.oxml import OxmlElement

    cell._tc.getparent().get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _color_lines(table: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # its place in the schema is before the layout and the margins of cells
    properties = table._tbl.tblPr
    after = next((child for child in properties if child.tag in (qn("w:tblLayout"), qn("w:tblLook"))), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)
