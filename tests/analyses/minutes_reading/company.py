"""A company whose minutes are read: two people of one name, several of one family name, names in two scripts."""

from __future__ import annotations

FILES = {
    "people.yaml": """\
- {id: li-na, name: {zh: 李娜, en: Li Na}, role: general-manager}
- {id: zhang-wei, name: 张伟, department: sales, role: sales-head, title: 销售部经理}
- {id: chen-jie, name: {zh: 陈杰, en: Jay Chen}, department: sales}
- {id: wang-qiang, name: 王强, department: production, role: production-head}
- {id: wang-fang, name: 王芳, department: quality}
- {id: liu-fang, name: 刘芳, department: marketing, role: marketing-head}
- {id: zhou-min, name: 周敏, department: marketing}
- {id: zhang-min, name: 张敏, department: finance}
- {id: zhang-min-2, name: 张敏, department: production}
- {id: ouyang-xue, name: 欧阳雪, department: finance}
- {id: anna-berger, name: Anna Berger, department: procurement}
- {id: tom-fischer, name: Tom Fischer, department: procurement}
- {id: sarah-jones, name: Sarah Jones, department: quality}
- {id: david-smith, name: David Smith, department: finance}
""",
    "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei, deputy: chen-jie}
- {id: production, name: {zh: 生产部, en: Production}, head: wang-qiang}
- {id: marketing, name: {zh: 市场部, en: Marketing}, head: liu-fang, deputy: zhou-min}
- {id: quality, name: {zh: 质量部, en: Quality}, head: sarah-jones}
- {id: procurement, name: {zh: 采购部, en: Procurement}, head: anna-berger}
- {id: finance, name: {zh: 财务部, en: Finance}, head: david-smith}
""",
    "roles.yaml": """\
- {id: general-manager, name: {zh: 总经理, en: General manager}}
- {id: sales-head, name: {zh: 销售负责人, en: Head of sales}}
- {id: production-head, name: {zh: 生产负责人, en: Head of production}}
- {id: marketing-head, name: {zh: 市场负责人, en: Head of marketing}}
""",
    "series/xdept-weekly.yaml": """\
name: {zh: 跨部门周例会, en: Cross-department weekly}
cadence: {unit: week, interval: 1, weekday: mon}
starts: 2025-01-06
chair: li-na
secretary: chen-jie
required: [sales, production, marketing]
""",
    "series/quality-monthly.yaml": """\
name: {zh: 质量月度例会, en: Monthly quality review}
cadence: {unit: month, interval: 1, day: 10}
starts: 2025-01-10
chair: sarah-jones
secretary: wang-fang
""",
    "actions/2025/2025-06-30-media-budget-plan.yaml": """\
title: 补充投放预算方案
owner: liu-fang
due: 2025-07-11
origin: meeting:2025-06-30-qi-dong-hui
""",
    "actions/2025/2025-06-23-sample-list.yaml": """\
title: {zh: 整理样品清单, en: Sample list}
owner: wang-qiang
due: 2025-07-04
origin: meeting:2025-06-30-qi-dong-hui
""",
    "meetings/2025/2025-06-30-qi-dong-hui.yaml": """\
title: 启动会
date: 2025-06-30
status: draft
""",
}
