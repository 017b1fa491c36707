"""Edits at every place of the shipped files, in the layouts people save them in; the benchmark runs all layouts."""

from __future__ import annotations

import pytest

from collab_cli.documents import splice
from tests.documents.real_files import LAYOUTS, edits_everywhere, laid_out, read, shipped_files
from tests.documents.test_splice_laws import assert_nothing_else_changed

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long

FILES = shipped_files()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_edit_of_a_shipped_file_is_as_meant_and_touches_nothing_else(layout: str) -> None:
    for path in FILES[LAYOUTS.index(layout) :: len(LAYOUTS)]:
        document = read(laid_out(path.read_text(encoding="utf-8"), layout))
        for done, intended in edits_everywhere(document):
            after = read(splice.verified(document, [done.patch], intended))
            assert_nothing_else_changed(document, done, after)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_holds_the_content_of_the_shipped_file(layout: str) -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert read(laid_out(text, layout)).plain == read(text.encode()).plain
