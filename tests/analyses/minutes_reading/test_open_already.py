"""An action of a form that is open already is doubted."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.minutes_reading.doubt_words import said
from collab_cli.analyses.minutes_reading.minutes_read import MinutesRead, Understood
from collab_cli.analyses.minutes_reading.open_already import open_already
from collab_cli.i18n import language
from tests.edits.test_save_pad import HEAD, TAIL, saved, world_of

TITLES = ("新的事项", "sample  LIST", "补充投放预算方案")


def test_a_title_of_an_open_action_is_doubted_with_its_id(tmp_path: Path) -> None:
    world = world_of(tmp_path, {})
    fields = {"actions": [{"title": title} for title in TITLES]}
    read = MinutesRead(fields, (Understood(("actions", 1), 7),), (), (), 0, 0)
    found = [language("zh").say(said(one)) for one in open_already(world, read, {"2025-06-30-media-budget-plan"})]
    assert found == [
        "第 7 行：“sample  LIST (2025-06-23-sample-list)”：已有同名的未办结事项；改期用 collab action postpone"
    ]


def test_a_row_of_a_form_that_is_open_already_is_marked_in_the_draft(tmp_path: Path) -> None:
    table = "## 督办事项\n\n| 事项 | 责任人 | 配合方 | 督办人 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
    row = "| 补充投放预算方案 | 刘芳 |  |  | 2025-08-01 |\n"
    lines = saved(world_of(tmp_path, {}), HEAD + "- [x] 李娜\n" + TAIL + table + row).text.splitlines()
    above = lines[lines.index("  - title: 补充投放预算方案") - 1]
    assert above.strip().startswith("# ?: ")
    assert "补充投放预算方案 (2025-06-30-media-budget-plan)”：已有同名的未办结事项" in above
