"""Long messages in parts, each within the limit of the chat tool."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.transports.chat_platforms import PLATFORMS
from collab_cli.transports.message_body import message_body
from collab_cli.transports.split_message import Cut, split_message


@pytest.mark.parametrize(("tool", "largest"), [("dingtalk", 20_000), ("feishu", 20_000), ("wecom", 4_096)])
def test_a_message_is_cut_between_paragraphs(tool: str, largest: int) -> None:
    platform = PLATFORMS[tool]
    paragraphs = [Cut(str(number) + "责" * 1300) for number in range(12)]
    lines = [line for paragraph in paragraphs for line in (paragraph, Cut(""))]
    parts = split_message(platform, "周报", lines)
    assert "\n\n".join(part.text for part in parts).split("\n\n") == [line.text for line in paragraphs]
    assert [part.title for part in parts] == [f"周报 ({at}/{len(parts)})" for at in range(1, len(parts) + 1)]
    assert all(part.size <= largest for part in parts)
    if tool == "dingtalk":
        assert all(len(message_body(part.payload)) == part.size for part in parts)


def test_people_are_mentioned_in_their_part_alone() -> None:
    lines = [Cut("**张伟** @zhang", ("zhang",)), Cut("- " + "销" * 6000), Cut(""), Cut("@zhangwei", ("zhangwei",))]
    parts = split_message(PLATFORMS["dingtalk"], "逾期", [*lines, Cut("- " + "产" * 6000)])
    assert [part.mentions for part in parts] == [("zhang",), ("zhangwei",)]
    assert [part.payload["at"]["atUserIds"] for part in parts] == [["zhang"], ["zhangwei"]]


def test_a_line_that_is_too_long_is_cut_between_characters() -> None:
    parts = split_message(PLATFORMS["wecom"], "周报", [Cut("x责任" * 3000, ("a",))])
    assert "".join(part.text for part in parts) == "x责任" * 3000
    assert [bool(part.mentions) for part in parts] == [True] + [False] * (len(parts) - 1)


@pytest.mark.parametrize(("tool", "mark"), [("dingtalk", "@u1"), ("feishu", "<at id=u1></at>"), ("wecom", "<@u1>")])
def test_a_mention_is_in_the_message_that_mentions(tool: str, mark: str) -> None:
    platform = PLATFORMS[tool]
    for length in range(platform.largest // 3 - 45, platform.largest // 3 + 5, 7):
        first, *others = split_message(platform, "周报", [Cut("字" * length, ("u1",), mark)])
        assert first.text.endswith(f"字 {mark}")
        assert first.mentions == ("u1",)
        assert all(mark not in part.text and not part.mentions for part in others)
        assert all(part.size <= platform.largest for part in (first, *others))


@pytest.mark.parametrize("tool", sorted(PLATFORMS))
def test_a_long_title_leaves_room_for_the_text(tool: str) -> None:
    platform = PLATFORMS[tool]
    (one,) = split_message(platform, "标" * 1400, [Cut("内容" * 50)])
    assert one.title == "标" * 66 + "…"
    parts = split_message(platform, "标" * 9000, [Cut("内" * 9000)])
    assert len(parts) < 9
    assert parts[0].title == "标" * 66 + f"… (1/{len(parts)})"
    assert all(part.size <= platform.largest for part in parts)


@pytest.mark.no_cover
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("责aé𠮷"), st.integers(0, 3000)), max_size=8))
def test_nothing_is_lost(pieces: list[tuple[str, int]]) -> None:
    platform = PLATFORMS["wecom"]
    lines = [Cut(letter * count) for letter, count in pieces]
    parts = split_message(platform, "T", lines)
    assert all(part.size <= platform.largest for part in parts)
    assert "".join(part.text for part in parts).replace("\n", "") == "".join(line.text for line in lines)
