"""The agenda of a meeting without the overlaps that were settled by a waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collab_cli.analyses.agenda_items import Agenda
    from collab_cli.analyses.next_meetings import NextMeeting
    from collab_cli.graph.world import World


def make_agenda(world: World, meeting: NextMeeting) -> Agenda:
    """Return what the next meeting of a series has to talk about; a duty whose owners are waived is not among it."""
    from collab_cli.analyses.agenda_items import agenda
    from collab_cli.rules.engine import run_rules
    from collab_cli.rules.selection import select_rules

    findings = run_rules(world, select_rules(world.settings, select=("R313",))).findings
    return agenda(world, meeting, [frozenset(one.records) for one in findings if one.code == "R313"])
