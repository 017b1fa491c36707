"""Laws of editing, over files as people write them: meant content, nothing else touched."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.reader import read_document
from collab_cli.documents.writer import Value, plain_value
from collab_cli.findings import Patch
from tests.documents.written_files import content, written

SEEDS = st.integers(min_value=0, max_value=2**40)
VALUES: tuple[Value, ...] = (
    "new", "13.2", 7, True, "x: y", "a\nb\n", "a\nb", "", "目标：x", "- z", ["a", "b"], [], {},
    {"k": "v", "l": ["m", {"n": "o"}]},
    [{"id": "p", "t": "q\nr\n"}], ["long " * 20], {"deep": {"er": {"x": "y"}}}, "it's # \"quoted\"", ["目标：x", "[y"],
)  # fmt: skip


def document_of(seed: int) -> Document:
    """Return a generated document; the generator must only write what the reader takes."""
    rng = Random(seed)
    data = written(rng, content(rng))
    reading = read_document("a.yaml", data)
    assert reading.document is not None, (data, reading.faults)
    return reading.document


def collections(node: Node | None, plain: Any) -> list[tuple[Mapping | Sequence, Any]]:
    """Return all collections with their plain content."""
    found: list[tuple[Mapping | Sequence, Any]] = []
    if isinstance(node, Mapping):
        found.append((node, plain))
        for key, (_, below) in node.entries.items():
            found += collections(below, plain[key])
    elif isinstance(node, Sequence):
        found.append((node, plain))
        for below, item in zip(node.items, plain, strict=True):
            found += collections(below, item)
    return found


def edit(rng: Random, document: Document, intended: Any) -> Patch | None:
    """Make one random edit: change ``intended`` in place and return the patch for the file."""
    node, plain = rng.choice(collections(document.root, intended))
    value = rng.choice(VALUES)
    acts: list[Callable[[], Patch]] = []
    if isinstance(node, Mapping):
        key = rng.choice([*node.entries, "new-key", "a: b"])

        def put(before: str | None = None) -> None:
            entries = list(plain.items())
            at = list(plain).index(before) if before is not None else len(entries)
            plain.clear()
            plain.update([*entries[:at], (key, plain_value(value)), *entries[at:]])

        def set_it() -> Patch:
            patch = splice.set_field(document, node, key, value)
            plain[key] = plain_value(value)
            return patch

        acts.append(set_it)
        if key in node.entries:

            def remove() -> Patch:
                del plain[key]
                return splice.remove_entry(document, node, key)

            acts.append(remove)
        elif node.entries:
            before = rng.choice(list(node.entries))

            def insert() -> Patch:
                patch = splice.insert_entry(document, node, key, value, before=before)
                put(before)
                return patch

            acts.append(insert)
    else:
        index = rng.randint(0, len(node.items))

        def insert_item() -> Patch:
            patch = splice.insert_item(document, node, index, value)
            plain.insert(index, plain_value(value))
            return patch

        def append() -> Patch:
            patch = splice.append_item(document, node, value)
            plain.append(plain_value(value))
            return patch

        acts += [insert_item, append]
        if index < len(node.items):

            def remove_item() -> Patch:
                del plain[index]
                return splice.remove_item(document, node, index)

            acts.append(remove_item)
            item = node.items[index]
            text = rng.choice([each for each in VALUES if isinstance(each, str | int)])
            if isinstance(item, Scalar):

                def replace() -> Patch:
                    plain[index] = plain_value(text)
                    return splice.replace_scalar(document, item, text)

                acts.append(replace)
    return rng.choice(acts)()


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_no_edit_gives_the_same_bytes(seed: int) -> None:
    rng = Random(seed)
    data = written(rng, content(rng))
    document = document_of(seed)

    assert splice.apply_patches(document, []) == data
    assert splice.verified(document, [], document.plain) == data


@given(SEEDS)
@settings(max_examples=600, deadline=None)
def test_the_generator_is_read_as_it_was_meant(seed: int) -> None:
    rng = Random(seed)
    value = content(rng)

    assert _unempty(document_of(seed).plain) == _unempty(value)


def _unempty(value: Any) -> Any:
    """Return ``value`` with empty texts as None (one cannot be told in brackets) and no line ends behind (``|+``)."""
    if isinstance(value, dict):
        return {key: _unempty(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_unempty(below) for below in value]
    return value.rstrip("\n") or None if value else None


@given(SEEDS)
@settings(max_examples=2_500, deadline=None)
def test_an_edit_reads_back_as_meant_and_touches_nothing_else(seed: int) -> None:
    document = document_of(seed)
    intended = copy.deepcopy(document.plain)
    patch = edit(Random(seed + 1), document, intended)
    assert patch is not None

    data = splice.verified(document, [patch], intended)

    after = data.decode().removeprefix("\ufeff")
    assert after.startswith(document.text[: patch.start])
    assert after.endswith(document.text[patch.end :])
    assert _order(read_document("a.yaml", data).document) == _keys(intended)


def _order(document: Document | None) -> Any:
    assert document is not None
    return _keys(document.plain)


def _keys(plain: Any) -> Any:
    """Return the keys of all maps in their order; equality of dicts does not see it."""
    if isinstance(plain, dict):
        return [(key, _keys(below)) for key, below in plain.items()]
    return [_keys(below) for below in plain] if isinstance(plain, list) else None


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_comments_away_from_a_new_text_stay(seed: int) -> None:
    document = document_of(seed)
    intended = copy.deepcopy(document.plain)
    scalars = [
        (node, plain, key)
        for node, plain in collections(document.root, intended)
        if isinstance(node, Mapping)
        for key in node.entries
        if isinstance(node.entries[key][1], Scalar)
    ]
    if not scalars:
        return
    node, plain, key = Random(seed).choice(scalars)
    patch = splice.set_field(document, node, key, "new")
    plain[key] = "new"

    after = splice.verified(document, [patch], intended).decode()
    assert after.count("# note") == document.text.count("# note")
