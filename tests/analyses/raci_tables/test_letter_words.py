"""Headings that state a letter, and those that only may."""

from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.letter_words import heading_letters, is_unsure_word, stated_letter


@pytest.mark.parametrize(
    ("heading", "letter"),
    [
        ("R", "R"),
        ("Responsible (R)", "R"),
        ("A - Accountable", "A"),
        ("批准人", "A"),
        ("主责部门", "A"),
        ("R负责", "R"),
        ("负责（R）", "R"),
        ("被咨询人", "C"),
        ("Consulted persons", "C"),
        ("知会", "I"),
        ("Rechenschaftspflichtig", "A"),
        ("Responsable (R)", "R"),
        ("Team A", None),
        ("Section C", None),
        ("A (Consulted)", None),
        ("R/A", None),
        ("负责", None),
        ("销售部", None),
        ("", None),
    ],
)
def test_a_heading_states_a_letter_or_none(heading: str, letter: str | None) -> None:
    assert stated_letter(heading, "ARCI") == letter


def test_a_word_for_leading_is_what_the_other_headings_leave() -> None:
    assert heading_letters(["任务", "负责人", "批准人", "知会"], "ARCI") == [None, "R", "A", "I"]
    assert heading_letters(["Tâche", "Responsable", "R", "Informé"], "ARCI") == [None, "A", "R", "I"]
    assert heading_letters(["任务", "负责人", "知会"], "ARCI") == [None, None, "I"]
    assert heading_letters(["任务", "负责人", "牵头人", "批准"], "ARCI") == [None, None, None, "A"]


def test_words_only_the_file_can_tell() -> None:
    for word in ("负责", "配合", "参与", "Owner", "主责"):
        assert is_unsure_word(word)
    assert not is_unsure_word("知会")
