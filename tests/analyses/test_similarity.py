"""How alike two texts are."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.analyses import similarity
from collab_cli.analyses.similarity import (
    LOOKED_AT,
    PARTNERS,
    STOP_WORDS,
    TokenIndex,
    Vocabulary,
    dice,
    similar_pairs,
    vocabulary,
)
from collab_cli.model.settings import Company, Settings, Similarity

PLAIN = Vocabulary({}, frozenset(STOP_WORDS))


def _words(glossary: list[list[str]], **stop_words: list[str]) -> Vocabulary:
    settings = Settings(schema=1, company=Company(name="x"), periods=[], glossary=glossary)
    similarity = Similarity(stop_words=stop_words)  # type: ignore[arg-type]  # zh and en
    return vocabulary(msgspec.structs.replace(settings, similarity=similarity))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("市场调研", "开展市场调研工作", "1"),
        ("客户开发", "新客户开发", "0.857142857"),
        ("客户投诉处理", "处理客户投诉", "0.8"),
        ("市场调研", "市场调查", "0.666666667"),
        ("销售合同签订", "合同签订与管理", "0.666666667"),
        ("market research", "market survey", "0.5"),
        ("产品质量检验", "质量检查", "0.5"),
        ("生产计划制定", "销售计划制定", "0.6"),
        ("客户开发", "客户关系管理", "0.25"),
        ("", "", "0"),
        ("的", "与", "0"),
        ("研", "研", "1"),
        ("Ｍarket　RESEARCH", "market research", "1"),
        ("Market-Research (2025)", "market research 2025", "1"),
        ("The order", "Order of the", "1"),
        ("Theory", "ory", "0"),
        ("KPI分析", "kpi 分析", "1"),
    ],
)
def test_the_coefficient(one: str, other: str, expected: str) -> None:
    assert PLAIN.similarity(one, other) == PLAIN.similarity(other, one) == Decimal(expected)


def test_the_glossary_replaces_the_longest_term_by_the_first_of_its_group() -> None:
    words = _words([["客户", "顾客", "customer"], ["市场调研", "market research"], ["采购", "顾客服务"]])
    assert words.wording("顾客开发").form == "客户开发"
    assert words.wording("顾客服务开发").form == "采购开发"
    assert words.wording("Market  Research").form == "市场调研"
    assert words.wording("customers").form == "customers"
    assert words.similarity("customer survey", "顾客 survey") == 1


def test_a_latin_term_does_not_grow_together_with_its_neighbours() -> None:
    assert _words([["kpi", "指标"]]).wording("abc指标def").form == "abc kpi def"


def test_a_term_in_two_groups_belongs_to_the_first() -> None:
    assert _words([["a1", "x"], ["b1", "x"]]).wording("x").form == "a1"


def test_own_stop_words_add_to_the_built_in_ones() -> None:
    words = _words([], zh=["相关"], en=["Related"])
    assert words.wording("相关工作related to 客户").form == "客户"
    assert PLAIN.wording("相关客户").form == "相关客户"


def test_a_stop_word_splits_the_run() -> None:
    assert PLAIN.wording("合同签订与管理") == PLAIN.wording("合同签订 管理")
    assert "订管" not in PLAIN.wording("合同签订与管理").tokens


words_of_both_scripts = st.lists(st.text("ab等c工-", min_size=1, max_size=3).filter(lambda word: word.strip()))


@given(words_of_both_scripts, st.text("ab等c工- ", max_size=20))
def test_the_longest_word_of_the_vocabulary_is_found_as_a_whole_word(words: list[str], text: str) -> None:
    latin = r"[^\W_等工]"

    def bounded(word: str) -> str:
        before = f"(?<!{latin})" if re.fullmatch(latin, word[0]) else ""
        after = f"(?!{latin})" if re.fullmatch(latin, word[-1]) else ""
        return before + re.escape(word) + after

    expected = "|".join(bounded(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    found = Vocabulary({}, frozenset(words))._any_stop_word
    assert (found.sub("|", text) if found is not None else text) == (re.sub(expected, "|", text) if words else text)


tokens = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)


limits = st.sampled_from(["0.3", "0.5", "0.65", "0.666666667", "0.8", "1"]).map(Decimal)


def _every_pair(sets: list[frozenset[str]], at_least: Decimal) -> list[tuple[int, int, Decimal]]:
    pairs = ((i, j, dice(sets[i], sets[j])) for j in range(len(sets)) for i in range(j))
    return sorted(pair for pair in pairs if pair[2] >= at_least)


@pytest.mark.no_cover
@given(st.lists(tokens, max_size=PARTNERS + 1), limits, st.sampled_from([0, 1000]))
def test_the_index_finds_every_pair_and_no_other(sets: list[frozenset[str]], at_least: Decimal, few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "_FEW", few)
        assert sorted(similar_pairs(sets, at_least)) == _every_pair(sets, at_least)


@given(st.lists(tokens, max_size=20), tokens, limits)
def test_one_set_is_compared_with_all(sets: list[frozenset[str]], one: frozenset[str], at_least: Decimal) -> None:
    every = [(index, dice(one, other)) for index, other in enumerate(sets)]
    assert TokenIndex(sets).alike(one, at_least) == [found for found in every if found[1] >= at_least]


@pytest.mark.no_cover
@given(st.lists(tokens, max_size=40), limits, st.lists(st.frozensets(st.sampled_from("sm"), min_size=1), min_size=40))
def test_few_and_many_are_compared_alike(
    sets: list[frozenset[str]], at_least: Decimal, sides: list[frozenset[str]]
) -> None:
    found = []
    for few in (0, 1000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(similarity, "_FEW", few)
            found.append(list(similar_pairs(sets, at_least, sides[: len(sets)], lambda i, j, _: (i + j) % 3 > 0)))
    assert found[0] == found[1]


@pytest.mark.no_cover
def test_all_of_many_sets_that_are_alike_are_found() -> None:
    rng = Random(1)
    alphabet = [chr(0x4E00 + number) for number in range(70)]
    sets = [frozenset(rng.sample(alphabet, rng.randint(3, 8))) for _ in range(1200)]
    expected = _every_pair(sets, Decimal("0.666666667"))
    partners = Counter(index for pair in expected for index in pair[:2])
    assert len(expected) > 50
    assert max(partners.values()) <= PARTNERS
    assert sorted(similar_pairs(sets, Decimal("0.666666667"))) == expected


def test_more_tokens_than_letters_lose_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "_FEW", 0)
    monkeypatch.setattr(similarity, "_LETTERS", 2)
    sets = [frozenset("abcd"), frozenset("abce"), frozenset("efgh")]
    assert list(similar_pairs(sets, Decimal("0.65"))) == [(0, 1, Decimal("0.75"))]


@pytest.mark.no_cover
def test_a_mass_of_nearly_equal_texts_is_yielded_a_few_times_each() -> None:
    sets = [frozenset({"customer", "relation", "part", str(number)}) for number in range(3 * LOOKED_AT)]
    found = list(similar_pairs(sets, Decimal("0.65")))
    assert len(found) <= len(sets) * PARTNERS
    assert {index for i, j, _ in found for index in (i, j)} == set(range(len(sets)))


def test_what_all_are_like_is_yielded_with_each() -> None:
    sets = [frozenset({"a", "b"}), *(frozenset({"a", "b", str(number)}) for number in range(20))]
    found = similar_pairs(sets, Decimal("0.8"), [frozenset("s"), *[frozenset("m")] * 20])
    assert [pair[:2] for pair in found] == [(0, number) for number in range(1, 21)]


def test_sets_of_one_side_are_not_compared() -> None:
    sets, sides = [frozenset("ab")] * 4, [frozenset(side) for side in ("s", "s", "m", "sm")]
    assert [pair[:2] for pair in similar_pairs(sets, Decimal(1), sides)] == [(0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
    chosen = similar_pairs(sets, Decimal(1), takes=lambda i, j, _: i + j == 4)
    assert [pair[:2] for pair in chosen] == [(1, 3)]


@pytest.mark.no_cover
@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0 <= PLAIN.similarity(one, other) <= 1
    assert PLAIN.similarity(one, other) == PLAIN.similarity(other, one)


def test_traditional_and_full_width_forms_compare_equal() -> None:
    assert PLAIN.wording("市場調研") == PLAIN.wording("市场调研")
    assert PLAIN.wording("ＡＢＣ") == PLAIN.wording("abc")
