from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from collab_cli.cli.command_frame import split_example
from collab_cli.cli.commands.goal import app
from collab_cli.cli.goal_adjusting import REASONS
from collab_cli.edits.verb_fields import field_at
from collab_cli.model.fields import WordType
from collab_cli.model.goal import Adjustment
from tests.cli.dialogues import DOWN, ENTER, exit_code, on_terminal
from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

BRAND = "goals/2025/strengthen-brand.yaml"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_the_reasons_are_those_of_the_records() -> None:
    wanted = field_at(Adjustment, "reason").info.type
    assert isinstance(wanted, WordType)
    assert wanted.values == REASONS


def test_a_target_is_changed_with_its_entry(demo: Path, run_collab: RunCollab) -> None:
    words = ("strengthen-brand/kr1", "target=42", "--reason", "market_change", "--approved-by", "李娜", "--lang", "en")
    result = run_collab("goal", "adjust", *words, cwd=demo)
    assert (result.code, result.out) == (0, f"{BRAND}\n")
    assert "collab proposal open TITLE --type goal_adjust --subject goal:strengthen-brand" in result.err
    text = (demo / BRAND).read_text("utf-8")
    assert "    target: 42\n" in text
    assert "    from: 45\n    to: 42\n    reason: market_change\n    approved_by: li-na\n" in text


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["strengthen-brand/kr1", "target=42"], "a change of a target needs its reason; add --reason with one of "),
        (["strengthen-brand/kr1", "target=42", "--reason", "why"], "--reason cannot be why; choose one of "),
        (["strengthen-brand/kr1"], "collab goal adjust needs FIELD=VALUE"),
        (
            ["strengthen-brand/kr1", "target=42", "--reason", "other", "--approved-by", "nobody"],
            "there is no person nobody; ",
        ),
        (
            ["strengthen-brand/kr1", "target=42", "--reason", "other", "--proposal", "nope"],
            "there is no proposal nope; ",
        ),
    ],
)
def test_what_does_not_fit_is_one_line(demo: Path, run_collab: RunCollab, words: list[str], fault: str) -> None:
    result = run_collab("goal", "adjust", *words, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert fault in result.err.splitlines()[-1]


def test_the_reason_is_asked_for_on_a_terminal(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "adjust", "strengthen-brand/kr1", "target=42", lang="zh")
    child.expect("为什么调整")
    child.send(DOWN * 2 + ENTER)
    child.expect(BRAND)
    assert exit_code(child) == 0
    assert "to: 42\n    reason: correction\n" in (demo / BRAND).read_text("utf-8")


def test_the_examples_of_the_help_are_real(demo: Path, run_collab: RunCollab) -> None:
    for example in app.verbs["adjust"].examples:  # type: ignore[union-attr]
        words = shlex.split(split_example(example)[0])[1:]
        result = run_collab(*words, *([] if "--dry-run" in words else ["--dry-run"]), "--lang", "en", cwd=demo)
        assert (result.code, result.out[:6]) == (0, "--- a/")
