"""How names and questions are read into words."""

from __future__ import annotations

import pytest

from collab_cli.analyses.matter_words import (
    MatterWords,
    Reading,
    covers,
    folded,
    folded_all,
    latin_words,
    pieces,
    stem,
    without_question,
)
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

SETTINGS = """\
schema: 1
company: {name: Example}
periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
glossary: [[客户, 顾客, customer], [市场调研, market research]]
"""


@pytest.fixture
def words(make_workspace: MakeWorkspace) -> MatterWords:
    return MatterWords(world_of(make_workspace({"collab.yaml": SETTINGS})).settings)


def test_a_text_is_read_three_ways(words: MatterWords) -> None:
    read = words.read("Handling of Customers' complaints 投诉处理")
    assert read.plain == "handling of customers' complaints 投诉处理"
    assert read.raw.parts == ("handling", "of", "customer", "complaint", "投诉处理")
    assert read.whole.parts == ("handling", "of", "客户", "complaint", "投诉处理")
    assert read.core.parts == ("客户", "complaint", "投诉")
    assert read.joined
    assert not words.read("customer complaints").joined


def test_terms_of_several_words_become_one(words: MatterWords) -> None:
    assert words.read("Market Researches").whole.key == words.read("市场调研").whole.key


def test_many_texts_are_read_as_each_would_be(words: MatterWords, make_workspace: MakeWorkspace) -> None:
    texts = ["客户投诉", "", "  ", "ꡀ x", "Tax\nreturns", "工作", "🎉"]
    alone = MatterWords(words.settings)
    words.read_all(texts)
    assert [words.read(text) for text in texts] == [alone.read(text) for text in texts]
    assert words.read("Tax\nreturns").raw.parts == ("tax", "return")


def test_keys_stand_in_every_name_that_holds_a_word(words: MatterWords) -> None:
    assert words.keys("客户") == {"客户", "顾客", "custom"}
    assert words.keys("planning") == {"plan"}
    assert words.all_keys("投诉登记") == (frozenset({"投诉"}), frozenset({"登记"}))
    assert words.all_keys("complaint") == (frozenset({"complaint"}),)
    assert words.glossary_words == {"customer", "market", "research"}


def test_folding_takes_away_width_capitals_and_blanks() -> None:
    assert folded(" Ａｂ\u3000 c ") == "ab c"
    assert folded_all([" Ａｂ\u3000 c ", "客户"]) == {" Ａｂ\u3000 c ": "ab c", "客户": "客户"}
    assert folded_all([]) == {}


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("谁负责客户投诉？", "负责客户投诉"),
        ("客户投诉该找谁", "客户投诉"),
        ("Who is responsible for complaints?", "for complaints"),
        ("complaints", "complaints"),
        ("谁", "谁"),
    ],
)
def test_a_question_is_taken_off(question: str, matter: str) -> None:
    assert without_question(question) == matter


def test_stems() -> None:
    assert {stem(word) for word in ("handle", "handling", "handled", "handler")} == {"handl"}
    assert {stem(word) for word in ("planning", "plan", "planner")} == {"plan"}
    assert {stem(word) for word in ("inspection", "inspect", "inspector")} == {"inspect"}
    assert stem("production") != stem("product")


@pytest.mark.parametrize(
    ("run", "covered"),
    [("投诉", True), ("投诉客户", True), ("客户投", True), ("诉", True), ("客诉", False), ("客户培训", False)],
)
def test_chinese_is_put_together_from_pieces_of_two(run: str, covered: bool) -> None:
    assert covers("客户投诉处理", run) is covered


def test_readings() -> None:
    reading = Reading(("northern", "customer", "客户投诉"))
    assert (reading.words, reading.runs, reading.size) == (("northern", "customer"), ("客户投诉",), 8)
    assert pieces(reading) == ("northern", "customer", "客户", "户投", "投诉")
    assert reading.ends_with(Reading(("投诉",)))
    assert reading.ends_with(Reading(("customer", "客户投诉")))
    assert not reading.ends_with(Reading(("tomer", "客户投诉")))
    assert not reading.ends_with(reading)
    assert not reading.ends_with(Reading())


def test_the_words_of_a_text() -> None:
    assert latin_words("complaints, policies 客户 boxes glass") == {"complaint", "policy", "box", "glass"}
