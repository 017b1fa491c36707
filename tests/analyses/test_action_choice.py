from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.action_choice import ActionChoice, GroupedBy, chosen_actions, grouped
from tests.rules.worlds import green_demo, world_of

MEDIA, FORECAST, CHECKLIST = (
    "2025-06-30-media-budget-plan",
    "2025-07-07-forecast-deadline",
    "2025-10-10-contract-checklist",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (ActionChoice(), [MEDIA, FORECAST, CHECKLIST]),
        (ActionChoice(owner="chen-jie"), [CHECKLIST]),
        (ActionChoice(department="sales"), [FORECAST, CHECKLIST]),
        (ActionChoice(overdue=True), [MEDIA, FORECAST]),
        (ActionChoice(origin="meeting:2025-07-07-xdept-weekly"), [FORECAST]),
        (ActionChoice(origin="meeting:2025-07-07-xdept-weekly/dec1"), [FORECAST]),
        (ActionChoice(origin="meeting:2025-07-07-xdept-weekly/dec2"), []),
        (ActionChoice(meeting="2025-07-07-xdept-weekly"), [MEDIA, FORECAST]),
        (ActionChoice(meeting="2025-07-14-xdept-weekly"), []),
        (ActionChoice(meeting="2025-07-21-none"), []),
        (ActionChoice(states=frozenset({"done"})), []),
        (ActionChoice(states=frozenset({"in_progress"})), [MEDIA]),
    ],
)
def test_what_is_asked_for(root: Path, choice: ActionChoice, ids: list[str]) -> None:
    found = chosen_actions(world_of(root, date(2025, 7, 14)), choice)
    assert [one.action.id for one in found] == ids


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("department", {"marketing": [MEDIA], "sales": [FORECAST, CHECKLIST]}),
        ("owner", {"liu-fang": [MEDIA], "zhang-wei": [FORECAST], "chen-jie": [CHECKLIST]}),
        ("meeting", {"2025-07-07-xdept-weekly": [FORECAST], None: [MEDIA, CHECKLIST]}),
        ("goal", {"strengthen-brand": [MEDIA], None: [FORECAST, CHECKLIST]}),
    ],
)
def test_groups(root: Path, by: GroupedBy, groups: dict[str | None, list[str]]) -> None:
    found = grouped(chosen_actions(world_of(root), ActionChoice()), by)
    assert {key: [one.action.id for one in group] for key, group in found} == groups
    assert [key for key, _ in found] == list(groups)
