import re
from decimal import Decimal

import pytest

from collab_cli.findings import Place, Related, Severity
from collab_cli.page import Branch, Code, Facts, FindingList, Heading, Styled, Table, Text, Tree
from collab_cli.renderers.columns import text_width
from collab_cli.renderers.terminal import render
from tests.renderers.worlds import CHINESE, ENGLISH, FINDINGS, GAP, RISK, VAGUE, finding, naughty, report

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_folded_at_80_columns() -> None:
    assert render(report(FINDINGS), ENGLISH, width=80).splitlines() == [
        "charters/marketing.yaml:7:31: R313 error: Market research (market-research) is",
        "    owned by Marketing and Sales",
        "   7 │   - {id: market-research, raci: {A: marketing}}",
        "     │                               ^",
        "  also: charters/sales.yaml:12:10: the other A",
        "  12 │     - 市场调研: {A: sales}",
        "     │                 ^",
        "  hint: keep one A or split the scopes",
        "",
        "collab.yaml:1:1: R315 error: Complaint handling (complaint-handling) is required",
        "    but no effective charter covers it",
        "  1 │ schema: 1",
        "    │ ^",
        "  hint: add a duty to one charter",
        "",
        "R317 warning ×12  e.g. Customer development (custo…  charters/marketing.yaml:6:6",
        "G110 info     ×2  e.g. Goal a lacks a risk  goals/a.yaml:2:1",
        "",
        "2 errors, 12 warnings, 2 infos",
        "explain one: collab explain R313",
    ]


def test_folded_in_chinese_at_120_columns() -> None:
    hint, said = "保留一个 A 或划分范围", "市场调研 (market-research) 由市场部和销售部同时主责"
    overlap = finding(
        *("R313", Severity.ERROR, Place("charters/marketing.yaml", 7, 9), said, hint),
        (Related(Place("charters/sales.yaml", 9, 1)),),
    )
    many = [
        finding("R317", Severity.WARNING, Place("a.yaml", n), "客户开发缺少范围、输入和输出", "补全") for n in (1, 2)
    ]
    sources = {("charters/marketing.yaml", 7): "  市场调研: 主责", ("charters/sales.yaml", 9): "范围: [华东]"}
    page = report(FindingList((*many, overlap), sources, ("1 个错误",)))
    assert render(page, CHINESE, width=120).splitlines() == [
        "charters/marketing.yaml:7:9: R313 错误: 市场调研 (market-research) 由市场部和销售部同时主责",
        "  7 │   市场调研: 主责",
        "    │             ^",
        "  另见：charters/sales.yaml:9:1",
        "  9 │ 范围: [华东]",
        "    │ ^",
        "  建议：保留一个 A 或划分范围",
        "",
        "R317 警告 ×2  如：客户开发缺少范围、输入和输出  a.yaml:1:1",
        "",
        "1 个错误",
    ]


