"""The state verbs of meetings and of their series."""

from __future__ import annotations

from collab_cli.edits.stamps import Put, PutEntry, day, given
from collab_cli.edits.state_verb import DATE, StateVerb, VerbOption
from collab_cli.messages import msg

VERBS = (
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
