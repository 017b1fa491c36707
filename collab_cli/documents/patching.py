"""Patches to bytes, and the proof that they did what was meant and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collab_cli.documents.nodes import Document
from collab_cli.documents.reader import Reading, read_document
from collab_cli.documents.screening import BOM
from collab_cli.errors import CollabError
from collab_cli.findings import Patch
from collab_cli.messages import msg


def apply_patches(document: Document, patches: Sequence[Patch]) -> bytes:
    """Return the bytes of ``document`` with ``patches`` applied; insertions at one spot keep their order.

    Raises CollabError if two patches overlap, one is for another file or reaches beyond the text.
    """
    text = document.text
    parts: list[str] = [BOM] if document.bom else []
    position = 0
    for patch in _ordered(document, patches):
        parts += (text[position : patch.start], patch.replacement)
        position = patch.end
    parts.append(text[position:])
    return "".join(parts).encode()


def verified(document: Document, patches: Sequence[Patch], intended_plain: Any) -> bytes:
    """Return the patched bytes after reading them back; raise CollabError as ``verified_reading`` does."""
    reading = verified_reading(document, patches, intended_plain)
    assert reading.document is not None
    return reading.document.data


def verified_reading(document: Document, patches: Sequence[Patch], intended_plain: Any) -> Reading:
    """Return the patched file as it reads.

    Raises CollabError unless they are a readable file whose content equals ``intended_plain`` (as in
    ``Document.plain``) and whose bytes outside the patches are those of ``document``.
    """
    data = apply_patches(document, patches)
    reading = read_document(document.path, data, keeps_tree=True)
    after = reading.document
    if after is None or reading.plain != intended_plain or not _same_outside(document, patches, after):
        raise CollabError(
            msg("the change to {path} would not read back as meant, so nothing was written", path=document.path),
            msg("make this change in an editor"),
        )
    return reading


def _ordered(document: Document, patches: Sequence[Patch]) -> list[Patch]:
    ordered = sorted(patches, key=lambda patch: (patch.start, patch.end))
    position = 0
    for patch in ordered:
        if patch.path != document.path or not position <= patch.start <= patch.end <= len(document.text):
            raise CollabError(
                msg("two changes to {path} touch the same text, so nothing was written", path=document.path),
                msg("make the changes one after the other"),
            )
        position = patch.end
    return ordered


def _same_outside(document: Document, patches: Sequence[Patch], after: Document) -> bool:
    old = new = 0
    for patch in _ordered(document, patches):
        length = patch.start - old
        if document.text[old : patch.start] != after.text[new : new + length]:
            return False
        new += length + len(patch.replacement)
        old = patch.end
    return document.text[old:] == after.text[new:] and document.bom == after.bom
