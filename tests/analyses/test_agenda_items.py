"""What the next meeting has to talk about: each topic, its order, and the time for each line."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.agenda_items import Agenda, agenda, time_boxes
from collab_cli.analyses.next_meetings import next_meetings
from collab_cli.model.series import Series
from tests.analyses.meeting_company import company, meeting, series
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

MONDAYS = "{unit: week, weekday: mon}"
ACTION = "title: {title}\nowner: an\ndue: 2025-10-24\n{more}"
STUB = "actions: [{title: Later, owner: an, due: 2025-11-01}, 2025-10-20-named]\n"
ISSUE = "title: Late\nraised_by: an\nraised_at: {day}T09:00\nsla: 2wd\n"


def lines(found: Agenda) -> list[tuple[str, str]]:
    return [(item.topic, item.ref) for item in found.items if item.topic not in ("report", "gap")]


def agenda_on(make_workspace: MakeWorkspace, day: date, *files: dict[str, str]) -> Agenda:
    world = world_of(make_workspace(company(*files, weekly=series(MONDAYS))), day)
    return agenda(world, next_meetings(world, world.all(Series))[0])


def test_minutes_and_actions_of_the_series_come_first(make_workspace: MakeWorkspace) -> None:
    found = agenda_on(
        make_workspace,
        date(2025, 10, 22),
        meeting("2025-10-13", "decisions: [{id: dec1, text: Count}]\n", "approved"),
        meeting("2025-10-20", STUB),
        meeting("2025-10-27", "carried_over: [2025-10-01-noted]\n", "draft"),
        {
            "actions/2025-10-01-noted.yaml": ACTION.format(title="Noted", more=""),
            "actions/2025-10-13-agreed.yaml": ACTION.format(
                title="Agreed", more='origin: "meeting:2025-10-13-weekly/dec1"\n'
            ),
            "actions/2025-10-20-named.yaml": ACTION.format(title="Named", more=""),
            "actions/2025-10-13-done.yaml": ACTION.format(
                title="Done", more='origin: "meeting:2025-10-13-weekly"\nstatus: done\n'
            ),
            "actions/2025-10-02-other.yaml": ACTION.format(title="Other", more=""),
        },
    )
    assert lines(found) == [
        ("minutes", "meeting:2025-10-20-weekly"),
        ("action", "action:2025-10-01-noted"),
        ("action", "action:2025-10-13-agreed"),
        ("action", "action:2025-10-20-named"),
    ]
    reports = [item.ref for item in found.items if item.topic == "report"]
    assert reports == ["department:sales", "department:plant", "department:law"]


def test_approved_minutes_need_nothing(make_workspace: MakeWorkspace) -> None:
    found = agenda_on(make_workspace, date(2025, 10, 22), meeting("2025-10-20", status="approved"))
    assert lines(found) == []


def test_issues_due_by_the_meeting_proposals_and_requests(make_workspace: MakeWorkspace) -> None:
    proposal = "title: Share\nsubjects: []\ntype: decision\naffected: [sales, plant]\nopened: 2025-10-20\n"
    request = "title: Press\ntype: material\nfor: goal:g\nrequested_by: plant\nneeded_by: 2025-12-01\n"
    found = agenda_on(
        make_workspace,
        date(2025, 10, 22),
        {
            "issues/2025-10-15-late.yaml": ISSUE.format(day="2025-10-15"),
            "issues/2025-10-22-soon.yaml": ISSUE.format(day="2025-10-22"),
            "issues/2025-10-22-far.yaml": ISSUE.format(day="2025-10-22").replace("2wd", "20wd"),
            "issues/2025-10-23-unknown.yaml": ISSUE.format(day="2025-10-23"),
            "proposals/share.yaml": proposal,
            "proposals/over.yaml": proposal + "status: withdrawn\n",
            "resources/press.yaml": request + "requested: {qty: 1}\nstatus: submitted\n",
            "resources/draft.yaml": request + "requested: {qty: 1}\n",
        },
    )
    assert lines(found) == [
        ("issue", "issue:2025-10-15-late"),
        ("issue", "issue:2025-10-22-soon"),
        ("proposal", "proposal:share"),
        ("resource", "resource:press"),
    ]


@pytest.mark.parametrize(
    ("weights", "total", "boxes"),
    [
        ([2, 5], 60, (2, 5)),
        ([5, 5, 5], 12, (4, 4, 4)),
        ([2, 5, 5], 7, (1, 3, 3)),
        ([5, 5, 5], 2, (1, 1, None)),
        ([1, 1, 1], 2, (1, 1, None)),
        ([], 30, ()),
    ],
)
def test_the_times_fit_into_the_meeting(weights: list[int], total: int, boxes: tuple[int | None, ...]) -> None:
    assert time_boxes(weights, total) == boxes
