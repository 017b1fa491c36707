"""What a draft holds and a form does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from collab_cli.edits.unseen_entries import told_unseen, unseen_entries
from collab_cli.i18n import language
from tests.edits.test_save_pad import world_of

BASE: dict[str, Any] = {
    "present": ["li-na", "zhang-wei", "chen-jie", "liu-fang"],
    "regrets": [{"person": "wang-qiang"}],
    "agenda": ["预算"],
    "decisions": [{"id": "dec1", "text": "采购样机"}, {"id": "dec2", "text": "涨价"}],
    "actions": ["2025-06-30-media-budget-plan", {"title": "盘点"}],
}
FORM: dict[str, Any] = {
    "present": ["li-na", "wang-qiang"],
    "regrets": [{"person": "liu-fang"}],
    "decisions": [{"id": "dec1", "text": "涨价"}],
    "actions": [{"title": "补充投放预算方案"}, {"title": "新"}],
}
KNOWN: dict[str, Any] = {"present": ["zhang-wei"], "decisions": [{"text": "采购样机"}]}


def test_what_the_form_never_showed_is_kept_and_what_it_showed_is_taken_out(tmp_path: Path) -> None:
    world = world_of(tmp_path, {})
    found = unseen_entries(world, BASE, FORM, KNOWN)
    assert found.kept == {"present": ["chen-jie"], "actions": [{"title": "盘点"}]}
    assert found.taken_out == {"present": ["zhang-wei"], "decisions": [BASE["decisions"][0]]}
    assert [language("zh").say(one) for one in told_unseen(world, found)] == [
        "表单中没有，草稿予以保留：出席：陈杰",
        "表单中没有，草稿予以保留：督办事项：盘点",
        "按表单删去：出席：张伟",
        "按表单删去：决议：采购样机",
    ]


def test_of_a_form_nobody_knows_everything_is_kept(tmp_path: Path) -> None:
    found = unseen_entries(world_of(tmp_path, {}), BASE, FORM, None)
    assert found.taken_out == {}
    assert found.kept["present"] == ["zhang-wei", "chen-jie"]
    assert found.kept["decisions"] == [BASE["decisions"][0]]
