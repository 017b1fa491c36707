from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.toy_commands import TABLE
from tests.conftest import RunCollab


def test_an_error_is_one_line_with_its_hint(run_collab: RunCollab) -> None:
    result = run_collab("fail", "ours", table=TABLE)
    assert (result.code, result.out) == (2, "before\n")
    assert result.err == "collab: error: there is no folder a b\\u202e; -C takes the folder to run in\n"
    result = run_collab("fail", "ours", "--lang", "zh", table=TABLE)
    assert result.err == "collab：错误：没有文件夹 a b\\u202e；-C 后写要在其中运行的文件夹\n"


@pytest.mark.parametrize(
    ("how", "code", "err"),
    [
        ("interrupt", 130, "collab: interrupted\n"),
        ("abort", 130, "collab: interrupted\n"),
        ("pipe", 0, ""),
        ("full", 2, "collab: error: the output could not be written: No space left on device\n"),
        ("exit", 7, ""),
    ],
)
def test_other_ends(run_collab: RunCollab, how: str, code: int, err: str) -> None:
    result = run_collab("fail", how, table=TABLE)
    assert (result.code, result.err) == (code, err)


def test_a_fault_of_ours_names_its_report(run_collab: RunCollab, environment: dict[str, str]) -> None:
    result = run_collab("fail", "bug", table=TABLE, env={"A_TOKEN": "hidden-value"})
    assert (result.code, result.out) == (3, "before\n")
    start = "collab: error: internal error ZeroDivisionError; the details are in "
    assert result.err.startswith(start)
    assert result.err.count("\n") == 1
    report = Path(result.err.removeprefix(start).strip())
    assert Path(environment["XDG_STATE_HOME"]) in report.parents
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "ZeroDivisionError: a secret place" in text
    assert text.startswith("collab 0.")
    assert "hidden-value" not in text


def test_a_report_that_cannot_be_written(run_collab: RunCollab, environment: dict[str, str]) -> None:
    Path(environment["XDG_STATE_HOME"]).write_text("a file where the folder should be")
    result = run_collab("fail", "bug", table=TABLE)
    assert result.code == 3
    assert result.err == "collab: error: internal error ZeroDivisionError; its report file could not be written\n"
