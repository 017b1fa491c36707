"""F6: pace and status."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from collab_cli.analyses.goals.expected_progress import elapsed
from collab_cli.analyses.goals.pace import ORDER, Pace, PaceStatus, pace_status, shown_status
from collab_cli.graph.world import World
from tests.analyses.goals.key_results import YEAR, days_after
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import world_of


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    root: Path = tmp_path_factory.mktemp("pace")
    (root / "collab.yaml").write_text(MINIMAL_SETTINGS, encoding="utf-8")
    return world_of(root, date(2025, 6, 30))


@pytest.mark.parametrize(
    ("progress", "expected", "status"),
    [
        ("1", "0.05", "done"),
        ("0", "0.099999999", "too_early"),
        ("0", "0.1", "at_risk"),
        ("0.475", "0.5", "on_track"),
        ("0.15", "0.2", "on_track"),
        ("0.4749", "0.5", "on_track"),
        ("0.75", "1", "at_risk"),
        ("0.7499", "1", "off_track"),
        ("0.7", "0.8", "at_risk"),
        ("0.2", "0.9", "off_track"),
    ],
)
def test_the_first_that_holds(world: World, progress: str, expected: str, status: PaceStatus) -> None:
    assert pace_status(world, Pace(Decimal(progress), Decimal(expected))) == status


def test_what_is_only_reached_or_not_is_done_when_the_period_is_over(world: World) -> None:
    found = [
        pace_status(world, Pace(Decimal(progress), Decimal(1)), all_or_nothing=True, is_over=is_over)
        for progress in (0, 1)
        for is_over in (False, True)
    ]
    assert found == ["at_risk", "missed", "on_track", "done"]


def test_what_is_not_reached_when_the_period_is_over_is_missed(world: World) -> None:
    assert pace_status(world, Pace(Decimal("0.999"), Decimal(1)), is_over=True) == "missed"


def test_thresholds_are_those_of_the_workspace(make_workspace: MakeWorkspace) -> None:
    own = "check: {thresholds: {pace-on-track: '0.5'}}\n"
    world = world_of(make_workspace({"collab.yaml": MINIMAL_SETTINGS + own}))
    assert pace_status(world, Pace(Decimal("0.3"), Decimal("0.6"))) == "on_track"


@pytest.mark.parametrize(
    ("computed", "declared", "shown"),
    [
        ("on_track", None, "on_track"),
        ("done", "off_track", "off_track"),
        ("off_track", "done", "off_track"),
        ("too_early", "on_track", "too_early"),
        ("too_early", "at_risk", "at_risk"),
        ("missed", "off_track", "missed"),
    ],
)
def test_the_worse_is_shown(computed: PaceStatus, declared: str | None, shown: PaceStatus) -> None:
    assert shown_status(computed, declared) == shown


def test_without_anything_expected_there_is_no_pace() -> None:
    found = Pace(Decimal("0.2"), Decimal(0))
    assert (found.pace, found.gap) == (None, Decimal("-0.2"))


shares = st.decimals("0", "1", places=4)


@given(shares, shares, shares)
def test_the_same_progress_never_looks_better_later(
    world: World, progress: Decimal, one: Decimal, two: Decimal
) -> None:
    earlier, later = sorted((one, two))
    found = [pace_status(world, Pace(progress, expected)) for expected in (earlier, later)]
    if "too_early" not in found:
        assert ORDER.index(found[0]) <= ORDER.index(found[1])


@pytest.mark.no_cover
@given(shares, st.integers(-30, 400), st.integers(-30, 400))
def test_the_same_progress_only_slows_down_with_time(progress: Decimal, one: int, two: int) -> None:
    earlier, later = (Pace(progress, elapsed(YEAR, days_after(number))) for number in sorted((one, two)))
    assert earlier.gap <= later.gap
    assume(earlier.pace is not None)
    assert later.pace is not None and earlier.pace is not None and earlier.pace >= later.pace
