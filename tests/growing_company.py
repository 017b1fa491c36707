"""The demo company with a goal whose figures add up, one of the year before, and a department in two teams."""

from __future__ import annotations

from pathlib import Path

from tests.rules.worlds import green_demo

GROW = """\
title: {zh: 扩大经营规模, en: Grow the business}
level: company
owner: li-na
period: "2025"
status: active
key_results:
  - {id: kr1, title: {zh: 销售额, en: Revenue}, metric: sales-revenue, type: money, baseline: 80, target: 100,
     unit: 百万元, additive: true, checkins: [{date: 2025-06-30, value: 90}], confidence: 0.6}
  - {id: kr2, title: {zh: 市场占有率, en: Market share}, metric: market-share, type: percent,
     baseline: 12, target: 15, unit: "%"}
"""
GROW_BEFORE = """\
title: {zh: 扩大经营规模, en: Grow the business}
level: company
owner: li-na
period: "2024"
status: achieved
score: 1
key_results:
  - {id: kr1, title: Revenue, metric: sales-revenue, type: money, baseline: 70, target: 80,
     unit: 百万元, additive: true}
"""
SERVED_BEFORE = """\
title: Grow (%(department)s)
level: department
department: %(department)s
owner: zhang-wei
period: "2024"
status: achieved
score: 1
contributes_to: [{goal: grow-2024}]
key_results:
  - {id: kr1, title: Revenue, metric: sales-revenue, type: money, baseline: 10, target: 50, unit: 百万元,
     checkins: [{date: 2024-06-30, value: 20}, {date: 2024-12-31, value: %(value)s}]}
"""
YEAR_BEFORE = ('  - {id: "2025", start: 2025-01-01', '  - {id: "2024", start: 2024-01-01, end: 2024-12-31}\n')


def growing_company(folder: Path) -> Path:
    """Write the company into ``folder`` and return it; sales has the teams north (with a head) and south (without)."""
    root = green_demo(
        folder,
        {
            "collab.yaml": lambda text: text.replace(YEAR_BEFORE[0], YEAR_BEFORE[1] + YEAR_BEFORE[0]),
            "departments.yaml": lambda text: (
                text + "- {id: north, name: {zh: 北区, en: North}, parent: sales, head: zhao-lei}\n"
                "- {id: south, name: {zh: 南区, en: South}, parent: sales}\n"
                "- {id: archive, name: {zh: 档案室, en: Archive}, status: closed}\n"
            ),
            "people.yaml": lambda text: (
                text + "- {id: zhao-lei, name: 赵磊, department: north}\n"
                "- {id: sun-yan, name: 孙燕, department: south}\n"
                "- {id: gone-guo, name: 郭过, department: sales, status: left}\n"
            ),
        },
    )
    goals = {
        "goals/2025/grow.yaml": GROW,
        "goals/2024/grow-2024.yaml": GROW_BEFORE,
        "goals/2024/grow-sales-2024.yaml": SERVED_BEFORE % {"department": "sales", "value": "48"},
        "goals/2024/grow-marketing-2024.yaml": SERVED_BEFORE % {"department": "marketing", "value": "32"},
    }
    for path, text in goals.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