def test_opened_findings_keep_their_order() -> None:
    text = render(report(FINDINGS), ENGLISH, width=120, show_all=True)
    heads = [line.split(": ")[0] for line in text.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert heads == [str(one.place) for one in FINDINGS.findings]
    assert "×" not in text
    unfoldable = FindingList(FINDINGS.findings, FINDINGS.sources, FINDINGS.closing, foldable=False)
    assert render(report(unfoldable), ENGLISH, width=120) == text


def test_folds_stand_in_the_order_of_their_weight() -> None:
    pair = [finding("A500", Severity.ERROR, Place("z.yaml", n), "late") for n in (1, 2)]
    text = render(report(FindingList((*RISK, *VAGUE, *pair), {})), ENGLISH, width=120)
    codes = [line.split()[0] for line in text.splitlines() if "×" in line]
    assert codes == ["A500", "R317", "G110"]


def excerpt(source: str, column: int, width: int = 40) -> list[str]:
    one = finding("S001", Severity.ERROR, Place("a.yaml", 3, column), "m")
    page = report(FindingList((one,), {("a.yaml", 3): source}))
    return render(page, ENGLISH, width=width).splitlines()[1:]


def test_the_caret_stands_under_the_column() -> None:
    assert excerpt("a: 市场b", 6) == ["  3 │ a: 市场b", "    │        ^"]
    assert excerpt("\ta: 1", 5) == ["  3 │     a: 1", "    │        ^"]
    assert excerpt("a: \x1b[1mx", 8) == ["  3 │ a: \\u001b[1mx", "    │             ^"]
    assert excerpt("a: 1\r\n", 5) == ["  3 │ a: 1", "    │     ^"]
    assert excerpt("a: 1", 99) == ["  3 │ a: 1", "    │     ^"]
    assert excerpt("   ", 1) == []


def test_long_lines_are_cut_around_the_caret() -> None:
    source = "".join(f"{n:03}-" for n in range(50))
    assert excerpt(source, 1) == ["  3 │ 000-001-002-003-004-005-006-007-0…", "    │ ^"]
    assert excerpt(source, 101) == [
        "  3 │ …9-020-021-022-023-024-025-026-02…",
        "    │ " + " " * 23 + "^",
    ]
    assert excerpt(source, 200) == [
        "  3 │ …-042-043-044-045-046-047-048-049-",
        "    │ " + " " * 33 + "^",
    ]
    for column in range(1, 202, 7):
        text, caret = excerpt(source, column)
        assert text_width(text) <= 40
        where = len(caret) - 1
        assert column > 200 or text[where] == source[column - 1] or text[where] == "…"
    wide = "市" * 60
    for column in range(1, 61):
        text, caret = excerpt(wide, column)
        assert text_width(text) <= 40
        assert caret.endswith("^")


def test_colors_are_meanings() -> None:
    page = report(FindingList((GAP,), {}, (Styled("1 error", "strong"),)), Text(Styled("ok", "good")))
    assert render(page, ENGLISH, width=120, color=True).splitlines() == [
        "\x1b[36mcollab.yaml:1:1: \x1b[0m\x1b[1mR315\x1b[0m \x1b[1;31merror\x1b[0m: \x1b[1mComplaint handling "
        "(complaint-handling) is required but no effective charter covers it\x1b[0m",
        "  \x1b[32mhint: add a duty to one charter\x1b[0m",
        "",
        "\x1b[1m1 error\x1b[0m",
        "",
        "\x1b[32mok\x1b[0m",
    ]
    everything = report(FINDINGS, *OTHER_BLOCKS)
    plain = render(everything, ENGLISH, width=80)
    assert "\x1b" not in plain
    colored = ANSI.sub("", render(everything, ENGLISH, width=80, color=True))
    assert [line.rstrip() for line in colored.splitlines()] == plain.splitlines()


TREE = Tree(
    (
        Branch(
            ("Increase revenue", Styled("67 %", "good"), "正常"),
            (
                Branch(
                    ("提高华东区新客户收入，通过渠道与大客户双线推进，并在年底前完成复盘", "45 %", "有风险"),
                    (Branch(("Leads", "1 %")),),
                ),
                Branch(("渠道",)),
            ),
        ),
    )
)
OTHER_BLOCKS = (
    Heading("目标"),
    Text("A paragraph that is longer than the eighty columns of the terminal, 因此要换行显示出来。"),
    Heading("Facts", 2),
    Facts((("Company", "示例公司"), ("地点", Styled("a\nb", "bad")))),
    Table(
        ("Department", "主责"),
        (("市场部", 3), ("Sales and business development of the eastern region with exports", Decimal("12.50"))),
        "<>",
    ),
    TREE,
    Code("collab check\n  --all\n"),
)


def test_every_other_block_at_60_columns() -> None:
    assert render(report(*OTHER_BLOCKS), ENGLISH, width=60).splitlines() == [
        "目标",
        "A paragraph that is longer than the eighty columns of the",
        "terminal, 因此要换行显示出来。",
        "",
        "Facts",
        "Company  示例公司",
        "地点     a",
        "         b",
        "",
        "Department                                              主责",
        "────────────────────────────────────────────────────────────",
        "市场部                                                     3",
        "Sales and business development of the eastern region    12.5",
        "with exports",
        "",
        "Increase revenue                                67 %  正常",
        "├── 提高华东区新客户收入，通过渠道与大客户双线  45 %  有风险",
        "│   推进，并在年底前完成复盘",
        "│   └── Leads                                   1 %",
        "└── 渠道",
        "",
        "    collab check",
        "      --all",
    ]


def test_prose_is_broken_between_words_and_commands_are_not() -> None:
    text = "- 2 min · Photograph every return · 2025-06-23-photograph-returns\n"
    broken = ["    - 2 min · Photograph every return ·", "      2025-06-23-photograph-returns"]
    assert render(report(Code(text, is_prose=True)), ENGLISH, width=50).splitlines() == broken
    assert render(report(Code(text)), ENGLISH, width=50) == f"    {text}"


def test_a_tree_too_narrow_for_its_columns_is_not_aligned() -> None:
    assert render(report(TREE), ENGLISH, width=24).splitlines() == [
        "Increase revenue  67 %",
        "正常",
        "├── 提高华东区新客户收",
        "│   入，通过渠道与大客户",
        "│   双线推进，并在年底前",
        "│   完成复盘  45 %  有风",
        "│   险",
        "│   └── Leads  1 %",
        "└── 渠道",
    ]


def test_a_tree_whose_columns_leave_no_room_has_them_below() -> None:
    below = Branch(
        ("提高华东区新客户收入，通过渠道与大客户双线推进", Styled("█░", "warn"), "Sales, Chen Jie, with others")
    )
    tree = Tree((Branch(("Increase revenue", "██", "Chen Jie"), (below, Branch(("Leads",)))),))
    assert render(report(tree), ENGLISH, width=46).splitlines() == [
        "Increase revenue",
        "        ██  Chen Jie",
        "├── 提高华东区新客户收入，通过渠道与大客户双线",
        "│   推进",
        "│       █░  Sales, Chen Jie, with others",
        "└── Leads",
    ]


def test_empty_blocks() -> None:
    page = report(
        Table(("A", "B"), (), empty="Nothing"), Tree((), "No goals"), Tree(()), FindingList((), {}, ("No findings",))
    )
    assert render(page, ENGLISH) == "Nothing\n\nNo goals\n\nNo findings\n"


def test_below_40_columns_nothing_stands_side_by_side() -> None:
    rows = (
        (Styled("increase-market-share", "accent"), "提高市场占有率", "company"),
        ("research-of-the-market-in-east-china", "", "A line that wraps"),
    )
    page = report(Table(("Id", "Title", "Level"), rows), Facts((("Company", "示例制造公司的客户服务部"),)))
    assert render(page, CHINESE, width=25).splitlines() == [
        "Id：increase-market-share",
        "Title：提高市场占有率",
        "Level：company",
        "",
        "Id：",
        "  research-of-the-market-in-east-china",
        "Level：A line that wraps",
        "",
        "Company：示例制造公司的客",
        "  户服务部",
    ]
    assert render(report(Table(("A", "B"), (), empty="Nothing")), ENGLISH, width=24) == "Nothing\n"


def test_a_table_whose_ids_do_not_fit_is_not_broken() -> None:
    table = Table(("Id", "Serves"), (("increase-market-share", "increase-market-share-in-the-east"),))
    assert render(report(table), ENGLISH, width=56).splitlines()[0] == "Id                     Serves"
    assert render(report(table), ENGLISH, width=55).splitlines() == [
        "Id: increase-market-share",
        "Serves: increase-market-share-in-the-east",
    ]


def test_a_text_that_would_stand_in_a_column_of_two_characters_is_not_broken() -> None:
    table = Table(("#", "议题", "记录"), ((1, "与生产部核对三季度的产能和样品", "2025-06-30-media-budget-plan"),), ">")
    narrow = ["#: 1", "议题: 与生产部核对三季度的产能和样品", "记录: 2025-06-30-media-budget-plan"]
    assert render(report(table), ENGLISH, width=40).splitlines() == narrow
    wide = render(report(table), ENGLISH, width=50).splitlines()
    assert wide[2] == "1  与生产部核对三季   2025-06-30-media-budget-plan"


def test_spare_columns_give_way_before_rows_break() -> None:
    goal = "Many more shops in the north and in the east"
    wide = Table(("Goal", "Bar", "%"), ((goal, "█████", "50"),), "<<>", spare=(1,))
    other = Table(("Goal", "Bar", "%"), (("Sell", "██", "20"),), "<<>", spare=(1,))
    plain = Table(("Goal", "Bar", "%"), (("Buy", "█", "10"),), "<<>")
    fits = render(report(wide, other, plain), ENGLISH, width=55).splitlines()
    assert (fits[2], fits[6], fits[10]) == (f"{goal}  █████  50", "Sell  ██   20", "Buy   █    10")
    slim = render(report(wide, other, plain), ENGLISH, width=54).splitlines()  # of all tables, or of none
    assert (slim[2], slim[6], slim[10]) == (f"{goal}  50", "Sell  20", "Buy   █    10")


def test_a_label_does_not_color_its_value() -> None:
    facts, table = Facts((("Owner", "Li Na"),)), Table(("Owner",), (("Li Na",),))
    tree = Tree((Branch((Styled("Grow", "strong"), "Li Na"), (Branch(("Sell", "Wang")),)),))
    assert render(report(facts), ENGLISH, width=80, color=True) == "\x1b[90mOwner  \x1b[0mLi Na\n"
    for block in (facts, table):
        assert render(report(block), ENGLISH, width=30, color=True) == "\x1b[90mOwner: \x1b[0mLi Na\n"
    assert render(report(tree), ENGLISH, width=80, color=True) == (
        "\x1b[1mGrow\x1b[0m      Li Na\n\x1b[90m└── \x1b[0mSell  Wang\n"
    )


def test_places_and_ids_are_never_broken() -> None:
    lines = render(report(FINDINGS), ENGLISH, width=24).splitlines()
    assert lines[-9:] == [
        "R317 warning ×12  e.g.…",
        "  charters/marketing.yaml:6:6",
        "G110 info     ×2  e.g.…",
        "  goals/a.yaml:2:1",
        "",
        "2 errors, 12 warnings, 2",
        "infos",
        "explain one: collab",
        "explain R313",
    ]
    assert {"charters/marketing.yaml:7:31:", "  also: charters/sales.yaml:12:10:"} <= set(lines)
    assert "    (market-research) is" in lines
    tree = Tree((Branch(("Grow (increase-market-share-in-the-east)",), (Branch(("Sell",)),)),))
    assert render(report(tree), ENGLISH, width=20).splitlines() == [
        "Grow",
        "(increase-market-share-in-the-east)",
        "└── Sell",
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("show_all", [False, True])
def test_everything_fits(width: int, show_all: bool) -> None:
    page = report(FINDINGS, *OTHER_BLOCKS[:-1])
    for line in render(page, ENGLISH, width=width, show_all=show_all).splitlines():
        is_whole = " " not in line.strip() or re.search(r"\S+:\d+:\d+:?$", line)  # a place or an id sticks out
        assert text_width(line) <= width or (width < 40 and is_whole), line


@pytest.mark.no_cover
@pytest.mark.parametrize("text", naughty())
def test_nothing_from_a_file_breaks_out(text: str) -> None:
    one = finding("R313", Severity.ERROR, Place(f"goals/{text}.yaml", 1, 3), text, text, (Related(Place(text)),))
    two = [finding("R317", Severity.INFO, Place(text), text, text)] * 2
    sources = {(f"goals/{text}.yaml", 1): text, (text, 1): text}
    hostile = (Heading(text), Facts(((text, text),)), Table((text,), ((text,),)), Tree((Branch((text, text)),)))
    page = report(*hostile, Text(text), Code(text), FindingList((one, *two), sources, (text,)))
    written = ANSI.sub("", render(page, ENGLISH, width=80, color=True))
    written.encode()
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\u200b\ufeff\u2028")
    plain = render(page, ENGLISH, width=80)
    assert [line.rstrip() for line in written.splitlines()] == plain.splitlines()


def test_markup_of_rich_is_text() -> None:
    page = report(Text("[bold]x[/bold] :smile:"), Table(("[red]A",), (("[link=x]y",),)), Facts((("[b]", "[/]"),)))
    assert render(page, ENGLISH).splitlines() == [
        "[bold]x[/bold] :smile:",
        "",
        "[red]A",
        "─────────",
        "[link=x]y",
        "",
        "[b]  [/]",
    ]
