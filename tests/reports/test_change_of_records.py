"""The sentences of `changes_told/records.toml`, in both languages."""

from __future__ import annotations

import pytest

from collab_cli.graph.world import World
from tests.reports.told_changes import Case, cases, edited

CASES = cases("records")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_told(case: Case, demo: World) -> None:
    told = edited(demo, case.edits)
    assert told.said("en") == case.en
    assert told.said("zh") == case.zh


def test_a_duty_of_a_draft_is_drafted_and_told_with_its_letters_when_it_takes_effect(demo: World) -> None:
    path = "charters/fairs.yaml"
    text = "title: {en: Charter of Fairs}\nowner: liu-fang\nstatus: draft\nduties:\n"
    rows = ["  - {id: booths, title: Booths, raci: {marketing: AR}}\n", "  - {id: talks, title: Talks}\n"]
    first = edited(demo, {path: text + rows[0]}).after
    second = edited(first, {path: text + rows[0] + rows[1]})
    third = edited(second.after, {path: (text + rows[0]).replace("draft", "effective")})
    assert edited(second.after, {path: text + rows[0]}).said() == ["Talks is taken out of the draft Charter of Fairs"]
    assert second.said() == ["Talks is drafted in Charter of Fairs"]
    assert second.said("zh") == ["“Charter of Fairs”草稿新增“Talks”"]
    assert third.said() == [
        "Charter of Fairs is in force",
        "Talks is taken out of the draft Charter of Fairs",
        "Booths is new: Marketing accountable and responsible",
    ]
