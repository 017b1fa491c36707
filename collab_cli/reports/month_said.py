"""What the month comes to in words: its name, its summary, its changes and what needs a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from collab_cli.analyses.goals.completion import Completed, Completion
from collab_cli.analyses.goals.needs import Need, NeedKind
from collab_cli.analyses.goals.span_changes import GoalChange
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.fields import label_of
from collab_cli.page import Cell, Styled, Table, Tone
from collab_cli.reports.goal_cells import NOTHING, behind, goal_tally, percent, person, points

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
    "undecided": (msg("proposal undecided"), "warn"),
    "overdue": (msg("action overdue"), "warn"),
}
_NAMED = 3
"""How many company goals the summary tells one by one."""


def span_name(first: date, last: date) -> Param:
    """Return what people call the days from ``first`` to ``last``: the month, if it is one or the beginning of one."""
    if first == last.replace(day=1):
        return msg("{month} {year}", month=_MONTHS[last.month - 1], year=str(last.year))
    return msg("{first} to {last}", first=first, last=last)


def summary(world: World, month: Completion, open_matters: Sequence[Need]) -> Message:
    """Return the month in a few sentences, for somebody who was not there."""
    return _joined(tuple(_sentences(world, month, open_matters)))


def changes_table(world: World, changes: Sequence[GoalChange]) -> Table:
    """Return what happened to goals, a row each."""
    rows = tuple((change.day, change.goal.name, _happened(change), _why(world, change)) for change in changes)
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
    if open_matters:
        yield msgn("{count} matter needs a decision.", "{count} matters need a decision.", len(open_matters))
    elif month.goals:
        yield msg("Nothing needs a decision.")


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
        status=STATUS_WORDS[standing.status],
    )


def _mean(month: Completion) -> Message:
    share, before = percent(month.mean), month.first - timedelta(days=1)
    change = month.mean_change
    if change is None:
        return msg("The departments have reached {percent} on average.", percent=share)
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
            field=_field(change),
            before=entry.from_ or NOTHING,
            after=entry.to or NOTHING,
        )
    if change.kind == "begun":
        return Styled(msg("began"), "good")
    return Label(change.goal.value.status, "status")


def _field(change: GoalChange) -> Param:
    """Return the field of an adjustment in the words of people: that of a key result behind the title of it."""
    assert change.adjustment is not None
    head, dot, field = change.adjustment.field.rpartition(".")
    result = next((one for one in change.goal.value.key_results if one.id == head), None)
    label = Label(label_of(field).text, "keyresult" if dot else "goal")
    return label if result is None else msg("{label} of {name}", label=label, name=result.title)


def _why(world: World, change: GoalChange) -> Cell:
    entry, goal = change.adjustment, change.goal.value
    said: list[Param] = []
    if entry is not None:
        said += [_REASONS[entry.reason]] if entry.reason is not None else []
        said += [text for text in (entry.note,) if text]
        said += [person(world, entry.approved_by)] if entry.approved_by is not None else []
    elif change.kind == "begun":
        said.append(person(world, goal.owner))
    else:
        said += [msg("score {score}", score=goal.score)] if goal.score is not None else []
        said += [goal.closing.cause] if goal.closing is not None and goal.closing.cause else []
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
            return msg("{points} points", points=points(need.amount))
        case "undecided":
            return msg("to be decided by {day}", day=need.since) if need.since is not None else NOTHING
        case _:
            return msg("since {day}", day=need.since) if need.since is not None else NOTHING
