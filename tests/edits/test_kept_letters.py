from __future__ import annotations

import pytest

from collab_cli.edits.kept_letters import SHOWN, KeptLetters
from tests.conftest import MakeWorkspace
from tests.edits.plans import english
from tests.edits.raci_tables import table
from tests.rules.worlds import world_of


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        ("AR", "A", "AR"),
        ("R", "", "R"),
        ("R", "A", "AR"),
        ("R", "C", "C"),
        ("ARI", "A", "AR"),
        ("A", "", ""),
        ("C", "", ""),
        ("", "C", "C"),
        ("RS", "", "RS"),
    ],
)
def test_only_letters_the_table_holds_are_taken_away(before: str, given: str, after: str) -> None:
    assert KeptLetters(table(", sales, quality\nOffers, A, C\nVisits, I, A"), "AR").after(before, given) == after


def test_what_is_kept_is_told_in_one_note(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n"}))
    kept = KeptLetters(table(", sales\nOffers, A"), "AR")
    assert kept.told(world) == ()
    for place in range(SHOWN + 2):
        kept.note(f"A{place + 2}", "sales", "R", f"Duty {place}")
    ((address, told),) = kept.told(world)
    assert address == "A2"
    assert english(told) == (
        "no cell of the table holds R, so these stay: Sales R in Duty 0, Sales R in Duty 1, Sales R in Duty 2, "
        "Sales R in Duty 3, Sales R in Duty 4, and 2 more"
    )
