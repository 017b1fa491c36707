"""What issues of a span come to, in groups, beside the span before (F24, F27)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from collab_cli.analyses.issue_figures import IssueFigures, IssueIndicators, issue_figures, issue_indicators
from collab_cli.graph.world import World

By = Literal["cause", "department", "category", "impact"]
"""What issues can be summed up by."""


def issues_of_span(world: World, first: date | None, last: date) -> tuple[IssueFigures, ...]:
    """Return the issues raised from ``first``, or ever, to ``last``, in the order they were raised."""
    found = [
        one
        for one in world.once(issue_figures).values()
        if (first is None or one.raised.date() >= first) and one.raised.date() <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.raised, one.issue.id)))


def indicators_before(world: World, first: date | None, last: date) -> IssueIndicators | None:
    """Return what the issues of the span just before come to, which is as long; None where there were none."""
    if first is None:
        return None
    length = last - first + timedelta(days=1)
    if first - date.min < length:
        return None
    before = issues_of_span(world, first - length, first - timedelta(days=1))
    return issue_indicators(before) if before else None


def grouped(figures: Iterable[IssueFigures], by: By) -> tuple[tuple[str | None, tuple[IssueFigures, ...]], ...]:
    """Return issues in groups, each with what it is by: the largest first, what has none at the end."""
    found: dict[str | None, list[IssueFigures]] = {}
    for one in figures:
        found.setdefault(_group(one, by), []).append(one)
    ordered = sorted(found.items(), key=lambda group: (group[0] is None, -len(group[1]), group[0] or ""))
    return tuple((key, tuple(group)) for key, group in ordered)


def _group(one: IssueFigures, by: By) -> str | None:
    value = one.issue.value
    if by == "cause":
        return value.caused_by.partition("/")[0] if value.caused_by is not None else None
    if by == "department":
        return one.department
    return value.category if by == "category" else value.customer_impact
