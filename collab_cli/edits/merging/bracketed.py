"""A collection in brackets given another content, with the quotes and blanks it has."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Mapping, Sequence
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.pieces import NotInPieces
from collab_cli.documents.writer import flow_text
from collab_cli.findings import Patch


def rewritten(text: str, old: Any, new: Any) -> str:
    """Return ``text``, a map or list in brackets that holds ``old``, as it is with ``new`` in it.

    Raises NotInPieces where the text holds something else.
    """
    if not old or not new or type(old) is not type(new):
        return flow_text(new)
    return _map_rewritten(text, old, new) if isinstance(old, dict) else _list_rewritten(text, old, new)


def _map_rewritten(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    order = list(new)
    for number, key in enumerate(order):
        if key not in old or old[key] != new[key]:
            document, top = _map_in(text)
            text = _patched(document, splice.set_field(document, top, key, new[key], order=order[: number + 1]))
    for key in old:
        if key not in new:
            document, top = _map_in(text)
            text = _patched(document, splice.remove_entry(document, top, key))
    return text


def _list_rewritten(text: str, old: list[Any], new: list[Any]) -> str:
    steps = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False).get_opcodes()
    for kind, start, end, new_start, new_end in reversed(steps):
        if kind == "equal":
            continue
        for value in reversed(new[new_start:new_end]):
            document, top = _list_in(text)
            text = _patched(document, splice.insert_item(document, top, end, value))
        for at in reversed(range(start, end)):
            document, top = _list_in(text)
            text = _patched(document, splice.remove_item(document, top, at))
    return text


def _map_in(text: str) -> tuple[Document, Mapping]:
    document = Document("", text.encode())
    if not isinstance(document.root, Mapping):
        raise NotInPieces
    return document, document.root


def _list_in(text: str) -> tuple[Document, Sequence]:
    document = Document("", text.encode())
    if not isinstance(document.root, Sequence):
        raise NotInPieces
    return document, document.root


def _patched(document: Document, patch: Patch) -> str:
    return apply_patches(document, [patch]).decode()
