"""Which duties of different departments may mean the same in other words: proposals, never findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from collab_cli.analyses.wordings import row_texts
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import Row, are_disjoint
from collab_cli.graph.world import World
from collab_cli.sources.cache import read_cache, write_cache

ALIKE: Final = Decimal("0.7")
"""The cosine from which two duties are proposed to mean the same."""

_TOPIC: Final = "vectors"
_KEPT: Final = 20_000
"""How many vectors are kept for the next run."""
_PLACES: Final = Decimal("0.001")


class Embedder(Protocol):
    """What turns texts into vectors whose nearness is nearness of meaning."""

    name: str

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """Return the vector of each text."""

    def alike(self, vectors: Sequence[bytes], at_least: float) -> Iterator[tuple[int, int, float]]:
        """Yield the indexes of every two vectors with a cosine of at least ``at_least``, smaller first, with it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rows of the charters of two departments that may mean the same, in path order, and how near they are."""

    first: Row
    second: Row
    cosine: Decimal


def alike_in_meaning(
    world: World, embedder: Embedder, cache_home: Path, at_least: Decimal = ALIKE
) -> tuple[Proposal, ...]:
    """Return the rows of different departments, each holding A or R, that may mean the same; nearest first.

    Rows of one matrix row and rows with disjoint scopes are left out.
    """
    wanted = frozenset("A" + responsible_letter(world.settings))
    rows: list[Row] = []
    texts: list[tuple[int, str]] = []
    written = [(row, matrix_row) for matrix_row in world.matrix.rows for row in matrix_row.rows]
    for row, matrix_row in sorted(written, key=lambda pair: (pair[0].owner.path, pair[0].index)):
        department = row.owner.id
        held = (
            {
                letter
                for party, cell in matrix_row.letters.items()
                for letter in cell
                if world.parties.counts_for(party, department)
            }
            if row.department_charter
            else set()
        )
        if wanted & held:
            texts += [(len(rows), text) for text in row_texts(row, matrix_row.activity)]
            rows.append(row)
    vectors = _vectors(embedder, [text for _, text in texts], cache_home)
    best: dict[tuple[int, int], float] = {}
    for i, j, cosine in embedder.alike(vectors, float(at_least)):
        pair = (texts[i][0], texts[j][0])
        if _are_two(world, rows[pair[0]], rows[pair[1]]):
            best[pair] = max(best.get(pair, 0.0), cosine)
    found = (
        Proposal(rows[i], rows[j], Decimal(cosine).quantize(_PLACES, ROUND_HALF_UP)) for (i, j), cosine in best.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.cosine, one.first.id, one.second.id)))


def _are_two(world: World, one: Row, other: Row) -> bool:
    if world.parties.top(one.owner.id) == world.parties.top(other.owner.id) or are_disjoint(one, other):
        return False
    return world.matrix.of_row[one.id].key != world.matrix.of_row[other.id].key


def _vectors(embedder: Embedder, texts: Sequence[str], cache_home: Path) -> list[bytes]:
    """Return the vector of each text; those of the last runs are taken from the cache."""
    keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    kept = read_cache(cache_home, _TOPIC, embedder.name)
    known: dict[bytes, bytes] = kept if isinstance(kept, dict) else {}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known |= zip(missing, embedder.encode(list(missing.values())), strict=True)
        used = dict.fromkeys(keys)
        older = [key for key in known if key not in used][: max(0, _KEPT - len(used))]
        write_cache(cache_home, _TOPIC, embedder.name, {key: known[key] for key in [*used, *older][:_KEPT]})
    return [known[key] for key in keys]
