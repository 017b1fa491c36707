from __future__ import annotations

import pytest

from collab_cli.cli.global_options import Flags, take_global_options
from collab_cli.i18n import language

SAY = language("en").say


def test_they_stand_before_and_after_the_command() -> None:
    parsed = take_global_options(["-C", "a", "goal", "--lang=zh", "list", "--quiet", "--color", "never", "-n", "3"])
    assert parsed.flags == Flags(directory="a", lang="zh", color="never", quiet=True)
    assert parsed.rest == ("goal", "list", "-n", "3")
    assert parsed.fault is None


def test_the_last_one_counts() -> None:
    assert take_global_options(["-Ca", "-C", "b"]).flags.directory == "b"


def test_words_after_two_dashes_belong_to_the_command() -> None:
    parsed = take_global_options(["set", "--", "--lang", "en"])
    assert parsed.flags == Flags()
    assert parsed.rest == ("set", "--", "--lang", "en")


@pytest.mark.parametrize(
    ("words", "fault", "hint"),
    [
        (["--lang"], "--lang needs a value", "write --lang zh|en"),
        (["--lang", "fr"], "--lang cannot be fr", "choose one of zh, en"),
        (["--color=blue"], "--color cannot be blue", "choose one of auto, always, never"),
        (["--quiet=yes"], "--quiet takes no value", None),
        (["-C"], "-C needs a value", "write -C DIR"),
    ],
)
def test_faults_name_the_option(words: list[str], fault: str, hint: str | None) -> None:
    found = take_global_options([*words]).fault
    assert found is not None
    assert SAY(found.message) == fault
    assert (SAY(found.hint) if found.hint else None) == hint
    assert found.code == 2


def test_a_fault_keeps_the_options_understood() -> None:
    parsed = take_global_options(["--lang", "zh", "--color", "blue", "check", "--verbose"])
    assert parsed.flags == Flags(lang="zh", verbose=True)
    assert parsed.rest == ("check",)
    assert parsed.fault is not None
