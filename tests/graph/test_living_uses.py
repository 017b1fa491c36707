"""Which references still matter."""

from __future__ import annotations

from pathlib import Path

from collab_cli.graph.living_uses import is_living
from collab_cli.graph.uses import uses_of
from tests.rules.worlds import small_company, world_of


def test_what_is_closed_said_or_done_does_not_matter_any_more(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "actions/2025-06-01-over.yaml": "title: Over\nowner: zhou-min\nstatus: done\n",
        "actions/2025-06-02-open.yaml": "title: Open\nowner: zhou-min\n",
        "meetings/2025-07-07-weekly.yaml": (
            "title: Coming\nseries: weekly\ndate: 2025-07-07\nstatus: draft\nsecretary: zhou-min\n"
        ),
        "issues/2025-06-20-late.yaml": "title: Late\nraised_by: zhou-min\nraised_at: 2025-06-20T09:00\n",
    }
    world = world_of(small_company(tmp_path, files))
    found = {(use.ref, use.field): is_living(world, use) for use in uses_of(world.workspace, "person:zhou-min")}
    assert found == {
        ("action:2025-06-01-over", "owner"): False,
        ("action:2025-06-02-open", "owner"): True,
        ("charter:marketing", "person"): False,
        ("department:marketing", "deputy"): True,
        ("issue:2025-06-20-late", "raised_by"): False,
        ("meeting:2025-07-07-weekly", "secretary"): True,
    }


def test_a_field_of_the_settings_matters(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    (head,) = (use for use in uses_of(world.workspace, "person:li-na") if use.ref == "")
    assert is_living(world, head)
