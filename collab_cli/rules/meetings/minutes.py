"""Minutes: what published ones must not leave open."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.documents.nodes import place_at
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Label, msg
from collab_cli.model.meeting import ActionStub, Meeting
from collab_cli.rules.meetings.stub_actions import own_record
from collab_cli.rules.rule import rule


@rule(
    code="M413",
    slug="unresolved-action-stub",
    term="Inline action in published minutes",
    severity="error",
    profile="starter",
    fix="safe",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def unresolved_action_stub(world: World) -> Iterator[Fault]:
    """Published minutes hold an action that is no record of its own.

    What it finds
        Published or approved minutes with title, owner and due date of an action where its id belongs.

    Why it matters
        Only an action with a record of its own is followed up; one that stands in the minutes alone is forgotten.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        actions:
          - {title: Call back customer K, owner: chen-jie, due: 2025-07-04}
        status: published

    Instead
        # actions/2025-06-30-call-back.yaml
        title: Call back customer K
        owner: chen-jie
        due: 2025-07-04
        origin: "meeting:2025-06-30-weekly"
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        actions: [2025-06-30-call-back]
        status: published

    How to mend it
        Make a file of its own in `actions/` with title, owner, due date and `origin`, and put its id in place of the
        inline action. Minutes that are still a draft may keep it.
    """
    for meeting in world.all(Meeting):
        if meeting.value.status not in ("published", "approved"):
            continue
        for index, action in enumerate(meeting.written.actions):
            if isinstance(action, ActionStub):
                message = msg(
                    "{meeting} is {status} with an action that has no record: {title}",
                    meeting=meeting.titled,
                    status=Label(meeting.value.status, "meeting.status"),
                    title=action.title,
                )
                hint = msg("make it an action of its own and put its id here")
                place = place_at(meeting.path, meeting.node, meeting.in_file("actions", index), meeting.route)
                yield Fault(place, message, hint, (meeting.ref,), fixes=own_record(world, meeting, index, action))
