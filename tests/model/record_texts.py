"""Records of every kind, right and wrong, as people might write them."""

from __future__ import annotations

GOOD = {
    "action": "title: Ask\nowner: chen-jie\ndue: 2025-07-04",
    "activity": "name: Packing\ndomain: logistics",
    "case": "title: A lesson\ntype: success\ndepartments: [sales]",
    "channel": "name: Group\ntype: im_group\ndepartments: [sales, marketing]",
    "charter": "title: Charter\ntype: process\nowner: zhang-wei\nduties:\n  - {id: pack, raci: {sales: AR}}",
    "department": "name: Logistics\nhead: chen-jie",
    "document": "title: Prices\nurl: https://docs.example.com/prices\nowner_dept: sales\nreview_every: 30d",
    "evaluation": "title: Third quarter\nsubject: department:sales\nperiod: 2025-q3\nevaluator: li-na",
    "event": "title: Outing\ntype: other\ndate: 2025-08-01\ndepartments: [sales]",
    "goal": "title: {en: Deliver faster}\nlevel: department\ndepartment: sales\nowner: zhang-wei\nperiod: 2025",
    "handoff": "title: Forecast\nfrom: sales\nto: production\nitem: forecast",
    "issue": "title: Late\nraised_by: chen-jie\nraised_at: 2025-07-02T10:05\nassigned: person:chen-jie\nsla: 2wd",
    "meeting": "title: Review\ndate: 2025-07-02\nstart: 09:30\npresent: [chen-jie]",
    "metric": "name: Returns\nunit: '%'\npoints: [{date: 2025-06-30, value: 1.5}]",
    "person": "name: Wu Gang\ndepartment: sales\ncapacity: 0.5\nskills: {teamwork: 3}",
    "project": "title: Fair\nowner: liu-fang\nmembers: [sales]",
    "proposal": "title: Goals\nsubjects: [{ref: goal:increase-revenue}]\ntype: goal_set\naffected: [sales]",
    "recognition": "title: Thanks\ntype: thanks\nlevel: person\ndate: 2025-07-10",
    "resource": (
        "title: Booth\ntype: budget\nfor: goal:increase-revenue\nrequested_by: sales\nneeded_by: 2025-08-01\n"
        "requested: {qty: 2, unit: days}"
    ),
    "role": "name: Packer\nrequired_skills: {teamwork: 2}",
    "series": "name: Weekly\ncadence: {unit: month, day: 1}\nstarts: 2025-07-07\nchair: li-na\nsecretary: chen-jie",
    "skill": "name: Packing\nlevels: [a, b, c, d]",
    "training": "title: Course\ndate: 2025-05-20\nskills: [teamwork]",
    "waiver": "rule: R307\ntarget: charter:sales/contract-signing\nreason: Agreed\napproved_by: li-na",
}
"""A record of every kind that nothing is wrong with, in the green demo."""

KR = "{id: kr1, title: New customers, baseline: 0, target: 120, unit: firms}"

BAD_SHAPE = [
    # what is missing
    ("action", "title:"),
    ("activity", "-name"),
    ("case", "-departments"),
    ("channel", "-type"),
    ("document", "-url"),
    ("handoff", "-from"),
    ("meeting", "-date"),
    ("metric", "unit:"),
    ("waiver", "-approved_by"),
    ("resource", "requested: {unit: days}"),
    ("series", "cadence: {weekday: mon}"),
    # what is missing because of other fields
    ("goal", "-department"),
    ("goal", "department:"),
    ("goal", "title: {}"),
    ("goal", "key_results: [{id: kr1, title: New customers}]"),
    ("goal", "key_results: [{id: kr1, title: New, type: milestone, milestones: []}]"),
    ("goal", "key_results: [{id: kr1, title: New, direction: range, low: 1, high: 2}]"),
    ("goal", "key_results: [{id: kr1, title: New, direction: at_most, baseline: 1, unit: firms}]"),
    ("charter", "-owner"),
    ("charter", "type: project\n-owner"),
    ("meeting", "status: cancelled"),
    # keys nobody knows
    ("action", "titel: Ask"),
    ("action", "id: 2025-07-01-ask"),
    ("department", "kind: department"),
    ("goal", f"key_results: [{KR[:-1]}, weigth: 2}}]"),
    ("goal", "title: {en: Deliver, fr: Livrer}"),
    # another type
    ("action", "assist: production"),
    ("channel", "departments: {sales: yes}"),
    ("project", "tasks: {a: b}"),
    ("goal", f"key_results: {KR}"),
    ("person", "skills: [teamwork]"),
    ("role", "name: [Packer]"),
    ("series", "agenda: [{text: News}]"),
    ("activity", "required: yes"),
    ("skill", "levels: [a, [b], c, d]"),
    # words outside their list
    ("action", "status: finished"),
    ("case", "type: lesson"),
    ("goal", "level: Company"),
    ("series", "cadence: {unit: week, weekday: monday}"),
    ("training", "status: cancel"),
    # dates, times and durations
    ("action", "due: 2025-7-4"),
    ("action", "due: 2025-02-30"),
    ("event", "date: 2025年8月1日"),
    ("metric", "points: [{date: 30.6.2025, value: 1}]"),
    ("issue", "raised_at: 2025-07-02 10:05"),
    ("issue", "sla: 2 days"),
    ("document", "review_every: 30"),
    ("meeting", "start: 9:30"),
    ("series", "duration: 1.5h"),
    # ids
    ("meeting", "decisions: [{id: Dec 1, text: Yes}]"),
    ("charter", "duties: [{id: pack_it}]"),
    ("goal", "key_results: [{id: -kr, title: A, type: boolean}]"),
    # numbers
    ("goal", f"key_results: [{KR.replace('120', '1，200')}]"),
    ("goal", f"key_results: [{KR[:-1]}, weight: 0}}]"),
    ("goal", f"key_results: [{KR[:-1]}, confidence: 60%}}]"),
    ("person", "capacity: 1.5"),
    ("person", "skills: {teamwork: 5}"),
    ("event", "attendees_count: -1"),
    ("evaluation", "ratings: [{duty: sales/contract-signing, rating: 6}]"),
    ("training", "evaluation: {reaction: 5.5}"),
    ("charter", "version: two"),
]
"""A kind and what to write into its good record; `-name` takes a field away."""

