"""How it is said what keeps a proposal from being accepted."""

from __future__ import annotations

from collab_cli.analyses.consensus import LEAST_SCORE, Obstructed
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg


def obstacle_said(world: World, each: Obstructed) -> Message:
    """Return the sentence that names an obstacle and those it lies with."""
    people: tuple[Param, ...] = tuple(world.parties.name(f"person:{person}") for person in each.people)
    departments: tuple[Param, ...] = tuple(world.parties.name(department) for department in each.departments)
    match each.by:
        case "quorum":
            return msg("too few have taken position: {departments} did not", departments=departments)
        case "objection":
            return msg("the objection of {parties} is not settled", parties=(*people, *departments))
        case "not_agreed":
            return msg("{departments} did not agree", departments=departments)
        case "low_score":
            return msg("{departments} gave less than {score}", departments=departments, score=LEAST_SCORE)
        case "no_majority":
            return msg("those who agree are no majority")
        case "no_deadline":
            return msg("silence counts as agreement only after a deadline, and there is none")
        case "deadline":
            return msg("the deadline {day} has not passed", day=each.day or "")
        case "too_short":
            return msg(
                "silence counts as agreement after three days at the earliest: no deadline before {day} will do",
                day=each.day or "",
            )
