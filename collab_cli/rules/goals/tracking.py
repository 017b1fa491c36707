"""Goals are followed month by month: measured, judged honestly, and answered with measures."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.goals.needs import has_no_measure, is_unanswered
from collab_cli.analyses.goals.pace import ORDER, PaceStatus
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings, stale_since
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.findings import Fault, Place, Severity
from collab_cli.graph.world import World
from collab_cli.messages import Param, Titled, msg, msgn
from collab_cli.rules.rule import rule

PACE = ("pace-on-track", "pace-at-risk", "pace-min-elapsed", "gap-on-track", "gap-at-risk")
"""The limits the computed status rests on."""


@rule(
    code="G117",
    slug="stale-checkin",
    term="Stale check-in",
    severity="warning",
    profile="standard",
    day=True,
    thresholds=("checkin-days",),
    handbook="5.3",
    target="goal:increase-revenue/kr1",
)
def stale_checkin(world: World) -> Iterator[Fault]:
    """Nobody has said for a long time where a key result stands.

    What it finds
        A key result of an active goal, milestones aside, whose newest check-in is older than the limit: a warning, and
        an error when it is twice as old. Without a check-in the days count from the start of the period or, if later,
        from the day the goal became active.

    Why it matters
        A gap nobody sees grows until it is too late to close it.

    Example
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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-05-15, value: 40}

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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-05-15, value: 40}
              - {date: 2025-06-27, value: 52}

    How to mend it
        Record the present value with `collab goal checkin GOAL/KR VALUE`. A number that comes less often than once a
        month is no key result, or `checkin-days` is too short for this company.
    """
    limit = int(world.threshold("checkin-days"))
    for standing, index, result in _key_results(world):
        if not result.is_stale:
            continue
        due = stale_since(world, standing.goal.value, standing.period, result.newest)
        assert due is not None
        days = (world.as_of - due).days + limit
        message = msgn(
            "{result} of {goal} has had no check-in for {count} day",
            "{result} of {goal} has had no check-in for {count} days",
            days,
            **_named(standing, result),
        )
        severity = Severity.ERROR if days >= 2 * limit else Severity.WARNING
        hint = msg("check in its present value")
        yield Fault(_place(standing, index, result, "date"), message, hint, _refs(standing, result), severity=severity)


@rule(
    code="G118",
    slug="off-track-without-action",
    term="Off track, no measure",
    severity="error",
    profile="standard",
    day=True,
    fix="suggested",
    thresholds=PACE,
    handbook="5.3",
    target="goal:increase-revenue/kr1",
)
def off_track_without_action(world: World) -> Iterator[Fault]:
    """A goal falls behind, and nobody says why or does anything about it.

    What it finds
        A key result of an active goal that is off track by its figures and whose newest check-in lacks `gap_analysis`
        or `actions`: an error. An active goal at risk by its figures where no newest check-in of a key result has
        either of them: a warning. What was never checked in is not judged.

    Why it matters
        A gap without a cause and a measure is only a number; next month it is a larger one.

    Example
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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-06-30, value: 20}

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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - date: 2025-06-30
                value: 20
                gap_analysis: {gap: -29, cause: Two salesmen left in spring}
                actions: [2025-06-30-hire-salesmen]
        # actions/2025-06-30-hire-salesmen.yaml
        title: Hire two salesmen
        owner: zhang-wei
        due: 2025-08-15
        goal: increase-revenue

    How to mend it
        Ask the owner for the cause and agree on an action with a person and a day. Both go into the check-in:
        `collab goal checkin` takes `--cause` and `--action`.
    """
    for standing, index, result in _key_results(world):
        if result.newest is None or not has_no_measure(result):
            continue
        entry = result.newest.entry
        lacking = [msg("a gap analysis")] if entry.gap_analysis is None else []
        lacking += [msg("an action")] if not entry.actions else []
        message = msg(
            "{result} of {goal} is off track, and its newest check-in is without {missing}",
            missing=tuple(lacking),
            **_named(standing, result),
        )
        hint = msg("say why and agree on what is done about it")
        field = "gap_analysis" if entry.gap_analysis is None else "actions"
        yield Fault(_place(standing, index, result, field), message, hint, _refs(standing, result))
    for standing in _active(world):
        if is_unanswered(standing):
            goal = standing.goal
            message = msg("{goal} is at risk, and no check-in says why or what is done about it", goal=goal.titled)
            hint = msg("add a gap analysis or an action to the newest check-in")
            yield Fault(goal.key_place("key_results"), message, hint, (goal.ref,), severity=Severity.WARNING)


@rule(
    code="G119",
    slug="watermelon-status",
    term="Watermelon status",
    severity="warning",
    profile="standard",
    day=True,
    thresholds=PACE,
    handbook="5.3",
    target="goal:increase-revenue/kr1",
)
def watermelon_status(world: World) -> Iterator[Fault]:
    """A key result is called better than its figures say.

    What it finds
        A key result of an active goal whose newest check-in declares a better `status` than the one computed from its
        figures, in the order done, on_track, at_risk, off_track. Nothing is said while it is too early to judge.

    Why it matters
        Green outside and red inside: who decides on help does not see that it is needed.

    Example
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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-06-30, value: 38, status: on_track}

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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            curve: [{date: 2025-06-30, share: 0.4}]
            checkins:
              - {date: 2025-06-30, value: 38, status: on_track}

    How to mend it
        Talk with the owner. Is the second half of the year stronger, say so with a `curve`; otherwise leave `status`
        out or declare what the figures say, and explain the gap.
    """
    for standing, index, result in _key_results(world):
        declared = result.newest.entry.status if result.newest is not None else None
        if declared is None or result.computed is None or not _is_better(declared, result.computed):
            continue
        message = msg(
            "{result} of {goal} is declared {declared}, but by its figures it is {computed}",
            declared=STATUS_WORDS[declared],
            computed=STATUS_WORDS[result.computed],
            **_named(standing, result),
        )
        hint = msg("declare what the figures say, or give the key result the curve it follows")
        yield Fault(_place(standing, index, result, "status"), message, hint, _refs(standing, result))


def _is_better(declared: PaceStatus, computed: PaceStatus) -> bool:
    """Return whether a declared status is better than the computed one; of a period that is over only done is."""
    if computed == "too_early":
        return False
    if computed == "missed":
        return declared == "done"
    return ORDER.index(declared) < ORDER.index(computed)


def _active(world: World) -> Iterator[GoalStanding]:
    for standing in world.once(goal_standings).values():
        if standing.goal.value.status == "active":
            yield standing


def _key_results(world: World) -> Iterator[tuple[GoalStanding, int, KeyResultStanding]]:
    for standing in _active(world):
        for index, result in enumerate(standing.key_results):
            yield standing, index, result


def _named(standing: GoalStanding, result: KeyResultStanding) -> dict[str, Param]:
    return {"result": Titled(result.entry.title, result.entry.id), "goal": standing.goal.titled}


def _refs(standing: GoalStanding, result: KeyResultStanding) -> tuple[str, ...]:
    return (f"{standing.goal.ref}/{result.entry.id}",)


def _place(standing: GoalStanding, index: int, result: KeyResultStanding, *field: str) -> Place:
    """Return where the newest check-in of a key result stands, or a field of it; without one, the key result."""
    if result.newest is None:
        return standing.goal.place("key_results", index, "checkins")
    return standing.goal.place("key_results", index, "checkins", result.newest.index, *field)
