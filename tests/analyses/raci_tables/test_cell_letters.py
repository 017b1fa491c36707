"""One cell of a letters table, as people write it."""

from __future__ import annotations

import pytest

from collab_cli.analyses.raci_tables.cell_letters import Reading, read_cell


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        *[
            (text, "AR")
            for text in ("A/R", "R, A", "RA", "A / R", "A&R", "A+R", "A\nR", "ar", "Ａ／Ｒ", "A和R", "A and R")
        ],
        *[
            (text, "R")
            for text in ("**R**", "`R`", "__R__", "r", "Ｒ", "\u200bR\u200b", "R.", "Responsible", "R - 执行")
        ],
        *[(text, "A") for text in ("Accountable", "ACCOUNTABLE", "批准", "审批人", "A (Accountable)", "A: 批准")],
        *[(text, "C") for text in ("Consulted", "会商", "咨询", "konsultiert", "Consulté", "C")],
        *[(text, "I") for text in ("Informed", "知会", "抄送", "informiert", "Informado", "報告先")],
    ],
)
def test_letters_are_read(written: str, letters: str) -> None:
    reading = read_cell(written, "ARCI", {})
    assert (reading.kind, reading.letters) == ("letters", letters)


@pytest.mark.parametrize("written", ["", " ", "-", "—", "－", "N/A", "n.a.", "/", "无", "不涉及", "\u3000", "'-"])
def test_nothing_is_nothing(written: str) -> None:
    assert read_cell(written, "ARCI", {}) == Reading("nothing")


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("●", ("●",)),
        ("●▲", ("●", "▲")),
        ("✓✓", ("✓✓",)),
        ("X", ("X",)),
        ("参与", ("参与",)),
        ("主责/配合", ("配合",)),
        ("R/C", ("R/C",)),
        ("owner", ("owner",)),
        ("✅", ("✅",)),
    ],
)
def test_a_mark_without_a_meaning_stays_one(written: str, marks: tuple[str, ...]) -> None:
    reading = read_cell(written, "ARCI", {})
    assert (reading.kind, reading.marks) == ("mark", marks)


@pytest.mark.parametrize(
    "written",
    ["?", "R?", "A or R", "V", "1", "l", "RR", "R/R", "Ann", "张伟", "A (Ann)", "R: nur Inland", "✓?", "x" * 999],
)
def test_anything_else_is_no_letter(written: str) -> None:
    assert read_cell(written, "ARCI", {}).kind == "other"


def test_meanings_are_letters_of_one_mark_of_several_or_of_a_whole_cell() -> None:
    meanings = {"●": "A", "▲": "R", "x": "", "r?": "R", "r/c": "C"}
    read = [read_cell(written, "ARCI", meanings) for written in ("●", "▲●", "● / ▲", "X", "R?", "R/C")]
    assert [(reading.kind, reading.letters) for reading in read] == [
        ("letters", "A"),
        ("letters", "AR"),
        ("letters", "AR"),
        ("nothing", ""),
        ("letters", "R"),
        ("letters", "C"),
    ]


def test_ticks_and_circles_of_another_shape_are_the_same_mark() -> None:
    for written in ("✓", "✔", "√", "✔\ufe0f"):
        assert read_cell(written, "ARCI", {"✓": "R"}).letters == "R"
    for written in ("○", "〇", "◯"):
        assert read_cell(written, "ARCI", {"○": "I"}).letters == "I"


def test_letters_of_other_alphabets_are_told() -> None:
    assert read_cell("А", "ARCI", {}) == Reading("letters", "A", look_alikes="А")
    assert read_cell("R/А", "ARCI", {}) == Reading("letters", "AR", look_alikes="А")
    assert read_cell("Ι", "ARCI", {}) == Reading("letters", "I", look_alikes="Ι")


def test_what_is_taken_off_a_letter_is_told() -> None:
    for written in ("R*", "R¹", "(R)", "【R】", "R [2]"):
        assert read_cell(written, "ARCI", {}) == Reading("letters", "R", cleaned=True), written


def test_words_follow_the_framework() -> None:
    assert read_cell("执行", "ADCI", {}).letters == "D"
    assert read_cell("Contributor", "ADCI", {}).letters == "C"
    assert read_cell("Contributor", "ARCI", {}).kind == "mark"
    assert read_cell("Support", "ARSCI", {}).letters == "S"
