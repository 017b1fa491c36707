"""Traditional characters as the simplified ones they are written with elsewhere, so that the two compare equal."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def simplified(text: str) -> str:
    """Return a text in simplified characters; one that holds none but those of GB 2312 is what it was."""
    return _converter().convert(text) if is_traditional(text) else text


def is_traditional(text: str) -> bool:
    """Return whether a text holds a Chinese character that GB 2312, the simplified ones in use, does not have."""
    return not _fits(text) and any(not _fits(character) for character in set(_HAN.findall(text)))


def _fits(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
