"""Who is above whoever has an issue."""

from __future__ import annotations

import pytest

from collab_cli.analyses.escalation import escalation_ladder, next_in_escalation
from collab_cli.model.issue import Issue
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

FILES = {
    "collab.yaml": "schema: 1\ncompany: {name: Brook, head: an}\nperiods: []\n",
    "departments.yaml": """\
- {id: sales, name: Sales, head: bo}
- {id: hotline, name: Hotline, parent: sales, head: cy}
- {id: desk, name: Desk, parent: hotline, head: gone}
- {id: works, name: Works}
""",
    "people.yaml": """\
- {id: an, name: An}
- {id: bo, name: Bo, department: sales}
- {id: cy, name: Cy, department: hotline}
- {id: di, name: Di, department: desk}
- {id: gone, name: Gone, status: left}
""",
}


@pytest.mark.parametrize(
    ("party", "ladder"),
    [
        ("person:di", ("cy", "bo", "an")),
        ("desk", ("cy", "bo", "an")),
        ("person:cy", ("bo", "an")),
        ("hotline", ("cy", "bo", "an")),
        ("works", ("an",)),
        ("person:an", ()),
        ("nobody", ("an",)),
    ],
)
def test_the_ladder_leads_to_the_head_of_the_company(
    make_workspace: MakeWorkspace, party: str, ladder: tuple[str, ...]
) -> None:
    assert escalation_ladder(world_of(make_workspace(FILES)), party) == ladder


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("", "cy"),
        ("escalations: [{to: cy, at: 2025-06-03}]\n", "bo"),
        ("escalations: [{to: bo, at: 2025-06-03}]\n", "an"),
        ("escalations: [{to: cy, at: 2025-06-03}, {to: an, at: 2025-06-04}]\n", None),
        ("assigned: works\n", "an"),
        ("assigned: hotline\nhandovers: [{from: hotline, to: desk, at: 2025-06-03}]\n", "cy"),
        (
            "assigned: hotline\nhandovers: [{from: hotline, to: works, at: 2025-06-03},"
            " {from: works, to: hotline, at: 2025-06-04}]\n",
            "an",
        ),
    ],
)
def test_the_next_step_is_above_all_that_were_asked(
    make_workspace: MakeWorkspace, text: str, person: str | None
) -> None:
    head = "title: Late\nraised_by: an\nraised_at: 2025-06-02\nfirst_contact: di\n"
    world = world_of(make_workspace({**FILES, "issues/2025-06-02-late.yaml": head + text}))
    (issue,) = world.all(Issue)
    assert next_in_escalation(world, issue.value) == person
