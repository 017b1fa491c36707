"""Who there is: departments in proportion, people, posts, metrics and channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.plan import Plan
from benchmarks.words import CITIES, DEPARTMENTS, GIVEN, SURNAMES

HEAD = "li-na"
Fields = dict[str, Any]


@dataclass
class Department:
    """One department: its people (the head first), and the departments it works with most."""

    id: str
    zh: str
    en: str
    people: list[str]
    parent: str | None
    english: bool
    partners: list[str] = field(default_factory=list)

    @property
    def head(self) -> str:
        """Return the person who answers for the department."""
        return self.people[0]

    def says(self, zh: str, en: str) -> str:
        """Return one of two texts: the language the department writes in."""
        return en if self.english else zh


@dataclass
class Company:
    """All departments, by number and by id."""

    departments: list[Department]

    def __post_init__(self) -> None:
        """Index the departments."""
        self.by_id = {department.id: department for department in self.departments}


def found_company(plan: Plan, rng: Random) -> Company:
    """Return the departments with their people; every fourth is part of another, every fifth writes English."""
    departments: list[Department] = []
    for number in range(plan.departments):
        parent = departments[number - 3].id if number % 4 == 3 else None
        departments.append(_department(number, plan.staff, parent, rng))
    for number, department in enumerate(departments):
        near = [departments[(number + step) % len(departments)].id for step in (1, 2, 3, 4, 7)]
        department.partners = [other for other in dict.fromkeys(near) if other != department.id]
    return Company(departments)


def registers(company: Company, plan: Plan, rng: Random) -> dict[str, list[Fields]]:
    """Return the registers of the company but the catalogue: file name to entries."""
    people: list[Fields] = [{"id": HEAD, "name": "李娜", "title": "总经理", "git": ["li.na@example.com"]}]
    for department in company.departments:
        people += [_person(person, department, rng) for person in department.people]
    return {
        "departments.yaml": [_unit(department) for department in company.departments],
        "people.yaml": people,
        "roles.yaml": [
            {
                "id": f"{department.id}-head",
                "name": {"zh": f"{department.zh}经理", "en": f"Head of {department.en}"},
                "department": department.id,
            }
            for department in company.departments
        ],
        "metrics.yaml": [_metric(department, rng) for department in company.departments],
        "channels.yaml": _channels(company.departments, plan.channels),
    }


def _department(number: int, staff: int, parent: str | None, rng: Random) -> Department:
    lap, kind = divmod(number, len(DEPARTMENTS))
    word = DEPARTMENTS[kind]
    series, place = divmod(lap - 1, len(CITIES))
    city = CITIES[place] if lap else None
    mark = f"-{series + 1}" if lap and series else ""
    ident = f"{city.en}-{word.en}{mark}" if city else word.en
    zh = f"{city.zh if city else ''}{word.zh}{mark.replace('-', '')}部"
    people = [_name_id(number * staff + index, rng) for index in range(staff)]
    return Department(ident, zh, ident.replace("-", " ").title(), people, parent, number % 5 == 4)


def _name_id(number: int, rng: Random) -> str:
    return f"{rng.choice(SURNAMES).en}-{rng.choice(GIVEN).en}-{number + 1}"


def _unit(department: Department) -> Fields:
    fields: Fields = {"id": department.id, "name": {"zh": department.zh, "en": department.en}}
    fields |= {"head": department.head, "deputy": department.people[1]}
    if department.parent:
        fields["parent"] = department.parent
    return fields | {"vcs_team": f"@example/{department.id}"}


def _person(person: str, department: Department, rng: Random) -> Fields:
    surname, given, number = person.split("-")
    zh = next(w.zh for w in SURNAMES if w.en == surname) + next(w.zh for w in GIVEN if w.en == given)
    fields: Fields = {"id": person, "name": zh, "department": department.id}
    if person == department.head:
        fields |= {"role": f"{department.id}-head", "title": f"{department.zh}经理", "manager": HEAD}
    else:
        fields |= {"manager": department.head}
    fields |= {"staff_no": f"A{int(number):05}", "git": [f"{surname}.{given}{number}@example.com"]}
    if rng.random() < 0.1:
        fields["capacity"] = 0.5
    return fields


def _metric(department: Department, rng: Random) -> Fields:
    points = [{"date": f"2025-0{month}-28", "value": 90 + rng.randrange(80) / 10} for month in range(1, 7)]
    return {
        "id": f"{department.id}-on-time",
        "name": {"zh": f"{department.zh}按时完成率", "en": f"{department.en} on time"},
        "unit": "%",
        "nature": "quality",
        "owner": department.head,
        "source": "月报",
        "points": points,
    }


def _channels(departments: Sequence[Department], count: int) -> list[Fields]:
    everyone: Fields = {
        "id": "all-departments",
        "name": "跨部门工作群",
        "type": "im_group",
        "departments": [department.id for department in departments],
        "owner": HEAD,
        "purposes": ["发布工作信息", "交流工作经验"],
    }
    rest = [
        {
            "id": f"{departments[4 * n].id}-group",
            "name": f"{departments[4 * n].zh}协同群",
            "type": "im_group",
            "departments": [departments[4 * n].id, *departments[4 * n].partners[:2]],
            "owner": departments[4 * n].head,
            "purposes": ["交付提醒", "异常通报"],
            "response_sla": "4h",
        }
        for n in range(count - 1)
    ]
    return [everyone, *rest]
