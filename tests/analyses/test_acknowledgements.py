"""Who must know a charter, and who has read which version."""

from __future__ import annotations

from decimal import Decimal

from collab_cli.analyses.acknowledgements import readers
from collab_cli.model.charter import Charter
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import world_of

CHARTER = """\
title: Charter of Sales
version: 2
duties:
- {id: win, raci: {sales: AR, lab: C, shop: I}}
acknowledgements:
- {person: ann, date: 2025-02-01, version: 2}
- {person: bob, date: 2025-01-01, version: 1}
- {person: eve, date: 2025-02-01, version: 2}
"""


def test_who_owns_is_affected_or_informed_and_has_read_the_present_version(make_workspace: MakeWorkspace) -> None:
    people = (("ann", "sales"), ("bob", "sales"), ("cid", "lab"), ("dan", "shop"), ("fay", "store"))
    register = "".join(f"- {{id: {one}, name: {one}, department: {where}}}\n" for one, where in people)
    world = world_of(
        make_workspace(
            {
                "collab.yaml": MINIMAL_SETTINGS,
                "departments.yaml": "".join(
                    f"- {{id: {one}, name: {one}}}\n" for one in ("lab", "sales", "shop", "store")
                ),
                "people.yaml": register + "- {id: eve, name: eve, department: sales, status: left}\n",
                "charters/sales.yaml": CHARTER,
            }
        )
    )
    charter = world.get(Charter, "sales")
    assert charter is not None
    found = readers(world, charter)
    assert [(one.department, one.concern, one.known, one.share, one.missing) for one in found] == [
        ("sales", "owning", 1, Decimal("0.5"), ("bob",)),
        ("lab", "affected", 0, Decimal(0), ("cid",)),
        ("shop", "informed", 0, Decimal(0), ("dan",)),
    ]
    entry = found[0].readers[1].entry
    assert entry is not None
    assert entry.version == 1
