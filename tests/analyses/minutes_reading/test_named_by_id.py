"""An id in brackets behind a name says who is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.named_by_id import department_text, names_text, person_text
from collab_cli.analyses.minutes_reading.said_days import Days
from tests.edits.test_save_pad import world_of


def test_the_id_is_taken_where_there_is_such_a_record(tmp_path: Path) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    assert person_text(collected, "张敏 (zhang-min-2)") == "zhang-min-2"
    assert person_text(collected, "张敏 (nobody)") == "张敏 (nobody)"
    assert department_text("销售部（sales）", collected) == "sales"
    assert department_text("销售部 (zhang-wei)", collected) == "销售部 (zhang-wei)"
    assert names_text(collected, "张敏 (zhang-min)、销售部 (sales)，周敏") == "zhang-min, sales, 周敏"
