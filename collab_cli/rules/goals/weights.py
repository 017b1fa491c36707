"""What each goal carries of the goal it serves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from collab_cli.documents.nodes import Mapping
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix, Patch, Related
from collab_cli.graph.goal_tree import COUNTED, Link, link_weights
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Contribution, Goal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

TOLERANCE = Decimal("0.001")
"""How far the weights may add up to something other than 1."""
STEP = Decimal("0.0001")
"""The precision in which corrected weights are written."""


@rule(
    code="G104",
    slug="contribution-weights",
    term="Unnormalised weights",
    severity="warning",
    profile="standard",
    absence=("goal",),
    fix="safe",
    handbook="5.1",
    target="goal:increase-market-share",
)
def contribution_weights(world: World) -> Iterator[Fault]:
    """The weights of the goals that serve one goal do not add up to 1.

    What it finds
        A goal to which goals contribute that are neither draft nor cancelled, where all of them state a `weight` and
        the sum differs from 1 by more than 0.001, or where only some of them state one.

    Why it matters
        The progress added up from below does not show what was agreed to be carried by whom.

    Example
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.5, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 2, unit: "%"}

    Instead
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 2, unit: "%"}

    How to mend it
        Agree with the owners on shares that add up to 1 and write a `weight` in every entry; or leave the weights out
        everywhere, then all count alike.
    """
    for goal in world.all(Goal):
        links = world.goal_tree.contributors(goal.id, COUNTED)
        lacking = [link for link in links if link.entry.weight is None]
        if len(lacking) == len(links):
            continue
        total = sum((link.entry.weight for link in links if link.entry.weight is not None), Decimal())
        if lacking:
            yield _fault(goal, links, lacking, _unstated(goal, lacking), msg("give every one of them a weight"))
        elif rounded(abs(total - 1)) > rounded(TOLERANCE):
            message = msg("the weights of the goals that serve {goal} add up to {total}", goal=goal.titled, total=total)
            yield _fault(goal, links, list(links), message, msg("make them add up to 1"))


def _unstated(goal: Record[Goal], lacking: list[Link]) -> Message:
    if len(lacking) == 1:
        return msg(
            "{other} carries no weight of {goal}, while other goals do",
            other=lacking[0].child.titled,
            goal=goal.titled,
        )
    return msg("{count} goals carry no weight of {goal}, while others do", count=len(lacking), goal=goal.titled)


def _fault(goal: Record[Goal], links: tuple[Link, ...], wrong: list[Link], message: Message, hint: Message) -> Fault:
    """Return the fault: it stands at the first of the weights that are wrong or missing, the others beside it."""
    first, *others = (link.child.place("contributes_to", link.index, "weight") for link in wrong)
    records = (goal.ref, *dict.fromkeys(link.child.ref for link in wrong))
    return Fault(first, message, hint, records, tuple(Related(place) for place in others), _normalised(links))


def _normalised(links: tuple[Link, ...]) -> tuple[Fix, ...]:
    """Return the edit that writes the weights so that they add up to 1 exactly and keep their proportions."""
    weights = link_weights(links)
    total = sum(weights, Decimal())
    if not total:
        return ()
    patches = []
    for link, weight in zip(links, _in_steps([weight / total for weight in weights]), strict=True):
        if link.entry.weight is None or link.entry.weight != weight:
            patch = _write(link, weight)
            if patch is None:
                return ()
            patches.append(patch)
    return (Fix(True, msg("make the weights add up to 1"), tuple(patches)),) if patches else ()


def _in_steps(shares: list[Decimal]) -> list[Decimal]:
    """Return shares that add up to 1 in steps that still do: what is lost goes where most was cut off."""
    steps = [share // STEP for share in shares]
    left = int(1 / STEP - sum(steps))
    order = sorted(range(len(shares)), key=lambda index: (steps[index] - shares[index] / STEP, index))
    for index in order[:left]:
        steps[index] += 1
    return [(step * STEP).normalize() for step in steps]


def _write(link: Link, weight: Decimal) -> Patch | None:
    node = link.child.find("contributes_to", link.index)
    if not isinstance(node, Mapping):
        return None
    order = tuple(info.name for info in fields_of(Contribution))
    return set_field(link.child.document, node, "weight", weight, order=order)
