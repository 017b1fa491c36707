r"""Makes text from files harmless: what would steer a terminal or hide itself is shown as ``\u202e``."""

from __future__ import annotations

import re

# Controls (C0 without tab and line end, DEL, C1), bidirectional and zero-width characters, line and paragraph
# separators, fillers that look like nothing, lone surrogates, and the tag characters beyond the basic plane.
_CHARACTERS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_CHARACTERS}]")
_HIDDEN_OR_BREAK = re.compile(f"[\t\n{_CHARACTERS}]")
_BREAKS = re.compile(r"[ \t\r\n]*[\t\n][ \t\r\n]*")


def clean(text: str) -> str:
    """Return ``text`` with hidden characters shown escaped; tabs and line ends (``\\n``) are kept."""
    return _HIDDEN.sub(_escape, text.replace("\r\n", "\n"))


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line: line ends and tabs become one blank."""
    return clean(_BREAKS.sub(" ", text).strip())


def clean_path(text: str) -> str:
    """Return a path cleaned; line ends and tabs are escaped too, so that no two paths look the same."""
    return _HIDDEN_OR_BREAK.sub(_escape, text)


def escape_json(text: str) -> str:
    """Return written JSON with hidden characters as JSON escapes: other bytes, the same data."""
    return _HIDDEN.sub(_escape_json, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_json(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
