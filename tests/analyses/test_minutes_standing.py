from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from collab_cli.analyses.minutes_standing import (
    leaders,
    minutes_standing,
    next_draft,
    unreviewed_actions,
)
from tests.rules.worlds import small_company, world_of

TEXT = """\
title: Weekly
date: 2025-06-30
series: weekly
present: [zhang-wei, zhou-min]
reports:
  - {department: sales, issues: [{text: Late}, {text: Stand, disposition: escalated}]}
  - {department: production, progress: Fine, issues: [{text: Rain, disposition: parked}]}
status: draft
"""


def test_what_a_draft_holds_and_leaves_open(tmp_path: Path) -> None:
    later = TEXT.replace("2025-06-30", "2025-07-07")
    files = {"meetings/2025-06-30-weekly.yaml": TEXT, "meetings/2025-07-07-weekly.yaml": later}
    world = world_of(small_company(tmp_path, files))
    meeting = world.workspace.records["meeting"]["2025-06-30-weekly"]
    found = minutes_standing(world, meeting)
    assert found.lacking == ("agenda",)
    assert found.attendance.represented == ("sales", "marketing")
    assert (found.quorum, found.is_quorate) == (Decimal("0.5"), True)
    assert [(one.report, one.index, one.lacks) for one in found.open_issues] == [
        (0, 0, "disposition"),
        (0, 1, "ref"),
    ]
    assert [(one.department, one.lacks) for one in found.incomplete] == [("sales", ("progress",))]
    assert not found.has_next_step
    assert leaders(world, meeting) == ("li-na", "chen-jie")
    assert [action.id for action in unreviewed_actions(world, meeting)] == ["2025-06-23-photograph-returns"]
    draft = next_draft(world, meeting)
    assert draft is not None and draft.id == "2025-07-07-weekly"
    assert next_draft(world, draft) is None


def test_a_meeting_of_no_series_needs_no_quorum(tmp_path: Path) -> None:
    text = "title: Talk\ndate: 2025-06-30\nagenda: [x]\nnext_meeting: 2025-07-07\nstatus: draft\n"
    world = world_of(small_company(tmp_path, {"meetings/2025-06-30-talk.yaml": text}))
    meeting = world.workspace.records["meeting"]["2025-06-30-talk"]
    found = minutes_standing(world, meeting)
    assert found.lacking == ("chair", "secretary", "present")
    assert (found.quorum, found.is_quorate, found.has_next_step) == (None, True, True)
    assert leaders(world, meeting) == (None, None)
    assert unreviewed_actions(world, meeting) == ()
