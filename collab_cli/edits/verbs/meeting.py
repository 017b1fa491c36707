"""The state verbs of meetings and of their series."""

from __future__ import annotations

from collab_cli.edits.stamps import Put, PutEntry, day, given
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.messages import Message, msg


def _is_minutes(move: Move) -> None:
    """Published minutes are whole: header, quorum, an owner and a day for every action."""
    from collab_cli.edits.publish_minutes import check_minutes

    check_minutes(move)


def _make_actions(move: Move) -> None:
    """An action noted in a draft becomes a record when the minutes are published."""
    from collab_cli.edits.publish_minutes import make_actions

    make_actions(move)


def _told(move: Move) -> tuple[Message, ...]:
    from collab_cli.edits.publish_minutes import told

    return told(move)


def _note_approval(move: Move) -> None:
    from collab_cli.edits.approved_before import note_approval

    note_approval(move)


def _approval_told(move: Move) -> tuple[Message, ...]:
    from collab_cli.edits.approved_before import approval_told

    return approval_told(move)


def _left_out(move: Move) -> tuple[Message, ...]:
    """Return which meeting is left out, where the day said is not its own."""
    from collab_cli.analyses.meeting_slots import slot_on

    slot = slot_on(move.world, move.record, move.day)
    if slot is None:
        return (msg("{day} is no day on which {series} meets", day=move.day, series=move.titled),)
    if move.day in (slot.planned, slot.day):
        return ()
    return (msg("it is the meeting of {day} that is left out", day=slot.day),)


VERBS = (
    StateVerb(
        "meeting",
        "publish",
        "Publish minutes to those who were there.\n\n"
        "They must name chair and secretary, or a series that does, who was present and the agenda. Every action noted "
        "in them becomes a record of its own in the same step; what is left open is told.",
        (
            "collab meeting publish 2025-07-14-xdept-weekly  # published today",
            "collab meeting publish 2025-07-14-xdept-weekly --date 7/1  # sent out on that day",
        ),
        lambda move: msg("published the minutes {meeting}", meeting=move.titled),
        start=("draft",),
        to=("published",),
        options=(VerbOption(DATE, "published", "The day they were published; else today"),),
        stamps=(Put("published", day),),
        conditions=(_is_minutes,),
        makes=_make_actions,
        notes=_told,
    ),
    StateVerb(
        "meeting",
        "approve",
        "Note that minutes were approved; from then on they do not change.\n\n"
        "The draft of the next meeting of the series says then that they were.",
        ("collab meeting approve 2025-07-07-xdept-weekly  # as the next meeting agreed",),
        lambda move: msg("approved the minutes {meeting}", meeting=move.titled),
        start=("published",),
        to=("approved",),
        makes=_note_approval,
        notes=_approval_told,
    ),
    StateVerb(
        "meeting",
        "cancel",
        "Cancel a meeting, with the reason.",
        ("collab meeting cancel 2025-07-14-xdept-weekly --reason 'Trade fair'  # it does not take place",),
        lambda move: msg("cancelled the meeting {meeting}", meeting=move.titled),
        start=("draft",),
        to=("cancelled",),
        options=(VerbOption("reason", "reason", needed=True),),
        stamps=(Put("reason", given("reason")),),
    ),
    StateVerb(
        "series",
        "skip",
        "Leave out a meeting of a series on purpose, with the reason.",
        ("collab series skip xdept-weekly 2025-10-06 --reason 'National holiday'  # none in that week",),
        lambda move: msg("{series} is left out on {day}", series=move.titled, day=move.day),
        start=("active",),
        options=(
            VerbOption(DATE, "skips.date", "Any day of the slot left out.", needed=True, argument=True),
            VerbOption("reason", "skips.reason", needed=True),
        ),
        stamps=(PutEntry("skips", "date", {"date": day, "reason": given("reason")}),),
        notes=_left_out,
    ),
)
