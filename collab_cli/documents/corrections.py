"""Slips of typing that keep a line from being YAML, and the line as it was meant.

Each function takes a line and returns it corrected, or None. They guess; whoever calls them parses the
result before showing it to anybody. All are one pass over the line.
"""

from __future__ import annotations

import re

_OPENERS = {"【": "[", "［": "[", "｛": "{"}
_CLOSERS = "】］｝）"
FULL_WIDTH = "：，“”【】［］｛｝（）"
"""Full-width signs people type for structure."""
_WIDE_BLANKS = "\u3000\xa0"
ODD_BLANKS = "\t" + _WIDE_BLANKS
"""What people take for a blank and YAML does not: the tab, the full-width and the no-break blank."""
BLANKS = " " + ODD_BLANKS
LONG_DASHES = ("–", "—", "－", "−", "•")
_PAIR = r"[a-z0-9][a-z0-9_-]*: +[A-Za-z0-9][^\s,:\[\]{}\"'#]*"
_PAIRS = re.compile(rf"{_PAIR}(?:, *{_PAIR})*,?")


def half_width(line: str) -> str | None:
    """Return ``line`` with full-width signs that stand for structure replaced by those of YAML."""
    if not any(sign in line for sign in FULL_WIDTH):
        return None
    out: list[str] = []
    closers: list[str] = []
    quote = ""
    value_starts, colon_seen = True, False
    size = len(line)
    for at, sign in enumerate(line):
        following = line[at + 1] if at + 1 < size else " "
        gap = "" if following.isspace() else " "
        if quote:
            if sign == quote or (quote == '"' and sign == "”" and out[-1] != "\\"):
                out.append(quote)
                quote = ""
            else:
                out.append(sign)
            continue
        written = sign
        if value_starts and sign in "\"'“":
            written = quote = '"' if sign == "“" else sign
        elif value_starts and sign in "[{【［｛":
            written = _OPENERS.get(sign, sign)
            closers.append("]" if written == "[" else "}")
            colon_seen = False
        elif closers and (sign in _CLOSERS or sign in "]}"):
            written = closers.pop()
        elif closers and sign in ",，":
            written = "," + gap if sign == "，" else sign
            colon_seen = False
        elif sign == "：" and not colon_seen:
            written = ":" + gap
            colon_seen = True
        elif sign == ":" and following.isspace():
            colon_seen = True
        out.append(written)
        opened = written in ("[", "{") or written.rstrip() in (":", ",")
        value_starts = opened or (value_starts and sign in " \t-")
    corrected = "".join(out)
    return corrected if corrected != line else None


def with_blanks(line: str, tab: int = 2, wide: int = 2) -> str | None:
    """Return ``line`` with plain blanks for tabs, full-width and no-break blanks where YAML has structure.

    That is before the text, behind the dash of an entry, around the colon of the key, and in brackets. A tab
    counts as ``tab`` blanks, a full-width blank as ``wide``.
    """
    if not any(sign in line for sign in ODD_BLANKS):
        return None
    here = len(line) - len(line.lstrip(BLANKS))
    out = plain_blanks(line[:here], tab, wide)
    while line[here : here + 1] == "-" and line[here + 1 : here + 2] in BLANKS:
        rest = line[here + 1 :].lstrip(BLANKS)
        gap = line[here + 1 : len(line) - len(rest)]
        out += "-" + (" " if any(sign in gap for sign in ODD_BLANKS) else gap)
        here = len(line) - len(rest)
    if not line[here:] and "-" not in out:
        return None
    corrected = (out + _plain_around_signs(line[here:])).rstrip()
    return corrected if corrected != line.rstrip(" ") else None


def plain_blanks(blanks: str, tab: int, wide: int) -> str:
    """Return as many plain blanks as ``blanks`` are wide, a no-break blank counting as one or, like ``wide``, none."""
    return blanks.replace("\t", " " * tab).replace("\u3000", " " * wide).replace("\xa0", " " * min(wide, 1))


