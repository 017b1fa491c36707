"""The verb that records the values of a metric."""

from __future__ import annotations

from collab_cli.edits.stamps import PutEntry, day, given
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.messages import Message, msg


def _replaced(move: Move) -> tuple[Message, ...]:
    old = next((point.value for point in move.value.points if point.date == move.day), None)
    if old is None or old == move.given["value"]:
        return ()
    return (msg("the value of {day} was {value} before", day=move.day, value=old),)


VERBS = (
    StateVerb(
        "metric",
        "record",
        "Record the value of a metric on a day.\n\nA value that is there for the day already is replaced.",
        (
            "collab metric record market-share 13.5  # the value of today",
            "collab metric record 市场占有率 13.2 --date 6/30 --note 'Report of the association'  # of another day",
        ),
        lambda move: msg(
            "{metric} is {value} on {day}", metric=move.titled, value=move.text("value") or "", day=move.day
        ),
        options=(
            VerbOption("value", "points.value", "The value", needed=True, argument=True),
            VerbOption(DATE, "points.date", "The day the value holds for; else today"),
            VerbOption("note", "points.note"),
        ),
        stamps=(PutEntry("points", "date", {"date": day, "value": given("value"), "note": given("note")}),),
        notes=_replaced,
    ),
)
