"""How something was decided is understood in the customary words; other words are doubtful."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.decision_row import add_decision_row
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.minutes_read import Doubt
from collab_cli.analyses.minutes_reading.said_days import Days
from tests.edits.test_save_pad import world_of


def taken(root: Path, method: str) -> Collected:
    collected = Collected(People(world_of(root, {})), Days(date(2025, 7, 14)))
    add_decision_row(collected, {"decisions": "换供应商", "mode": method}, 7)
    return collected


@pytest.mark.parametrize(
    ("said", "method"),
    [
        ("举手表决", "majority"),
        ("多数同意", "majority"),
        ("5票赞成1票反对", "majority"),
        ("show of hands", "majority"),
        ("全票通过", "consensus"),
        ("举手表决，一致同意", "consensus"),
        ("Unanimous", "consensus"),
        ("无异议", "consent"),
        ("没有人反对", "consent"),
        ("同意", "consent"),
        ("无反对即通过", "consent"),
        ("默认同意", "lazy"),
        ("silence as consent", "lazy"),
        ("五指表决", "fist_to_five"),
        ("签字确认", "sign_off"),
        ("signatures", "sign_off"),
        ("-", None),
    ],
)
def test_a_method_is_understood(tmp_path: Path, said: str, method: str | None) -> None:
    collected = taken(tmp_path, said)
    assert (collected.fields["decisions"][0].get("method"), collected.doubts) == (method, [])


@pytest.mark.parametrize("said", ["总经理决定", "李娜拍板", "未达成一致", "no consensus", "张伟反对"])
def test_words_for_no_method_are_doubtful(tmp_path: Path, said: str) -> None:
    collected = taken(tmp_path, said)
    assert collected.fields["decisions"] == [{"id": "dec1", "text": "换供应商"}]
    assert collected.doubts == [Doubt("unknown_method", ("decisions", 0), said, 7)]
