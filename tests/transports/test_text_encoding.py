"""The encodings spreadsheets write are told apart."""

from __future__ import annotations

import pytest

from collab_cli.transports.text_encoding import decoded


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("任务,销售部\n市场调研,主责†¹", "utf-8"),
        ("任务,销售部\n市场调研,主责", "utf-8-sig"),
        ("任务,销售部\n市场调研,主责†¹", "gb18030"),
        ("任务,销售部\n市场调研,●", "gbk"),
        ("任务,销售部\n市场调研,主责", "utf-16"),
        ("Aufgabe;Geschäftsführung\nGrüße;A", "cp1252"),
        ("Tâche;Qualité\nÉtudier;R", "cp1252"),
    ],
)
def test_text_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decoded("table.csv", text.encode(encoding)) == text


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    assert decoded("table.csv", b"\xfe\xff" + "任务,A".encode("utf-16-be")) == "任务,A"
