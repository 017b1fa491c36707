"""What becomes of minutes that were read: the draft, its comments, its notes, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.minutes_reading.read_minutes import read_minutes
from collab_cli.edits.import_minutes import Imported, plan_import
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.transports.minutes_blocks import blocks_of
from tests.analyses.minutes_reading.company import FILES
from tests.analyses.minutes_reading.worlds import AS_OF, world_at
from tests.conftest import MakeWorkspace

ENGLISH = language("en")

TEXT = """\
# Cross-department weekly
Date: 2025-07-07
Present: Li Na, Anna, Olga Petrova
Chair: Li Na
Absent: Peter Novak
The coffee machine is broken.
Actions:
- [ ] Send the plan (@anna, Friday)
- Sales: call customer K
"""


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_at(make_workspace(FILES))


def imported(world: World, text: str, day: date | None = None, series: str | None = None) -> Imported:
    read = read_minutes(blocks_of(text), world, AS_OF, name="m.md", day=day, series=series)
    return plan_import(Plan(world), read, "m.md", ENGLISH.say)


def test_doubts_stand_above_their_fields_and_the_rest_in_the_notes(world: World) -> None:
    done = imported(world, TEXT)
    assert (done.id, done.path) == ("2025-07-07-xdept-weekly", "meetings/2025/2025-07-07-xdept-weekly.yaml")
    assert (
        done.text
        == """\
# ?: Regrets: line 5: Peter Novak: nobody has this name
title: Cross-department weekly
date: 2025-07-07
series: xdept-weekly
type: weekly
chair: li-na
# ?: line 3: Anna is taken for anna-berger: only part of the name is given
present: [li-na, anna-berger]
# ?: line 3: Olga Petrova: nobody here has this name; taken for a guest
guests: [Olga Petrova]
actions:
  - title: Send the plan
    # ?: line 8: anna is taken for anna-berger: only part of the name is given
    owner: anna-berger
    # ?: line 8: Friday is taken for 2025-07-11: counted from the day of the meeting
    due: 2025-07-11
  # ?: line 9: no date is given
  - title: Call customer K
    # ?: line 9: Sales is taken for zhang-wei: a department; its head is proposed
    owner: zhang-wei
status: draft
notes: |-
  Not placed when the minutes were read from m.md:

  - Peter Novak
  - The coffee machine is broken.
"""
    )


def test_a_series_that_is_given_is_taken_and_what_it_adds_is_told(world: World) -> None:
    done = imported(world, "Present: Li Na\nDecision: we move", day=date(2025, 7, 14), series="xdept-weekly")
    assert done.id == "2025-07-14-xdept-weekly"
    assert "title:\n  zh: 跨部门周例会\n  en: Cross-department weekly\n" in done.text
    assert "# ?: weekly: the text does not say it; taken from the series\ntype: weekly\n" in done.text


def test_minutes_of_a_meeting_that_has_some_are_refused(world: World) -> None:
    with pytest.raises(CollabError) as refused:
        imported(world, "# 启动会\n日期：2025-06-30\n主持：李娜\n")
    assert ENGLISH.say(refused.value.message) == "there are minutes 启动会 (2025-06-30-qi-dong-hui) already"


def test_a_text_that_names_nobody_and_no_day_is_refused(world: World) -> None:
    with pytest.raises(CollabError) as refused:
        imported(world, "Buy milk\nand bread")
    assert ENGLISH.say(refused.value.message) == "m.md names nobody of this company and no date"


def test_what_a_text_holds_cannot_become_yaml_or_a_comment_of_ours(world: World) -> None:
    text = "Date: 2025-07-07\nPresent: Li Na\nActions:\n- a: b # c\n- collab: ignore[all] (王工)\n- '{x: y}' - soon\n"
    done = imported(world, text)
    assert "# collab:" not in done.text
    assert [action.title for action in done.planned.after.workspace.records["meeting"][done.id].value.actions][:1]
    assert all("\n" not in line for line in done.text.splitlines())
