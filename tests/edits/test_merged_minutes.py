"""What a form says is laid over the draft; what it leaves empty stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.i18n import language
from collab_cli.model.meeting import Meeting
from collab_cli.reports.minutes_pad import minutes_pad
from tests.edits.test_save_pad import DAY, DRAFT, PADS, RICH, plain, saved, world_of


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("said", ["true", "false"])
def test_whether_the_last_minutes_were_approved_comes_back(tmp_path: Path, lang: str, said: str) -> None:
    draft = RICH.replace("previous_approved: true", f"previous_approved: {said}")
    world = world_of(tmp_path, {DRAFT: draft})
    record = world.get(Meeting, f"{DAY}-xdept-weekly")
    assert record is not None
    assert saved(world, minutes_pad(world, record, language(lang).say)).planned.writes == ()


def test_a_form_without_its_title_and_in_another_language_is_the_same_meeting(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    record = world.get(Meeting, f"{DAY}-xdept-weekly")
    assert record is not None
    text = minutes_pad(world, record, language("en").say)
    assert saved(world, text).planned.writes == ()
    assert saved(world, text.partition("\n")[2]).planned.writes == ()


def test_what_the_form_leaves_empty_stays_and_what_is_said_again_is_changed(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    text = PADS["line ends"][0].replace("产量 98%", "产量 99%")
    record = plain(saved(world, text))
    assert record["reports"][1] == {
        "department": "production",
        "by": "wang-qiang",
        "progress": "产量 99%",
        "issues": [],
    }
    assert record["reports"][0]["next"] == "拜访 [客户]"
    assert (len(record["decisions"]), record["next_meeting"]) == (2, "2025-07-21")
