"""Slips that are mended, and words that are left alone."""

from __future__ import annotations

import pytest

from collab_cli.analyses.matter_spelling import one_wrong, similar_words, spelled_right
from collab_cli.analyses.matter_words import Reading

VOCABULARY = ("complaint", "contract", "customer", "inspection", "painting", "planning", "quality", "stock")
TEXTS = ("客户投诉处理", "设备维护保养", "产品质量检验")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("complant", "complaint"),  # a letter left out
        ("complainnt", "complaint"),  # one too many
        ("contarct", "contract"),  # two that changed places
        ("compleint", "complaint"),  # another vowel
        ("complaimt", "complaint"),  # another consonant in a long word
        ("qualty inspecton", "quality inspection"),
        ("客护投诉", "客户投诉"),  # sounds the same
        ("设备围护保样", "设备维护保养"),
        ("customer 客护投诉", "customer 客户投诉"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert spelled_right(Reading(tuple(typed.split())), VOCABULARY, TEXTS) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "complaint",  # nothing to mend
        "complaint handling",  # a word that is none of those
        "printing",  # words of their own
        "planting",
        "qualify",
        "stick",
        "stok",  # too short
        "omplaint",  # does not begin alike
        "payroll",
        "软件开发",
        "客户投拆",  # looks alike, sounds otherwise
        "投速",  # too short
        "客" * 30,
    ],
)
def test_other_words_are_left_alone(typed: str) -> None:
    assert spelled_right(Reading(tuple(typed.split())), VOCABULARY, TEXTS) is None


def test_a_slip_that_can_mean_two_words_is_left_alone() -> None:
    assert spelled_right(Reading(("castin",)), ("castine", "casting"), ()) is None


def test_similar_words() -> None:
    assert similar_words("planting", VOCABULARY) == {"planning", "painting"}
    assert similar_words("art", VOCABULARY) == frozenset()


def test_a_short_run_with_one_character_wrong() -> None:
    pattern = one_wrong(("投拆", "客" * 30))
    assert pattern is not None
    assert [text for text in TEXTS if pattern.search(text)] == ["客户投诉处理"]
    assert one_wrong(("客" * 30, "诉")) is None
