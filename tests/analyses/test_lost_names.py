"""Who is gone, and what still names them."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.lost_names import gone_parties, lost_names
from collab_cli.edits.simulated_change import without_party
from tests.rules.worlds import small_company, world_of


def test_a_person_leaves_meetings_goals_posts_and_work(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "metrics.yaml": "- {id: sales, name: Sales, unit: CNY, owner: chen-jie}\n",
    }
    world = world_of(small_company(tmp_path, files))
    after = without_party(world, "person:chen-jie")
    assert gone_parties(world, after) == ("person:chen-jie",)
    found = [(lost.group, lost.ref, lost.field) for lost in lost_names(world, after)]
    assert [each for each in found if each[0] != "work"] == [
        ("meetings", "series:weekly", "secretary"),
        ("posts", "department:sales", "deputy"),
    ]
    assert ("work", "channel:all-departments", "owner") in found
    assert ("work", "metric:sales", "owner") in found


def test_a_department_closes_for_series_goals_and_people(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = without_party(world, "marketing")
    found = {(lost.group, lost.ref, lost.field) for lost in lost_names(world, after)}
    assert ("meetings", "series:weekly", "required") in found
    assert ("work", "project:trade-fair", "members") in found
    assert ("work", "person:liu-fang", "department") in found
    assert not any(ref.startswith("charter:") for _, ref, _ in found)


def test_the_head_of_the_company_and_a_role_with_its_last_holder(tmp_path: Path) -> None:
    issue = (
        "title: Late\nraised_by: li-na\nraised_at: 2025-06-20T09:00\nassigned: role:general-manager\nstatus: assigned\n"
    )
    world = world_of(small_company(tmp_path, {"issues/2025-06-20-late.yaml": issue}))
    after = without_party(world, "person:li-na")
    assert gone_parties(world, after) == ("role:general-manager", "person:li-na")
    found = {(lost.group, lost.ref, lost.field, lost.party, lost.place.path) for lost in lost_names(world, after)}
    assert ("posts", "", "head", "person:li-na", "collab.yaml") in found
    assert ("work", "issue:2025-06-20-late", "assigned", "role:general-manager", "issues/2025-06-20-late.yaml") in found


def test_nobody_gone_loses_nothing(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    assert lost_names(world, world) == ()


def test_people_whose_role_is_gone_come_first(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    after = without_party(world, "role:general-manager")
    first = lost_names(world, after)[0]
    assert (first.group, first.ref, first.field, first.party) == (
        "people",
        "person:li-na",
        "role",
        "role:general-manager",
    )
    assert first.place.path == "people.yaml"
