from __future__ import annotations

import pytest

from collab_cli.graph.bad_references import Problem, alike, corrected, hint_for, says
from collab_cli.i18n import language


@pytest.mark.parametrize(("text", "expected"), [("Li-Na", "li-na"), ("li-an", "li-na"), ("somebody", None)])
def test_what_is_alike(text: str, expected: str | None) -> None:
    assert alike(text, ("chen-jie", "li-na")) == expected


def test_only_the_wrong_end_of_a_reference_is_corrected() -> None:
    problem = Problem("goal", "grwo", ("grow",))
    assert corrected("goal:grwo/kr1", problem, "grow") == "goal:grow/kr1"
    assert corrected("grwo", problem, "grow") == "grow"


def test_a_period_is_not_listed() -> None:
    problem, english = Problem("period", "2024", ("2025", "2025-q1")), language("en")
    assert english.say(says(problem, "period")) == "period names the period 2024, which collab.yaml does not list"
    assert english.say(hint_for(problem, None)) == "add it to periods, or use one of 2025, 2025-q1"
    assert english.say(hint_for(problem, "2025")) == "did you mean 2025"