BAD_REFERENCE_FORM = [
    ("action", "owner: Chen Jie"),
    ("action", "owner: person:chen-jie"),
    ("action", "origin: xdept-weekly"),
    ("action", "origin: charter:sales"),
    ("action", "duty: sales contract-signing"),
    ("action", "assist: [role:Sales Head]"),
    ("action", "assist: [goal:increase-revenue]"),
    ("department", "head: 陈杰"),
    ("evaluation", "subject: sales"),
    ("goal", "period: 2025 Q3"),
    ("goal", "contributes_to: [{goal: goal:increase-market-share}]"),
    ("issue", "assigned: Sales"),
    ("issue", "source: sales-production"),
    ("person", "skills: {Team work: 3}"),
    ("proposal", "subjects: [{ref: increase-revenue}]"),
    ("proposal", "subjects: [{ref: person:li-na}]"),
    ("charter", "duties: [{id: pack, raci: {Sales: AR}}]"),
    ("recognition", "evidence: ['case:']"),
    ("resource", "for: autumn-fair"),
]

DEAD_REFERENCE = [
    ("action", "owner: nobody"),
    ("action", "origin: meeting:2025-01-01-none"),
    ("action", "origin: meeting:2025-07-07-xdept-weekly/dec9"),
    ("action", "duty: sales/nothing"),
    ("charter", "duties: [{id: pack, raci: {logistics-2: AR}}]"),
    ("goal", "period: 2031"),
    ("goal", "contributes_to: [{goal: increase-everything}]"),
    ("person", "skills: {juggling: 3}"),
    ("recognition", "evidence: [case:none]"),
]

BAD_SETTINGS = {
    "schema: 1": ["schema: 2", "schema: one", ""],
    "locale: zh": ["locale: fr", "language: zh"],
    "as_of: 2025-06-30": ["as_of: today", "fiscal_year_start: 4-1"],
    "  profile: standard": ["  profile: relaxed", "  rules: []"],
    "  thresholds: {checkin-days: 35}": [
        "  thresholds: {checkin-day: 35}",
        "  thresholds: {checkin-days: 1000}",
        "  thresholds: {issue-sla: 2}",
    ],
    "raci: {framework: raci, max_r: 3": ["raci: {framework: rici, max_r: 3", "raci: {framework: raci, max_r: 0"],
    "restricted: {enabled: false}": ["restricted: {enabled: no}", "restricted: false"],
    "COLLAB_DINGTALK_SECRET": ["SEC-1234", "https://hooks.example.com/x"],
    "weekend: [sat, sun]": ["weekend: sat", "weekend: [saturday]"],
    "start: 2025-01-01": ["start: 2025-1-1"],
}


def changed(kind: str, change: str) -> str:
    """Return the good record of ``kind`` with the lines of ``change`` in place of the fields they name."""
    lines = GOOD[kind].split("\n")
    for line in change.split("\n"):
        name = line.removeprefix("-").partition(":")[0]
        at = next((index for index, old in enumerate(lines) if old.startswith(f"{name}:")), len(lines))
        end = next((index for index in range(at + 1, len(lines)) if not lines[index].startswith(" ")), len(lines))
        lines[at:end] = [] if line.startswith("-") else [line]
    return "\n".join(lines) + "\n"
