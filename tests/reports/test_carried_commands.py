"""What is noted beside actions carried over, as commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.minutes_reading.read_pad import CarriedWord
from collab_cli.i18n import language
from collab_cli.reports.carried_commands import carried_commands
from tests.edits.test_save_pad import DAY, world_of

PLAN = "2025-06-30-media-budget-plan"
"""An action of liu-fang, not begun, due on 2025-07-11."""


@pytest.mark.parametrize(
    ("state", "due", "owner", "commands"),
    [
        ("未开始", "2025-07-11", "刘芳", []),
        ("进行中", "2025-07-11", "刘芳", ["start {}"]),
        ("进行中，完成80%", "2025-07-11", "刘芳", ["note {} '进行中，完成80%'"]),
        ("in progress, 80 %", "2025-07-11", "", ["note {} 'in progress, 80 %'"]),
        ("", "2025-07-11", "周敏", ["assign {} zhou-min"]),
        ("转给王强", "2025-07-11", "刘芳", ["assign {} wang-qiang"]),
        ("转给王强，等报价", "", "", ["assign {} wang-qiang", "note {} '转给王强，等报价'"]),
        ("延期到7月25日", "2025-07-11", "刘芳", ["postpone {} --due 2025-07-25 --reason '延期到7月25日'"]),
        (
            "7月3日发过邮件，延期至8月1日",
            "2025-07-11",
            "",
            ["postpone {} --due 2025-08-01 --reason '7月3日发过邮件，延期至8月1日'"],
        ),
        ("延期两周", "2025-07-11", "", ["postpone {} --due 2025-07-25 --reason '延期两周'"]),
        ("postponed 10 days", "", "", ["postpone {} --due 2025-07-21 --reason 'postponed 10 days'"]),
        ("7月3日发过邮件", "2025-07-11", "", ["note {} '7月3日发过邮件'"]),
        ("不做了", "2025-07-11", "", ["cancel {} --reason '不做了'"]),
        ("进行中", "7-18", "周敏", ["assign {} zhou-min", "postpone {} --due 2025-07-18 --reason '进行中'"]),
    ],
)
def test_what_is_said_anew_is_a_command_to_run(
    tmp_path: Path, state: str, due: str, owner: str, commands: list[str]
) -> None:
    world = world_of(tmp_path, {})
    lines = carried_commands(world, f"{DAY}-xdept-weekly", [CarriedWord(PLAN, state, due, 1, owner)])
    said = [language("zh").say(one).partition("collab action ")[2] for one in lines]
    assert said == [command.format(PLAN) for command in commands]
