from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from collab_cli.findings import Place, Related, Severity
from collab_cli.messages import Message
from collab_cli.page import CheckRun, FindingList, Report, Styled
from collab_cli.renderers.cleaning import clean_line
from collab_cli.renderers.finding_tables import FOLDED_FROM, finding_tables
from collab_cli.renderers.markdown import render
from tests.renderers.worlds import CHINESE, ENGLISH, FINDINGS, GAP, OVERLAP, VAGUE, finding, naughty, report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_few_findings_are_one_table_in_both_languages() -> None:
    block = FindingList((OVERLAP, GAP), {}, (Styled("2 errors", "strong"), "explain one"))
    assert render(report(block), ENGLISH) == (
        "**2 errors**\\\n"
        "explain one\n"
        "\n"
        "| Rule | Where | What is wrong | What to do |\n"
        "| --- | --- | --- | --- |\n"
        "| **R313** error | `charters/marketing.yaml:7:31`<br>also: `charters/sales.yaml:12:10`: the other A"
        " | Market research (market-research) is owned by Marketing and Sales | keep one A or split the scopes |\n"
        "| **R315** error | `collab.yaml:1:1`"
        " | Complaint handling (complaint-handling) is required but no effective charter covers it"
        " | add a duty to one charter |\n"
    )
    chinese = render(report(block), CHINESE)
    assert "| 规则 | 位置 | 问题 | 处理办法 |" in chinese
    assert "<br>另见：`charters/sales.yaml:12:10`" in chinese
    assert render(report(FindingList((), {}, ("no finding",))), ENGLISH) == "no finding\n"


def test_many_of_one_code_go_into_a_fold_below() -> None:
    lines = list(finding_tables(FINDINGS, "", ENGLISH))
    assert lines[:5] == [
        "2 errors, 12 warnings, 2 infos\\\nexplain one: collab explain R313",
        "",
        "| Rule | Where | What is wrong | What to do |",
        "| --- | --- | --- | --- |",
        lines[4],
    ]
    assert [line.split("**")[1] for line in lines if line.startswith("| **")] == ["R313", "R315", "G110", "G110"]
    fold = lines[lines.index("<details>") :]
    assert fold[1:6] == [
        "<summary><b>R317</b> warning ×12 · e.g. Customer development (customer-development) lacks scope and input"
        "</summary>",
        "",
        "| Where | What is wrong | What to do |",
        "| --- | --- | --- |",
        "| `charters/marketing.yaml:6:6` | Customer development (customer-development) lacks scope and input"
        " | add them |",
    ]
    assert (len(fold), fold[-2:]) == (12 + 7, ["", "</details>"])
    assert not [
        line for line in finding_tables(FindingList(tuple(VAGUE[: FOLDED_FROM - 1]), {}), "", ENGLISH) if "<" in line
    ]


def test_a_fold_of_two_severities_says_which_is_which() -> None:
    other = finding("R317", Severity.ERROR, Place("a.yaml"), "worse")
    (head,) = [line for line in finding_tables(FindingList((*VAGUE[:5], other), {}), "", ENGLISH) if "| ---" in line]
    assert head.count("---") == 4


def test_paths_start_at_the_top_of_the_repository() -> None:
    block = FindingList((OVERLAP,), {})
    written = render(Report("s", (block,), run=CheckRun("agreements/")), ENGLISH)
    assert "`agreements/charters/marketing.yaml:7:31`<br>also: `agreements/charters/sales.yaml:12:10`" in written


TAGS = {"table", "thead", "tbody", "tr", "th", "td", "p", "br", "code", "strong", "details", "summary", "b"}


def test_no_text_from_a_file_breaks_out_of_its_cell() -> None:
    for text in naughty():
        place = Place(f"goals/{text}.yaml", 2, 3)
        one = finding("R313", Severity.ERROR, place, text, text, (Related(place, Message(text)),))
        for count, columns in ((1, 4), (FOLDED_FROM, 3)):
            written = render(report(FindingList((one,) * count, {}, (text,))), ENGLISH)
            assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
            page = PARSER.render(written)
            assert {re.sub(r"[</> ]", "", tag) for tag in re.findall(r"<[^>]*>", page)} <= TAGS, text
            found = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
            assert len(found) == columns * count, text
            shown = html.unescape(re.sub(r"<[^>]*>", "", found[-2]))
            assert shown.replace("\u200b", "").strip() == clean_line(text).strip()
