from __future__ import annotations

import pytest

from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab


def test_a_command_without_an_exit_code_ends_with_0(run_collab: RunCollab) -> None:
    result = run_collab("goal", "show", "share", "--owner", "li-na", table=TABLE)
    assert (result.code, result.out, result.err) == (0, "share li-na\n", "")


@pytest.mark.parametrize(
    ("words", "cursor", "offered"),
    [
        ("collab ", 1, ["check", "fail", "goal"]),
        ("collab go", 1, ["goal"]),
        ("collab goal ", 2, ["list", "show"]),
        ("collab goal list --l", 3, ["--limit"]),
        ("collab check --format ", 3, ["text", "json"]),
    ],
)
def test_the_shell_completes(
    run_collab: RunCollab,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    cursor: int,
    offered: list[str],
) -> None:
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(cursor))
    result = run_collab(env={"_COLLAB_COMPLETE": "complete_bash"}, table=TABLE)
    assert (result.code, result.err) == (0, "")
    assert capsys.readouterr().out.split() == offered


@pytest.mark.parametrize("asked", ["complete_bash", "nonsense", "complete_nonsense", "nonsense_bash", "_"])
def test_a_completion_nobody_can_answer_is_one_line(
    run_collab: RunCollab, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    result = run_collab("check", env={"_COLLAB_COMPLETE": asked}, table=TABLE)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"collab: error: _COLLAB_COMPLETE cannot be {asked} here; leave it to ")
    assert len(result.err.splitlines()) == 1
    assert capsys.readouterr() == ("", "")
