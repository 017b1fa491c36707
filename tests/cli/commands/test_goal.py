"""The dialogue on a real terminal; the rest of ``goal add`` is in tests/edits/test_add_goal.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.small_company import small_company

DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(small_company())


def dialogue(company: Path, environment: dict[str, str], lang: str = "en") -> pexpect.spawn[str]:
    words = ["-m", "collab_cli", "goal", "add", "--lang", lang]
    return pexpect.spawn(
        sys.executable, words, cwd=str(company), env={**environment, "TERM": "xterm"}, encoding="utf-8", timeout=60,
        dimensions=(40, 100),
    )  # fmt: skip


def test_a_short_dialogue_writes_one_goal(company: Path, environment: dict[str, str], run_collab: RunCollab) -> None:
    child = dialogue(company, environment)
    child.expect("What is to be reached")
    child.send("Open two regions" + ENTER)
    child.expect("Whose goal is it")
    child.send(DOWN + ENTER)
    child.expect("Which goal does it serve")
    child.send(DOWN + ENTER)
    child.expect("Which share of it")
    child.send("30%" + ENTER)
    child.expect("How does it serve")
    child.send("New regions bring share" + ENTER)
    child.expect("goals/open-two-regions.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    written = (company / "goals/open-two-regions.yaml").read_text()
    assert written.startswith("title: Open two regions\nlevel: department\ndepartment: sales\nowner: zhang-wei\n")
    assert "  - goal: increase-market-share\n    weight: 0.3\n    how: New regions bring share\n" in written
    assert run_collab("check", cwd=company).code == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_leaving_it_writes_nothing(company: Path, environment: dict[str, str], lang: str) -> None:
    before = sorted(company.rglob("*"))
    child = dialogue(company, environment, lang)
    child.expect("要达成什么" if lang == "zh" else "What is to be reached")
    child.send("Grow" + ENTER)
    child.expect("目标" if lang == "zh" else "Whose goal is it")
    child.send(CTRL_C)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert sorted(company.rglob("*")) == before


def test_without_a_terminal_nothing_is_asked(company: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "add", cwd=company, stdin="Grow\n")
    assert result.code == 2
    assert result.err.endswith("collab: error: a goal needs a title; give it with --title\n")
