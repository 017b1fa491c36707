"""Ids made from titles: English words as they are, Chinese ones in pinyin (data-model.md section 2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from collab_cli.model.field_types import Name

LONGEST = 48
_WORDS = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})


def is_device_name(record_id: str) -> bool:
    """Return whether Windows keeps a name for a device, so that no file can have it."""
    return record_id in _DEVICES


def slug_of(title: str | Name) -> str:
    """Return the id proposed for a title: ASCII words joined by `-`, cut at 48 characters on a word edge.

    Of a title in two languages the English one is taken. A title of which nothing can stay gives `record`.
    """
    text = title if isinstance(title, str) else title.en or title.zh or ""
    words = _WORDS.findall(_ascii(text))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    if not slug:
        return "record"
    return f"{slug}-1" if is_device_name(slug) else slug


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return ``wanted``, or with `-2`, `-3`, ... behind it the first that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _ascii(text: str) -> str:
    """Return ``text`` in lower-case ASCII, Chinese in pinyin with blanks between syllables."""
    if _HAN.search(text):
        from pypinyin import lazy_pinyin

        text = _HAN.sub(lambda found: " " + " ".join(lazy_pinyin(found[0])) + " ", text)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
