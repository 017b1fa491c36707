"""Logs of messages in the forms programs copy them out."""

from __future__ import annotations

import pytest

from collab_cli.transports.chat_log import messages_of
from collab_cli.transports.minutes_blocks import blocks_of


@pytest.mark.parametrize(
    "head",
    [
        "张伟 10:05", "张伟 2025/7/7 10:05", "张伟 07-07 10:05:33", "2025-07-07 10:05 张伟", "张伟 昨天 10:05",
        "Zhang Wei  10:05 AM", "Zhang Wei\n  10:05 AM", "Zhang Wei APP 10:05 AM",
    ],
)  # fmt: skip
def test_a_head_stands_over_its_message(head: str) -> None:
    messages = messages_of(f"{head}\nfirst\nsecond\n{head}\nthird\n{head}\nfourth".split("\n"))
    assert messages is not None
    name = "张伟" if "张伟" in head else "Zhang Wei"
    assert [(one.speaker.removesuffix(" APP"), [text for _, text in one.lines if text]) for one in messages] == [
        (name, ["first", "second"]),
        (name, ["third"]),
        (name, ["fourth"]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[10:05] Zhang Wei: hello", "[2025-07-07 10:05] Zhang Wei: hello", "07/07/2025, 18:02 - Zhang Wei: hello",
        "10:05 <Zhang Wei> hello", "Zhang Wei (10:05): hello",
    ],
)  # fmt: skip
def test_a_message_stands_in_the_line_of_its_head(line: str) -> None:
    messages = messages_of([line] * 3)
    assert messages is not None
    assert [(one.speaker, one.lines) for one in messages] == [
        ("Zhang Wei", ((number, "hello"),)) for number in (1, 2, 3)
    ]


def test_the_day_is_told_until_another_one_is() -> None:
    blocks = blocks_of("张伟 2025/7/7 9:30\na\n李娜 9:31\nb\n张伟 2025/7/8 9:00\nc")
    assert [(block.speaker, block.when, block.text) for block in blocks] == [
        ("张伟", "2025/7/7", "a"),
        ("李娜", "2025/7/7", "b"),
        ("张伟", "2025/7/8", "c"),
    ]


def test_an_agenda_with_times_is_no_log() -> None:
    assert messages_of(["Agenda", "Opening 9:30", "Reports 9:45", "Close 10:30"]) is None
    assert messages_of(["Present: Li Na", "Decision: we move"]) is None
