"""How a text is parted: headings, items, tables, wrapped lines, and what nobody sees."""

from __future__ import annotations

from collab_cli.transports.minutes_blocks import blocks_of, visible


def parted(text: str) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.line) for block in blocks_of(text)]


def test_headings_of_every_kind() -> None:
    text = "# One\nTwo\n===\n**Three**\n一、议题\n（一）销售部\n"
    assert parted(text) == [
        ("heading", "One", 1), ("heading", "Two", 2), ("heading", "Three", 4), ("heading", "议题", 5),
        ("heading", "销售部", 6),
    ]  # fmt: skip


def test_items_of_every_kind() -> None:
    text = "- a\n* b\n1. c\n2、d\n（3）e\n①f\n[ ] g\n3.1 The board agreed\n一、预测改为每周五提交，周一排产。\n"
    assert [kind for kind, _, _ in parted(text)] == ["item"] * 9
    assert [text for _, text, _ in parted(text)] == [
        "a", "b", "c", "d", "e", "f", "[ ] g", "The board agreed", "预测改为每周五提交，周一排产。",
    ]  # fmt: skip


def test_a_wrapped_line_is_one() -> None:
    assert parted("- Li Na to send the plan\n  by Friday\n- next") == [
        ("item", "Li Na to send the plan by Friday", 1),
        ("item", "next", 3),
    ]
    long = "The meeting discussed the plan for the summer and the autumn fair"
    assert parted(f"{long}\nat length.\nDone") == [("text", f"{long} at length.", 1), ("text", "Done", 3)]
    assert parted(f"- {long}\n-\n")[0] == ("item", long, 1)
    assert parted("- 提交预测\n  责任人：张伟")[1] == ("text", "责任人：张伟", 2)


def test_tables_of_bars_and_tabs() -> None:
    bars = blocks_of("| a | b |\n|---|---|\n| 1 | **2** |\n\nx")
    assert (bars[0].rows, bars[0].row_lines) == ((("a", "b"), ("1", "2")), (1, 3))
    tabs = blocks_of("任务\t责任人\t时限\n预测\t张伟\t周五\n")
    assert tabs[0].rows == (("任务", "责任人", "时限"), ("预测", "张伟", "周五"))


def test_what_nobody_sees_is_taken_out() -> None:
    assert visible("张\u200b伟\u202e\r\nx\u2028y\x07") == "张伟\nx\ny"
    text = "a <!-- hint\nhint --> b\n\n---\n> quoted"
    assert parted(text) == [("text", "a", 1), ("text", "b", 2), ("text", "quoted", 5)]


def test_a_nick_in_a_log_of_a_meeting_is_who_speaks() -> None:
    (block,) = blocks_of("<anna> +1 to one format")
    assert (block.speaker, block.text) == ("anna", "+1 to one format")
