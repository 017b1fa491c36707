"""A goal is aligned to what the goal above it says now."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.goals.link_standing import parent_text
from collab_cli.documents.nodes import Mapping
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix, Related
from collab_cli.graph.goal_tree import PLANNED, Link
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Contribution, Goal
from collab_cli.rules.rule import rule


@rule(
    code="G126",
    slug="parent-changed",
    term="Parent changed since alignment",
    severity="warning",
    profile="standard",
    absence=("goal",),
    fix="suggested",
    handbook="5.1, 5.3",
    target="goal:increase-revenue",
)
def parent_changed(world: World) -> Iterator[Fault]:
    """A goal serves another one that has changed since they were linked.

    What it finds
        An entry of `contributes_to` of a proposed or active goal whose `parent_digest` is not that of the present text
        of the goal it serves.

    Why it matters
        It is aligned to something that no longer exists.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share, parent_digest: "0123456789ab"}
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
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share, parent_digest: "d445fec36452"}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}

    How to mend it
        Read what has changed and see whether target, weight and `how` still fit. Then renew the link with
        `collab goal align GOAL --renew`.
    """
    for goal in world.all(Goal):
        if goal.value.status not in PLANNED:
            continue
        for link in world.goal_tree.up.get(goal.id, ()):
            if link.parent.is_whole and parent_text(world, link) == "changed":
                message = msg(
                    "{goal} was aligned to an earlier text of {other}", goal=goal.titled, other=link.parent.titled
                )
                hint = msg("see whether it still fits, then renew the link")
                place = goal.place("contributes_to", link.index, "parent_digest")
                related = (Related(link.parent.first_place),)
                yield Fault(place, message, hint, (goal.ref, link.parent.ref), related, _renew(world, link))


def _renew(world: World, link: Link) -> tuple[Fix, ...]:
    """Return the edit that binds a link to the present text of its parent."""
    node = link.child.find("contributes_to", link.index)
    if not isinstance(node, Mapping):
        return ()
    digest = world.digest(link.parent)
    order = tuple(info.name for info in fields_of(Contribution))
    patch = set_field(link.child.document, node, "parent_digest", digest, order=order)
    return (Fix(False, msg("align it to the present text of {goal}", goal=link.parent.titled), (patch,)),)
