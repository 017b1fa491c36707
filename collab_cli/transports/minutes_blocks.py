"""Part the text of minutes, Markdown or plain, into headings, lines, items and tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.label_words import topic_of
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.aligned_text import unaligned
from collab_cli.transports.chat_log import Message, messages_of
from collab_cli.transports.pipe_tables import cells_of, inline_text, starts_table

_LINE_ENDS = re.compile(r"\r\n?|\n")
LARGEST_TEXT = 2**19
"""Characters of a text that is read; minutes of a whole day are smaller by far."""
MOST_LINES = 4_000
_TURNING = "\u202e"

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"^\s*(?:[-*_=~—─━·•]\s*){3,}$")
_ITEM = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[-*+•·‣◦○●▪■–—✦➢►▶]\s+|[•●▪■➢]|\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z\u3400-\u9fff])|"
    r"\d{1,3}\\?[.)．]\s+|\d{1,3}、|\d{1,2}[.．](?=[\u3400-\u9fff])|"
    r"[(（]\d{1,2}[)）]\s*|[①-⑳]\s*|[a-z][.)]\s+)(?P<text>\S.*)$"
)
_BOXED = re.compile(r"^\s*(?:\[[ xX✓√]\]|[☐☑✅✔□])\s*\S")
_SECTION = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*(\S.*)$")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__)\s*[:：]?\s*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NICK = re.compile(r"^\s*<(?P<nick>[\w.\u3400-\u9fff-]{1,24})>\s+(?P<text>\S.*)$")
_LABELLED = re.compile(r"^\s*[^:：\s][^:：]{0,24}[:：]")
_BLANKS = re.compile(r"(?<=\S)[ \u00a0\u3000]{24,}")
_MOST_BLANKS = 8
_WRAPPED = 58
"""Columns of a line from which on it may have been wrapped."""


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in order, each with the number of its line.

    A log of messages has its speakers with it. Comments of HTML, rules and empty lines are left out.
    """
    text = "\n".join(unaligned(_LINE_ENDS.split(text)))
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), visible(text))
    lines = [line.expandtabs(4) if line[:1] == "\t" else line.rstrip() for line in text.split("\n")]
    lines = [line.removesuffix("\\") if after else line for line, after in pairwise((*lines, ""))]
    messages = messages_of(lines)
    if messages is None:
        return tuple(_blocks(lines, range(1, len(lines) + 1), Message("", "", ())))
    found: list[Block] = []
    for message in messages:
        numbered = message.lines
        found += _blocks([line for _, line in numbered], [number for number, _ in numbered], message)
    return tuple(found)


def too_long(name: str) -> CollabError:
    """Return what is said of a file that is too long to be minutes."""
    return CollabError(
        msg("{file} is too long for the minutes of one meeting", file=name),
        msg("save only the part about the meeting, at most {limit} lines", limit=MOST_LINES),
    )


def check_turned(name: str, text: str, line: int) -> None:
    """Raise CollabError where a text that begins at a line turns letters round: it does not say what it shows."""
    at = text.find(_TURNING)
    if at >= 0:
        line += text.count("\n", 0, at)
        raise CollabError(
            msg("{file} turns letters round in line {line} by a hidden sign", file=name, line=line),
            msg("take the sign U+202E out, and see whether the line still says what is meant"),
        )


def visible(text: str) -> str:
    """Return a text without characters nobody sees, line ends as LF."""
    plain = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    plain = _BLANKS.sub(lambda found: found[0][:_MOST_BLANKS], plain)
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _blocks(lines: Sequence[str], numbers: Sequence[int], message: Message) -> list[Block]:
    found: list[Block] = []
    at, fence, gap = 0, "", True
    while at < len(lines):
        line, number = lines[at], numbers[at]
        mark = _FENCE.match(line)
        if mark is not None:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            at += 1
            continue
        if not line.strip() or (_RULE.match(line) and not starts_table(lines, at)):
            gap = True
            at += 1
            continue
        rows, used = _table(lines, at)
        if rows:
            places = [numbers[at + offset] for offset in used]
            found.append(Block("table", "", number, 0, tuple(rows), tuple(places), message.speaker, message.when))
            at += used[-1] + 1
        else:
            block, taken = _block(lines, at, number, message)
            if taken == 1 and not gap and found and _continues(found[-1], line, lines[at - 1]):
                last = found[-1]
                blank = " " if last.text[-1:].isascii() and line.strip()[:1].isascii() else ""
                found[-1] = Block(
                    *(last.kind, f"{last.text}{blank}{inline_text(line.strip())}", last.line, last.level),
                    speaker=last.speaker, when=last.when,
                )  # fmt: skip
            elif block.text:
                found.append(block)
            at += taken
        gap = False
    return found


