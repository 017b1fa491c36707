"""Where each field has its value from: through what has only changed its name or its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.analyses.changes.origins import find_origins, followed_parts
from collab_cli.analyses.changes.trail import Trail
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import load_settings
from collab_cli.sources.history import require_history
from collab_cli.sources.snapshot import working_tree
from tests.analyses.changes.eventful_company import make_eventful_company


def test_every_field_of_a_charter_and_its_duties(tmp_path: Path) -> None:
    root = tmp_path / "company"
    commits = {commit: name for name, commit in make_eventful_company(root).items()}
    disk = working_tree(root, wanted=wanted_top)
    charter = load_workspace(disk).records["charter"]["marketing"]
    with require_history(root) as history:
        trail = Trail(history, date(2025, 6, 30), load_settings(disk))
        of_all = find_origins(charter, None, trail.steps(history.head(), followed_parts(charter, None)))
        of_part = find_origins(
            charter, "market-research", trail.steps(history.head(), followed_parts(charter, "market-research"))
        )
        nowhere = find_origins(charter, "other", ())
    found = [
        (
            origin.part_id,
            origin.field.name,
            commits[origin.step.commit.id] if origin.step and origin.step.commit else "",
        )
        for origin in of_all
    ]
    assert found == [
        (None, "title", "written"),
        (None, "version", "written"),
        (None, "status", "written"),
        ("other", "title", "written"),
        ("other", "raci", "written"),
        ("market-research", "title", "written"),
        ("market-research", "content", "retold"),
        ("market-research", "raci", "moved"),
    ]
    assert [origin.field.name for origin in of_part] == ["title", "content", "raci"]
    assert of_part[1].value == ["Surveys every quarter in each region we sell to", "A report every spring"]
    assert [(origin.field.name, origin.step) for origin in nowhere] == [("title", None), ("raci", None)]
