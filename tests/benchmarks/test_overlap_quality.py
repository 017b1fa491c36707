"""The labelled pairs and the figures made of them."""

from __future__ import annotations

from benchmarks.overlap_quality import area, precision_and_recall, read_pairs


def test_half_of_the_pairs_are_near_misses() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 220
    assert 2 * sum(pair.same for pair in pairs) == len(pairs)
    assert {pair.language for pair in pairs} == {"zh", "en", "mixed"}
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)


def test_figures() -> None:
    assert precision_and_recall([True, True, False], [True, False, True]) == (0.5, 0.5)
    assert precision_and_recall([False], [True]) == (None, 0)
    assert area([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.875