def _block(lines: Sequence[str], at: int, number: int, message: Message) -> tuple[Block, int]:
    """Return the block a line begins and how many lines it takes."""
    line = re.sub(r"^\s{0,3}(?:>\s?)+", "", lines[at])
    heading = _HEADING.match(line)
    if heading is not None:
        return _made("heading", heading[2], number, len(heading[1]), message), 1
    after = lines[at + 1] if at + 1 < len(lines) else ""
    if _UNDERLINE.match(after) and not _ITEM.match(line) and "|" not in line and not _LABELLED.match(line):
        return _made("heading", line, number, 1 if "=" in after else 2, message), 2
    bold, section, item = _BOLD.match(line), _SECTION.match(line), _ITEM.match(line)
    if bold is not None:
        return _made("heading", bold["text"], number, 4, message), 1
    if section is not None:
        is_heading = len(section[1]) <= 24 and not re.search(r"[。；;，,]|[:：]\s*\S", section[1])
        return _made("heading" if is_heading else "item", section[1], number, 3 if is_heading else 0, message), 1
    if item is not None:
        return _made("item", item["text"], number, len(item["indent"]) // 2, message), 1
    if _BOXED.match(line):
        return _made("item", line, number, 0, message), 1
    nick = _NICK.match(line)
    if nick is not None:
        return Block("text", inline_text(nick["text"]), number, 0, (), (), nick["nick"], message.when), 1
    return _made("text", line, number, 0, message), 1


def _made(kind: str, text: str, number: int, level: int, message: Message) -> Block:
    plain = inline_text(text.strip())
    return Block(kind, plain, number, level, (), (), message.speaker, message.when)  # type: ignore[arg-type]


def _continues(last: Block, line: str, before: str) -> bool:
    """Return whether a line goes on with the one before: it hangs below an item, or both were one wrapped line."""
    if (
        last.kind not in ("item", "text")
        or line.strip() in ("-", "*", "+")
        or _ITEM.match(line)
        or _BOXED.match(line)
        or _SECTION.match(line)
        or _NICK.match(line)
    ):
        return False
    if _LABELLED.match(line) or _HEADING.match(line) or _BOLD.match(line) or line.lstrip().startswith((">", "|")):
        return False
    if last.kind == "item" and topic_of(last.text) is not None:
        return False
    indent = len(line) - len(line.lstrip())
    item = _ITEM.match(before)
    if last.kind == "item" and indent >= 2 and (item is None or indent >= len(item["indent"]) + 2):
        return True
    own = len(before) - len(before.lstrip())
    if indent >= 2 and own < indent and _LABELLED.match(before):
        return True
    return indent == own and len(before) >= _WRAPPED and before.isascii() and before.rstrip()[-1:] not in ".!?:;"


def _table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the rows of a table that begins in a line and where they stand from there on; none where none does."""
    if starts_table(lines, at):
        used = [0]
        for offset in range(2, len(lines) - at):
            if "|" not in lines[at + offset]:
                break
            used.append(offset)
        return _even([cells_of(lines[at + offset]) for offset in used]), used
    for mark, split in (("|", cells_of), ("\t", lambda line: [cell.strip() for cell in line.split("\t")])):
        width = len(split(lines[at])) if mark in lines[at].strip() else 0
        used = []
        for offset in range(len(lines) - at):
            if mark not in lines[at + offset].strip() or len(split(lines[at + offset])) != width:
                break
            used.append(offset)
        if width >= 3 and len(used) >= 2:
            return _even([split(lines[at + offset]) for offset in used]), used
    return [], []


def _even(rows: list[list[str]]) -> list[tuple[str, ...]]:
    width = max(map(len, rows))
    return [tuple(inline_text(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows]
