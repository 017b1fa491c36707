"""One department goes into another: every name that still matters goes along, what is past stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.merged_department import with_merged
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.model.channel import Channel
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.document import SharedDocument
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.project import Project
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record, T
from collab_cli.model.role import Role
from collab_cli.model.series import Series
from tests.rules.worlds import EXAMPLE, small_company, world_of

_DUTY = "  - {{id: {id}, raci: {{{raci}}}{more}}}\n"

FILES: dict[str, str | None] = {
    "documents.yaml": """
- {id: price-list, title: Price list, url: "https://example.com/p", owner_dept: marketing, editors: [sales, marketing]}
""",
    "roles.yaml": """
- {id: general-manager, name: General manager}
- {id: brand-manager, name: Brand manager, department: marketing}
""",
    "handoffs/market-report.yaml": """
title: Market report
from: marketing
to: production
item: What the market asks for
duty: marketing/market-research
status: agreed
""",
    "handoffs/leads.yaml": """
title: Leads
from: marketing
to: sales
item: Names of customers
status: agreed
""",
    "proposals/stand.yaml": """
title: A stand at the fair
subjects: []
type: decision
affected: [marketing, production]
opened: 2025-06-20
positions:
  - {department: marketing, by: liu-fang, date: 2025-06-21, position: agree}
""",
    "goals/visits.yaml": """
title: Visits
level: department
department: production
owner: wang-qiang
period: "2025"
co_owners: [marketing]
""",
    "goals/brand.yaml": """
