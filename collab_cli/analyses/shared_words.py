"""The words two duties have in common, put together so that people can read them."""

from __future__ import annotations

from itertools import product

from collab_cli.analyses.similarity import Wording, dice
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World


def shared_words(world: World, one: Row, other: Row) -> tuple[str, ...]:
    """Return the words two rows share, of those of their wordings that are most alike, in the order of the first."""
    words, of_row = words_of(world), world.matrix.of_row
    pairs = product(
        row_wordings(one, of_row[one.id].activity, words), row_wordings(other, of_row[other.id].activity, words)
    )
    best = max(
        pairs, key=lambda pair: (pair[0].form == pair[1].form, dice(pair[0].tokens, pair[1].tokens)), default=None
    )
    if best is None:
        return ()
    return (best[0].form,) if best[0].form == best[1].form else _in_common(*best)


def _in_common(one: Wording, other: Wording) -> tuple[str, ...]:
    """Return the common tokens in the order of ``one``; Chinese ones that overlap grow together."""
    common = one.tokens & other.tokens
    found: dict[str, None] = {}
    for run in one.form.split():
        if run in common:
            found[run] = None
            continue
        piece = ""
        for at in range(len(run) - 1):
            if run[at : at + 2] in common:
                piece += run[at + 1] if piece else run[at : at + 2]
            elif piece:
                found[piece] = None
                piece = ""
        if piece:
            found[piece] = None
    return tuple(found)
