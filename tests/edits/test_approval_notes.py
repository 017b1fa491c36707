from __future__ import annotations

from pathlib import Path

from collab_cli.edits.approval_notes import approval_notes
from tests.edits.plans import english
from tests.rules.worlds import green_demo, world_of

CHARTER = "charters/marketing.yaml"


def notes(before: Path, after: Path, *, drafts: bool = False) -> list[str]:
    old, new = world_of(before), world_of(after)
    found = (old.workspace.find(ref) for ref in ("charter:marketing", "goal:strengthen-brand"))
    records = [record for record in found if record is not None]
    return [english(note) for note in approval_notes(old, new, *records, drafts=drafts)]


def changed(text: str) -> str:
    return text.replace("purpose: ", "purpose: 尽快")


def as_draft(text: str) -> str:
    return changed(text).replace("status: effective", "status: draft")


def test_whose_approval_a_changed_charter_needs(tmp_path: Path) -> None:
    before = green_demo(tmp_path / "before")
    after = green_demo(tmp_path / "after", {CHARTER: changed})
    draft = green_demo(tmp_path / "draft", {CHARTER: as_draft})
    said = ["市场部职责说明书 (marketing) has to be approved by Sales and Marketing: collab charter approve marketing"]
    assert notes(before, before) == []
    assert notes(before, after) == said
    assert notes(before, draft) == []
    assert notes(before, draft, drafts=True) == said
