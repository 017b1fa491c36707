"""Agreement: goals and charters in force were agreed by those they concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.findings import Fault
from collab_cli.graph.agreements import accepted_proposals, affected_departments, newest_approvals
from collab_cli.graph.concerned_departments import concerned_departments
from collab_cli.graph.matrix import is_effective
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="P201",
    slug="missing-agreement",
    term="Missing sign-off",
    severity="error",
    profile="standard",
    absence=("proposal",),
    handbook="5.2, 6.1",
    target="charter:production",
)
def missing_agreement(world: World) -> Iterator[Fault]:
    """An active goal or effective charter was not agreed by those it concerns.

    What it finds
        An active goal that no accepted proposal is about; an effective charter that no accepted proposal is about and
        that some affected department has not approved. Affected are the department the charter belongs to and those
        that hold a letter other than I in it. One finding names all departments that are missing. To which text they
        agreed does not matter here: that is P209.

    Why it matters
        What was not agreed is not supported.

    Example
        # charters/production.yaml
        title: {zh: 生产部职责说明书, en: Charter of Production}
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR, sales: C}}
        approvals:
          - {department: production, by: wang-qiang, date: 2025-01-25}

    Instead
        # charters/production.yaml
        title: {zh: 生产部职责说明书, en: Charter of Production}
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR, sales: C}}
        approvals:
          - {department: production, by: wang-qiang, date: 2025-01-25}
          - {department: sales, by: zhang-wei, date: 2025-01-26}

    How to mend it
        Let every missing department agree to the charter with `collab charter approve`, or put the charter or goal to
        them with `collab proposal open` and close that when all have been heard. Until then the goal is `proposed` and
        the charter `draft`.
    """
    accepted = accepted_proposals(world.workspace)
    for goal in world.all(Goal):
        if goal.value.status == "active" and goal.ref not in accepted:
            yield _goal_not_agreed(world, goal)
    for charter in world.all(Charter):
        if is_effective(charter, world.as_of) and charter.ref not in accepted:
            given = newest_approvals(charter)
            missing = [part for part in affected_departments(world.parties, charter) if part not in given]
            if missing:
                message = msg(
                    "{charter} is effective without the approval of {departments}",
                    charter=charter.titled,
                    departments=_names(world, missing),
                )
                hint = msg("ask them to approve it, or put it in a proposal")
                if len(missing) == 1:
                    (one,) = _names(world, missing)
                    hint = msg("ask {department} to approve it, or put it in a proposal", department=one)
                yield Fault(charter.key_place("approvals"), message, hint, (charter.ref,))


def _goal_not_agreed(world: World, goal: Record[Goal]) -> Fault:
    missing = concerned_departments(world, [goal])
    message = msg("{goal} is active, but no accepted proposal is about it", goal=goal.titled)
    if missing:
        message = msg(
            "{goal} is active without the agreement of {departments}",
            goal=goal.titled,
            departments=_names(world, missing),
        )
    return Fault(goal.first_place, message, msg("open a proposal on it"), (goal.ref,))


def _names(world: World, departments: Iterable[str]) -> tuple[Param, ...]:
    return tuple(world.parties.name(department) for department in departments)
