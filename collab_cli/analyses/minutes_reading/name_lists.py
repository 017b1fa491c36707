"""Lists of names, as minutes write them: by commas, 、, blanks or and, with a department before or behind them."""

from __future__ import annotations

import re

from collab_cli.analyses.minutes_reading.folded_text import HAN, level

SIGNS = r"、,，;；\n"
"""What stands between names, for the inside of brackets in a pattern."""
WORDS = r"\s+(?:and|[&＆])\s+"
HAN_WORDS = r"(?:以及|和|及(?!时)|与)"
_OUTER = re.compile(r"[;；]")
_INNER = re.compile(rf"[{SIGNS}]|{WORDS}|\s*[|]\s*|(?<=[{HAN}])\s*{HAN_WORDS}\s*(?=[{HAN}])|\s/\s|\s+(?=[@＠])")
_BLANKS = re.compile(
    rf"(?:[{HAN}]{{2,4}}(?:\s*[(（][^)）]*[)）])?[ \u3000\t]+)+[{HAN}]{{2,4}}(?:\s*[(（][^)）]*[)）])?"
)
_COUNTED = re.compile(r"[,，]?\s*(?:等)?(?:共计?)?\s*\d{1,3}\s*[人名位]\s*[。.]?$|[,，、]?\s*等人?[。.]?$")
_STAYS = re.compile(r"^\s*(?:由|委托|代|请|指派|替|on behalf|represented|delegat|deput|whose|who |sent)", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:无|没有|none|nobody|no one|n/a|-+|/|nil|—+|暂无|全员到齐|全勤)[.。]?$", re.IGNORECASE)


def split_names(text: str) -> list[str]:
    """Return the names of a list, each with what belongs to it: a bracket, a reason, who came instead."""
    text = _COUNTED.sub("", text.strip())
    if says_nobody(text):
        return []
    if "\n" in text:
        return [name for line in text.split("\n") for name in split_names(line)]
    separator = _OUTER if len(_OUTER.split(level(text))) > 1 and not re.search(r"[:：]", text) else _INNER
    pieces = _split(text, separator)
    if len(pieces) == 1 and _BLANKS.fullmatch(text.strip()):
        pieces = re.split(r"[ \u3000\t]+(?![(（])", text.strip())
    found: list[str] = []
    for piece in pieces:
        if found and _STAYS.match(piece):
            found[-1] = f"{found[-1]}，{piece.strip()}"
        elif piece.strip(" .。"):
            found.append(piece.strip(" .。\t"))
    return found


def says_nobody(text: str) -> bool:
    """Return whether a list says that there is nobody."""
    return _NOBODY.match(text.strip()) is not None


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return a text split where a separator stands outside of brackets."""
    depth, inside = 0, [False] * len(text)
    for at, character in enumerate(text):
        depth += (character in "([（【") - (character in ")]）】")
        inside[at] = depth > 0
    pieces, last = [], 0
    for found in separator.finditer(text):
        if not inside[found.start()]:
            pieces.append(text[last : found.start()])
            last = found.end()
    return [*pieces, text[last:]]
