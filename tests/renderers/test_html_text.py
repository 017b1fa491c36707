import re
from html.parser import HTMLParser

from collab_cli.page import Branch, Chart, Code, Facts, FindingList, Heading, Report, Styled, Table, Text, Tree
from collab_cli.renderers.html_text import render
from tests.renderers.tables import EMPTY, REPORT
from tests.renderers.worlds import CHINESE, ENGLISH, GAP, OVERLAP

VOID = {"meta", "br"}


class Balance(HTMLParser):
    """Collects the open elements, the texts and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href", "srcset", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "rect"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"] and data.strip():
            self.texts.append(data.strip())


def parsed(report: Report, language: object = ENGLISH) -> tuple[str, Balance]:
    text = render(report, language)  # type: ignore[arg-type]
    page = Balance()
    page.feed(text)
    assert page.open == []
    return text, page


def test_a_page_stands_for_itself() -> None:
    text, page = parsed(REPORT)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Matrix &amp; more</title>" in text
    assert page.addresses == []
    assert "<script" not in text
    assert "http" not in text
    assert render(REPORT, CHINESE).startswith('<!DOCTYPE html>\n<html lang="zh-CN">')


def test_every_block_is_shown_in_order() -> None:
    _, page = parsed(REPORT)
    assert page.texts == [
        *("Matrix & more", "Matrix & more", "Duty", "Sales", "Production", "Marketing", "customers"),
        *("Complaint handling", "AR", "C", "=SUM(A1)", "I", "A", "Research", "R"),
        *("A", "accountable", "R", "responsible"),
        *("Load", "Party", "Rows", "Share", "Sales", "3", "0.5", "<b>QA</b>", "0", "1"),
        *("Sales", "3 of 6", "<i>", "0 of 6", "end"),
    ]


def test_texts_of_files_stay_texts() -> None:
    evil = "<script>alert(1)</script>{{ 7 * 7 }}&amp;"
    blocks = (
        Heading(evil),
        Text(Styled(evil, "bad")),
        Code(evil),
        Facts(((evil, evil),)),
        Table((evil,), ((evil,),)),
        Tree((Branch((evil, evil), (Branch((evil,)),)),)),
        FindingList((OVERLAP, GAP), {}, (evil,)),
    )
    text, page = parsed(Report("s", blocks))
    assert "<script" not in text
    assert page.texts.count(evil) == 12
    assert "R313 error" in " ".join(page.texts)
    assert "also: charters/sales.yaml:12:10: the other A" in page.texts


def test_a_paper_and_prose_are_marked() -> None:
    page = (Heading("Minutes"), Code("a long line", is_prose=True), Code("collab check"))
    paper, sheet = render(Report("s", page, is_paper=True), ENGLISH), render(Report("s", page), ENGLISH)
    assert '<main class="paper">\n<h1>Minutes</h1>' in paper
    assert "<main>\n<h1>Minutes</h1>" in sheet
    assert '<pre class="prose"><code>a long line</code></pre>\n<pre><code>collab check</code></pre>' in paper


def test_what_is_empty_says_so() -> None:
    blocks = (EMPTY, Table(("a",), (), empty="no row"), Tree((), empty="no tree"), Chart((), empty="no bar"))
    _, page = parsed(Report("s", blocks))
    assert page.texts == ["collab", "there is no duty", "no row", "no tree", "no bar"]


def test_numbers_stand_right_and_bars_are_as_long_as_they_are() -> None:
    text, _ = parsed(REPORT)
    assert '<td class="number">3</td>' in text
    assert re.findall(r'<rect width="([\d.]+)"', text) == ["50.0", "0.0"]
    assert '<td class="held"><span class="strong">AR</span></td>' in text
