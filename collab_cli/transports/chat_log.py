"""Logs of messages as people copy them out of WeChat, DingTalk, Feishu or Slack: who wrote what, and when."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

_NAME = r"(?P<name>(?![AaPp]\.?[Mm]\.?$)[^\W\d_][\w.\u3400-\u9fff'’()（）-]{0,23}(?: [A-Za-z][\w.'’-]{0,20}){0,2})"
_DAY = (
    r"(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}[-/月]\d{1,2}日?|昨天|今天|前天|"
    r"(?:星期|周)[一二三四五六日天]|"
    r"(?:[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?(?:, \d{4})?)|yesterday|today)"
)
_TIME = r"(?:上午|下午|晚上|早上|中午|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^{_NAME}\s+(?:APP\s+)?(?:{_DAY}[ ,]*(?:at )?)?{_TIME}$",
        rf"^{_DAY}[ ,]+{_TIME}\s+{_NAME}$",
        rf"^{_TIME}\s+{_NAME}$",
        rf"^[\[【](?:{_DAY}[ ,]*)?{_TIME}[\]】]\s*<?{_NAME}>?\s*(?:[:：]\s*(?P<text>.*))?$",
        rf"^(?:{_DAY}[ ,]+)?{_TIME}\s+(?:-\s+)?<?{_NAME}>?\s*[:：]\s*(?P<text>\S.*)$",
        rf"^(?:{_DAY}[ ,]+)?{_TIME}\s+<{_NAME}>\s+(?P<text>\S.*)$",
        rf"^{_NAME}\s*[\[(（](?:{_DAY}[ ,]*)?{_TIME}[\])）]\s*[:：]?\s*(?P<text>.*)$",
        rf"^{_NAME}[:：]?\s+{_DAY}$",
    )
)
_TIME_ALONE = re.compile(rf"^\s*{_TIME}\s*$")
_NAME_ALONE = re.compile(rf"^{_NAME}$")
_BEGINNING = 8
"""Lines in which a log has its first message."""


class Message(NamedTuple):
    """A message: who wrote it, when as it is written there, and its lines with their numbers."""

    speaker: str
    when: str
    lines: tuple[tuple[int, str], ...]


def messages_of(lines: Sequence[str]) -> tuple[Message, ...] | None:
    """Return the messages of a log, what stands before the first under no speaker; None for any other text."""
    lines = _joined(lines)
    heads = {at: found for at, line in enumerate(lines) if (found := _head(line)) is not None}
    filled = [at for at, line in enumerate(lines) if line.strip()]
    speakers = {found["name"] for found in heads.values()}
    if len(heads) < 3 or len(speakers) * 2 > len(heads) + 3 or min(heads) not in filled[:_BEGINNING]:
        return None
    spoken = [at for at, head in heads.items() if head.groupdict().get("text") or _has_message(lines, at, heads)]
    if len(heads) * 8 < len(filled) or len(spoken) * 2 < len(heads):
        return None
    messages: list[Message] = []
    speaker, day, held = "", "", [(at + 1, lines[at]) for at in range(min(heads))]
    for at in range(min(heads), len(lines)):
        head = heads.get(at)
        if head is None:
            held.append((at + 1, lines[at]))
            continue
        messages.append(Message(speaker, day, tuple(held)))
        speaker, day = head["name"].strip(), (head.groupdict().get("day") or day)
        text = head.groupdict().get("text")
        held = [(at + 1, text)] if text else []
    messages.append(Message(speaker, day, tuple(held)))
    return tuple(message for message in messages if message.lines)


def _joined(lines: Sequence[str]) -> list[str]:
    """Return the lines with a time that stands below a name put beside it."""
    found = list(lines)
    for at in range(1, len(found)):
        if _TIME_ALONE.match(found[at]) and _NAME_ALONE.match(found[at - 1].strip()):
            found[at - 1], found[at] = f"{found[at - 1].strip()} {found[at].strip()}", ""
    return found


def _has_message(lines: Sequence[str], at: int, heads: Container[int]) -> bool:
    """Return whether a line below a head belongs to its message; points of an agenda have none."""
    below = next((one for one in (at + 1, at + 2) if one < len(lines) and lines[one].strip()), None)
    return below is not None and below not in heads


def _head(line: str) -> re.Match[str] | None:
    plain = line.strip()
    if len(plain) > 4_000:
        return None
    return next((found for form in _FORMS if (found := form.match(plain)) is not None), None)
