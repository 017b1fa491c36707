"""Duties that may mean the same in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from collab_cli.analyses.meaning import ALIKE, alike_in_meaning
from collab_cli.analyses.sentence_encoder import SentenceEncoder
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

FILES = {
    "departments.yaml": "- {id: sales, name: Sales}\n- {id: quality, name: Quality}\n",
    "charters/sales.yaml": "title: S\nstatus: effective\nduties:\n"
    "  - {id: a, title: 客户投诉处理, raci: {sales: AR}}\n  - {id: b, title: Payroll, raci: {sales: AR}}\n",
    "charters/quality.yaml": "title: Q\nstatus: effective\nduties:\n"
    "  - {id: c, title: Customer complaint handling, raci: {quality: AR}}\n",
}


class Counting:
    """The encoder, counting the texts it is given."""

    def __init__(self) -> None:
        self.real = SentenceEncoder()
        self.name = self.real.name
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        self.encoded += len(texts)
        return self.real.encode(texts)

    def alike(self, vectors: Sequence[bytes], at_least: float) -> Iterator[tuple[int, int, float]]:
        return self.real.alike(vectors, at_least)


def test_other_words_and_languages_are_proposed_and_vectors_kept(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    world = world_of(make_workspace(FILES))
    first, second = Counting(), Counting()
    (one,) = alike_in_meaning(world, first, tmp_path / "cache")
    assert {one.first.id, one.second.id} == {"quality/c", "sales/a"}
    assert one.cosine >= ALIKE
    assert alike_in_meaning(world, second, tmp_path / "cache") == (one,)
    assert (first.encoded, second.encoded) == (3, 0)


def test_without_duties_there_is_nothing(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    assert alike_in_meaning(world_of(make_workspace({})), SentenceEncoder(), tmp_path) == ()