def _plain_around_signs(body: str) -> str:
    """Return ``body`` with plain blanks around the signs of structure outside quotes."""
    if not any(sign in body for sign in _WIDE_BLANKS):
        return body
    out: list[str] = []
    quote = last = ""  # last: the sign before the blanks
    depth = here = 0
    colon_seen = False
    while here < len(body):
        sign = body[here]
        if sign in BLANKS and not quote:
            rest = body[here:].lstrip(BLANKS)
            gap = body[here : len(body) - len(rest)]
            here = len(body) - len(rest)
            if any(each in gap for each in _WIDE_BLANKS):
                before_colon = rest.startswith(":") and rest[1:2] in BLANKS and not colon_seen
                if before_colon or (depth and (last in ("[", "{") or rest[:1] in (",", "]", "}"))):
                    gap = ""
                elif last == ":" or (depth and last == ","):
                    gap = " "
            out.append(gap)
            continue
        starts = last in ("", ":", ",", "[", "{")
        if quote:
            quote = "" if sign == quote else quote
        elif starts and sign in "\"'":
            quote = sign
        elif starts and sign in "[{":
            depth += 1
            colon_seen = False
        elif depth and sign in "]}":
            depth -= 1
        elif depth and sign == ",":
            colon_seen = False
        is_colon = sign == ":" and not quote and not colon_seen and body[here + 1 : here + 2] in BLANKS
        colon_seen = colon_seen or is_colon
        last = sign if is_colon or (depth and sign in ",[{" and not quote) else "text"
        out.append(sign)
        here += 1
    return "".join(out)


def blank_after_dash(line: str) -> str | None:
    """Return ``line`` with a blank behind the dash of its list entry: ``-id: x``."""
    body = line.lstrip(" ")
    if len(body) < 2 or body[0] != "-" or body[1] in BLANKS or body[1] == "-":
        return None
    return f"{line[: len(line) - len(body)]}- {body[1:].rstrip()}"


def plain_dash(line: str) -> str | None:
    """Return ``line`` with ``-`` for a long dash or a bullet before its entry."""
    body = line.lstrip(" ")
    rest = body[1:].strip(BLANKS)
    if body[:1] not in LONG_DASHES or not rest or rest[0] in LONG_DASHES:
        return None
    return f"{line[: len(line) - len(body)]}- {rest}"


def blank_after_colon(line: str) -> str | None:
    """Return ``line`` with a blank behind the colon of its key: ``title:Sales``."""
    lead, body = split_lead(line)
    key, colon, value = body.partition(":")
    if not colon or not key or not value or value[0] in " \t/\\" or any(sign in key for sign in " \t\"'[{#"):
        return None
    return f"{lead}{key}: {value}"


def braced_value(line: str) -> str | None:
    """Return ``line`` with the keys behind its key in braces: ``raci: sales: AR``."""
    lead, body = split_lead(line)
    key, colon, value = body.rstrip().partition(": ")
    value = value.strip()
    if not colon or not _PAIRS.fullmatch(value):
        return None
    return f"{lead}{key}: {{{value}}}"


def quoted_value(line: str) -> str | None:
    """Return ``line`` with its plain value in double quotes: ``title: a: b``, ``owner: @sales``."""
    lead, body = split_lead(line)
    key, colon, value = body.partition(": ")
    if not colon:
        key, colon, value = "", "", body
        if not lead.rstrip().endswith("-"):
            return None
    value = value.strip()
    if not value or value[0] in "\"'[{|>#" or " #" in value:
        return None
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{lead}{key}{colon}"{escaped}"'


def quoted_again(line: str, start: int) -> str | None:
    """Return ``line`` with all from the quote at ``start`` on as one value in quotes: ``title: 'it's'``."""
    quote, value = line[start], line[start:].rstrip()
    if " #" in value or not line[:start].endswith(" "):
        return None
    inner = value
    if value.endswith(quote) and value.count(quote) > 2:
        inner = value[1:-1]
    elif quote == "'" and value.count(quote) == 2 and value[value.rfind(quote) + 1].isalpha():
        inner = value[1:]  # an apostrophe closed it
    if '"' not in inner and "\\" not in inner:
        return f'{line[:start]}"{inner}"'
    if "'" not in inner:
        return f"{line[:start]}'{inner}'"
    escaped = inner.replace("\\", "\\\\").replace('"', '\\"')
    return f'{line[:start]}"{escaped}"'


def closed_quote(line: str) -> str | None:
    """Return ``line`` with the missing quote at its end: ``title: "Sales``."""
    bare = line.rstrip()
    for quote in ('"', "'"):
        if bare.count(quote) == 1 and f" {quote}" in bare and not bare.endswith(quote):
            return bare + quote
    return None


def closed_bracket(line: str) -> str | None:
    """Return ``line`` with the missing bracket at its end: ``owners: [sales``."""
    bare = line.rstrip()
    for opener, closer in ("[]", "{}"):
        if bare.count(opener) == bare.count(closer) + 1:
            return bare + closer
    return None


def split_lead(line: str) -> tuple[str, str]:
    """Return the indent with the dashes of list entries, and the rest."""
    here = len(line) - len(line.lstrip(" "))
    while line.startswith("- ", here):
        here += 2
        here += len(line[here:]) - len(line[here:].lstrip(" "))
    return line[:here], line[here:]
