from __future__ import annotations

import pytest

from collab_cli.cli.usage_errors import nearest_option
from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab

CASES = [
    ("chek", "collab has no command chek; did you mean check", "collab 没有命令 chek；是否想用 check"),
    (
        "nonsense",
        "collab has no command nonsense; collab --help lists the commands",
        "collab 没有命令 nonsense；用 collab --help 查看全部命令",
    ),
    ("goal lst", "collab goal has no command lst; did you mean list", "collab goal 没有命令 lst；是否想用 list"),
    (
        "goal list --limt 3",
        "collab goal list has no option --limt; did you mean --limit",
        "collab goal list 没有选项 --limt；是否想用 --limit",
    ),
    (
        "goal list -x",
        "collab goal list has no option -x; its options are --limit, --share",
        "collab goal list 没有选项 -x；可用的选项：--limit, --share",
    ),
    (
        "goal list -12.5",
        "collab goal list has no option -1; write a value below zero last, behind --: -- -5",
        "collab goal list 没有选项 -1；负数写在最后，前面加 --：-- -5",
    ),
    ("--bad", "collab has no option --bad; see collab --help", "collab 没有选项 --bad；用法见 collab --help"),
    (
        "goal show",
        "collab goal show needs REF; see collab goal show --help",
        "collab goal show 缺少 REF；用法见 collab goal show --help",
    ),
    (
        "goal show x",
        "collab goal show needs --owner; see collab goal show --help",
        "collab goal show 缺少 --owner；用法见 collab goal show --help",
    ),
    (
        "goal list more",
        "collab goal list does not take the argument more; see collab goal list --help",
        "collab goal list 不接受参数 more；用法见 collab goal list --help",
    ),
    (
        "goal list --limit",
        "--limit needs a value; see collab goal list --help",
        "--limit 缺少值；用法见 collab goal list --help",
    ),
    (
        "check --json=1",
        "--json takes no value; see collab check --help",
        "--json 不带值；用法见 collab check --help",
    ),
    (
        "goal list -n x",
        "--limit takes a whole number; see collab goal list --help",
        "--limit 须为整数；用法见 collab goal list --help",
    ),
    (
        "goal list --share x",
        "--share takes a number; see collab goal list --help",
        "--share 须为数字；用法见 collab goal list --help",
    ),
    (
        "check --format xml",
        "--format cannot be xml; choose one of text, json",
        "--format 不能是 xml；可选值：text, json",
    ),
]


@pytest.mark.parametrize(("words", "english", "chinese"), CASES, ids=[case[0] for case in CASES])
def test_a_wrong_command_line_is_one_line_in_both_languages(
    run_collab: RunCollab, words: str, english: str, chinese: str
) -> None:
    result = run_collab("--lang", "en", *words.split(), table=TABLE)
    assert (result.code, result.out, result.err) == (2, "", f"collab: error: {english}\n")
    result = run_collab("--lang", "zh", *words.split(), table=TABLE)
    assert (result.code, result.out, result.err) == (2, "", f"collab：错误：{chinese}\n")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--ownr", ["--owner"]),
        ("--desc", ["--description"]),
        ("--dept", ["--department"]),
        ("--dryrun", ["--dry-run"]),
        ("--to", []),
        ("--due", []),
        ("--x", []),
        ("-o", []),
    ],
)
def test_only_a_beginning_a_slip_or_a_short_form_is_taken_for_an_option(typed: str, meant: list[str]) -> None:
    names = ["--owner", "--date", "--department", "--description", "--dry-run", "-o"]
    assert nearest_option(typed, names) == meant


def test_an_option_that_says_who_is_called_otherwise_elsewhere() -> None:
    assert nearest_option("--person", ["--by", "--date"]) == ["--by"]
    assert nearest_option("--by", ["--person", "--date"]) == ["--person"]
    assert nearest_option("--by", ["--date"]) == []
