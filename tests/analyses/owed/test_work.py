"""Actions, issues and deliveries: as owner, as helper, for the department, for a head who is away."""

from __future__ import annotations

from tests.analyses.owed.owing import AWAY, owed_by, short
from tests.conftest import MakeWorkspace

ACTIONS = {
    "actions/2025-07-01-own.yaml": (
        "title: Own\nowner: an\ndue: 2025-07-05\nassist: [plant, 'person:bo']\nsupervisor: di\n"
    ),
    "actions/2025-07-01-later.yaml": "title: Later\nowner: an\ndue: 2025-07-10\nassist: ['role:seller']\n",
    "actions/2025-07-01-done.yaml": "title: Done\nowner: an\ndue: 2025-07-01\nstatus: done\n",
    "actions/2025-08-01-to-come.yaml": "title: To come\nowner: an\ndue: 2025-08-10\n",
}


def test_an_action_concerns_owner_helper_and_supervisor(make_workspace: MakeWorkspace) -> None:
    own, later = "action:2025-07-01-own", "action:2025-07-01-later"
    an = owed_by(make_workspace, "an", ACTIONS)
    assert short(an, "action") == [("owner", own, -2, None), ("owner", later, 3, None)]
    assert (an.late, an.soon) == (1, 1)
    bo = owed_by(make_workspace, "bo", ACTIONS)
    assert (short(bo, "action"), bo.late) == ([("helper", own, -2, None)], 0)
    assert short(owed_by(make_workspace, "cy", ACTIONS), "action") == [("helper", own, -2, None)]
    assert short(owed_by(make_workspace, "di", ACTIONS), "action") == [("supervisor", own, -2, None)]


def test_issues_on_a_department_fall_to_who_stands_in_for_its_head(make_workspace: MakeWorkspace) -> None:
    head = "title: I\nraised_by: bo\nraised_at: 2025-07-01T09:00\nsla: 2d\n"
    files = {
        "issues/2025-07-01-plant.yaml": f"{head}assigned: plant\nstatus: assigned\n",
        "issues/2025-07-01-up.yaml": (
            f"{head}assigned: person:bo\nstatus: escalated\nescalations: [{{to: an, at: 2025-07-04T09:00}}]\n"
        ),
        "issues/2025-07-01-solved.yaml": (
            f"{head}assigned: plant\nstatus: resolved\nresolved_at: 2025-07-02T09:00\nresolution: X\n"
        ),
    }
    plant, up = "issue:2025-07-01-plant", "issue:2025-07-01-up"
    assert short(owed_by(make_workspace, "cy", files), "issue") == [("holder", plant, -4, None)]
    assert short(owed_by(make_workspace, "di", files), "issue") == []
    assert short(owed_by(make_workspace, "cy", files, absences=AWAY), "issue") == []
    assert short(owed_by(make_workspace, "di", files, absences=AWAY), "issue") == [("holder", plant, -4, "cy")]
    assert short(owed_by(make_workspace, "an", files), "issue") == [("escalated", up, -4, None)]
    assert short(owed_by(make_workspace, "bo", files), "issue") == [("holder", up, -4, None)]


def test_hand_offs_are_accepted_by_the_receiver_and_delivered_by_the_supplier(make_workspace: MakeWorkspace) -> None:
    head = "title: H\nfrom: sales\nto: plant\nitem: X\n"
    files = {
        "handoffs/drafted.yaml": head,
        "handoffs/agreed.yaml": (
            f"{head}status: agreed\ndeliveries:\n"
            "  - {due: 2025-07-01, delivered: 2025-07-01}\n  - {due: 2025-07-04}\n  - {due: 2025-07-09}\n"
        ),
    }
    late = [("deliver", "handoff:agreed", -3, None), ("deliver", "handoff:agreed", 2, None)]
    assert short(owed_by(make_workspace, "an", files), "handoff") == late
    assert short(owed_by(make_workspace, "cy", files), "handoff") == [("accept", "handoff:drafted", None, None)]
    assert short(owed_by(make_workspace, "bo", files), "handoff") == []
