"""A goal through its whole year by commands alone: set up, tracked, adjusted, closed; the file at the end."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from tests.conftest import MakeWorkspace, RunCollab

SETTINGS = """\
schema: 1
company: {name: Example}
locale: en
check: {profile: starter}
periods:
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
"""
PEOPLE = "- {id: ann, name: Ann, department: sales}\n"
METRICS = '- {id: returns, name: Returns, unit: "%", direction: down}\n'
ACTIONS = "- {id: 2025-06-30-fair, title: Book the fair, owner: ann, due: 2025-09-30}\n"

YEAR = [
    ("2025-01-02", "goal add 'Win the north' --id win --level department --department sales --owner ann --period 2025"),
    ("2025-01-02", "goal kr add win Shops --id shops --baseline 0 --target 100 --unit shops"),
    ("2025-01-02", "goal kr add win Share --id share --type percent --baseline 12 --target 15 --unit %"),
    ("2025-01-03", "goal guardrail add win 'Few returns' --metric returns --at-most 4"),
    ("2025-01-03", "goal tension add win shops,share --resolution 'Share comes first'"),
    ("2025-01-15", "goal activate win"),
    ("2025-03-31", "metric record returns 3.5%"),
    ("2025-03-31", "goal checkin win/shops 20 --confidence 70%"),
    ("2025-06-30", "goal checkin win/shops 25 --confidence 0.4 --cause 'No fair' --action 2025-06-30-fair"),
    ("2025-06-30", "goal checkin win/Share 13.2% --note 'Report of the association'"),
    ("2025-06-30", "goal checkin win/share '１３．５ %'"),
    ("2025-07-02", "goal adjust win/shops target=80 --reason market_change --note 'One fair less' --approved-by ann"),
    ("2025-12-31", "goal checkin win/shops 48"),
    ("2025-12-31", "goal checkin win/share 14.1"),
    ("2026-01-05", "goal score win --cause 'One fair less' --next modify"),
]  # fmt: skip
END = """\
title: Win the north
level: department
department: sales
owner: ann
period: "2025"
status: missed
activated: 2025-01-15
key_results:
  - id: shops
    title: Shops
    baseline: 0
    target: 80
    unit: shops
    checkins:
      - date: 2025-03-31
        value: 20
        confidence: 0.7
      - date: 2025-06-30
        value: 25
        confidence: 0.4
        gap_analysis:
          gap: -24.45
          cause: No fair
        actions: [2025-06-30-fair]
      - date: 2025-12-31
        value: 48
  - id: share
    title: Share
    type: percent
    baseline: 12
    target: 15
    unit: "%"
    checkins:
      - date: 2025-06-30
        value: 13.2
        note: Report of the association
      - date: 2025-06-30
        value: 13.5
      - date: 2025-12-31
        value: 14.1
guardrails:
  - name: Few returns
    metric: returns
    at_most: 4
tensions:
  - between: [shops, share]
    resolution: Share comes first
adjustments:
  - date: 2025-07-02
    field: shops.target
    from: 100
    to: 80
    reason: market_change
    note: One fair less
    approved_by: ann
score: 0.7
closing:
  cause: One fair less
  next: modify
"""


def test_from_the_draft_to_the_score(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace(
        {
            "collab.yaml": SETTINGS,
            "departments.yaml": "- {id: sales, name: Sales, head: ann}\n",
            "people.yaml": PEOPLE,
            "metrics.yaml": METRICS,
            "actions.yaml": ACTIONS,
        }
    )
    for day, command in YEAR:
        result = run_collab(*shlex.split(command), cwd=root, today=date.fromisoformat(day))
        assert result.code == 0, (command, result.err)
    (path,) = Path(root, "goals").rglob("*.yaml")
    assert path.read_text("utf-8") == END
    assert "points: [{date: 2025-03-31, value: 3.5}]" in (root / "metrics.yaml").read_text("utf-8")
    checked = run_collab("check", cwd=root, today=date(2026, 1, 5))
    assert (checked.code, checked.out.splitlines()[0]) == (0, "no finding in 5 records")
