"""The decisions that the options of a command ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_cli.analyses.decisions import DecisionStanding
    from collab_cli.graph.world import World


def chosen_decisions(
    world: World,
    *,
    owner: str | None = None,
    first: date | None = None,
    last: date | None = None,
    open_ones: bool = False,
    everything: bool = False,
) -> tuple[DecisionStanding, ...]:
    """Return the decisions asked for, the newest meeting first; those superseded only with ``everything``.

    Raises CollabError for an owner who is not there, and for days the wrong way round.
    """
    from collab_cli.analyses.decisions import decision_standings
    from collab_cli.cli.report_commands import check_order
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.person import KIND

    if last is not None:
        check_order(first, last)
    person = find_record(world.workspace, KIND, owner).id if owner is not None else None
    return tuple(
        one
        for one in world.once(decision_standings)
        if (person is None or one.decision.owner == person)
        and (first is None or one.meeting.value.date >= first)
        and (last is None or one.meeting.value.date <= last)
        and (not open_ones or one.state == "open")
        and (everything or one.state != "superseded")
    )
