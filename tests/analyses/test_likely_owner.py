"""Who could take over what nobody owns."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.likely_owner import likely_department, likely_head, likely_party
from collab_cli.model.activity import Activity
from tests.analyses.open_company import FILES
from tests.conftest import MakeWorkspace
from tests.rules.worlds import red_demo, world_of


def test_the_duty_nearest_by_wording_decides(tmp_path: Path) -> None:
    world = world_of(red_demo(tmp_path / "demo"))
    activity = world.get(Activity, "complaint-handling")
    assert activity is not None
    found = likely_department(world, activity)
    assert found is not None
    assert (found.department, found.because.key) == ("marketing", "customer-relationship")


def test_nothing_near_proposes_nobody(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(FILES))
    activity = world.get(Activity, "budgeting")
    assert activity is not None
    assert likely_department(world, activity) is None


@pytest.mark.parametrize(
    ("row", "letter", "party"),
    [
        ("sales/contracts", "A", "sales"),  # it does the work
        ("production/shipping", "A", "production"),  # whose charter it is
        ("care/diagnose", "R", "production"),  # it is accountable
        ("care/answer", "A", "sales"),
        ("finance/invoices", "R", None),  # nobody is behind its department
    ],
)
def test_a_letter_goes_to_who_holds_the_other(
    row: str, letter: str, party: str | None, make_workspace: MakeWorkspace
) -> None:
    world = world_of(make_workspace(FILES))
    assert likely_party(world, world.matrix.of_row[row], for_letter=letter) == party


def test_a_deputy_heads_a_department_before_others_in_it(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(FILES))
    assert [likely_head(world, one) for one in ("finance", "rd", "old", None)] == ["liu-fang", "chen-jie", None, None]
