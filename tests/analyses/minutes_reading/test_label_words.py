from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.label_words import heading_topic, labelled, several_labels


@pytest.mark.parametrize(
    ("text", "topic", "value"),
    [
        ("Chair: Li Na", "chair", "Li Na"),
        ("主 持 人：李娜", "chair", "李娜"),
        ("【时间】７月７日", "when", "７月７日"),
        ("主持人 李娜", "chair", "李娜"),
        ("Chair - Li Na", "chair", "Li Na"),
        ("出席（5人）：张伟", "present", "张伟"),
        ("會議紀錄：陳傑", "secretary", "陳傑"),
        ("👥 参会人：张伟", "present", "张伟"),
    ],
)
def test_a_label_is_known(text: str, topic: str, value: str) -> None:
    assert labelled(text) == (topic, value)


def test_what_only_has_a_colon_has_no_label() -> None:
    assert labelled("张伟：收到") is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("## 三、会议决议", "decisions"),
        ("四、后续工作安排", "actions"),
        ("What we agreed", "decisions"),
        ("Who does what", "actions"),
        ("上次会议待办落实情况", "carried"),
        ("Budget", None),
        ("销售部", None),
    ],
)
def test_a_heading_announces_what_follows(text: str, topic: str | None) -> None:
    assert heading_topic(text) == topic


def test_several_labels_in_a_line_are_parted() -> None:
    assert several_labels("主持：李娜　记录：陈杰") == ["主持：李娜", "记录：陈杰"]
    assert several_labels("【主持】李娜　【记录】陈杰") == ["【主持】李娜", "【记录】陈杰"]
    assert several_labels("Decision: we move") == ["Decision: we move"]
