"""Turn the bytes of a text file into text, in the encodings spreadsheets write."""

from __future__ import annotations

import codecs
import re

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")


def decoded(name: str, content: bytes) -> str:
    """Return the text of a file called ``name``; raise CollabError when it is no text.

    Without a byte order mark it is UTF-8, else what Excel writes in China (GB 18030) or in Europe (Windows-1252).
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _text(name, content, (encoding,))
    if b"\0" in content:
        raise _no_text(name)
    return _text(name, content, ("utf-8", "cp1252" if _is_european(content) else "gb18030"))


def _is_european(content: bytes) -> bool:
    """Return whether bytes outside ASCII mostly stand alone, as accents in words do; Chinese takes two or four."""
    runs = _HIGH.findall(content)
    alone = sum(len(run) % 2 for run in runs)
    return alone * 2 > len(runs) and _FOUR_BYTES.search(content) is None


def _text(name: str, content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_text(name)


def _no_text(name: str) -> CollabError:
    return CollabError(msg("{file} is no text", file=name), msg("save it as CSV in UTF-8, or as .xlsx"))
