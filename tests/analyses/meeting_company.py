"""A company that meets, as files a test can lay others over."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE = """\
- {id: an, name: {zh: 安, en: An}, department: sales, contacts: {email: an@example.com}}
- id: bo
  name: {zh: 博, en: Bo}
  department: plant
  absences: [{from: 2025-10-27, to: 2025-10-31, deputy: di}]
- {id: cy, name: Cy, department: law}
- {id: di, name: Di, department: plant}
- {id: ed, name: Ed, department: sales}
"""
DEPARTMENTS = """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: an, deputy: ed}
- {id: plant, name: {zh: 生产部, en: Plant}, head: bo}
- {id: law, name: Law, head: cy}
- {id: old, name: Old, head: cy, status: closed}
"""


def settings(calendar: str = "{}", timezone: str = "Asia/Shanghai") -> str:
    """Return collab.yaml with this calendar and time zone."""
    return (
        f"schema: 1\ncompany: {{name: Brook}}\nlocale: en\ntimezone: {timezone}\ncalendar: {calendar}\n"
        'periods:\n  - {id: "2025", start: 2025-01-01, end: 2025-12-31}\n'
    )


def series(cadence: str, starts: str = "2025-06-02", more: str = "", name: str = "Weekly") -> str:
    """Return a series of three departments and one that is closed."""
    return (
        f"name: {name}\ncadence: {cadence}\nstarts: {starts}\nchair: an\nsecretary: ed\n"
        f"required: [sales, plant, law, old]\n{more}"
    )


def meeting(day: str, more: str = "", status: str = "published", of: str = "weekly") -> dict[str, str]:
    """Return minutes of a series as a file by its path."""
    text = f"title: Weekly\nseries: {of}\ndate: {day}\nstatus: {status}\nagenda: [Reports]\n{more}"
    return {f"meetings/{day}-{of}.yaml": text}


def company(*files: Mapping[str, str], **more: str) -> dict[str, str | bytes]:
    """Return the files of the company with ``files`` laid over it; ``more`` are series by id."""
    found: dict[str, str | bytes] = {
        "collab.yaml": settings(),
        "people.yaml": PEOPLE,
        "departments.yaml": DEPARTMENTS,
        **{f"series/{name}.yaml": text for name, text in more.items()},
    }
    for each in files:
        found.update(each)
    return found