title: Brand
level: department
department: marketing
owner: liu-fang
period: "2025"
co_owners: [sales, production]
""",
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_of(small_company(tmp_path, FILES))


def of(world: World, struct: type[T], record_id: str) -> Record[T]:
    found = world.get(struct, record_id)
    assert found is not None
    return found


def charters(folder: Path, sales: str, marketing: str, status: str = "effective") -> World:
    """Return a world with these duties in the two charters."""
    text = "title: {title}\nversion: 1\nstatus: {status}\nduties:\n{duties}"
    files: dict[str, str | None] = {
        "charters/sales.yaml": text.format(title="Sales", status="effective", duties=sales),
        "charters/marketing.yaml": text.format(title="Marketing", status=status, duties=marketing),
    }
    return world_of(small_company(folder, files))


def test_people_registers_and_work_name_the_other(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    assert of(after, Department, "marketing").value.status == "closed"
    assert of(after, Person, "zhou-min").value.department == "sales"
    assert of(after, Role, "brand-manager").value.department == "sales"
    assert of(after, Channel, "all-departments").value.departments == ["sales", "production"]
    assert of(after, Series, "weekly").value.required == ["sales", "production"]
    assert of(after, Project, "trade-fair").value.members == ["sales"]
    price_list = of(after, SharedDocument, "price-list").value
    assert (price_list.owner_dept, price_list.editors) == ("sales", ["sales"])
    assert of(after, Handoff, "market-report").value.from_ == "sales"
    assert of(after, Proposal, "stand").value.affected == ["sales", "production"]


def test_goals_go_along_and_nobody_owns_one_twice(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    assert of(after, Goal, "visits").value.co_owners == ["sales"]
    brand = of(after, Goal, "brand").value
    assert (brand.department, brand.co_owners) == ("sales", ["production"])


def test_duties_go_with_what_names_them(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    duties = [row.id for row in of(after, Charter, "sales").value.duties]
    assert duties == ["customer-development", "complaint-handling", "market-research", "brand-promotion"]
    assert of(after, Charter, "marketing").value.status == "superseded"
    assert of(after, Handoff, "market-report").value.duty == "sales/market-research"
    assert of(after, Project, "trade-fair").value.tasks[0].raci == {"sales": "AR"}
    assert of(after, Charter, "sales").value.version == 2


def test_a_handoff_between_the_two_ends(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    assert of(after, Handoff, "leads").value.status == "ended"


def test_what_is_past_keeps_the_old_name(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    reports = of(world, Meeting, "2025-06-23-weekly").value.reports
    assert of(after, Meeting, "2025-06-23-weekly").value.reports == reports
    assert of(after, Proposal, "stand").value.positions[0].department == "marketing"
    assert of(after, Charter, "marketing").value.duties == of(world, Charter, "marketing").value.duties


def test_letters_of_both_become_one(tmp_path: Path) -> None:
    sales = _DUTY.format(id="one", raci="sales: A, marketing: R, production: C", more="")
    sales += _DUTY.format(id="two", raci="sales: AR, marketing: C", more="")
    sales += _DUTY.format(id="three", raci="production: A, sales: I, marketing: C", more="")
    marketing = _DUTY.format(id="four", raci="marketing: AR, sales: I", more="")
    after = with_merged(charters(tmp_path, sales, marketing), "marketing", "sales")
    letters = {row.id: row.raci for row in of(after, Charter, "sales").value.duties}
    assert letters == {
        "one": {"sales": "AR", "production": "C"},
        "two": {"sales": "AR"},
        "three": {"production": "A", "sales": "C"},
        "four": {"sales": "AR"},
    }


def test_no_duty_is_shared_with_oneself(tmp_path: Path) -> None:
    sales = _DUTY.format(id="one", raci="sales: AR, marketing: C", more=", shared_with: [{department: marketing}]")
    marketing = _DUTY.format(
        id="two", raci="marketing: AR", more=", shared_with: [{department: sales}, {department: production}]"
    )
    after = with_merged(charters(tmp_path, sales, marketing), "marketing", "sales")
    one, two = of(after, Charter, "sales").value.duties
    assert [each.department for each in one.shared_with] == []
    assert [each.department for each in two.shared_with] == ["production"]


def test_drafted_duties_stay_drafts(tmp_path: Path) -> None:
    sales = _DUTY.format(id="one", raci="sales: AR", more="")
    marketing = _DUTY.format(id="two", raci="marketing: AR", more="")
    after = with_merged(charters(tmp_path, sales, marketing, "draft"), "marketing", "sales")
    assert [row.id for row in of(after, Charter, "sales").value.duties] == ["one"]


def test_a_duty_whose_id_is_taken_is_told(tmp_path: Path) -> None:
    sales = _DUTY.format(id="one", raci="sales: AR", more="")
    marketing = _DUTY.format(id="One", raci="marketing: AR", more="").replace("One", "one")
    with pytest.raises(CollabError) as told:
        with_merged(charters(tmp_path, sales, marketing), "marketing", "sales")
    assert told.value.message.text == "{charter} has a duty {id} already"
    assert told.value.hint is not None
    assert told.value.hint.params["command"] == "collab rename charter:marketing/one NEW"


def test_duties_need_a_charter_to_go_to(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path, {"charters/production.yaml": None}))
    with pytest.raises(CollabError) as told:
        with_merged(world, "marketing", "production")
    assert told.value.message.text == "{kept} has no charter that could take the duties of {gone}"
    assert told.value.hint is not None
    assert told.value.hint.params["command"] == "collab charter add --department production"


def test_a_whole_does_not_go_into_its_part(tmp_path: Path) -> None:
    lines = (EXAMPLE / "departments.yaml").read_text(encoding="utf-8").replace("head: wang-qiang", "parent: sales")
    world = world_of(small_company(tmp_path, {"departments.yaml": lines}))
    with pytest.raises(CollabError, match="is part of"):
        with_merged(world, "sales", "production")


def test_a_closed_department_neither_goes_nor_takes(world: World) -> None:
    after = with_merged(world, "marketing", "sales")
    for one, other in (("marketing", "production"), ("production", "marketing")):
        with pytest.raises(CollabError, match="closed already"):
            with_merged(after, one, other)


def test_a_department_does_not_go_into_itself(world: World) -> None:
    with pytest.raises(CollabError, match="into itself"):
        with_merged(world, "sales", "Sales")
