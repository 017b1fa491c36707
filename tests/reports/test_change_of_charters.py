"""The sentences of `changes_told/charters.toml`, in both languages."""

from __future__ import annotations

import pytest

from collab_cli.graph.world import World
from tests.reports.told_changes import Case, cases, edited

CASES = cases("charters")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_told(case: Case, demo: World) -> None:
    told = edited(demo, case.edits)
    assert told.said("en") == case.en
    assert told.said("zh") == case.zh
