"""What the month comes to in words: its name, its summary, its changes and what needs a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from collab_cli.analyses.goals.completion import Completed, Completion
from collab_cli.analyses.goals.needs import Need, NeedKind, at_risk_in_silence
from collab_cli.analyses.goals.span_changes import GoalChange
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.page import Cell, Styled, Table, Tone
from collab_cli.reports.goal_cells import NOTHING, behind, gap_points, goal_tally, percent, person, points
from collab_cli.reports.later_targets import adjusted_field

_MONTHS: Final = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)
_REASONS: Final[dict[str, Message]] = {
    "market_change": msg("market change"),
    "company_change": msg("company change"),
    "correction": msg("correction"),
    "feasibility": msg("feasibility"),
    "other": msg("other reason"),
}
"""Why a target is changed, in words."""
_NEEDS: Final[dict[NeedKind, tuple[Message, Tone]]] = {
    "breached": (msg("limit broken"), "bad"),
    "no_measure": (msg("off track without a measure"), "bad"),
    "unanswered": (msg("at risk without cause or measure"), "warn"),
    "alignment": (msg("alignment gap"), "warn"),
    "unclosed": (msg("period over, not closed"), "warn"),
    "stale": (msg("no check-in in time"), "warn"),
    "outdated": (msg("changed since it was agreed"), "warn"),
    "undecided": (msg("proposal undecided"), "warn"),
    "overdue": (msg("action overdue"), "warn"),
}
_NAMED = 3
"""How many company goals the summary tells one by one."""
_WAITING = 5
"""How many goals that are not active yet are named."""


def span_name(first: date, last: date) -> Param:
    """Return what people call the days from ``first`` to ``last``: the month, if it is one or the beginning of one."""
    if first == last.replace(day=1):
        return msg("{month} {year}", month=_MONTHS[last.month - 1], year=str(last.year))
    return msg("{first} to {last}", first=first, last=last)


def summary(world: World, month: Completion, open_matters: Sequence[Need]) -> Message:
    """Return the month in a few sentences, for somebody who was not there."""
    return _joined(tuple(_sentences(world, month, open_matters)))


def not_yet_active(month: Completion) -> Message:
    """Return which goals of the periods were not active by the last day, and from when they were."""
    named: list[Param] = []
    for goal in month.waiting[:_WAITING]:
        day = goal.value.activated
        more = msg("from {day}", day=day) if day is not None else Message(goal.value.status)
        named.append(msg("{result} ({goal})", result=goal.name, goal=more))
    if len(month.waiting) > _WAITING:
        named.append(msgn("{count} more", "{count} more", len(month.waiting) - _WAITING))
    return msg("Not active yet on {day}: {goals}.", day=month.last, goals=Items(tuple(named)))


def changes_table(world: World, changes: Sequence[GoalChange]) -> Table:
    """Return what happened to goals, a row each."""
    rows = tuple(
        (change.day or NOTHING, change.goal.name, _happened(change), _why(world, change)) for change in changes
    )
    columns = (msg("Date"), msg("Goal"), msg("What happened"), msg("Why, by whom"))
    return Table(columns, rows, empty=msg("no goal began, none was adjusted, none came to its end"))


def needs_table(world: World, open_matters: Sequence[Need]) -> Table:
    """Return what needs a decision, a row each."""
    rows: list[tuple[Cell, ...]] = []
    for need in open_matters:
        said, tone = _NEEDS[need.kind]
        rows.append((Styled(said, tone), _about(need), person(world, need.owner), _detail(world, need)))
    columns = (msg("Matter"), msg("About"), msg("Owner"), msg("More"))
    keys = tuple(need.ref for need in open_matters)
    return Table(columns, tuple(rows), keys=keys)


def _joined(sentences: tuple[Message, ...]) -> Message:
    first, *others = sentences
    for other in others:
        first = msg("{first} {next}", first=first, next=other)
    return first


def _sentences(world: World, month: Completion, open_matters: Sequence[Need]) -> Iterator[Message]:
    if not month.goals:
        yield msg("No goal was worked on from {first} to {last}.", first=month.first, last=month.last)
    for goal in month.company[:_NAMED]:
        yield _company(month, goal)
    if len(month.departments) > 1 and month.mean is not None:
        yield _mean(month)
    below = tuple(goal for line in month.departments for goal in line.goals)
    if below:
        yield msgn(
            "Of {count} goal in the departments: {tally}.",
            "Of {count} goals in the departments: {tally}.",
            len(below),
            tally=goal_tally(goal.standing for goal in below),
        )
    worst = _furthest_behind(below or month.company)
    if worst is not None:
        yield _behind(*worst)
    silent = at_risk_in_silence(month.goals)
    if silent:
        yield msgn(
            "{count} key result is at risk without a cause or measure given.",
            "{count} key results are at risk without a cause or measure given.",
            silent,
        )
    if open_matters:
        yield msgn("{count} matter needs a decision.", "{count} matters need a decision.", len(open_matters))
    elif month.goals:
        yield msg("No target, proposal, action or missing measure waits for a decision.")


def _company(month: Completion, goal: Completed) -> Message:
    standing = goal.standing
    name, reached = standing.goal.name, percent(goal.progress)
    if standing.pace is None or standing.status is None:
        return msg(
            "By {day} the company goal “{goal}” has reached {percent}.", day=month.last, goal=name, percent=reached
        )
    return msg(
        "By {day} the company goal “{goal}” has reached {percent}, where {expected} was to be expected: {status}.",
        day=month.last,
        goal=name,
        percent=reached,
        expected=percent(standing.pace.expected),
        status=_standing(standing),
    )


def _standing(standing: GoalStanding) -> Param:
    """Return where a goal stands without a word on its check-ins."""
    if standing.goal.value.status == "active" and standing.status is not None:
        return STATUS_WORDS[standing.status]
    return Message(standing.goal.value.status)


def _mean(month: Completion) -> Message:
    share, before = percent(month.mean), month.day_before
    change = month.mean_change
    if month.is_first:
        return msg(
            "The departments have reached {percent} on average; by {day} nothing had been checked in.",
            percent=share,
            day=before,
        )
    if change is None:
        return msg("The departments have reached {percent} on average.", percent=share)
    if any(goal.is_first for line in month.departments for goal in line.goals):
        return msg(
            "The departments have reached {percent} on average; {points} points since {day} for what had a value then.",
            percent=share,
            points=points(change),
            day=before,
        )
    if points(change) == "0":
        return msg("The departments have reached {percent} on average, as on {day}.", percent=share, day=before)
    return msg(
        "The departments have reached {percent} on average, {points} points since {day}.",
        percent=share,
        points=points(change),
        day=before,
    )


def _furthest_behind(goals: Sequence[Completed]) -> tuple[GoalStanding, KeyResultStanding] | None:
    """Return the key result of an active goal with the greatest gap of those that are behind, None if none is."""
    behind = [
        (result.pace.gap, goal.standing, result)
        for goal in goals
        if goal.standing.goal.value.status == "active"
        for result in goal.standing.key_results
        if result.pace is not None and result.shown in ("at_risk", "off_track", "missed")
    ]
    found = max(behind, key=lambda one: one[0], default=None)
    return None if found is None else found[1:]


def _behind(standing: GoalStanding, result: KeyResultStanding) -> Message:
    named: dict[str, Param] = {"result": result.entry.title, "goal": standing.goal.name}
    analysis = result.newest.entry.gap_analysis if result.newest is not None else None
    if analysis is None or not analysis.cause:
        return msg("Furthest behind is “{result}” of “{goal}”, without a cause given.", **named)
    cause = analysis.cause.rstrip(" .。")
    return msg("Furthest behind is “{result}” of “{goal}”; the cause given: {cause}.", cause=cause, **named)


def _happened(change: GoalChange) -> Cell:
    entry = change.adjustment
    if entry is not None:
        return msg(
            "{field}: {before} to {after}",
            field=adjusted_field(change.goal.value, entry),
            before=entry.from_ or NOTHING,
            after=entry.to or NOTHING,
        )
    if change.kind == "begun":
        return Styled(msg("began"), "good")
    state = Label(change.goal.value.status, "status")
    return msg("{status}, closed early", status=state) if change.day is None else state


def _why(world: World, change: GoalChange) -> Cell:
    entry, goal = change.adjustment, change.goal.value
    said: list[Param] = []
    if entry is not None:
        said += [_REASONS[entry.reason]] if entry.reason is not None else []
        said += [text for text in (entry.note,) if text]
        said += [person(world, entry.approved_by)] if entry.approved_by is not None else []
    elif change.kind == "begun":
        said += [msg("owner: {name}", name=person(world, goal.owner))] if goal.owner is not None else []
    else:
        said += [msg("score {score}", score=goal.score)] if goal.score is not None else []
        said += [goal.closing.cause] if goal.closing is not None and goal.closing.cause else []
        if goal.closing is not None and goal.closing.next is not None:
            said.append(msg("next: {next}", next=Label(goal.closing.next, "next")))
    return Items(tuple(said))


def _about(need: Need) -> Param:
    name: Param = need.record.name
    inner: tuple[Param, ...] = tuple(part.title for part in need.parts) or ((need.limit,) if need.limit else ())
    return msg("{result} ({goal})", result=Items(inner), goal=name) if inner else name


def _detail(world: World, need: Need) -> Param:
    match need.kind:
        case "breached":
            return msg("{number} on {day}", number=need.amount or 0, day=need.since or world.as_of)
        case "no_measure" | "unanswered":
            return behind(need.amount)
        case "alignment":
            return msg("{points} points", points=gap_points(world.once(goal_standings)[need.record.id].progress))
        case "outdated":
            return msg("to agree again: {departments}", departments=_departments(world, need))
        case "undecided":
            return _undecided(world, need)
        case _:
            return msg("since {day}", day=need.since) if need.since is not None else NOTHING


def _undecided(world: World, need: Need) -> Message:
    """Return who is still to be heard on a proposal, how long it has been open, and until when it may be."""
    said = msg("all were heard")
    if need.departments:
        said = msg("still to be heard: {departments}", departments=_departments(world, need))
    if need.opened is not None:
        said = msg("{first}; {next}", first=said, next=msg("open since {day}", day=need.opened))
    if need.since is not None:
        late = need.since < world.as_of
        by = msg("the deadline was {day}", day=need.since) if late else msg("to be decided by {day}", day=need.since)
        said = msg("{first}; {next}", first=said, next=by)
    return said


def _departments(world: World, need: Need) -> Items:
    return Items(tuple(world.parties.name(department) for department in need.departments))
