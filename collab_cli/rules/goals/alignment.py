"""Which goals serve which: none stands alone, none runs in a circle, and every link says how."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault, Related
from collab_cli.graph.goal_tree import PLANNED, GoalTree, Link
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

NAMED = 5
"""How many goals of a circle its message names; the other places name them all."""
_UNAGREED = frozenset({"draft"})


@rule(
    code="G101",
    slug="orphan-goal",
    term="Unaligned goal",
    severity="error",
    profile="basic",
    fix="suggested",
    handbook="2.2, 5.1",
    target="goal:increase-revenue",
)
def orphan_goal(world: World) -> Iterator[Fault]:
    """A goal serves no other goal.

    What it finds
        A proposed or active goal of a department, a team or a person with an empty `contributes_to`.

    Why it matters
        Everybody reaches a target of their own, and the common one is missed.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
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
        Link it with `collab goal align` to the goal it serves: `--weight` says what it carries, `--how` the way it
        does. A goal that serves nothing the company wants is given up with `collab goal cancel`.
    """
    for goal in world.all(Goal):
        value = goal.value
        if value.level != "company" and value.status in PLANNED and not value.contributes_to:
            message = msg("{goal} serves no other goal", goal=goal.titled)
            hint = msg("name the goal it serves under contributes_to, and say how")
            yield Fault(goal.place("contributes_to"), message, hint, (goal.ref,))


@rule(
    code="G102",
    slug="undeployed-goal",
    term="Undeployed goal",
    severity="warning",
    profile="standard",
    absence=("goal",),
    fix="suggested",
    handbook="5.1",
    target="goal:safe-work",
)
def undeployed_goal(world: World) -> Iterator[Fault]:
    """No goal serves an active goal of the company.

    What it finds
        An active goal of the company to which no proposed or active goal contributes.

    Why it matters
        What no department has made its own goal will not be carried out.

    Example
        # goals/safe-work.yaml
        title: {zh: 安全生产, en: Work safely}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - {id: kr1, title: Accidents, direction: decrease, baseline: 6, target: 1, unit: accidents}

    Instead
        # goals/safe-work.yaml
        title: {zh: 安全生产, en: Work safely}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - {id: kr1, title: Accidents, direction: decrease, baseline: 6, target: 1, unit: accidents}
        # goals/train-on-machines.yaml
        title: {zh: 机台安全培训, en: Train on the machines}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: proposed
        contributes_to:
          - {goal: safe-work, how: Most accidents happen at machines}

    How to mend it
        Break it down with `collab goal decompose`, agree on the drafts and activate them; or link a goal that serves it
        already with `collab goal align`. If nobody is to work on it now, set it back to `status: proposed`.
    """
    for goal in world.all(Goal):
        is_asked = goal.value.level == "company" and goal.value.status == "active"
        if is_asked and not world.goal_tree.contributors(goal.id, PLANNED):
            drafts = tuple(link.child for link in world.goal_tree.contributors(goal.id, _UNAGREED))
            message, hint = _undeployed_with(goal, drafts) if drafts else _undeployed(goal)
            yield Fault(goal.first_place, message, hint, (goal.ref,))


def _undeployed(goal: Record[Goal]) -> tuple[Message, Message]:
    message = msg("{goal} is a goal of the company, but no goal serves it", goal=goal.titled)
    return message, msg("break it down with {command}", command=f"collab goal decompose {goal.id}")


def _undeployed_with(goal: Record[Goal], drafts: tuple[Record[Goal], ...]) -> tuple[Message, Message]:
    """Return what is to be said of a goal already broken down, into drafts nobody has agreed on."""
    message = msgn(
        "{goal} is a goal of the company, but only {count} draft serves it",
        "{goal} is a goal of the company, but only {count} drafts serve it",
        len(drafts),
        goal=goal.titled,
    )
    first, others = drafts[0].id, " --subject ..." if len(drafts) > 1 else ""
    hint = msgn(
        "agree on it with {opening}, then activate it with {activating}",
        "agree on them with {opening}, then activate each with {activating}",
        len(drafts),
        opening=f"collab proposal open TITLE --subject goal:{first}{others}",
        activating=f"collab goal activate {first}",
    )
    return message, hint


@rule(
    code="G103",
    slug="alignment-cycle",
    term="Alignment cycle",
    severity="error",
    profile="starter",
    drafts=True,
    handbook="5.1",
    target="goal:increase-market-share",
)
def alignment_cycle(world: World) -> Iterator[Fault]:
    """Goals serve each other in a circle.

    What it finds
        Goals, drafts too, where following `contributes_to` leads back to the start.

    Why it matters
        Nobody can say which goal is the end and which the means, and progress cannot be added up.

    Example
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-revenue, how: Who sells more earns more}
        key_results:
          - {id: kr1, title: Market share, metric: market-share, baseline: 12, target: 15, unit: "%"}

    Instead
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - {id: kr1, title: Market share, metric: market-share, baseline: 12, target: 15, unit: "%"}

    How to mend it
        Decide which goal is the end and which the means, and delete the entry of `contributes_to` that leads from the
        end to the means.
    """
    tree = world.goal_tree
    for cycle in tree.cycles:
        links = [_link(tree, *pair) for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True)]
        first = links[0]
        others = tuple(
            Related(
                link.child.place("contributes_to", link.index),
                msg("{goal} serves {other}", goal=link.child.titled, other=link.parent.titled),
            )
            for link in links[1:]
        )
        hint = msg("remove the link from the goal that is the end to the one that is the means")
        if not others:
            hint = msg("remove the link")
        records = tuple(link.child.ref for link in links)
        yield Fault(first.child.place("contributes_to", first.index), _circle(links), hint, records, others)


def _link(tree: GoalTree, child: str, parent: str) -> Link:
    return next(link for link in tree.up[child] if link.parent.id == parent)


def _circle(links: list[Link]) -> Message:
    goal = links[0].child.titled
    others = tuple(link.child.titled for link in links[1:])
    if not others:
        return msg("{goal} serves itself", goal=goal)
    if len(others) < NAMED:
        return msg("{goal} serves itself by way of {others}", goal=goal, others=others)
    return msg("{goal} serves itself by way of {count} other goals", goal=goal, count=len(others))


@rule(
    code="G115",
    slug="no-line-of-sight",
    term="No rationale for the link",
    severity="warning",
    profile="standard",
    handbook="3.2, 5.1",
    target="goal:increase-revenue",
)
def no_line_of_sight(world: World) -> Iterator[Fault]:
    """A goal does not say how it serves another.

    What it finds
        An entry of `contributes_to` of a proposed or active goal without `how`.

    Why it matters
        Staff cannot see what their own work has to do with the goal of the company.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6}
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
        Write in one sentence under `how` by which way the goal moves the other one. If nobody can say it, link the goal
        to another one.
    """
    for goal in world.all(Goal):
        if goal.value.status not in PLANNED:
            continue
        for index, entry in enumerate(goal.value.contributes_to):
            if not (entry.how or "").strip():
                parent = world.get(Goal, entry.goal)
                other = parent.titled if parent is not None else entry.goal
                message = msg("{goal} does not say how it serves {other}", goal=goal.titled, other=other)
                hint = msg("say how, in a sentence staff understand")
                yield Fault(goal.place("contributes_to", index, "how"), message, hint, (goal.ref,))
