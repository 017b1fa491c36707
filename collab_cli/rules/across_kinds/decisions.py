"""Decisions and what they were to change."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.decisions import decision_standings
from collab_cli.analyses.meeting_slots import HELD
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.rules.rule import rule


@rule(
    code="X964",
    slug="decision-not-implemented",
    term="Decision not implemented",
    severity="warning",
    profile="standard",
    day=True,
    thresholds=("decision-days",),
    handbook="4.1, 5.3",
    target="meeting:2025-06-02-weekly",
)
def decision_not_implemented(world: World) -> Iterator[Fault]:
    """A goal or charter is as it was, although a meeting decided to change it.

    What it finds
        A decision of published minutes that names goals or charters under `changes`, is older than the limit, and of
        which one still has the text it had in the last commit before the meeting. Without such a commit: one whose
        `change_log` or `adjustments` has no entry of that day or later. A decision that a later one `supersedes` is
        left alone.

    Why it matters
        What is decided and not written where people look is forgotten.

    Example
        # meetings/2025-06-02-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-02
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Returns]
        decisions:
          - id: dec1
            text: The target for returns becomes 2.5 %
            rationale: The new line starts in July
            owner: wang-qiang
            changes: [goal:fewer-returns]
        next_meeting: 2025-06-09
        published: 2025-06-02
        status: published

    Instead
        # meetings/2025-06-02-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-02
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Returns]
        decisions:
          - id: dec1
            text: The target for returns becomes 2.5 %
            rationale: The new line starts in July
            owner: wang-qiang
            changes: [goal:fewer-returns]
        next_meeting: 2025-06-09
        published: 2025-06-02
        status: published
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        activated: 2025-01-20
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers, parent_digest: "d445fec36452"}
        key_results:
          - id: kr1
            title: {zh: 退货率, en: Return rate}
            metric: return-rate
            type: percent
            direction: decrease
            baseline: 4
            target: 2.5
            unit: "%"
            checkins:
              - {date: 2025-06-30, value: 2.9}
        adjustments:
          - {date: 2025-06-03, field: kr1.target, from: "2", to: "2.5", reason: company_change, approved_by: li-na}
        acknowledgements:
          - {person: wang-qiang, date: 2025-06-04}

    How to mend it
        Change the goal or the charter as decided, with `collab goal adjust` or an entry in `change_log`. If it is no
        longer wanted, decide so: a later decision with `supersedes`.
    """
    limit = rounded(world.threshold("decision-days"))
    for standing in world.once(decision_standings):
        meeting = standing.meeting
        days = (world.as_of - meeting.value.date).days
        if meeting.value.status not in HELD or standing.superseded_by or days <= limit:
            continue
        names = [name for name in standing.decision.changes if standing.changed.get(name) is False]
        records = [record for name in names if (record := world.workspace.find(name)) is not None]
        if records:
            message = msg(
                "decision {id} of {meeting} is not carried out: {records} read as before it",
                id=standing.decision.id,
                meeting=meeting.titled,
                records=tuple(record.titled for record in records),
            )
            hint = msg("change what was decided, or supersede the decision")
            place = meeting.place("decisions", standing.index, "changes", standing.decision.changes.index(names[0]))
            yield Fault(place, message, hint, (meeting.ref, *(record.ref for record in records)))
