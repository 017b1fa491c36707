"""A company of two departments in which people owe things, and what a person owes there, in short."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.owed.what_is_owed import WhatIsOwed, what_is_owed
from collab_cli.model.person import Person
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

DAY = date(2025, 7, 7)
PEOPLE = (
    "- {id: an, name: An, department: sales, role: seller}\n"
    "- {id: bo, name: Bo, department: sales}\n"
    "- {id: cy, name: Cy, department: plant%s}\n"
    "- {id: di, name: Di, department: plant}\n"
)
AWAY = ", absences: [{from: 2025-07-07, to: 2025-07-09}]"
REGISTERS = {
    "collab.yaml": 'schema: 1\ncompany: {name: A}\nperiods:\n  - {id: "2025", start: 2025-01-01, end: 2025-12-31}\n',
    "departments.yaml": (
        "- {id: sales, name: Sales, head: an, deputy: bo}\n- {id: plant, name: Plant, head: cy, deputy: di}\n"
    ),
    "roles.yaml": "- {id: seller, name: Seller, required_skills: {talking: 3, reading: 1}}\n",
    "skills.yaml": "- {id: talking, name: Talking}\n- {id: reading, name: Reading}\n",
}

Short = tuple[str, str, int | None, str | None]


def owed_by(
    make_workspace: MakeWorkspace, person: str, files: dict[str, str], day: date = DAY, absences: str = ""
) -> WhatIsOwed:
    """Return what a person owes in the company with ``files`` laid over it; Cy is away with ``absences``."""
    world = world_of(make_workspace({**REGISTERS, "people.yaml": PEOPLE % absences, **files}), day)
    found = world.get(Person, person)
    assert found is not None
    return what_is_owed(world, found)


def short(owed: WhatIsOwed, part: str) -> list[Short]:
    """Return the things of a part: why, which record, the days left, for whom somebody stands in."""
    return [
        (one.why, one.record.ref, one.days, one.spoken.head if one.spoken is not None else None)
        for name, things in owed.parts
        if name == part
        for one in things
    ]
