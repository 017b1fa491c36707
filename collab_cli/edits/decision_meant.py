"""The decision a text means: `meeting/dec1`, or any words that only one decision holds."""

from __future__ import annotations

from collab_cli.analyses.decisions import DecisionStanding, decision_standings
from collab_cli.edits.named_records import NamedRecords
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.field_types import RefersOpenly

LISTED = 5
"""How many decisions are named where a text can mean several."""
_LONGEST = 40
"""Characters of a decision that a sentence tells."""


def decision_meant(world: World, names: NamedRecords, text: str) -> DecisionStanding:
    """Return the decision that ``text`` means; raise CollabError if it means none, or several.

    ``names`` finds its minutes. Words are looked for in what is in force before what was superseded.
    """
    standings = world.once(decision_standings)
    wanted = text.strip().replace("：", ":")
    exact = next((one for one in standings if _short(one) == wanted.removeprefix("meeting:")), None)
    if exact is not None:  # before words: the text of another decision may quote it
        return exact
    words = wanted.casefold()
    found = [one for one in standings if words and words in one.decision.text.casefold()]
    in_force = [one for one in found if one.state != "superseded"]
    if len(found) > 1 and len(in_force) == 1:
        found = in_force
    if len(found) == 1:
        return found[0]
    if found:
        listed = tuple(decision_titled(one) for one in found[:LISTED])
        raise CollabError(
            msg("{text} can mean several decisions: {decisions}", text=text, decisions=listed),
            msg("name one as {example}", example=_short(found[0])),
        )
    if "/" in wanted:
        ref = names.ref(wanted, RefersOpenly(("meeting",)))
        by_ref = next((one for one in standings if one.ref == ref), None)
        if by_ref is not None:
            return by_ref
    raise CollabError(
        msg("there is no decision {text}", text=text),
        msg(
            "write minutes and number as in {example}; {command} shows what there is",
            example="2025-07-07-weekly/dec1",
            command="collab decision list --all",
        ),
    )


def decision_titled(one: DecisionStanding) -> Titled:
    """Return a decision as messages name it: what was decided, minutes and number in brackets."""
    text = one.decision.text
    return Titled(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…", _short(one))


def _short(one: DecisionStanding) -> str:
    return f"{one.meeting.id}/{one.decision.id}"
