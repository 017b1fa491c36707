"""What is checked in the bytes of a file before a YAML parser sees them.

Everything here is one pass over the text at most: searches for single characters and sets of characters,
which cannot backtrack. Most files answer every question with a fast "no".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.documents.lines import place_of_offset, split_lines
from collab_cli.findings import Fault, Fix, Patch, Place
from collab_cli.messages import Message, msg, msgn

BOM = "\ufeff"
REPORTED = 100
"""How many faults of one kind a file gets at most; whoever has a hundred fixes them together."""

_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_JOINER, _AS_PICTURE = "\u200d", "\ufe0f"
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file read: bytes of the file, nested collections, nodes, bytes of one scalar."""

    size: int = 1 << 20
    depth: int = 50
    nodes: int = 100_000
    scalar: int = 64 << 10


LIMITS = Limits()


def decode(path: str, data: bytes, limits: Limits) -> tuple[str, list[Fault]]:
    """Return the text of ``data`` without its byte order mark, and what forbids reading it."""
    if len(data) > limits.size:
        return "", [_too_large(path, limits)]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return "", [_not_utf8(path, data, error.start)]
    text = text.removeprefix(BOM)
    faults: list[Fault] = []
    if _may_hold_control_characters(data, text):
        faults = _control_characters(path, text)
    if not faults and _may_hold_conflicts(data):
        faults = _conflicts(path, text)
    return text, faults


# Looking for one character costs next to nothing, for several twenty times as much: single ones come first.


def _may_hold_control_characters(data: bytes, text: str) -> bool:
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):
        return True
    if text.isascii():
        return False
    # a second byte order mark would be dropped by the parser, which shifts every place
    return (
        b"\xc2" in data  # leads U+0080 to U+009F
        or "\u2028" in text
        or "\u2029" in text
        or "\ufffe" in text
        or "\uffff" in text
        or text.startswith(BOM)
    )


def _may_hold_conflicts(data: bytes) -> bool:
    return (
        (b"=" in data and b"=======" in data)
        or (b"<" in data and b"<<<<<<< " in data)
        or (b">" in data and b">>>>>>> " in data)
    )


def hidden_characters(path: str, data: bytes, text: str) -> list[Fault]:
    """Return an S025 fault for each run of bidirectional or zero-width characters in ``text``."""
    # in UTF-8 all but the mark of byte order start with E2; so do quotation marks, hence the second look
    if text.isascii() or not (b"\xe2" in data or BOM in text) or not any(hidden_runs(text)):
        return []
    faults: list[Fault] = []
    for number, line in enumerate(split_lines(text), 1):
        for found in [] if line.text.isascii() else hidden_runs(line.text):
            start = line.start + found.start()
            place = Place(path, number, found.start() + 1)
            faults.append(hidden_fault(place, found.group(), start, start + len(found.group())))
            if len(faults) == REPORTED:
                return faults
    return faults


def hidden_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of characters that cannot be seen; the joiner within an emoji such as a family is none."""
    for found in _HIDDEN.finditer(text):
        if found.group() != _JOINER or not (
            _is_emoji(text[: found.start()][-1:]) and _is_emoji(text[found.end() :][:1])
        ):
            yield found


def _is_emoji(character: str) -> bool:
    """Return whether a character is a picture, or a mark of how one is shown: its colour, its style."""
    return character == _AS_PICTURE or (character != "" and unicodedata.category(character) in ("So", "Sk"))


def hidden_fault(place: Place, characters: str, start: int, end: int) -> Fault:
    """Return the S025 for hidden characters that are written from ``start`` to ``end``."""
    shown = "".join(f"\\u{ord(character):04x}" for character in characters[:8])
    return Fault(
        place,
        msgn("hidden character {shown}", "{count} hidden characters {shown}", len(characters), shown=shown),
        msg("remove it, or retype the text around it"),
        fixes=(Fix(False, msg("remove the hidden characters"), (Patch(place.path, start, end, ""),)),),
        code="S025",
    )


def _too_large(path: str, limits: Limits) -> Fault:
    return Fault(
        Place(path),
        msg("the file is larger than {limit} KiB", limit=limits.size >> 10),
        msg("split it into several files, one record each"),
        code="S015",
    )


def _not_utf8(path: str, data: bytes, start: int) -> Fault:
    before = data[:start].decode().removeprefix(BOM)
    hint: Message = msg("save the file as UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = msg("save the file as UTF-8; it looks like {encoding}", encoding="UTF-16")
    elif _reads_as_gbk(data):
        hint = msg("save the file as UTF-8; it looks like {encoding}", encoding="GBK")
    return Fault(
        place_of_offset(path, before, len(before)),
        msg("byte {byte} is not UTF-8", byte=f"0x{data[start]:02X}"),
        hint,
        code="S016",
    )


def _reads_as_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return False
    return _CONTROL.search(text) is None


def _control_characters(path: str, text: str) -> list[Fault]:
    faults: list[Fault] = []
    # only LF, CR LF and CR may end a line here: a form feed is what we are looking for
    line, line_start, position = 1, 0, 0
    found = [match.start() for match in _CONTROL.finditer(text)]
    if text.startswith(BOM):
        found.insert(0, 0)
    for offset in found[:REPORTED]:
        between = text[position:offset]
        if breaks := between.count("\n") + between.count("\r") - between.count("\r\n"):
            line += breaks
            line_start = position + max(between.rfind("\n"), between.rfind("\r")) + 1
        position = offset
        faults.append(
            Fault(
                Place(path, line, offset - line_start + 1),
                msg("control character {character}", character=f"U+{ord(text[offset]):04X}"),
                msg("remove it"),
                code="S016",
            )
        )
    return faults


def _conflicts(path: str, text: str) -> list[Fault]:
    faults: list[Fault] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        opens, closes = line.startswith("<<<<<<< "), line.startswith(">>>>>>> ")
        stray = not inside and (closes or line.startswith("======="))
        if (opens or stray) and len(faults) < REPORTED:
            faults.append(
                Fault(
                    Place(path, number),
                    msg("unresolved merge: conflict marker {marker}", marker=line[:7]),
                    msg("keep the lines that are right and delete the marker lines"),
                    code="S023",
                )
            )
        inside = not closes and (inside or opens or stray)
    return faults
