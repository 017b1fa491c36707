from __future__ import annotations

from collab_cli.analyses.unreferenced import unreferenced
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company


def names(make_workspace: MakeWorkspace, files: dict[str, str]) -> list[str]:
    root = make_workspace({**small_company(), **files})
    return [record.ref for record in unreferenced(world_of(root))]


def test_only_what_nobody_names_is_told(make_workspace: MakeWorkspace) -> None:
    before = names(make_workspace, {})
    after = names(
        make_workspace,
        {
            "skills/welding.yaml": "name: Welding\n",
            "skills/painting.yaml": "name: Painting\n",
            "roles/painter.yaml": "name: Painter\nrequired_skills: {painting: 1}\n",
        },
    )
    assert [ref for ref in after if ref not in before] == ["role:painter", "skill:welding"]


def test_what_a_waiver_is_for_is_named(make_workspace: MakeWorkspace) -> None:
    skills = {"skills/welding.yaml": "name: Welding\n"}
    waiver = "- {id: w, rule: R101, target: 'skill:welding', reason: x, approved_by: li-na, expires: 2025-12-31}\n"
    assert "skill:welding" in names(make_workspace, skills)
    assert "skill:welding" not in names(make_workspace, {**skills, "waivers.yaml": waiver})


def test_where_something_cannot_be_read_nobody_concludes(make_workspace: MakeWorkspace) -> None:
    assert names(make_workspace, {"skills/welding.yaml": "name: Welding\n", "goals/torn.yaml": "title: [\n"}) == []
