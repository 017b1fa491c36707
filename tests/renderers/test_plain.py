import re
from decimal import Decimal

import pytest

from collab_cli.findings import Place, Related, Severity
from collab_cli.messages import Message
from collab_cli.page import Branch, Code, Facts, FindingList, Heading, Styled, Table, Text, Tree
from collab_cli.renderers.plain import render
from tests.renderers.worlds import CHINESE, ENGLISH, FINDINGS, GAP, OVERLAP, finding, naughty, report


def test_findings_in_english() -> None:
    block = FindingList((OVERLAP, GAP), {}, FINDINGS.closing)
    assert render(report(block), ENGLISH) == (
        "charters/marketing.yaml:7:31: R313 error: Market research (market-research) is owned by Marketing and Sales; "
        "keep one A or split the scopes\n"
        "  also: charters/sales.yaml:12:10: the other A\n"
        "collab.yaml:1:1: R315 error: Complaint handling (complaint-handling) is required but no effective charter "
        "covers it; add a duty to one charter\n"
        "\n"
        "2 errors, 12 warnings, 2 infos\n"
        "explain one: collab explain R313\n"
    )


def test_findings_in_chinese() -> None:
    overlap = finding(
        "R313",
        Severity.WARNING,
        Place("charters/marketing.yaml", 7, 40),
        "市场调研 (market-research) 由市场部和销售部同时主责",
        "保留一个 A 或划分范围",
        (Related(Place("charters/sales.yaml", 9, 3)),),
    )
    assert render(report(FindingList((overlap,), {})), CHINESE) == (
        "charters/marketing.yaml:7:40: R313 warning: 市场调研 (market-research) 由市场部和销售部同时主责；"
        "保留一个 A 或划分范围\n"
        "  另见：charters/sales.yaml:9:3\n"
    )


def test_no_findings_leave_the_closing_lines() -> None:
    block = FindingList((), {}, ("No findings",))
    assert render(report(block), ENGLISH) == "No findings\n"
    assert render(report(FindingList((), {})), ENGLISH) == ""


def test_width_and_folding_change_nothing() -> None:
    page = report(FINDINGS)
    assert render(page, ENGLISH) == render(page, ENGLISH, width=20, show_all=True)
    assert len(render(page, ENGLISH).splitlines()) == 16 + 1 + 1 + 2


def test_color_paints_and_moves_nothing() -> None:
    one = FindingList((OVERLAP,), {}, (Styled("1 error", "strong"),))
    tree = Tree((Branch(("A", Styled("67 %", "good")), (Branch(("Leads", "1 %")),)),))
    table = Table(("Id", "主责"), ((Styled("a", "accent"), 3), ("long-id", Styled(12, "bad"))), "<>")
    page = report(Heading("目标"), Facts((("地点", Styled("a\nb", "bad")), ("Place", ""))), table, tree, one)
    painted = render(page, ENGLISH, color=True)
    assert painted.splitlines() == [
        "\x1b[1m目标\x1b[0m",
        "\x1b[90m====\x1b[0m",
        "\x1b[90m地点\x1b[0m   \x1b[1;31ma\x1b[0m",
        "       \x1b[1;31mb\x1b[0m",
        "\x1b[90mPlace\x1b[0m",
        "",
        "\x1b[1mId\x1b[0m       \x1b[1m主责\x1b[0m",
        "\x1b[36ma\x1b[0m           3",
        "long-id    \x1b[1;31m12\x1b[0m",
        "",
        "A          \x1b[32m67 %\x1b[0m",
        "\x1b[90m└── \x1b[0mLeads  1 %",
        "",
        "\x1b[36mcharters/marketing.yaml:7:31\x1b[0m: \x1b[1mR313\x1b[0m \x1b[1;31merror\x1b[0m: "
        "Market research (market-research) is owned by Marketing and Sales; keep one A or split the scopes",
        "  \x1b[36malso: charters/sales.yaml:12:10\x1b[0m: the other A",
        "",
        "\x1b[1m1 error\x1b[0m",
    ]
    everything = report(FINDINGS, *page.page, Text(Styled("two\nlines", "warn")), Code("x"))
    assert re.sub(r"\x1b\[[0-9;]*m", "", render(everything, ENGLISH, color=True)) == render(everything, ENGLISH)


def test_every_other_block() -> None:
    tree = Tree(
        (
            Branch(
                ("提高收入", Styled("67 %", "good"), "正常"),
                (
                    Branch(("New customers", "5 %", "滞后"), (Branch(("Leads", "1 %")),)),
                    Branch(("渠道",)),
                ),
            ),
            Branch(("Second",)),
        )
    )
    page = report(
        Heading("目标"),
        Text("One\n  two"),
        Heading("Facts", 2),
        Facts((("Company", "示例公司"), ("地点", Styled("a\nb", "bad")))),
        Table(("Department", "主责"), (("市场部", 3), ("Sales", Styled(Decimal("12.50"), "bad"))), "<>"),
        tree,
        Code("collab check\n  --all\n"),
    )
    assert render(page, ENGLISH).splitlines() == [
        "目标",
        "====",
        "One",
        "  two",
        "",
        "Facts",
        "-----",
        "Company  示例公司",
        "地点     a",
        "         b",
        "",
        "Department  主责",
        "市场部         3",
        "Sales       12.5",
        "",
        "提高收入           67 %  正常",
        "├── New customers  5 %   滞后",
        "│   └── Leads      1 %",
        "└── 渠道",
        "Second",
        "",
        "    collab check",
        "      --all",
    ]


def test_empty_tables_and_trees() -> None:
    assert render(report(Table(("A", "B"), (), empty="Nothing"), Tree((), "No goals")), ENGLISH) == (
        "Nothing\n\nNo goals\n"
    )
    assert render(report(Table(("A", "B"), ()), Tree(()), Facts(())), ENGLISH) == "A  B\n"


@pytest.mark.no_cover
@pytest.mark.parametrize("text", naughty())
def test_nothing_from_a_file_breaks_out(text: str) -> None:
    one = finding("R313", Severity.ERROR, Place(f"goals/{text}.yaml"), "x", "y", (Related(Place("a"), Message("z")),))
    hostile = (Heading(text), Facts(((text, text),)), Table((text,), ((text,),)), Tree((Branch((text, text)),)))
    written = render(report(*hostile, Text(text), Code(text), FindingList((one,), {}, (text,))), ENGLISH)
    written.encode()
    assert all(char == "\n" or char.isprintable() or char in "\t\u3000\xa0" or not char.isascii() for char in written)
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\u200b\ufeff\u2028")
    lines = [line for line in written.splitlines() if ": R313 error: x; y" in line]
    assert len(lines) == 1
    assert lines[0].startswith("goals/")
