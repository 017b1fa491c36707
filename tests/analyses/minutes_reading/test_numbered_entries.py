"""Entries counted within one line are told apart."""

from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.numbered_entries import numbered_entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. 缺货；2. 晚一天", ["缺货", "晚一天"]),
        ("（1）缺货 （2）晚一天\n（3）退货", ["缺货", "晚一天", "退货"]),
        ("1、缺货；2、晚 1.5 天", ["缺货", "晚 1.5 天"]),
        ("1) late; 2) wrong colour", ["late", "wrong colour"]),
        ("1、缺货 2、晚一天", ["缺货", "晚一天"]),
        ("1.缺货2.晚一天", ["缺货", "晚一天"]),
        ("①缺货②晚一天", ["缺货", "晚一天"]),
        ("1. colour 2. samples late", ["colour", "samples late"]),
        ("1. 缺货", ["1. 缺货"]),
        ("1、缺 2.5 吨", ["1、缺 2.5 吨"]),
        ("晚 1. 天, 2. 天", ["晚 1. 天, 2. 天"]),
        ("1.5 天，2.5 天", ["1.5 天，2.5 天"]),
        ("", [""]),
    ],
)
def test_entries_are_told_apart(text: str, entries: list[str]) -> None:
    assert numbered_entries(text) == entries
