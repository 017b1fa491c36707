"""The company whose forty commits are known: its first state, with agreements that hold."""

from __future__ import annotations

from collections.abc import Mapping

from tests.analyses.changes.two_states import Files, world_with

_WRITTEN: Mapping[str, str] = {
    "collab.yaml": """\
schema: 1
company: {name: Acme, head: li-na}
as_of: 2025-06-30
periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
check: {thresholds: {checkin-days: 35}}
""",
    "departments.yaml": """\
- {id: sales, name: Sales, head: zhang-wei}
- {id: marketing, name: Marketing, head: liu-fang}
- {id: production, name: Production, head: wang-qiang}
""",
    "people.yaml": """\
- {id: li-na, name: Li Na}
- {id: zhang-wei, name: Zhang Wei, department: sales, contacts: {phone: "100"}}
- {id: liu-fang, name: Liu Fang, department: marketing}
- {id: wang-qiang, name: Wang Qiang, department: production}
- {id: chen-jie, name: Chen Jie, department: sales}
""",
    "activities.yaml": """\
- {id: market-research, name: Market research, aliases: [market survey, study]}
- {id: customer-care, name: Customer care}
- {id: planning, name: Production planning}
""",
    "metrics.yaml": """\
- {id: revenue, name: Revenue, unit: m, direction: up}
""",
    "charters/sales.yaml": """\
title: Charter of Sales
version: 1
status: effective
purpose: Win customers and keep them
duties:
  - id: market-research
    scope: All lines of products
    content:
      - Ask customers and dealers every quarter
      - Compare prices and products of all competitors
    raci: {sales: AR, marketing: C}
    supports: [grow]
  - id: offers
    title: Offers and contracts
    scope: Every request of a customer
    content:
      - Calculate the price and write the offer
      - Negotiate and sign the contract
      - Hand the signed contract to production
    raci: {sales: AR, production: C}
  - id: customer-care
    scope: Customers of all regions
    raci: {sales: AR, marketing: I}
approvals:
  - {department: sales, by: zhang-wei, date: 2025-02-01, digest: "<charter:sales>"}
  - {department: production, by: wang-qiang, date: 2025-02-01, digest: "<charter:sales>"}
""",
    "charters/marketing.yaml": """\
title: Charter of Marketing
version: 1
status: effective
purpose: Make the brand known
duties:
  - id: brand
    title: Care for the brand
    scope: All products
    raci: {marketing: AR, sales: C}
    supports: [be-known]
approvals:
  - {department: marketing, by: liu-fang, date: 2025-02-01, digest: "<charter:marketing>"}
  - {department: sales, by: zhang-wei, date: 2025-02-01, digest: "<charter:marketing>"}
""",
    "charters/production.yaml": """\
title: Charter of Production
version: 1
status: effective
duties:
  - {id: planning, scope: All plants, raci: {production: AR, sales: C}}
  - id: incoming
    title: Inspect what comes in
    content: [Take samples of every delivery, Block what fails the test]
    raci: {production: AR}
  - id: outgoing
    title: Inspect what goes out
    content: [Measure the finished products, Write the certificate for the customer]
    raci: {production: AR}
""",
    "charters/complaints.yaml": """\
title: From complaint to answer
type: process
owner: zhang-wei
status: effective
duties:
  - {id: receive, within: customer-care, title: Receive, raci: {sales: AR}, output: Sheet, next: [diagnose]}
  - {id: diagnose, within: customer-care, title: Diagnose, raci: {production: AR, sales: I}, output: Cause}
  - {id: answer, within: customer-care, title: Answer, raci: {sales: AR}}
""",
    "charters/fairs.yaml": """\
title: Fairs
type: process
owner: liu-fang
status: draft
duties:
  - {id: book, title: Book the stand, raci: {marketing: AR}}
  - {id: build, title: Build the stand, raci: {production: AR, marketing: C}}
""",
    "goals/2025/grow.yaml": """\
title: Grow in all lines
level: company
owner: li-na
period: "2025"
status: active
key_results:
  - {id: kr1, title: Revenue, metric: revenue, baseline: 80, target: 100, unit: m}
  - {id: kr2, title: Customers won from competitors, baseline: 0, target: 12, unit: customers}
tensions: [{between: [kr1, kr2], resolution: Revenue first}]
""",
    "goals/2025/sell.yaml": """\
title: Sell more
level: department
department: sales
owner: zhang-wei
period: "2025"
status: active
contributes_to: [{goal: grow, weight: 0.5, parent_digest: "<goal:grow>"}]
key_results:
  - {id: kr1, title: Orders signed, baseline: 10, target: 20, unit: orders}
""",
    "goals/2025/be-known.yaml": """\
title: Be known
level: department
department: marketing
owner: liu-fang
period: "2025"
status: draft
contributes_to: [{goal: grow, weight: 0.3, parent_digest: "<goal:grow>"}]
key_results:
  - {id: kr1, title: Share of people who know us, baseline: 20, target: 35, unit: "%"}
""",
    "proposals/2025/goals.yaml": """\
title: Goals of 2025
type: goal_set
subjects:
  - {ref: goal:grow, digest: "<goal:grow>"}
  - {ref: goal:sell, digest: "<goal:sell>"}
affected: [sales, marketing]
opened: 2025-01-02
positions:
  - {department: sales, by: zhang-wei, date: 2025-01-10, position: agree}
status: accepted
decided: 2025-01-15
""",
    "handoffs/forecast.yaml": """\
title: Forecast
from: sales
to: production
item: Demand of the next 13 weeks
sla: Every Monday noon
duty: sales/offers
status: agreed
""",
    "projects/fair.yaml": """\
title: Autumn fair
owner: liu-fang
members: [marketing, production]
start: 2025-07-01
end: 2025-10-20
status: active
tasks:
  - {id: stand, title: Build the stand, due: 2025-08-15, raci: {production: AR, marketing: C}}
  - {id: talks, title: Prepare the talks, due: 2025-09-10, raci: {marketing: AR}}
""",
    "actions/2025/2025-03-01-fix-forecast.yaml": """\
title: Fix the forecast
owner: chen-jie
due: 2025-04-01
duty: sales/market-research
status: open
""",
    "series/weekly.yaml": """\
name: Weekly
cadence: {unit: week, weekday: mon}
starts: 2025-01-06
chair: li-na
secretary: chen-jie
required: [sales, production]
""",
    "meetings/2025/2025-03-03-weekly.yaml": """\
title: Weekly
series: weekly
date: 2025-03-03
status: draft
""",
}


def stamped(files: Files) -> Files:
    """Return the files with the digests in place of `<kind:id>`."""
    world = world_with(files)
    digests = {record.ref: world.digest(record) for record in world.workspace.every_record()}
    found: dict[str, str | bytes] = {}
    for path, text in files.items():
        filled = str(text)
        for ref, digest in digests.items():
            filled = filled.replace(f"<{ref}>", digest)
        found[path] = filled
    return found


def first_state() -> Files:
    return stamped(_WRITTEN)
