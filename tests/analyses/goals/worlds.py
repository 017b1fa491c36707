"""A company of goals at every turn: a closed one, a new one, one nobody tracks, a broken limit, late promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SETTINGS: Final = """\
schema: 1
company: {name: {zh: 示例公司, en: Example}}
locale: en
periods:
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
  - {id: 2025-q1, start: 2025-01-01, end: 2025-03-31}
  - {id: 2025-q2, start: 2025-04-01, end: 2025-06-30}
  - {id: 2025-q4, start: 2025-10-01, end: 2025-12-31}
"""

TURNS: Final[Mapping[str, str]] = {
    "collab.yaml": SETTINGS,
    "departments.yaml": """\
- {id: sales, name: Sales, head: ann}
- {id: sales-east, name: Sales East, parent: sales}
- {id: plant, name: Plant}
- {id: office, name: Office}
""",
    "people.yaml": """\
- {id: ann, name: Ann, department: sales}
- {id: bob, name: Bob, department: sales-east}
- {id: cem, name: Cem, department: plant}
""",
    "metrics.yaml": """\
- id: discount
  name: Discount
  unit: "%"
  direction: down
  points: [{date: 2025-05-31, value: 7}, {date: 2025-06-28, value: 9}, {date: 2025-07-31, value: 1}]
- {id: silent, name: Silent, unit: "%"}
""",
    "goals/a-share.yaml": """\
title: Share
level: company
owner: ann
period: "2025"
status: active
activated: 2025-01-15
key_results:
  - id: kr1
    title: Share
    baseline: 0
    target: 10
    unit: "%"
    checkins: [{date: 2025-06-20, value: 1, status: off_track}]
""",
    "goals/b-revenue.yaml": """\
title: Revenue
level: department
department: sales
owner: ann
co_owners: [plant]
period: "2025"
status: active
activated: 2025-01-15
contributes_to: [{goal: a-share, weight: 0.6, how: More to more people, parent_digest: "000000000000"}]
key_results:
  - id: kr1
    title: Orders
    baseline: 0
    target: 100
    unit: pcs
    checkins: [{date: 2025-05-20, value: 40}, {date: 2025-06-20, value: 60}]
guardrails:
  - {name: Discount cap, metric: discount, at_most: 8}
  - {metric: discount, at_least: 1}
  - {metric: silent, at_most: 1}
""",
    "goals/c-leads.yaml": """\
title: Leads
level: person
department: sales-east
owner: bob
period: 2025-q2
status: active
activated: 2025-06-02
contributes_to: [{goal: b-revenue}]
key_results:
  - {id: kr1, title: Leads, baseline: 0, target: 10, unit: pcs, checkins: [{date: 2025-06-20, value: 1}]}
adjustments:
  - {date: 2025-06-10, field: kr1.target, from: 20, to: 10, reason: market_change, note: fewer fairs, approved_by: ann}
""",
    "goals/d-scrap.yaml": """\
title: Scrap
level: department
department: plant
owner: cem
period: "2025"
status: active
contributes_to: [{goal: a-share, weight: 0.6}]
key_results:
  - {id: kr1, title: Scrap, direction: decrease, baseline: 4, target: 2, unit: "%"}
  - {id: kr2, title: Held, type: boolean}
""",
    "goals/e-over.yaml": """\
title: Over
level: department
department: plant
owner: cem
period: 2025-q1
status: active
key_results:
  - {id: kr1, title: Over, baseline: 0, target: 4, unit: pcs, checkins: [{date: 2025-03-20, value: 3}]}
""",
    "goals/f-closed.yaml": """\
title: Closed
level: department
department: plant
owner: cem
period: 2025-q2
status: achieved
score: 0.8
closing: {cause: New machine, next: keep}
key_results:
  - {id: kr1, title: Closed, baseline: 0, target: 10, unit: pcs, checkins: [{date: 2025-06-20, value: 8}]}
""",
    "goals/g-later.yaml": """\
title: Later
level: department
department: plant
period: 2025-q4
status: active
key_results: [{id: kr1, title: Later, baseline: 0, target: 1, unit: pcs}]
""",
    "goals/h-draft.yaml": "title: Draft\nlevel: department\ndepartment: plant\nperiod: '2025'\nstatus: draft\n",
    "goals/i-gone.yaml": "title: Gone\nlevel: department\ndepartment: plant\nperiod: 2025-q2\nstatus: cancelled\n",
    "proposals/p-open.yaml": """\
title: Split anew
type: goal_set
subjects: [{ref: "goal:b-revenue"}]
affected: [sales, plant]
opened: 2025-06-10
deadline: 2025-06-24
""",
    "proposals/q-decided.yaml": """\
title: Decided in July
type: decision
subjects: []
affected: [plant]
opened: 2025-06-20
status: accepted
decided: 2025-07-02
""",
    "proposals/r-new.yaml": """\
title: Opened in July
type: decision
subjects: []
affected: [plant]
opened: 2025-07-01
""",
    "actions/2025-06-16-call.yaml": "title: Call\nowner: ann\ndue: 2025-06-27\ngoal: b-revenue\n",
    "actions/2025-06-17-mend.yaml": "title: Mend\nowner: cem\ndue: 2025-06-27\nstatus: done\n",
    "actions/2025-06-18-test.yaml": "title: Test\nowner: cem\ndue: 2025-06-27\n",
}
"""As of 2025-06-30."""
