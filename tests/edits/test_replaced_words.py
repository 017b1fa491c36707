"""What a form replaces of a report is told."""

from __future__ import annotations

from pathlib import Path

from collab_cli.edits.replaced_words import replaced_words
from collab_cli.i18n import language
from tests.edits.test_save_pad import DRAFT, PADS, RICH, saved, world_of


def test_what_a_department_had_reported_and_the_form_replaces_is_told(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    found = saved(world, PADS["line ends"][0])
    assert [language("zh").say(note) for note in found.planned.notes] == [
        "替换了销售部汇报中的“进展”：签约 3 家：A、B 回款 80% → 签约 3 家， “回款”80%",
        "替换了销售部汇报中的“问题”：预测晚一天; 影响排产; 样机缺货 → 预测晚一天; 样机缺货",
        "表单中没有，草稿予以保留：出席：张敏和周敏",
    ]


def test_what_was_empty_or_is_the_same_but_for_blanks_is_not_told_and_long_texts_are_cut(tmp_path: Path) -> None:
    before = [{"department": "sales", "progress": "two  contracts", "needs": "a" * 30}, {"department": "quality"}]
    after = [
        {"department": "sales", "progress": "two contracts", "needs": "b"},
        {"department": "quality", "next": "go on"},
    ]
    told = [language("en").say(one) for one in replaced_words(world_of(tmp_path, {}), before, after)]
    assert told == [f"replaced in the report of Sales, Needs: {'a' * 23}… → b"]
