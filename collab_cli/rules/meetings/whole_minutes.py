"""Whole minutes: who, what about, what next, and nothing forgotten of what was agreed before."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.minutes_standing import is_held, lacking_header, next_draft, unreviewed_actions
from collab_cli.findings import Fault, Fix
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.action import Action
from collab_cli.model.fields import field_word, fields_of
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="M409",
    slug="open-actions-not-reviewed",
    term="Open actions not reviewed",
    severity="warning",
    profile="standard",
    fix="safe",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def open_actions_not_reviewed(world: World) -> Iterator[Fault]:
    """A meeting passed over an open action that an earlier meeting of the series had agreed on.

    What it finds
        A published or approved meeting of a series, and an action that is from an earlier meeting of it and was open on
        that day, but is neither under `carried_over` nor under `actions` there, nor in a later meeting of the series.

    Why it matters
        What nobody asks about any more is not done; it is not even given up, only lost.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        next_meeting: 2025-07-07
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        carried_over: [2025-06-23-photograph-returns]
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Ask about it in the next meeting and put its id under `carried_over` of the draft, which `collab check --fix`
        does. Minutes that are approved stay as they are. What is given up is closed with `collab action cancel`.
    """
    for meeting in world.all(Meeting):
        if not is_held(meeting):
            continue
        forgotten = unreviewed_actions(world, meeting)
        if forgotten:
            message = msg(
                "{meeting} passed over open actions of earlier meetings: {actions}",
                meeting=meeting.titled,
                actions=tuple(action.titled for action in forgotten),
            )
            hint = msg("ask about them in the next meeting and name them there under carried_over")
            refs = (meeting.ref, *(action.ref for action in forgotten))
            yield Fault(
                meeting.place("carried_over"), message, hint, refs, fixes=_into_draft(world, meeting, forgotten)
            )


@rule(
    code="M411",
    slug="incomplete-header",
    term="Incomplete minutes",
    severity="error",
    profile="standard",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def incomplete_header(world: World) -> Iterator[Fault]:
    """Minutes do not say who led the meeting, who wrote them, who was there or what it was about.

    What it finds
        Published or approved minutes without `agenda` or `present`; or without `chair` or `secretary`, where no series
        names them.

    Why it matters
        A paper that does not say who met and what about proves nothing, and nobody answers for what it says.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        next_meeting: 2025-07-07
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports, Returns]
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Write what is missing: `collab meeting present` notes who was there, `collab meeting agenda-item add` what it
        was about. Chair and secretary of a series need not be written again.
    """
    for meeting in world.all(Meeting):
        missing = lacking_header(world, meeting) if is_held(meeting) else ()
        if missing:
            message = msg(
                "{meeting} does not say {missing}",
                meeting=meeting.titled,
                missing=tuple(field_word(Meeting, name) for name in missing),
            )
            yield Fault(meeting.place(missing[0]), message, msg("write what is missing"), (meeting.ref,))


@rule(
    code="M412",
    slug="no-next-step",
    term="No next step",
    severity="warning",
    profile="standard",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def no_next_step(world: World) -> Iterator[Fault]:
    """Minutes end without an action and without the day people meet again.

    What it finds
        Published or approved minutes with neither `actions` nor `next_meeting`.

    Why it matters
        A meeting nothing follows from has cost everybody an hour.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Write the actions that were agreed, or the day of the next meeting. Where there is neither, ask whether people
        had to meet.
    """
    for meeting in world.all(Meeting):
        if is_held(meeting) and not meeting.value.actions and meeting.value.next_meeting is None:
            message = msg("{meeting} names neither an action nor the next meeting", meeting=meeting.titled)
            hint = msg("write the actions agreed, or the day of the next meeting")
            yield Fault(meeting.place("next_meeting"), message, hint, (meeting.ref,))


def _into_draft(world: World, meeting: Record[Meeting], forgotten: tuple[Record[Action], ...]) -> tuple[Fix, ...]:
    """Return the edit that puts actions on the list of the next draft, none where there is no draft."""
    from collab_cli.documents.nodes import Mapping
    from collab_cli.documents.splice import set_field

    draft = next_draft(world, meeting)
    if draft is None or not isinstance(draft.node, Mapping):
        return ()
    order = tuple(info.name for info in fields_of(Meeting))
    listed = [*draft.written.carried_over, *(action.id for action in forgotten)]
    patch = set_field(draft.document, draft.node, "carried_over", listed, order=order)
    return (Fix(True, msg("put them on the list of {draft}", draft=draft.titled), (patch,)),)
