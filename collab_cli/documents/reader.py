"""Reading a file: bytes in, a positioned tree or clear faults out. Nothing raises, whatever the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from collab_cli.documents.composer import compose
from collab_cli.documents.content import ODD, content_of, quick_content
from collab_cli.documents.escapes import escaped_characters
from collab_cli.documents.mistaken_lines import may_hold_slips, slips
from collab_cli.documents.nodes import Document
from collab_cli.documents.parsing import parse_error
from collab_cli.documents.screening import LIMITS, Limits, decode, hidden_characters
from collab_cli.documents.syntax_faults import explain
from collab_cli.findings import Fault

__all__ = ["LIMITS", "Limits", "Reading", "read_document"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its document and content unless a fault forbids it, and the faults.

    ``plain`` is ``Document.plain``, which the document itself does not keep.
    """

    document: Document | None
    faults: tuple[Fault, ...]
    plain: Any = None


def read_document(path: str, data: bytes, limits: Limits = LIMITS, *, keeps_tree: bool = False) -> Reading:
    """Return the document in ``data``, or the faults that keep it from being read.

    ``path`` is only named in places. Faults carry the codes S001, S013, S014, S015, S016, S023; S025 alone
    leaves the document usable. Order: size, encoding, control characters, conflict markers, syntax. Of most
    kinds there is one, of duplicate keys, conflict markers and characters all (up to a hundred). With ``keeps_tree``
    the document has the tree already where one had to be made: for one file that is edited, not for a whole workspace.
    """
    text, faults = decode(path, data, limits)
    if faults:
        return Reading(None, tuple(faults))
    document = Document(path, data)
    try:
        plain = quick_content(text, limits)
        if plain is ODD:
            root, faults = compose(path, text, limits)
            plain = content_of(root)
            if keeps_tree and not faults:
                document = Document.with_tree(path, data, root)
    except parse_error() as error:
        return Reading(None, (explain(path, text, error, limits),))
    # keys written twice are often no keys: `　- id` (with a full-width blank) is an entry of a list
    if all(fault.code == "S014" for fault in faults) and may_hold_slips(text, plain):
        faults = slips(document, plain, limits) or faults
    if faults:
        return Reading(None, tuple(faults))
    return Reading(document, (*hidden_characters(path, data, text), *escaped_characters(document, text)), plain)
