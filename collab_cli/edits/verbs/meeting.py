"""The state verbs of meetings and of their series."""

from __future__ import annotations

from collab_cli.edits.stamps import Put, PutEntry, day, given
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def _is_complete(move: Move) -> None:
    """Published minutes say who led the meeting, who wrote them, who was there and what was discussed."""
    from collab_cli.model.fields import field_word
    from collab_cli.model.series import Series

    meeting = move.value
    series = move.world.get(Series, meeting.series)
    inherited = () if series is None else ("chair", "secretary")
    needed = ("chair", "secretary", "present", "agenda")
    missing = [name for name in needed if not getattr(meeting, name) and name not in inherited]
    if missing:
        typed = " ".join(f"{name}{'+=' if name in ('present', 'agenda') else '='}..." for name in missing)
        raise CollabError(
            msg(
                "{meeting} cannot be published without {fields}",
                meeting=move.titled,
                fields=tuple(field_word(move.record.kind.struct, name) for name in missing),
            ),
            msg("write it with {command}", command=f"collab set {move.record.ref} {typed}"),
        )


def _has_actions_of_their_own(move: Move) -> None:
    """An action noted in a draft becomes a record before the minutes are published."""
    from collab_cli.model.meeting import ActionStub

    for number, action in enumerate(move.value.actions, 1):
        if isinstance(action, ActionStub):
            raise CollabError(
                msg(
                    "{meeting} cannot be published with an action that has no record: {title}",
                    meeting=move.titled,
                    title=action.title,
                ),
                msg(
                    "add it with {add} and write its id with {set}",
                    add=f"collab action add TITLE --origin {move.record.ref}",
                    set=f"collab set {move.record.ref} actions.{number}=ID",
                ),
            )


VERBS = (
    StateVerb(
        "meeting",
        "publish",
        "Publish minutes to those who were there.\n\n"
        "They must name chair and secretary, or a series that does, who was present and the agenda; actions are "
        "records of their own.",
        (
            "collab meeting publish 2025-07-14-xdept-weekly  # published today",
            "collab meeting publish 2025-07-14-xdept-weekly --date 7/1  # sent out on that day",
        ),
        lambda move: msg("published the minutes {meeting}", meeting=move.titled),
        start=("draft",),
        to=("published",),
        options=(VerbOption(DATE, "published", "The day they were published; else today"),),
        stamps=(Put("published", day),),
        conditions=(_is_complete, _has_actions_of_their_own),
    ),
    StateVerb(
        "meeting",
        "approve",
        "Note that minutes were approved; from then on they do not change.",
        ("collab meeting approve 2025-07-07-xdept-weekly  # as the next meeting agreed",),
        lambda move: msg("approved the minutes {meeting}", meeting=move.titled),
        start=("published",),
        to=("approved",),
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
        ("collab series skip xdept-weekly --date 2025-10-06 --reason 'National holiday'  # none in that week",),
        lambda move: msg("{series} is left out on {day}", series=move.titled, day=move.day),
        start=("active",),
        options=(
            VerbOption(DATE, "skips.date", needed=True),
            VerbOption("reason", "skips.reason", needed=True),
        ),
        stamps=(PutEntry("skips", "date", {"date": day, "reason": given("reason")}),),
    ),
)
