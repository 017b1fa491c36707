"""Do approved minutes stay as they were approved?"""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Place
from collab_cli.messages import msg
from collab_cli.model.fields import field_word
from collab_cli.model.meeting import Meeting
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.changes.unseen_edits import unseen_edits
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule

_OPEN = ("notes", "links")


@rule(
    code="D954",
    slug="edited-approved-minutes",
    term="Edited approved minutes",
    severity="error",
    profile="standard",
    handbook="4.1",
    target="meeting:2025-06-23-weekly",
    sees="base",
)
def edited_approved_minutes(compared: Compared) -> Iterator[Fault]:
    """Approved minutes have been edited.

    What it finds
        Minutes that were approved in the base and differ in anything but `notes` and `links`, or are gone. A new layout
        and a new id of somebody or something they name change nothing in them. Minutes that have changed and cannot be
        read wholly are told as well.

    Why it matters
        Minutes are the record of what was said; once approved they are frozen.

    Before
        # meetings/2025-06-23-weekly.yaml
        title: Weekly meeting
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang]
        agenda: [Returns]
        decisions:
          - {id: dec1, text: Every return is photographed, rationale: Causes stay unclear, owner: wang-qiang}
        published: 2025-06-23
        status: approved

    Example
        # meetings/2025-06-23-weekly.yaml
        title: Weekly meeting
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang]
        agenda: [Returns]
        decisions:
          - {id: dec1, text: Some returns are photographed, rationale: Causes stay unclear, owner: wang-qiang}
        published: 2025-06-23
        status: approved

    Instead
        # meetings/2025-06-23-weekly.yaml
        title: Weekly meeting
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang]
        agenda: [Returns]
        decisions:
          - {id: dec1, text: Every return is photographed, rationale: Causes stay unclear, owner: wang-qiang}
        published: 2025-06-23
        status: approved
        notes: Production asks to photograph some only; to be decided on 2025-07-07.

    How to mend it
        Take the change back. What turned out otherwise belongs in the minutes of the next meeting, or under `notes`.
    """
    approved = [meeting for meeting in compared.base.all(Meeting) if meeting.value.status == "approved"]
    here = (
        {compared.base_ref(meeting): meeting for meeting in compared.world.workspace.all(Meeting)} if approved else {}
    )
    for before in approved:
        meeting = here.get(before.ref)
        if meeting is None:
            if not compared.may_still_be(before):
                message = msg("{meeting} was approved and has been removed", meeting=before.titled)
                yield Fault(Place(SETTINGS_PATH), message, msg("put it back"), (before.ref,))
            continue
        if meeting.written == before.written:
            continue
        changes = [
            change
            for change in compared.changes_of(meeting)
            if change.act != "renamed" or change.spot.route
            if not change.spot.route or change.spot.route[0] not in _OPEN
        ]
        if changes:
            routes = [change.spot.route for change in changes]
            fields = dict.fromkeys(str(route[0]) for route in routes if route)
            message = msg(
                "{meeting} was approved and has been edited: {fields}",
                meeting=meeting.titled,
                fields=tuple(field_word(Meeting, name) for name in fields),
            )
            hint = msg("take the change back; what is new belongs in the next minutes or under `notes`")
            yield Fault(changes[0].spot.place, message, hint, (meeting.ref,))
    yield from unseen_edits(compared, "meeting", "approved")
