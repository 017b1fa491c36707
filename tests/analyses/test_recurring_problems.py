"""Which problems recur: the window of days, and the groups of texts alike."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.recurring_problems import is_owned, recurring_problems
from tests.rules.across_kinds.test_recurring_problems import LATE, company, minutes
from tests.rules.worlds import world_of


def test_any_span_counts_and_all_mentions_are_told(tmp_path: Path) -> None:
    days = ("2024-11-04", "2025-03-03", "2025-04-07", "2025-05-05")
    world = world_of(company(tmp_path, *(minutes(day, LATE) for day in days)))
    (problem,) = recurring_problems(world)
    assert (problem.topic, [mention.day.isoformat() for mention in problem.mentions]) == (None, list(days))
    assert not is_owned(world, problem)


def test_problems_stand_in_the_order_of_their_first_mention(tmp_path: Path) -> None:
    torn, held = "{text: Torn, topic: packaging}", "{text: Slow, topic: complaint-handling}"
    days = ("2025-05-05", "2025-05-12", "2025-05-19")
    world = world_of(company(tmp_path, *(minutes(day, LATE, torn, held) for day in days)))
    found = recurring_problems(world)
    assert [(one.topic, is_owned(world, one), len(one.meetings)) for one in found] == [
        (None, False, 3),
        ("packaging", False, 3),
        ("complaint-handling", True, 3),
    ]
