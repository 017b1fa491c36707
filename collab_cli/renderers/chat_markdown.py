"""A page as lines for a chat: each tool knows another small part of Markdown, and none of them tables.

What comes from files is shown as text: the few characters that could mean something are written by their full-width
twins, for not every tool knows a way to escape them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from collab_cli.i18n import Language
from collab_cli.messages import Param, msg
from collab_cli.page import (
    Block,
    Branch,
    Cell,
    Chart,
    Code,
    Facts,
    FindingList,
    Heading,
    Matrix,
    Table,
    Text,
    Tree,
    unfolded,
)
from collab_cli.renderers.cells import fault_text, line_text, lines_text, tone
from collab_cli.renderers.cleaning import clean_line

_TWINS = str.maketrans("*`[]<>~|\\", "＊｀［］＜＞～｜＼")
_START = re.compile(r"^(\s*)([#+\-=]|\d{1,9}[.)](?=\s|$))")
_MENTION = re.compile(r"@(?=\w)")
_BREAK = "\u200b"
_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_EVERYBODY = frozenset({"all", "here", "channel", "everyone"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a chat tool writes what it knows; ``{}`` is where the text, or the user id, goes; "" for what it lacks."""

    heading: str
    strong: str
    mention: str


DIALECTS: Final[Mapping[str, Dialect]] = {
    "dingtalk": Dialect("#### {}", "**{}**", "@{}"),
    "feishu": Dialect("**{}**", "**{}**", "<at id={}></at>"),
    "wecom": Dialect("**{}**", "**{}**", "<@{}>"),
    "plain": Dialect("{}", "{}", ""),
}
"""Dialects by the name of the chat tool; ``plain`` is for all the others."""


@dataclass(frozen=True, slots=True)
class ChatLine:
    """A line in the dialect of a chat tool, with the user ids it mentions; an empty one parts paragraphs.

    ``marks`` is what mentions them; it stands behind the text, and must not be cut as that may be.
    """

    text: str
    mentions: tuple[str, ...] = ()
    marks: str = ""


@dataclass(frozen=True, slots=True)
class ChatText:
    """A page for a chat: the text of its first heading, and the lines below."""

    title: str
    lines: tuple[ChatLine, ...]


def chat_text(page: Iterable[Block], language: Language, dialect: Dialect) -> ChatText:
    """Return a page in the dialect of a chat tool; a mention of somebody it does not know by an id is left out."""
    first, *blocks = unfolded(page)
    assert isinstance(first, Heading)
    paragraphs: list[list[ChatLine]] = []
    is_headed = False
    for block in blocks:
        for paragraph in _paragraphs(block, language, dialect):
            if is_headed:
                paragraphs[-1] += paragraph
            else:
                paragraphs.append(paragraph)
            is_headed = isinstance(block, Heading)
    lines = [line for paragraph in paragraphs for line in (*paragraph, ChatLine(""))]
    return ChatText(escape_chat(line_text(first.text, language)), tuple(lines[:-1]))


def is_user(text: str) -> bool:
    """Return whether a text can be the id of one user of a chat tool, and not of all of them."""
    return bool(_USER.fullmatch(text)) and text.casefold() not in _EVERYBODY


def escape_chat(text: str) -> str:
    """Return a cleaned line as every chat tool shows it: no mark-up, link, image or mention."""
    text = _MENTION.sub("@" + _BREAK, text.translate(_TWINS))
    return _START.sub(lambda found: f"{found[1]}{_BREAK}{found[2]}", text)


def _paragraphs(block: Block, language: Language, dialect: Dialect) -> Iterator[list[ChatLine]]:
    """Yield a block as paragraphs: each root of a tree that has branches is one."""
    pieces: Iterable[Block] = [block]
    if isinstance(block, Tree) and any(root.branches for root in block.roots):
        pieces = [Tree((root,)) for root in block.roots]
    for piece in pieces:
        written = [line for line in _block(piece, language, dialect) if line.text]
        if written:
            yield written


def _block(block: Block, language: Language, dialect: Dialect) -> Iterator[ChatLine]:  # noqa: PLR0912 (one case a block)
    match block:
        case Heading():
            yield ChatLine(dialect.heading.format(_line(block.text, language)))
        case Text():
            for said in lines_text(block.text, language).split("\n"):
                yield ChatLine(_strong(escape_chat(said.strip()), block.text, dialect))
        case Code():
            for said in block.text.rstrip("\n").split("\n"):
                yield ChatLine(escape_chat(clean_line(said)))
        case Facts():
            for label, value in block.pairs:
                yield _cells((label, value), language, dialect, "- ", _colon(language))
        case Table():
            if not block.rows:
                yield ChatLine(_line(block.empty, language))
            first = 1 if block.columns[0] == "#" else 0  # numbers are for commands that take them
            for row in block.rows:
                yield _cells(row[first:], language, dialect, "- ")
        case Matrix():
            for group in block.groups:
                for line in group.lines:
                    yield _cells((line.label, *line.cells), language, dialect, "- ")
        case Chart():
            for bar in block.bars:
                yield _cells((bar.label, bar.text), language, dialect, "- ", _colon(language))
        case Tree():
            if not block.roots:
                yield ChatLine(_line(block.empty, language))
            for root in block.roots:
                yield from _branch(root, language, dialect, 0)
        case FindingList():
            for finding in block.findings:
                yield ChatLine(f"- {escape_chat(fault_text(finding, language))}")


def _branch(branch: Branch, language: Language, dialect: Dialect, depth: int) -> Iterator[ChatLine]:
    """Yield a branch and what hangs below it; a root is a line of its own, what hangs below it a list."""
    yield _cells(branch.cells, language, dialect, "  " * (depth - 1) + "- " if depth else "")
    for child in branch.branches:
        yield from _branch(child, language, dialect, depth + 1)


def _cells(cells: Iterable[Cell], language: Language, dialect: Dialect, start: str, between: str = " · ") -> ChatLine:
    texts, marks, users = [], [], []
    for cell in cells:
        text = line_text(cell, language)
        if tone(cell) != "mention":
            texts.append(_strong(escape_chat(text), cell, dialect))
        elif dialect.mention and is_user(text):
            marks.append(dialect.mention.format(text))
            users.append(text)
    said = between.join(filter(None, texts))
    return ChatLine(start + said, tuple(users), " ".join(marks)) if said else ChatLine("")


def _strong(text: str, cell: Cell, dialect: Dialect) -> str:
    return dialect.strong.format(text) if text and tone(cell) in ("strong", "bad") else text


def _colon(language: Language) -> str:
    return language.say(msg("{label}: {value}", label="", value=""))


def _line(cell: Param, language: Language) -> str:
    return escape_chat(line_text(cell, language))
