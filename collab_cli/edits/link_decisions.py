"""Say of a decision which one it takes the place of, and what carries it out."""

from __future__ import annotations

from collections.abc import Sequence

from collab_cli.analyses.decisions import DecisionStanding, decision_standings, replaced_by
from collab_cli.edits.decision_meant import decision_meant, decision_titled
from collab_cli.edits.plan import Plan, Planned
from collab_cli.errors import CollabError
from collab_cli.findings import Route
from collab_cli.messages import Titled, msg
from collab_cli.model.action import Action
from collab_cli.model.field_types import RefersOpenly
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import Decision

_ORDER = tuple(info.name for info in fields_of(Decision))
_ACTION_ORDER = tuple(info.name for info in fields_of(Action))
_CARRIES_OUT = RefersOpenly(("goal", "charter", "action"))


def plan_supersede(plan: Plan, old: str, new: str) -> Planned:
    """Return the change that lets the decision ``new`` take the place of ``old``; raise CollabError if it cannot."""
    before, after = decision_meant(plan.world, plan.names, old), decision_meant(plan.world, plan.names, new)
    if before.ref == after.ref:
        raise CollabError(
            msg("{decision} cannot supersede itself", decision=decision_titled(before)),
            msg("name the old decision first, then the new one"),
        )
    if before.meeting.value.date > after.meeting.value.date:
        raise CollabError(
            msg("{new} is older than {old}", new=decision_titled(after), old=decision_titled(before)),
            msg("name the old decision first, then the new one"),
        )
    links = {one.ref: one.decision.supersedes for one in plan.world.once(decision_standings)}
    if after.ref in replaced_by(links, before.ref):
        raise CollabError(
            msg("{old} takes the place of {new} itself", old=decision_titled(before), new=decision_titled(after)),
            msg("name the old decision first, then the new one"),
        )
    present = after.decision.supersedes
    if present is not None and present != before.ref:
        raise CollabError(
            msg("{decision} supersedes {other} already", decision=decision_titled(after), other=present),
            msg("a decision takes the place of one; take another decision for the second"),
        )
    if present is None:
        _check_may_change(after)
        plan.changes.set(after.meeting.path, (*_route(after), "supersedes"), before.ref, _ORDER)
    return plan.finish(msg("{new} supersedes {old}", new=decision_titled(after), old=decision_titled(before)))


def plan_implemented_by(plan: Plan, decision: str, refs: Sequence[str]) -> Planned:
    """Return the change that says what carries a decision out; raise CollabError where it cannot be said.

    Goals and charters are written into the decision, under `changes`; an action gets the decision as its origin.
    """
    meant = decision_meant(plan.world, plan.names, decision)
    named: list[Titled] = []
    for ref in dict.fromkeys(plan.names.ref(text, _CARRIES_OUT) for text in refs):
        record = plan.world.workspace.find(ref)
        assert record is not None  # `ref` names what is there
        named.append(record.titled)
        if isinstance(record.value, Action):
            _come_from(plan, meant, ref)
        elif ref not in meant.decision.changes:
            _check_may_change(meant)
            plan.changes.insert(meant.meeting.path, (*_route(meant), "changes"), ref, order=_ORDER)
    return plan.finish(
        msg("{decision} is carried out by {records}", decision=decision_titled(meant), records=tuple(named))
    )


def _come_from(plan: Plan, meant: DecisionStanding, ref: str) -> None:
    """Make the decision the origin of an action; one of its minutes as a whole becomes more exact."""
    record = plan.world.workspace.find(ref)
    assert record is not None
    present = record.written.origin
    if present not in (None, meant.ref, meant.meeting.ref):
        raise CollabError(
            msg("{action} comes from {origin} already", action=record.titled, origin=present),
            msg("change that with {command}", command=f"collab set {record.ref} origin={meant.ref}"),
        )
    if present != meant.ref:
        plan.changes.set(record.path, (*record.route, "origin"), meant.ref, _ACTION_ORDER)


def _check_may_change(meant: DecisionStanding) -> None:
    """Raise CollabError for a decision of approved minutes, which are frozen."""
    if meant.meeting.value.status == "approved":
        raise CollabError(
            msg("the minutes {meeting} are approved and do not change", meeting=meant.meeting.titled),
            msg("say it in a decision of the next minutes, or name an action that carries it out"),
        )


def _route(meant: DecisionStanding) -> Route:
    return (*meant.meeting.route, *meant.meeting.in_file("decisions", meant.written_index))
