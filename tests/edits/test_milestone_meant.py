from __future__ import annotations

import pytest

from collab_cli.edits.milestone_meant import milestone_meant
from collab_cli.messages import Titled
from tests.analyses.goals.key_results import key_result
from tests.edits.plans import refusal

LINE = key_result(
    type="milestone",
    milestones=[{"title": {"zh": "设计完成", "en": "Design"}}, {"title": "Pilot run"}, {"title": "Pilot sale"}],
)
TITLED = Titled("New line", "new-line/kr1")


@pytest.mark.parametrize(("text", "at"), [("设计完成", 0), ("design", 0), ("Pilot run", 1), ("2", 1), ("des", 0)])
def test_by_title_beginning_or_number(text: str, at: int) -> None:
    assert milestone_meant(LINE, TITLED, text) == at


@pytest.mark.parametrize("text", ["Pilot", "4", "0", "00002", "00012", "", "nothing"])
def test_what_means_none_or_several_names_them(text: str) -> None:
    assert refusal(lambda: milestone_meant(LINE, TITLED, text)) == (
        f"New line (new-line/kr1) has no single milestone {text or chr(39) * 2}; "
        "name the one that was reached: 1 Design, 2 Pilot run and 3 Pilot sale"
    )
