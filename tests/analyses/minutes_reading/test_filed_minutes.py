"""Minutes as they are printed here come back as the same minutes, as far as the page holds them."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.minutes_reading.filed_minutes import read_filed
from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
from collab_cli.edits.import_minutes import plan_import
from collab_cli.edits.plan import Plan
from collab_cli.graph.world import World, build_world
from collab_cli.i18n import LanguageCode, language
from collab_cli.model.load_workspace import load_workspace
from collab_cli.model.meeting import Meeting
from collab_cli.renderers import renderer
from collab_cli.reports.minutes import build
from collab_cli.sources.snapshot import working_tree
from collab_cli.transports.minutes_blocks import blocks_of
from collab_cli.transports.read_minutes_file import read_minutes_file
from tests.edits.test_save_pad import DRAFT, RICH, world_of
from tests.rules.worlds import green_demo

AS_OF = date(2025, 7, 14)
NOT_ON_THE_PAGE = ("type", "published", "status")
"""What a page does not hold of the record, or holds as a fact that a draft cannot claim."""


def page(world: World, meeting_id: str, target: Path, lang: LanguageCode) -> Path:
    record = world.get(Meeting, meeting_id)
    assert record is not None
    name = {".md": "markdown", ".txt": "text", ".docx": "docx"}[target.suffix]
    found = renderer(name)(build(world, record), language(lang), width=100, color=False)
    target.write_bytes(found if isinstance(found, bytes) else found.encode())
    return target


def imported(world: World, path: Path, lang: LanguageCode) -> tuple[str, dict[str, Any], list[str]]:
    """Return the id, the record and the doubts of an imported page."""
    read = read_minutes(read_minutes_file(path), world, world.as_of, name=path.name)
    found = plan_import(Plan(world), read, path.name, language(lang).say)
    record = found.planned.after.get(Meeting, found.id)
    assert record is not None
    plain = copy.deepcopy(record.document.plain)
    assert isinstance(plain, dict)
    return found.id, plain, [doubt.reason for doubt in found.doubts if doubt.reason != "from_series"]


def on_page(record: Any) -> dict[str, Any]:
    """Return of a record what its page holds: of a problem not the activity it belongs to."""
    found = {name: copy.deepcopy(value) for name, value in record.items() if name not in NOT_ON_THE_PAGE}
    for report in found.get("reports", ()):
        for issue in report.get("issues", ()):
            issue.pop("topic", None)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", [".md", ".txt", ".docx"])
def test_the_minutes_of_the_demo_come_back(tmp_path: Path, lang: LanguageCode, ending: str) -> None:
    root = green_demo(tmp_path / "demo")
    full = build_world(load_workspace(working_tree(root)), AS_OF)
    names = ("2025-07-07-xdept-weekly", "2025-01-10-goal-workshop")
    pages = [page(full, name, tmp_path / f"{at}{ending}", lang) for at, name in enumerate(names)]
    for name in names:
        (root / f"meetings/2025/{name}.yaml").unlink()
    bare = build_world(load_workspace(working_tree(root)), AS_OF)
    for name, path in zip(names, pages, strict=True):
        known = full.get(Meeting, name)
        assert known is not None
        own, record, doubts = imported(bare, path, lang)
        assert (own, doubts) == (name, [])
        assert on_page(record) == on_page(known.document.plain)


@pytest.mark.parametrize("ending", [".md", ".txt", ".docx"])
def test_a_draft_with_everything_in_it_comes_back(tmp_path: Path, ending: str) -> None:
    full = world_of(tmp_path / "full", {DRAFT: RICH})
    path = page(full, "2025-07-14-xdept-weekly", tmp_path / f"draft{ending}", "zh")
    own, record, doubts = imported(world_of(tmp_path / "bare", {}), path, "zh")
    known = full.get(Meeting, own)
    assert known is not None
    meant: Any = on_page(known.document.plain)
    meant["title"] = "跨部门周例会"  # a page has one language
    for number, decision in enumerate(meant["decisions"], 1):  # and numbers decisions as they stand
        decision["id"] = f"dec{number}"
    del meant["actions"][0]["decision"]
    found = on_page(record)
    for one in (meant, found):  # line ends are not kept
        one["notes"] = one["notes"].split()
        one["reports"][0]["progress"] = one["reports"][0]["progress"].split()
    assert (found, doubts) == (meant, [])


def test_what_was_written_into_the_page_is_kept_and_other_texts_are_left_alone(tmp_path: Path) -> None:
    world = world_of(tmp_path / "full", {DRAFT: RICH})
    text = page(world, "2025-07-14-xdept-weekly", tmp_path / "draft.md", "en").read_text(encoding="utf-8")
    assert "- **Chair**: " in text
    more = text.replace("- **Chair**: ", "- **Weather**: rain\n- **Chair**: ").replace("(parked)", "(escalated)")
    read = read_filed(blocks_of(more), world)
    assert read is not None
    assert [one.text for one in read.unplaced] == ["Weather: rain"]
    assert read.fields["reports"][0]["issues"][0] == {"text": "预测晚一天; 影响排产", "disposition": "escalated"}
    assert read_filed(blocks_of("\n".join(text.splitlines()[:-1])), world) is None
    assert read_filed(blocks_of("Filed as meeting:2025-07-14-xdept-weekly"), world) is None
