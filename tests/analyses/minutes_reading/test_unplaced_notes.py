"""What reading minutes has left in the notes is told from what people wrote there, in either language."""

from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.filed_words import spoken
from collab_cli.analyses.minutes_reading.unplaced_notes import not_placed, own_notes, unplaced_lines


@pytest.mark.parametrize("head", spoken(not_placed("纪要 7.14 (2).md")))
def test_the_part_that_is_left_is_known_in_either_language(head: str) -> None:
    notes = f"Bring the file.\n- and the plan\n\n{head}\n\n- Tea\n- 小赵: 报销\n\n\n- Later on\n"
    assert own_notes(notes) == "Bring the file.\n- and the plan\n\n- Later on"
    assert unplaced_lines(notes) == 2
    assert (own_notes(f"{head}\n\n- Tea"), unplaced_lines(f"{head}\n\n- Tea")) == ("", 1)


def test_other_notes_stay_as_they_are() -> None:
    assert own_notes("- Tea\n\n- Coffee") == "- Tea\n\n- Coffee"
    assert unplaced_lines("- Tea") == 0
