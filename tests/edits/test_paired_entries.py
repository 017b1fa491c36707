"""Which entry of a draft a row of a form stands for."""

from __future__ import annotations

from typing import Any

from collab_cli.edits.paired_entries import paired_entries

BEFORE: list[Any] = ["2025-07-07-x", {"title": "采购预算 8 万元"}, {"title": {"zh": "盘点 仓库", "en": "Stock count"}}]


def pairs(said: list[str], shown: list[str] | None = None) -> list[int | None]:
    entries = [{"title": text} for text in said]
    found = paired_entries(BEFORE, entries, "title", None if shown is None else [{"title": text} for text in shown])
    return [None if one is None else BEFORE.index(one) for one in found]


def test_the_same_words_are_the_same_entry_in_either_language_and_any_order() -> None:
    assert pairs(["Stock count", "采购预算8万元", "别的"]) == [2, 1, None]
    assert pairs(["盘点仓库", "盘点仓库"]) == [2, None]


def test_a_corrected_text_is_its_entry_unless_the_form_never_showed_it() -> None:
    assert pairs(["采购预算 9 万元"]) == [1]
    assert pairs(["采购预算 9 万元"], ["采购预算 8 万元"]) == [1]
    assert pairs(["采购预算 9 万元"], []) == [None]
    assert pairs(["采购预算 9 万元", "采购预算 8 万元"]) == [None, 1]
    assert pairs(["采购预算 9 万", "采购预算 9 万元"]) == [None, 1]
