"""Goals and the work that is to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.action import Action
from collab_cli.model.goal import Goal
from collab_cli.model.project import Project
from collab_cli.rules.rule import rule


@rule(
    code="X963",
    slug="goal-without-work",
    term="Goal without work",
    severity="warning",
    profile="standard",
    absence=("goal", "charter", "action", "project"),
    fix="suggested",
    handbook="3.2, 5.1",
    target="goal:brand-awareness",
)
def goal_without_work(world: World) -> Iterator[Fault]:
    """Nothing anybody does serves an active goal.

    What it finds
        An active goal that no duty of an effective charter `supports`, no action that is open or done names as its
        `goal`, no active project lists, and to which no active goal contributes.

    Why it matters
        A goal without work is a wish, not a plan.

    Example
        # goals/brand-awareness.yaml
        title: {zh: 提高品牌认知度, en: Be better known}
        level: department
        department: marketing
        owner: liu-fang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: Who is known is asked}
        key_results:
          - {id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}

    Instead
        # goals/brand-awareness.yaml
        title: {zh: 提高品牌认知度, en: Be better known}
        level: department
        department: marketing
        owner: liu-fang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: Who is known is asked}
        key_results:
          - {id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}
        # actions/2025-06-30-autumn-campaign.yaml
        title: Plan the autumn campaign
        owner: zhou-min
        due: 2025-07-31
        goal: brand-awareness

    How to mend it
        Let a duty name the goal under `supports`, or agree on an action or a project for it. If nobody is to work on it
        now, set it back to `status: proposed`.
    """
    served = _served(world)
    for goal in world.all(Goal):
        if goal.value.status != "active" or goal.id in served:
            continue
        if not world.goal_tree.contributors(goal.id, frozenset({"active"})):
            message = msg("{goal} has no work behind it: no duty, action, project or goal serves it", goal=goal.titled)
            hint = msg("let a duty support it, or agree on an action")
            yield Fault(goal.first_place, message, hint, (goal.ref,))


def _served(world: World) -> set[str]:
    """Return the goals that a duty, an action or a project serves."""
    served = {goal for row in world.matrix.rows for part in row.rows for goal in part.row.supports}
    served |= {
        action.value.goal for action in world.all(Action) if action.value.status != "cancelled" and action.value.goal
    }
    served |= {
        goal for project in world.all(Project) if project.value.status == "active" for goal in project.value.goals
    }
    return served
