"""The digests records hold: which text each of them stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.documents.nodes import Scalar, Sequence, find
from collab_cli.findings import Route
from collab_cli.graph.uses import Written, written_records
from collab_cli.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BoundDigest:
    """A digest as written at ``route`` of ``path``, by the indexes of the file: one of the record ``ref``."""

    path: str
    route: Route
    digest: str
    ref: str


_SPOTS = {
    "proposal": (("subjects", "ref", ("digest",)),),
    "goal": (("contributes_to", "goal", ("parent_digest",)),),
    "charter": (("approvals", None, ("digest",)), ("change_log", None, ("editorial", "to"))),
}
"""By kind: a list, the field of its entries that names the record (None: the record itself), the way to the digest."""


def bound_digests(workspace: Workspace) -> Iterator[BoundDigest]:
    """Yield every digest that an agreement or a link is bound to, in path order.

    Of an editorial change it is the text after; the one before is what the agreements it carries over are bound to.
    """
    for record in written_records(workspace, ("digest", "editorial"), _SPOTS):
        for field, names, way in _SPOTS[record.kind.name]:
            yield from _digests_in(record, field, names, way)


def _digests_in(record: Written, field: str, names: str | None, way: tuple[str, ...]) -> Iterator[BoundDigest]:
    entries = record.node.get(field)
    for index in range(len(entries.items) if isinstance(entries, Sequence) else 0):
        found = find(record.node, (field, index, *way))
        named = record.ref if names is None else record.text(field, index, names)
        if isinstance(found, Scalar) and named is not None:
            ref = named.partition("/")[0] if ":" in named else f"{record.kind.name}:{named}"
            yield BoundDigest(record.path, (*record.route, field, index, *way), found.text, ref)
