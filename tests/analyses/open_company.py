"""A company in which everything is open that can be: one gap of each sort."""

from __future__ import annotations

from collections.abc import Mapping

FILES: Mapping[str, str] = {
    "activities.yaml": """\
- {id: complaint-handling, name: {zh: 客户投诉处理, en: Complaint handling}, domain: customers}
- {id: customer-care, name: {zh: 客户关系管理, en: Customer care}, domain: customers}
- {id: budgeting, name: {zh: 预算编制, en: Budgeting}}
- {id: hiring, name: Hiring}
- {id: market-research, name: Market research, required: false}
- {id: contracts, name: Contracts}
- {id: planning, name: Planning}
- {id: inspection, name: Inspection}
- {id: quoting, name: Quoting}
""",
    "charters/care.yaml": """\
title: Care
type: process
owner: zhang-wei
status: effective
duties:
  - {id: register, title: Register it, within: customer-care, raci: {sales: AR, production: I}, output: Sheet}
  - {id: diagnose, title: Find the cause, within: customer-care, raci: {production: A, sales: I}, output: Cause}
  - {id: answer, title: Answer, within: customer-care, raci: {sales: R}}
""",
    "charters/finance.yaml": """\
title: Charter of Finance
status: effective
duties:
  - {id: invoices, title: Invoices, raci: {finance: AR}}
""",
    "charters/hr.yaml": """\
title: Charter of Personnel
status: draft
duties:
  - {id: hiring, raci: {hr: AR, sales: C}}
""",
    "charters/production.yaml": """\
title: Charter of Production
status: effective
duties:
  - {id: planning, raci: {role:planner: A, production: R}}
  - {id: night, title: Night work, raci: {old: A, production: R}}
  - {id: filing, title: Filing, raci: {role:clerk: AR}}
  - {id: shipping, title: Shipping}
""",
    "charters/sales.yaml": """\
title: Charter of Sales
status: effective
duties:
  - {id: customer-care, raci: {sales: AR, production: C}}
  - {id: contracts, raci: {sales: R, production: C}}
  - {id: price-list, title: {zh: 价目表, en: "Price list, all"}, raci: {sales: AR}}
  - {id: quoting, raci: {person:gone: A, sales: R}}
  - {id: buying, activity: inspection, raci: {role:buyer: AR}}
""",
    "collab.yaml": """\
schema: 1
company: {name: Acme, head: li-na}
locale: en
as_of: 2025-06-30
periods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]
""",
    "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei}
- {id: production, name: {zh: 生产部, en: Production}, head: wang-qiang}
- {id: rd, name: {zh: 研发部, en: Research and development}}
- {id: finance, name: Finance, head: ghost, deputy: liu-fang}
- {id: hr, name: Personnel, head: liu-fang}
- {id: old, name: Old works, head: wang-qiang, status: closed}
""",
    "issues/2025/2025-06-20-late-research.yaml": """\
title: Nobody watches the market
raised_by: zhang-wei
raised_at: 2025-06-20T09:00
first_contact: zhang-wei
activity: market-research
""",
    "issues/2025/2025-06-21-contracts.yaml": """\
title: Contracts take long
raised_by: zhang-wei
raised_at: 2025-06-21T09:00
first_contact: zhang-wei
""",
    "people.yaml": """\
- {id: li-na, name: 李娜}
- {id: zhang-wei, name: 张伟, department: sales}
- {id: wang-qiang, name: 王强, department: production}
- {id: liu-fang, name: 刘芳, department: hr}
- {id: chen-jie, name: 陈杰, department: rd}
- {id: ghost, name: Ghost, department: finance, status: left}
- {id: gone, name: Gone Person, department: sales, status: left}
- {id: twin-a, name: Twin A, department: production, role: planner}
- {id: twin-b, name: Twin B, department: production, role: planner}
""",
    "roles.yaml": """\
- {id: planner, name: Planner, department: production}
- {id: buyer, name: Buyer, department: sales}
- {id: clerk, name: Clerk}
""",
}
