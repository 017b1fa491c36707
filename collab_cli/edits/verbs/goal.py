"""The state verbs of goals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from collab_cli.edits.stamps import Append, Put, PutBelow, PutEach, PutEntry, by, day, digest_of, given
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg, msgn

if TYPE_CHECKING:
    from collab_cli.model.goal import Goal
    from collab_cli.model.record import Record

_OPEN = ("draft", "proposed", "active")


def _agreed(move: Move) -> None:
    """An active goal is the subject of an accepted proposal, on its present text, where agreements are asked for."""
    from collab_cli.graph.agreements import accepted_proposals, is_current, needs_agreement

    world, goal = move.world, move.record
    if not needs_agreement(world.settings):
        return
    agreed = accepted_proposals(world.workspace).get(goal.ref)
    if agreed is None:
        raise CollabError(
            msg("{goal} cannot become active: no accepted proposal is about it", goal=goal.titled),
            msg("open one with {command}", command=f"collab proposal open TITLE --subject {goal.ref}"),
        )
    digest = agreed.subject.digest
    if digest is not None and not is_current(world.workspace, goal, digest, world.digest(goal)):
        raise CollabError(
            msg("{goal} has changed since {proposal} was accepted", goal=goal.titled, proposal=agreed.proposal.titled),
            msg("open a proposal on its present text with {command}", command="collab proposal open"),
        )


def _parent(move: Move) -> Record[Goal]:
    from collab_cli.model.goal import Goal

    found = move.world.get(Goal, move.text("to"))
    assert found is not None
    return found


def _parent_is_open(move: Move) -> None:
    """A goal that is closed is served by no further one."""
    from collab_cli.edits.states import state_word

    parent = _parent(move)
    served = [entry.get("goal") for entry in move.maps("contributes_to")]
    if parent.value.status in parent.kind.closed and parent.id not in served:
        raise CollabError(
            msg("{goal} is closed: {state}", goal=parent.titled, state=state_word(parent.kind, parent.value.status)),
            msg("name a goal that is still worked on with --to"),
        )


def _serves_no_circle(move: Move) -> None:
    from collab_cli.model.goal import Goal

    seen, waiting = set[str](), [str(move.given["to"])]
    while waiting:
        goal_id = waiting.pop()
        if goal_id == move.record.id:
            raise CollabError(
                msg("{goal} cannot serve {parent}, which serves it", goal=move.titled, parent=_parent(move).titled)
                if waiting or seen
                else msg("{goal} cannot serve itself", goal=move.titled),
                msg("name a goal above it with --to"),
            )
        goal = move.world.get(Goal, goal_id)
        if goal is not None and goal_id not in seen:
            seen.add(goal_id)
            waiting += [link.goal for link in goal.value.contributes_to]


def _renewed(move: Move, entry: Mapping[str, Any]) -> str | None:
    from collab_cli.model.goal import Goal

    parent = move.world.get(Goal, entry.get("goal"))
    if parent is None or move.given.get("to") not in (None, parent.id):
        return None
    return digest_of(move, parent)


def _serves_something(move: Move) -> None:
    served = [entry.get("goal") for entry in move.maps("contributes_to")]
    if not served or move.given.get("to") not in (None, *served):
        raise CollabError(
            msg("{goal} does not serve that goal", goal=move.titled)
            if served
            else msg("{goal} serves no goal yet", goal=move.titled),
            msg("link them with {command}", command=f"collab goal align {move.record.id} --to GOAL"),
        )


def _served_by(move: Move) -> list[Record[Goal]]:
    """Return the goals that serve the record and are still open, in path order."""
    links = move.world.goal_tree.down.get(move.record.id, ())
    return [link.child for link in links if link.child.value.status in _OPEN]


def _renewed_below(move: Move, entry: Mapping[str, Any]) -> str | None:
    return digest_of(move, move.record) if entry.get("goal") == move.record.id else None


def _renewed_links(move: Move) -> Message:
    digest = digest_of(move, move.record)
    links = move.world.goal_tree.down.get(move.record.id, ())
    old = [link for link in links if link.child.value.status in _OPEN and link.entry.parent_digest != digest]
    return msgn(
        "renewed how {count} goal serves {goal}", "renewed how {count} goals serve {goal}", len(old), goal=move.titled
    )


def _is_served(move: Move) -> None:
    if not _served_by(move):
        raise CollabError(
            msg("no open goal serves {goal}", goal=move.titled),
            msg("link one with {command}", command=f"collab goal align GOAL --to {move.record.id}"),
        )


def _agreement_is_bound(move: Move) -> tuple[Message, ...]:
    """Say so where a link changed a text that was agreed to."""
    from collab_cli.graph.agreements import accepted_proposals

    agreed = accepted_proposals(move.world.workspace).get(move.record.ref)
    if agreed is None or not move.plan.changes.writes:
        return ()
    return (msg("{proposal} agreed to the text before this change", proposal=agreed.proposal.titled),)


_TO = VerbOption("to", "contributes_to.goal", "The goal it serves")

VERBS = (
    StateVerb(
        "goal",
        "activate",
        "Make a goal active, from the day it is agreed.\n\n"
        "Where the workspace asks for agreements, an accepted proposal must be about its present text.",
        (
            "collab goal activate increase-revenue  # from today on",
            "collab goal activate increase-revenue --date 2025-04-15 --commit  # from that day; committed to git",
        ),
        lambda move: msg("activated the goal {goal}", goal=move.titled),
        start=("draft", "proposed"),
        to=("active",),
        options=(VerbOption(DATE, "activated", "The day it becomes active; else today"),),
        stamps=(Put("activated", day),),
        conditions=(_agreed,),
    ),
    StateVerb(
        "goal",
        "cancel",
        "Cancel a goal that is given up.\n\nIt stays where it is, so that references to it stay good.",
        ("collab goal cancel increase-revenue --reason 'The market is closed to us'  # kept, with the reason",),
        lambda move: msg("cancelled the goal {goal}", goal=move.titled),
        start=("proposed", "active"),
        to=("cancelled",),
        options=(VerbOption("reason", "closing.cause", "Why it is given up"),),
        stamps=(Put("closing.cause", given("reason"), optional=True),),
    ),
    StateVerb(
        "goal",
        "ack",
        "Note that a person has read a goal and knows it.",
        ("collab goal ack increase-revenue --by chen-jie  # Chen Jie knows the goal",),
        lambda move: msg("noted that {goal} is known", goal=move.titled),
        options=(
            VerbOption(BY, "acknowledgements.person", "Who knows it; else you, by git's identity"),
            VerbOption(DATE, "acknowledgements.date", "The day it is dated with; else today"),
        ),
        stamps=(Append("acknowledgements", {"person": by, "date": day}),),
    ),
    StateVerb(
        "goal",
        "align",
        "Link a goal to the goal it serves, with that goal's present text.\n\n"
        "A link that is there already gets what is given. With --renew the links are bound to the present text of "
        "the goals served, after they have changed; with --renew-below those of all goals that serve this one.",
        (
            "collab goal align strengthen-brand --to increase-market-share --weight 35%  # serves it, with that share",
            "collab goal align strengthen-brand --renew  # still serves what it served, whose text has changed",
            "collab goal align increase-market-share --renew-below  # all that serve it still do, after its change",
        ),
        lambda move: msg("linked {goal} to {parent}", goal=move.titled, parent=_parent(move).titled),
        start=_OPEN,
        options=(
            VerbOption("to", "contributes_to.goal", "The goal it serves", needed=True),
            VerbOption("weight", "contributes_to.weight", "What it carries of the goal served: 0.3 or 30%"),
            VerbOption("how", "contributes_to.how", "How it serves that goal, in a sentence"),
        ),
        stamps=(
            PutEntry(
                "contributes_to",
                "goal",
                {
                    "goal": given("to"),
                    "weight": given("weight"),
                    "how": given("how"),
                    "parent_digest": lambda move: digest_of(move, _parent(move)),
                },
            ),
        ),
        conditions=(_serves_no_circle, _parent_is_open),
        notes=_agreement_is_bound,
    ),
    StateVerb(
        "goal",
        "align",
        "",
        (),
        lambda move: msg("renewed what {goal} serves", goal=move.titled),
        start=_OPEN,
        options=(VerbOption("renew", "", "Bind the links to the present text of the goals served"), _TO),
        stamps=(PutEach("contributes_to", "parent_digest", _renewed),),
        conditions=(_serves_something,),
        switch="renew",
    ),
    StateVerb(
        "goal",
        "align",
        "",
        (),
        _renewed_links,
        start=_OPEN,
        options=(VerbOption("renew_below", "", "Bind the links of all goals that serve this one to its present text"),),
        stamps=(PutBelow(_served_by, "contributes_to", "parent_digest", _renewed_below),),
        conditions=(_is_served,),
        switch="renew_below",
    ),
)
