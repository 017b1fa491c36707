from __future__ import annotations

from collab_cli.cli.help_page import Section, help_page


def test_columns_line_up_in_both_languages() -> None:
    page = help_page(
        "用法：collab",
        ["部门目标、职责和会议纪要。"],
        [Section("命令", [("目标", "列出目标"), ("goal", "List goals and all the other things there are")])],
        30,
    )
    assert page == (
        "用法：collab\n\n部门目标、职责和会议纪要。\n\n命令\n"
        "  目标  列出目标\n  goal  List goals and all the\n        other things there are\n"
    )


def test_a_long_term_has_a_line_of_its_own() -> None:
    page = help_page(
        "u", [], [Section("Options", [("--a-very-long-option-indeed WITH|VALUES", "does it"), ("--short", "x")])], 80
    )
    assert page == ("u\n\nOptions\n  --a-very-long-option-indeed WITH|VALUES\n           does it\n  --short  x\n")


def test_a_long_command_goes_on_behind_a_backslash() -> None:
    command = "collab waiver add R305 --target charter:sales/x --reason 'Two R until March' --expires 2026-03-01"
    page = help_page("Usage: x", [], [Section("Examples", [(command, "A new one")])], 60)
    assert page == (
        "Usage: x\n\n"
        "Examples\n"
        "  collab waiver add R305 --target charter:sales/x \\\n"
        "      --reason 'Two R until March' --expires 2026-03-01\n"
        "        A new one\n"
    )
