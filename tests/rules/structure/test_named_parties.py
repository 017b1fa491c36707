from __future__ import annotations

from pathlib import Path

from collab_cli.rules.structure.named_parties import Named, named_parties
from tests.rules.worlds import small_company, world_of


def test_whom_the_records_of_the_example_count_on(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    named = {record.ref: tuple(named_parties(record, world.settings)) for record in world.workspace.every_record()}
    assert named["goal:increase-revenue"] == (
        Named("person:zhang-wei", ("owner",)),
        Named("department:marketing", ("co_owners", 0)),
    )
    assert named["meeting:2025-06-23-weekly"] == ()  # approved
    assert named["series:weekly"] == (
        Named("person:li-na", ("chair",)),
        Named("person:chen-jie", ("secretary",)),
        Named("department:sales", ("required", 0)),
        Named("department:production", ("required", 1)),
        Named("department:marketing", ("required", 2)),
    )
    assert named["charter:production"] == (
        Named("department:production", ("duties", 0, "raci", "production"), is_key=True),
    )
    assert named["issue:2025-06-18-late-answer"] == (Named("department:sales", ("assigned",)),)


def test_who_decides_takes_the_place_of_r_in_daci(tmp_path: Path) -> None:
    text = "title: P\nowner: li-na\nmembers: []\ntasks: [{id: t, raci: {sales: A, marketing: D, production: R}}]\n"
    root = small_company(tmp_path, {"projects/p.yaml": text})
    collab = root / "collab.yaml"
    collab.write_text(collab.read_text(encoding="utf-8") + "raci: {framework: daci}\n", encoding="utf-8")
    world = world_of(root)
    record = world.workspace.find("project:p")
    assert record is not None
    assert [one.ref for one in named_parties(record, world.settings)] == [
        "person:li-na",
        "department:sales",
        "department:marketing",
    ]
