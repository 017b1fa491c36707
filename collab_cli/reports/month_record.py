"""The month as programs get it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collab_cli.analyses.goals.completion import Completed, Completion
from collab_cli.analyses.goals.needs import Need
from collab_cli.analyses.goals.span_changes import GoalChange
from collab_cli.graph.world import World
from collab_cli.reports.goal_cells import result_record, standing_record
from collab_cli.reports.later_targets import later_targets_record
from collab_cli.reports.measures import measures_of, measures_record


def month_record(
    world: World, month: Completion, changes: Sequence[GoalChange], open_matters: Sequence[Need]
) -> dict[str, Any]:
    """Return the whole month as plain data."""
    return {
        "as_of": month.last,
        "from": month.first,
        "to": month.last,
        "company": [_goal(world, goal) for goal in month.company],
        "departments": [
            {
                "department": line.department,
                "name": world.parties.name(line.department),
                "progress": line.progress,
                "expected": line.expected,
                "change": line.change,
                "goals": [_goal(world, goal) for goal in line.goals],
            }
            for line in month.departments
        ],
        "mean_of_departments": month.mean,
        "mean_change": month.mean_change,
        "changes": [_change(change) for change in changes],
        "needs": [_need(need) for need in open_matters],
        "not_active_yet": [goal.id for goal in month.waiting],
        "later_adjustments": later_targets_record(world, (goal.standing.goal for goal in month.goals)),
        "unread_kinds": sorted(world.workspace.unread),
    }


def _goal(world: World, goal: Completed) -> dict[str, Any]:
    standing = goal.standing
    value = standing.goal.value
    return {
        "id": standing.goal.id,
        "title": value.title,
        "department": value.department,
        "owner": value.owner,
        "status": value.status,
        **standing_record(standing),
        "before": goal.before,
        "had_data": goal.had_data,
        "change": goal.change,
        "key_results": [result_record(result) for result in standing.key_results],
        "measures": [measures_record(one) for one in measures_of(world, (goal,))],
    }


def _change(change: GoalChange) -> dict[str, Any]:
    entry, goal = change.adjustment, change.goal.value
    closing = goal.closing if change.kind == "closed" else None
    return {
        "kind": change.kind,
        "date": change.day,
        "goal": change.goal.id,
        "status": goal.status,
        "field": entry.field if entry is not None else None,
        "before": entry.from_ if entry is not None else None,
        "after": entry.to if entry is not None else None,
        "reason": entry.reason if entry is not None else None,
        "approved_by": entry.approved_by if entry is not None else None,
        "score": goal.score if change.kind == "closed" else None,
        "cause": closing.cause if closing is not None else None,
        "next": closing.next if closing is not None else None,
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "kind": need.kind,
        "ref": need.ref,
        "title": need.record.name,
        "key_results": [part.id for part in need.parts],
        "limit": need.limit,
        "owner": need.owner,
        "since": need.since,
        "amount": need.amount,
        "departments": list(need.departments),
        "opened": need.opened,
    }
