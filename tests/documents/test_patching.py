"""Patches to bytes, and what is refused."""

from __future__ import annotations

import pytest

from collab_cli.documents.nodes import Document
from collab_cli.documents.patching import apply_patches, verified
from collab_cli.documents.reader import read_document
from collab_cli.errors import CollabError, ExitCode
from collab_cli.findings import Patch


def document_of(text: str) -> Document:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    return document


def test_patches_apply_in_the_order_of_the_text() -> None:
    document = document_of("\ufeffa: 1\r\nb: 部\r\n")
    patches = [
        Patch("a.yaml", 9, 10, "门"),
        Patch("a.yaml", 3, 4, "2"),
        Patch("a.yaml", 4, 4, "3"),
        Patch("a.yaml", 4, 4, "4"),
    ]

    assert apply_patches(document, patches).decode() == "\ufeffa: 234\r\nb: 门\r\n"
    assert verified(document, patches, {"a": "234", "b": "门"}) == apply_patches(document, patches)


@pytest.mark.parametrize(
    "patches",
    [
        [Patch("a.yaml", 0, 3, ""), Patch("a.yaml", 2, 4, "")],
        [Patch("b.yaml", 0, 1, "")],
        [Patch("a.yaml", 0, 99, "")],
        [Patch("a.yaml", 2, 1, "")],
    ],
)
def test_patches_that_do_not_fit_are_refused(patches: list[Patch]) -> None:
    with pytest.raises(CollabError) as caught:
        apply_patches(document_of("a: 1\n"), patches)

    assert caught.value.code is ExitCode.REFUSED


@pytest.mark.parametrize(
    ("replacement", "intended"),
    [("2", {"a": "3"}), ("[", {"a": "["}), ("1\na: 2", {"a": "2"}), ("x: y", {"a": "x: y"})],
)
def test_a_change_that_does_not_read_back_is_refused(replacement: str, intended: dict[str, str]) -> None:
    document = document_of("a: 1\n")

    with pytest.raises(CollabError) as caught:
        verified(document, [Patch("a.yaml", 3, 4, replacement)], intended)

    assert caught.value.message.params == {"path": "a.yaml"}


def test_text_outside_the_patches_must_not_change() -> None:
    document = document_of("a: 1\n")
    wrong = Patch("a.yaml", 0, 0, "\ufeff")  # becomes a byte order mark: the text is not what was patched

    with pytest.raises(CollabError):
        verified(document, [wrong], {"a": "1"})
    with pytest.raises(CollabError):
        verified(document, [wrong, Patch("a.yaml", 3, 4, "2")], {"a": "2"})
