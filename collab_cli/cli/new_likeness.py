"""What a change makes alike: new wordings of duties that read like those of another department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from collab_cli.messages import Message, Titled, msg

if TYPE_CHECKING:
    from collab_cli.analyses.overlap import Overlap
    from collab_cli.edits.plan import Planned
    from collab_cli.findings import Finding
    from collab_cli.graph.matrix import Row
    from collab_cli.graph.world import World

MOST = 3
"""How many duties are looked at; where a change touches more, the check tells."""


def new_likeness(planned: Planned, told: Iterable[Finding]) -> list[Message]:
    """Return a sentence for each duty whose words are new and read like those of another department's.

    Those score at least `overlap-warn`. A pair that one of the findings ``told`` names is left out.
    """
    rows = _reworded(planned)
    if not 0 < len(rows) <= MOST:
        return []
    from collab_cli.analyses.overlap import reads_like

    world = planned.after
    found = [reads_like(world, row, world.threshold("overlap-warn")) for row in rows]
    known = [frozenset(finding.records) for finding in told]
    return [
        _told(world, one)
        for one in found
        if one is not None and not any({one.first.ref, one.second.ref} <= records for records in known)
    ]


def _reworded(planned: Planned) -> list[Row]:
    """Return the rows of department charters with words that no row had before, in the files of the change."""
    if planned.before is None:
        return []
    paths = {write.path for write in planned.writes}
    before = [texts for _, texts in _rows(planned.before, paths)]
    return [row for row, texts in _rows(planned.after, paths) if texts not in before]


def _rows(world: World, paths: set[str]) -> Iterator[tuple[Row, list[str]]]:
    from collab_cli.analyses.wordings import row_texts
    from collab_cli.graph.letters import allowed_letters
    from collab_cli.graph.matrix import charter_rows
    from collab_cli.model.activity import Activity
    from collab_cli.model.charter import Charter

    for charter in world.workspace.all(Charter):
        if charter.path in paths and charter.value.type == "department":
            for row in charter_rows(charter, allowed_letters(world.settings)):
                yield row, row_texts(row, world.get(Activity, row.activity))


def _told(world: World, one: Overlap) -> Message:
    row, other = one.first, one.second
    titles = {
        "duty": Titled(row.row.title, row.row.id),
        "other": world.matrix.of_row[other.id].titled,
        "department": world.parties.name(other.owner.id),
        "share": (one.score * 100).quantize(Decimal(1), ROUND_HALF_UP),
    }
    if row.id not in world.matrix.of_row:
        return msg("{duty} reads like {other} of {department} ({share} %)", **titles)
    return msg(
        "{duty} reads like {other} of {department} ({share} %); {command} shows the ways out",
        **titles,
        command=f"collab charter overlaps {row.id} {other.id}",
    )
