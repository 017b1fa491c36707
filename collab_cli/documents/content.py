"""The content of a text as dicts, lists and strings, without any places: all a fast converter needs.

Most files have nothing wrong in them and nobody asks where their values stand. They are read here in one pass
over the parser's events; whatever looks odd is left to the composer, which knows places and explains.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any

from collab_cli.documents.nodes import Mapping, Node, Scalar
from collab_cli.documents.parsing import event_types, events_of
from collab_cli.documents.screening import Limits

ODD: Any = object()
"""Instead of a content: only the composer can tell whether the text may be used."""

_SIGN = re.compile(r"(?<!\w)[&!?]")
"""An anchor, a tag or a `?` before a key; behind a letter or digit the sign is part of a text."""


def quick_content(text: str, limits: Limits) -> Any:  # noqa: PLR0912 (one loop, as in the composer)
    """Return the content of ``text``, None for an empty one, or ODD where anything in it needs a closer look.

    Raises the parser's error for text that is not YAML; what comes before the error is not odd then.
    """
    if _needs_care(text, limits):
        return ODD
    get_event = events_of(text)
    types = event_types()
    scalar, mapping_start, mapping_end = types.scalar, types.mapping_start, types.mapping_end
    sequence_start, sequence_end = types.sequence_start, types.sequence_end
    stack: list[Any] = []
    content: Any = None
    fields: Any = None  # the dict being filled, and the key a value is awaited for
    key: str | None = None
    items: Any = None  # or the list being filled
    started = False
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            if fields is None:
                if not value and not event.style:
                    value = None
                if items is None:
                    content = value
                else:
                    items.append(intern(value) if value else value)
            elif key is None:
                if value in fields or not value:
                    return ODD
                key = value
            else:
                fields[key] = intern(value) if value or event.style else None
                key = None
        elif kind is mapping_start or kind is sequence_start:
            if len(stack) >= limits.depth:
                return ODD
            new: Any = {} if kind is mapping_start else []
            stack.append((fields, items))
            if items is not None:
                items.append(new)
            elif fields is None:
                content = new
            elif key is None:
                return ODD
            else:
                fields[key] = new
                key = None
            fields, items = (new, None) if kind is mapping_start else (None, new)
        elif kind is mapping_end or kind is sequence_end:
            fields, items = stack.pop()
        elif kind is types.alias or (kind is types.document_start and started):
            return ODD
        elif kind is types.document_start:
            started = True
        elif kind is types.stream_end:
            return content


def _needs_care(text: str, limits: Limits) -> bool:
    """Return whether ``text`` is long enough to pass a limit, or has signs of what is refused."""
    if len(text) * 4 > min(limits.scalar, limits.nodes):
        return True
    # single characters first: looking for one costs next to nothing
    return (
        ("<" in text and "<<" in text)
        or ("\\" in text and ("\\u" in text or "\\U" in text))
        or ("%" in text and (text.startswith("%") or "\n%" in text or "\r%" in text))  # perhaps a directive
        or (("?" in text or "&" in text or "!" in text) and _SIGN.search(text) is not None)
    )


def content_of(node: Node | None) -> Any:
    """Return the content of a composed tree: an empty plain scalar is None."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return None if node.is_empty else node.text
    if isinstance(node, Mapping):
        return {key: content_of(value) for key, (_, value) in node.entries.items()}
    return [content_of(item) for item in node.items]
