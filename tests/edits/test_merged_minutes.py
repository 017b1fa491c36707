"""What a form says is laid over the draft; what it leaves empty stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.graph.world import build_world
from collab_cli.i18n import language
from collab_cli.model.load_workspace import load_workspace
from collab_cli.model.meeting import Meeting
from collab_cli.reports.minutes_pad import minutes_pad
from collab_cli.sources.snapshot import working_tree
from tests.edits.test_save_pad import AS_OF, DAY, DRAFT, HEAD, PADS, RICH, TAIL, plain, saved, world_of


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


def test_a_corrected_row_keeps_its_id_and_what_the_form_cannot_show(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    record = world.get(Meeting, f"{DAY}-xdept-weekly")
    assert record is not None
    text = minutes_pad(world, record, language("zh").say)
    text = (
        text.replace("周五 17 点前", "周四 17 点前")
        .replace("整理区域预测口径", "整理各区域预测口径")
        .replace("加快", "加快些")
    )
    found = plain(saved(world, text))
    assert [(one["id"], one["text"]) for one in found["decisions"]] == [
        ("dec2", "预测改为每周四 17 点前提交"),
        ("dec1", "Charge 5 %"),
    ]
    assert [(one["title"], one.get("decision")) for one in found["actions"]] == [
        ("整理各区域预测口径", "dec2"),
        ("无人负责", None),
    ]
    assert [(one["text"], one.get("disposition")) for one in found["opinions"]] == [
        ("预测应含区域: 东、西", "accepted"),
        ("加快些", None),
    ]


def test_a_delegate_is_among_those_present(tmp_path: Path) -> None:
    text = PADS["line ends"][0]
    apologies = "\n## 缺席\n\n| 姓名 | 代会人 |\n|---|---|\n| 王强 | 周敏 |\n"
    world = world_of(tmp_path, {})
    here = plain(saved(world, text))["present"]
    found = saved(world, text + apologies)
    assert plain(found)["present"] == [*here, "zhou-min"]
    (tmp_path / DRAFT).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / DRAFT).write_text(found.text, encoding="utf-8")
    again = build_world(load_workspace(working_tree(tmp_path)), AS_OF)
    assert saved(again, text + apologies).planned.writes == ()


def test_whoever_the_form_says_is_away_is_not_present_though_no_box_is_ticked(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    apologies = "## 缺席\n\n| 姓名 | 代会人 |\n|---|---|\n| 张伟 |  |\n"
    assert plain(saved(world, HEAD + TAIL + apologies))["present"] == ["li-na", "zhang-min-2", "zhou-min"]
