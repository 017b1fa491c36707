"""Edit every place of the shipped files in every layout, and generated files: ``python -m benchmarks.edits``.

Counts edits that read back as something else than was meant, or that changed anything beside their field.
"""

from __future__ import annotations

import argparse
import copy
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document
from collab_cli.errors import CollabError
from tests.documents.generated_edits import Edit, edit
from tests.documents.real_files import LAYOUTS, edits_everywhere, laid_out, read, shipped_files
from tests.documents.test_splice_laws import assert_nothing_else_changed, document_of

Case = tuple[Document, Edit, Any]


def main() -> None:
    """Run both sets and print for each how many edits were made, how many were wrong, and the seconds."""
    parser = argparse.ArgumentParser(prog="benchmarks.edits", description="Count wrong edits.")
    parser.add_argument("--edits", type=int, default=5_000, help="of generated files")
    parser.add_argument("--seed", type=int, default=1_000_000)
    options = parser.parse_args()
    for name, cases in (("generated", _generated(options.seed, options.edits)), ("shipped", _shipped())):
        start = time.perf_counter()
        outcomes = [_is_right(*case) for case in cases]
        seconds = time.perf_counter() - start
        print(f"{name} files: {len(outcomes)} edits, {outcomes.count(False)} wrong, {seconds:.1f} s")


def _generated(seed: int, count: int) -> Iterator[Case]:
    for each in range(seed, seed + count):
        document = document_of(each)
        intended = copy.deepcopy(document.plain)
        done = edit(Random(each + 1), document, intended)
        if done is not None:
            yield document, done, intended


def _shipped() -> Iterator[Case]:
    for path in shipped_files():
        for layout in LAYOUTS:
            document = read(laid_out(path.read_text(encoding="utf-8"), layout))
            for done, intended in edits_everywhere(document):
                yield document, done, intended


def _is_right(document: Document, done: Edit, intended: Any) -> bool:
    try:
        assert_nothing_else_changed(document, done, read(splice.verified(document, [done.patch], intended)))
    except (AssertionError, CollabError) as wrong:
        print(f"wrong: {done} in {document.data!r}: {wrong}")
        return False
    return True


if __name__ == "__main__":
    main()
