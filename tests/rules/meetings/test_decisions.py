from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.worlds import Found, check, found, small_company

PATH = "meetings/2025-06-30-samples.yaml"
TEXT = """\
title: Samples
date: 2025-06-30
present: [li-na]
agenda: [Samples]
decisions:
  - {id: dec1, text: Samples go out, rationale: Asked for, owner: chen-jie}
  - {id: dec2, text: Colours too}
status: published
"""


def test_m407_stands_at_the_decision(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {PATH: TEXT})), "M407") == [
        Found(
            "M407",
            "warning",
            f"{PATH}:7:6",
            "decision dec2 of Samples (2025-06-30-samples) has no owner and rationale: Colours too; "
            "name who sees to it, and why it was decided",
            ("meeting:2025-06-30-samples",),
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("text: Colours too", "text: Colours too, owner: chen-jie", 1),
        ("text: Colours too", "text: Colours too, rationale: Asked for", 1),
        ("text: Colours too", "text: Colours too, rationale: Asked for, owner: li-na", 0),
        ("published", "approved", 1),
        ("published", "draft", 0),
        ("published", "cancelled\nreason: Fair", 0),
    ],
)
def test_m407_wants_both_in_minutes_that_count(tmp_path: Path, old: str, new: str, count: int) -> None:
    assert len(found(check(small_company(tmp_path, {PATH: TEXT.replace(old, new)})), "M407")) == count
