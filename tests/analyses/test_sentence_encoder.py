"""Texts as vectors."""

from __future__ import annotations

import importlib.util

import pytest

from collab_cli.analyses.sentence_encoder import SentenceEncoder
from collab_cli.errors import CollabError


def test_vectors_have_length_one_and_every_two_are_compared_once() -> None:
    encoder = SentenceEncoder()
    vectors = encoder.encode(["payroll", "payroll", "工资"])
    assert [len(vector) for vector in vectors] == [2048] * 3
    pairs = list(encoder.alike(vectors, -1))
    assert [pair[:2] for pair in pairs] == [(0, 1), (0, 2), (1, 2)]
    assert pairs[0][2] == pytest.approx(1, abs=1e-4)


def test_a_missing_extra_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CollabError) as raised:
        SentenceEncoder()
    assert "pip install 'collab-cli[semantic]'" in str(raised.value.hint)
