"""Laws of editing, over files as people write them: meant content, nothing else touched."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Mapping, Scalar, Sequence
from collab_cli.documents.reader import read_document
from collab_cli.documents.writer import plain_value
from collab_cli.findings import Patch
from tests.documents.generated_edits import VALUES, Edit, collections, comments_of, edit, own_lines
from tests.documents.written_files import content, written

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

SEEDS = st.integers(min_value=0, max_value=2**40)
ONE_FIELD_EDITS = 5_000


def read(data: bytes) -> Document:
    reading = read_document("a.yaml", data)
    assert reading.document is not None, (data, reading.faults)
    return reading.document


def document_of(seed: int) -> Document:
    """Return a generated document; the generator must only write what the reader takes."""
    rng = Random(seed)
    return read(written(rng, content(rng)))


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_no_edit_gives_the_same_bytes(seed: int) -> None:
    rng = Random(seed)
    data = written(rng, content(rng))
    document = document_of(seed)

    assert splice.apply_patches(document, []) == data
    assert splice.verified(document, [], document.plain) == data


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_an_edit_that_changes_nothing_changes_no_byte(seed: int) -> None:
    document = document_of(seed)
    patches: list[Patch] = []
    for node, plain, _ in collections(document.root, document.plain):
        if isinstance(node, Mapping):
            patches += [splice.set_field(document, node, key, plain[key]) for key in plain if _is_whole(plain[key])]
            patches += [splice.rename_key(document, node, key, key) for key in plain]
        else:
            pairs = zip(node.items, plain, strict=True)
            patches += [
                splice.replace_scalar(document, item, text)
                for item, text in pairs
                if isinstance(item, Scalar) and text is not None
            ]

    assert all(patch.start == patch.end and not patch.replacement for patch in patches)
    assert splice.verified(document, patches, document.plain) == document.data


def _is_whole(plain: Any) -> bool:
    """Return whether ``plain`` can be written: no value in it is empty."""
    if isinstance(plain, dict):
        return all(_is_whole(below) for below in plain.values())
    return all(_is_whole(below) for below in plain) if isinstance(plain, list) else plain is not None


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


@pytest.mark.no_cover
def test_thousands_of_edits_of_one_field_change_only_its_lines() -> None:
    for seed in range(ONE_FIELD_EDITS):
        document = document_of(seed)
        intended = copy.deepcopy(document.plain)
        done = edit(Random(seed + 1), document, intended)
        assert done is not None

        data = splice.verified(document, [done.patch], intended)

        after = read(data)
        assert _keys(after.plain) == _keys(intended), seed
        assert_nothing_else_changed(document, done, after)
        assert _undone(document, done.patch, after) == document.data


def _keys(plain: Any) -> Any:
    """Return the keys of all maps in their order; equality of dicts does not see it."""
    if isinstance(plain, dict):
        return [(key, _keys(below)) for key, below in plain.items()]
    return [_keys(below) for below in plain] if isinstance(plain, list) else None


def assert_nothing_else_changed(document: Document, done: Edit, after: Document) -> None:
    """Fail if a line beside those of the edited field changed, or a comment outside of it is gone."""
    _assert_other_lines_stay(document, done, after)
    _assert_other_comments_stay(document, done, after)


def _assert_other_lines_stay(document: Document, done: Edit, after: Document) -> None:
    """Every line but those of the field is there as it was; of a removed one blank and comment lines around may go."""
    old, new = _lines(document), _lines(after)
    if done.act == "insert" and done.patch.start == done.patch.end:
        return  # no line goes
    first, last = own_lines(document, done.route)
    above, below = old[: first - 1], old[last:]
    if done.act == "remove":
        while above and _may_go(above[-1]):
            above.pop()
        while below and _may_go(below[0]):
            below.pop(0)
        above, below = above[:-1], below[1:]  # a collection that runs empty, a line that moves up behind a dash
    assert new[: len(above)] == above
    assert not below or new[-len(below) :] == below


def _lines(document: Document) -> list[str]:
    return document.text.splitlines()


def _may_go(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(line in rest for line in wanted)


def _assert_other_comments_stay(document: Document, done: Edit, after: Document) -> None:
    comments = comments_of(document)
    left = [text for _, text in comments_of(after)]
    if done.act == "insert":
        assert sorted(left) == sorted(text for _, text in comments)
        return
    first, last = own_lines(document, done.route)
    if done.act == "remove":  # comments right above and below that are its own go with it
        lines = _lines(document)
        while first > 1 and lines[first - 2].lstrip().startswith("#"):
            first -= 1
        while last < len(lines) and _may_go(lines[last]):
            last += 1
    assert _in_order([text for line, text in comments if not first <= line <= last], left)


def _undone(document: Document, patch: Patch, after: Document) -> bytes:
    """Return the bytes of ``after`` with the inverse of ``patch`` applied."""
    old = document.text[patch.start : patch.end]
    return splice.apply_patches(after, [Patch("a.yaml", patch.start, patch.start + len(patch.replacement), old)])


@given(SEEDS, st.integers(min_value=2, max_value=6))
@settings(max_examples=400, deadline=None)
def test_edits_one_after_another_read_back_and_can_be_taken_back(seed: int, many: int) -> None:
    document = document_of(seed)
    rng = Random(seed + 1)
    states = [document]
    patches: list[Patch] = []
    for _ in range(many):
        intended = copy.deepcopy(states[-1].plain)
        done = edit(rng, states[-1], intended)
        assert done is not None
        data = splice.verified(states[-1], [done.patch], intended)
        after = data.decode().removeprefix("\ufeff")
        assert after.startswith(states[-1].text[: done.patch.start])
        assert after.endswith(states[-1].text[done.patch.end :])
        states.append(read(data))
        patches.append(done.patch)

    while patches:
        last = states.pop()
        assert _undone(states[-1], patches.pop(), last) == states[-1].data


@given(SEEDS)
@settings(max_examples=600, deadline=None)
def test_what_was_put_in_and_taken_out_leaves_no_trace(seed: int) -> None:
    document = document_of(seed)
    rng = Random(seed + 1)
    node, plain, route = rng.choice(collections(document.root, document.plain))
    if node.flow:
        return  # how entries are parted in brackets cannot be told from the others
    value = rng.choice(VALUES)
    at = rng.randint(1, len(plain))
    if isinstance(node, Mapping):
        key = [*node.entries, None][at]
        patch = splice.insert_entry(document, node, "new-key", value, before=key)
    else:
        patch = splice.insert_item(document, node, at, value)
    after = read(splice.apply_patches(document, [patch]))
    found = next(found for found, _, way in collections(after.root, after.plain) if way == route)
    if isinstance(found, Mapping):
        back = splice.remove_entry(after, found, "new-key")
    else:
        assert isinstance(found, Sequence)
        back = splice.remove_item(after, found, at)

    assert splice.apply_patches(after, [back]) == document.data


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_comments_on_the_lines_of_a_field_stay_when_its_text_changes(seed: int) -> None:
    document = document_of(seed)
    intended = copy.deepcopy(document.plain)
    scalars = [
        (node, plain, key)
        for node, plain, _ in collections(document.root, intended)
        if isinstance(node, Mapping)
        for key in node.entries
        if isinstance(node.entries[key][1], Scalar)
    ]
    if not scalars:
        return
    node, plain, key = Random(seed).choice(scalars)
    value = Random(seed).choice(VALUES)
    patch = splice.set_field(document, node, key, value)
    plain[key] = plain_value(value)

    after = read(splice.verified(document, [patch], intended))
    assert [text for _, text in comments_of(after)] == [text for _, text in comments_of(document)]
