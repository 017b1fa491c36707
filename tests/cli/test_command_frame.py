from __future__ import annotations

import pytest

from collab_cli.cli.command_frame import paragraphs, split_example
from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab

CHECK_HELP = """\
Usage: collab check [OPTIONS] [PATH...]

Find what is wrong in the records.

Every word of the options comes back.

Arguments
  PATH  the workspace

Options
  --format text|json  How to print the answer
  --json              Short for --format json
  --as-of DATE        The day everything is judged at; else as_of of
                      collab.yaml, else today
  --at REV            Read the workspace as of a git revision or date

Examples
  collab check

Options of every command
  -C DIR, --lang zh|en, --color auto|always|never, --quiet, --verbose, --help
"""

GOAL_HELP = """\
用法：collab goal 命令 [选项]

管理目标，启动目标，查看目标树

命令
  list  只输出结果和错误
  show  显示版本号
  kr    只输出结果和错误

示例
  collab goal list --limit 3  只输出结果和错误
  collab goal show share

各命令通用选项
  -C DIR, --lang zh|en, --color auto|always|never, --quiet, --verbose, --help
"""


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_a_command(run_collab: RunCollab, option: str) -> None:
    result = run_collab("check", option, table=TABLE)
    assert (result.code, result.err) == (0, "")
    assert result.out == CHECK_HELP


@pytest.mark.parametrize("words", [["goal"], ["goal", "--help"], ["goal", "-h"]])
def test_help_of_a_noun(run_collab: RunCollab, words: list[str]) -> None:
    result = run_collab(*words, "--lang", "zh", table=TABLE)
    assert (result.code, result.err) == (0, "")
    assert result.out == GOAL_HELP


def test_a_noun_inside_a_noun(run_collab: RunCollab) -> None:
    assert run_collab("goal", "kr", "add", table=TABLE).out == "added\n"
    for words in (["goal", "kr"], ["goal", "kr", "--help"]):
        result = run_collab(*words, table=TABLE)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(
            "Usage: collab goal kr COMMAND [OPTIONS]\n\nPrint the answer and errors only\n\nCommands\n  add  Print"
        )
    assert run_collab("goal", "kr", "add", "--help", table=TABLE).out.startswith("Usage: collab goal kr add\n")
    wrong = run_collab("goal", "kr", "ad", table=TABLE)
    assert (wrong.code, wrong.err) == (2, "collab: error: collab goal kr has no command ad; did you mean add\n")


def test_help_wins_over_a_missing_argument(run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "--help", table=TABLE)
    assert result.code == 0
    assert result.out.startswith("Usage: collab goal show [OPTIONS] REF\n")


def test_paragraphs_are_the_texts_to_translate() -> None:
    assert paragraphs("One\n    line.\n\n    Two.\n    ") == ["One line.", "Two."]
    assert paragraphs(None) == []


def test_split_example() -> None:
    assert split_example("collab check  # all") == ("collab check", "all")
    assert split_example("collab check -- #1") == ("collab check -- #1", "")
