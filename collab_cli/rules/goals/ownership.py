"""Who answers for a goal."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.documents.nodes import Scalar
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule
from collab_cli.rules.single_owner import owner_fault


@rule(
    code="G107",
    slug="no-single-owner",
    term="No single owner (DRI)",
    severity="error",
    profile="basic",
    fix="suggested",
    handbook="5.1",
    target="goal:increase-revenue",
)
def no_single_owner(world: World) -> Iterator[Fault]:
    """A goal has no owner, or something other than one person as its owner.

    What it finds
        A proposed or active goal without `owner`, or whose `owner` is a list, a department or a role.

    Why it matters
        A goal that everybody answers for is answered for by nobody.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: sales
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}

    Instead
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}

    How to mend it
        Name one person under `owner`, usually the head of the department; departments that share the goal go under
        `co_owners`.
    """
    for goal in world.all(Goal):
        if goal.value.status in PLANNED and goal.value.owner is None:
            head = _head(world, goal)
            hint = msg("name the one person who answers for it")
            if head is not None:
                hint = msg("name the one person who answers for it, such as {person}", person=world.name(Person, head))
            yield Fault(goal.place("owner"), owner_fault(world, goal), hint, (goal.ref,), fixes=_name(goal, head))


def _head(world: World, goal: Record[Goal]) -> str | None:
    """Return the person who leads the department that has the goal, or the company."""
    if goal.value.department is not None:
        return world.parties.accountable_person(goal.value.department)
    head = world.settings.company.head
    return head if world.parties.is_active_person(head) else None


def _name(goal: Record[Goal], head: str | None) -> tuple[Fix, ...]:
    """Return the edit that makes ``head`` the owner; who of those in a list it is to be, only they can say."""
    if head is None or not isinstance(goal.find("owner"), Scalar | None):
        return ()
    order = tuple(info.name for info in fields_of(Goal))
    patch = set_field(goal.document, goal.node, "owner", head, order=order)
    return (Fix(False, msg("write {text}", text=f"owner: {head}"), (patch,)),)
