"""Slips of typing that keep a line from being YAML, and the line as it was meant.

Each function takes a line and returns it corrected, or None. They guess; whoever calls them parses the
result before showing it to anybody. All are one pass over the line.
"""

from __future__ import annotations

_OPENERS = {"【": "[", "［": "[", "｛": "{"}
_CLOSERS = "】］｝）"
FULL_WIDTH = "：，“”【】［］｛｝（）"
"""Full-width signs people type for structure."""


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


def without_tabs(line: str) -> str | None:
    """Return ``line`` with the tabs before its text replaced by two blanks each."""
    body = line.lstrip(" \t-")
    lead = line[: len(line) - len(body)]
    return lead.replace("\t", "  ") + body if "\t" in lead else None


def blank_after_colon(line: str) -> str | None:
    """Return ``line`` with a blank behind the colon of its key: ``title:Sales``."""
    lead, body = _split_lead(line)
    key, colon, value = body.partition(":")
    if not colon or not key or not value or value[0] in " \t/\\" or any(sign in key for sign in " \t\"'[{#"):
        return None
    return f"{lead}{key}: {value}"


def quoted_value(line: str) -> str | None:
    """Return ``line`` with its plain value in double quotes: ``title: a: b``, ``owner: @sales``."""
    lead, body = _split_lead(line)
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


def _split_lead(line: str) -> tuple[str, str]:
    """Return the indent with the dashes of list entries, and the rest."""
    here = len(line) - len(line.lstrip(" "))
    while line.startswith("- ", here):
        here += 2
        here += len(line[here:]) - len(line[here:].lstrip(" "))
    return line[:here], line[here:]
