from __future__ import annotations

import pytest

from collab_cli import __version__
from tests.cli.toy_commands import TABLE
from tests.conftest import MakeWorkspace, RunCollab


@pytest.mark.parametrize("words", [["--version"], ["--quiet", "--version"]])
def test_version(run_collab: RunCollab, words: list[str]) -> None:
    result = run_collab(*words)
    assert (result.code, result.out, result.err) == (0, f"collab {__version__}\n", "")


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["--help", "check"]])
def test_overview_is_the_answer_to_help_and_to_nothing(run_collab: RunCollab, words: list[str]) -> None:
    result = run_collab(*words, table=TABLE)
    assert (result.code, result.err) == (0, "")
    assert "\nCheck\n  check  Find what is wrong in the records\n" in result.out
    assert "\nExit codes\n  0    done" in result.out


def test_options_stand_before_and_after_the_command(run_collab: RunCollab, make_workspace: MakeWorkspace) -> None:
    root = make_workspace()
    before = run_collab("-C", str(root), "--lang", "zh", "goal", "list", "--color=always", table=TABLE)
    after = run_collab("goal", "list", "-n", "5", "--color=always", "--lang", "zh", "-C", str(root), table=TABLE)
    assert before.out == after.out == "5 workspace zh True\n"


def test_words_reach_the_command(run_collab: RunCollab) -> None:
    result = run_collab("check", "a", "b", "--json", "--as-of", "2025年7月4日", "--at", "HEAD~1", table=TABLE)
    assert (result.code, result.out, result.err) == (1, "['a', 'b'] json 2025-07-04 HEAD~1\n", "interrupted\n")
    result = run_collab("check", "--quiet", table=TABLE)
    assert (result.code, result.out, result.err) == (1, "None text 2025-06-30 None\n", "")


def test_a_fault_of_a_global_option_is_told_in_the_language_asked_for(run_collab: RunCollab) -> None:
    result = run_collab("--lang", "zh", "check", "--color", "blue", table=TABLE)
    assert result.code == 2
    assert result.err == "collab：错误：--color 不能是 blue；可选值：auto, always, never\n"


def test_no_folder(run_collab: RunCollab) -> None:
    result = run_collab("-C", "nowhere", "check", table=TABLE)
    assert (result.code, result.out) == (2, "")
    assert result.err == "collab: error: there is no folder nowhere; -C takes the folder to run in\n"
