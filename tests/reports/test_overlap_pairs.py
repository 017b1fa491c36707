"""The pairs within overlaps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from collab_cli.analyses.overlap import find_overlaps
from collab_cli.graph.world import World
from collab_cli.reports.overlap_pairs import Known, Wanted, are_cut, overlap_pairs, scores_within
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

DEPARTMENTS = "".join(f"- {{id: {name}, name: {name.title()}}}\n" for name in ("a", "b", "c"))
KNOWN = Known(lambda first, second: None)


def three(make_workspace: MakeWorkspace) -> World:
    """Return a world of three duties of one wording; the third is not of one who answers."""
    cells = {"a": "{a: AR}", "b": "{b: AR}", "c": "{c: R, a: A}"}
    charters = {
        f"charters/{name}.yaml": f"title: C\nstatus: effective\nduties:\n  - {{id: d, title: Quotes, raci: {cell}}}\n"
        for name, cell in cells.items()
    }
    return world_of(make_workspace({"departments.yaml": DEPARTMENTS, **charters}))


def test_a_group_of_three_has_three_pairs_of_their_own_score(make_workspace: MakeWorkspace) -> None:
    world = three(make_workspace)
    wanted = Wanted(Decimal("0.5"))
    overlaps = find_overlaps(world, wanted.at_least)
    assert len(overlaps) == 1
    assert not are_cut(overlaps)
    assert are_cut([replace(overlaps[0], others=overlaps[0].others * 70)])
    pairs = overlap_pairs(world, overlaps, wanted, KNOWN)
    assert [(one.first.id, one.second.id, str(one.score.normalize())) for one in pairs] == [
        ("a/d", "b/d", "0.95"),
        ("a/d", "c/d", "0.76"),
        ("b/d", "c/d", "0.76"),
    ]
    scores = {row: str(score.normalize()) for row, score in scores_within(overlaps[0], pairs).items()}
    assert scores == {"a/d": "0.95", "b/d": "0.95", "c/d": "0.76"}


def test_only_the_pairs_asked_for(make_workspace: MakeWorkspace) -> None:
    world = three(make_workspace)
    overlaps = find_overlaps(world, Decimal("0.5"))

    def asked(wanted: Wanted) -> list[tuple[str, str]]:
        return [(one.first.owner.id, one.second.owner.id) for one in overlap_pairs(world, overlaps, wanted, KNOWN)]

    assert asked(Wanted(Decimal("0.9"))) == [("a", "b")]
    assert asked(Wanted(Decimal("0.5"), department="c")) == [("a", "c"), ("b", "c")]
