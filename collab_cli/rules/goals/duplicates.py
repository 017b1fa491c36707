"""Goals of two departments that are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from collab_cli.analyses.similarity import Wording, similar_pairs
from collab_cli.analyses.wordings import words_of
from collab_cli.findings import Fault, Related
from collab_cli.graph.world import World
from collab_cli.messages import forms_of, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.rules.raci.judged_rows import percent
from collab_cli.rules.rule import rule

_LEAST = Decimal("0.000000001")


@rule(
    code="G114",
    slug="duplicate-goal",
    term="Duplicate goal",
    severity="warning",
    profile="strict",
    fix="suggested",
    thresholds=("overlap-warn",),
    handbook="4.3",
    target="goal:better-known-brand",
    other="goal:well-known-brand",
)
def duplicate_goal(world: World) -> Iterator[Fault]:
    """Two departments have the same goal without sharing it.

    What it finds
        Active goals of two departments for one period whose titles are as alike as the limit or more, in one language
        or the other, where neither department is a co-owner of the other goal.

    Why it matters
        Two departments do the same work, and neither knows of the other.

    Example
        # goals.yaml
        - id: better-known-brand
          title: A better known brand
          level: department
          department: marketing
          owner: liu-fang
          period: "2025"
          status: active
        - id: well-known-brand
          title: The brand is better known
          level: department
          department: sales
          owner: zhang-wei
          period: "2025"
          status: active

    Instead
        # goals.yaml
        - id: better-known-brand
          title: A better known brand
          level: department
          department: marketing
          owner: liu-fang
          co_owners: [sales]
          period: "2025"
          status: active

    How to mend it
        Make one goal of both: one department has it, the other stands under `co_owners`. If they are different after
        all, say so in their titles, or enter a waiver that names the other goal under `with`.
    """
    words = words_of(world)
    periods: dict[str, list[tuple[Record[Goal], Wording]]] = defaultdict(list)
    for goal in world.all(Goal):
        if goal.value.status == "active" and goal.value.level != "company" and goal.value.department is not None:
            for form in dict.fromkeys(forms_of(goal.value.title)):
                wording = words.wording(form)
                if wording.tokens:
                    periods[goal.value.period].append((goal, wording))
    limit = max(world.threshold("overlap-warn"), _LEAST)
    for worded in periods.values():
        yield from _alike(world, worded, limit)


def _alike(world: World, worded: list[tuple[Record[Goal], Wording]], limit: Decimal) -> Iterator[Fault]:
    """Yield one fault for each two goals of one period that are alike, in path order."""
    best: dict[tuple[str, str], tuple[Decimal, Record[Goal], Record[Goal]]] = {}
    sides = [frozenset({_department(world, goal)}) for goal, _ in worded]
    for one, other, likeness in similar_pairs([wording.tokens for _, wording in worded], limit, sides):
        first, second = worded[one][0], worded[other][0]
        known = best.get((first.id, second.id))
        if not _is_shared(first, second) and (known is None or known[0] < likeness):
            best[first.id, second.id] = (likeness, first, second)
    for likeness, first, second in best.values():
        message = msg(
            "{goal} of {department} and {other} of {other_department} read alike ({share} %)",
            goal=first.titled,
            department=world.parties.name(first.value.department or ""),
            other=second.titled,
            other_department=world.parties.name(second.value.department or ""),
            share=percent(likeness),
        )
        hint = msg("make one goal of both and name the other department under co_owners")
        related = (Related(second.place("title")),)
        yield Fault(first.place("title"), message, hint, (first.ref, second.ref), related)


def _department(world: World, goal: Record[Goal]) -> str:
    return world.parties.top(goal.value.department or "")


def _is_shared(first: Record[Goal], second: Record[Goal]) -> bool:
    return second.value.department in first.value.co_owners or first.value.department in second.value.co_owners
