"""A long message in parts that a chat tool takes, cut between paragraphs where that is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collab_cli.transports.chat_platform import Line, Payload, Platform, joined, mentioned

_LONGEST_NUMBER = " (9999/9999)"
_LONGEST_TITLE = 200
"""Bytes of a title; the rest of a longer one is left out, for the text needs the room."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A line, or a piece of one, with the user ids it mentions and the marks that mention them behind the text."""

    text: str
    mentions: tuple[str, ...] = ()
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One message: what people read, and what the chat tool takes, of ``size`` bytes as it counts them."""

    title: str
    text: str
    mentions: tuple[str, ...]
    payload: Payload
    size: int


def split_message(platform: Platform, title: str, lines: Sequence[Line]) -> tuple[Part, ...]:
    """Return the messages a chat tool takes: one, or several whose title ends in `(1/3)`.

    An empty line parts paragraphs. A paragraph is kept whole where it fits into one message, a line too where it does.
    A title that is too long is shortened.
    """
    title = _shortened(title)
    whole = _part(platform, title, lines)
    if whole.size <= platform.largest:
        return (whole,)

    def fits(part: Sequence[Line]) -> bool:
        return platform.size(platform.payload(title + _LONGEST_NUMBER, part)) <= platform.largest

    parts: list[list[Line]] = [[]]
    for paragraph in _paragraphs(lines):
        blank = [Cut("")] if parts[-1] else []
        if fits([*parts[-1], *blank, *paragraph]):
            parts[-1] += [*blank, *paragraph]
            continue
        if parts[-1]:
            parts.append([])
        for line in paragraph:
            for piece in [line] if fits([line]) else _pieces(line, fits):
                if parts[-1] and not fits([*parts[-1], piece]):
                    parts.append([])
                parts[-1].append(piece)
    numbered = [(f"{title} ({number}/{len(parts)})", part) for number, part in enumerate(parts, 1)]
    return tuple(_part(platform, head, part) for head, part in numbered)


def _shortened(title: str) -> str:
    """Return a title of bytes that leave room for the text, not cut inside a character."""
    if len(title.encode()) <= _LONGEST_TITLE:
        return title
    return title.encode()[:_LONGEST_TITLE].decode(errors="ignore").rstrip() + "…"


def _part(platform: Platform, title: str, lines: Sequence[Line]) -> Part:
    payload = platform.payload(title, lines)
    return Part(title, joined(lines), tuple(mentioned(lines)), payload, platform.size(payload))


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if line.text:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _pieces(line: Line, fits: Callable[[Sequence[Line]], bool]) -> Iterator[Line]:
    """Yield a line that is too long in pieces, all mentions with the first; nothing is cut inside a character."""
    rest, mentions, marks = line.text, line.mentions, line.marks
    while rest:
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            if fits([Cut(rest[:middle], mentions, marks)]):
                low = middle
            else:
                high = middle - 1
        yield Cut(rest[:low], mentions, marks)
        rest, mentions, marks = rest[low:], (), ""
