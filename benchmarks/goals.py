"""The goal tree, company to person, with key results and monthly check-ins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.company import HEAD, Company, Department, Fields
from benchmarks.duties import Duties
from benchmarks.plan import Plan
from benchmarks.words import duty_name

START, DAYS = date(2025, 1, 1), 364
_CHECK_DAYS = ("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-30", "2025-06-27")
_AIMS = (("提高", "Raise"), ("加强", "Strengthen"), ("稳定", "Stabilise"), ("加快", "Speed up"))


@dataclass
class Goals:
    """All goals by id, in the order of the tree, and the department each is of (None: the company)."""

    records: dict[str, Fields]
    department: dict[str, str | None]

    def of(self, department: str | None) -> list[str]:
        """Return the goals of a department, or of the company."""
        return self.by_department[department]

    def __post_init__(self) -> None:
        """Index the goals by department."""
        self.by_department: dict[str | None, list[str]] = defaultdict(list)
        for goal, department in self.department.items():
            self.by_department[department].append(goal)


def set_goals(company: Company, plan: Plan, duties: Duties, rng: Random) -> Goals:
    """Return the goals: company, department, team, person; every goal is served by a duty of its department.

    About one goal in fifty lags behind without measures, and one in fifty has not been checked for months.
    """
    records: dict[str, Fields] = {}
    owner: dict[str, str | None] = {}
    children: dict[str, list[str]] = defaultdict(list)
    tops = [f"company-goal-{number + 1}" for number in range(plan.company_goals)]
    for number, goal in enumerate(tops):
        records[goal] = _goal(number, "company", None, rng)
        owner[goal] = None
    last: dict[tuple[str, str], str] = {}
    for number in range(plan.goals):
        lap, place = divmod(number, len(company.departments))
        department = company.departments[place]
        level = "department" if lap == 0 else "team" if lap % 3 == 1 else "person"
        goal = f"{department.id}-goal-{lap + 1}"
        records[goal] = _goal(number, level, department, rng)
        owner[goal] = department.id
        above = "department" if level == "team" else "team"
        parent = rng.choice(tops) if lap == 0 and number >= len(tops) else tops[place % len(tops)]
        parent = parent if level == "department" else last[(department.id, above)]
        children[parent].append(goal)
        last[(department.id, level)] = goal
    _link(records, children, rng)
    goals = Goals(records, owner)
    for department in company.departments:
        rows = duties.charters[department.id]["duties"]
        for number, goal in enumerate(goals.of(department.id)):
            rows[number % len(rows)].setdefault("supports", []).append(goal)
    return goals


def _goal(number: int, level: str, department: Department | None, rng: Random) -> Fields:
    name = duty_name(rng.randrange(17**3))
    zh, en = rng.choice(_AIMS)
    fields: Fields = {"title": {"zh": f"{zh}{name.zh}水平", "en": f"{en} {name.en}"}, "level": level}
    if department is None:
        fields["owner"] = HEAD
    else:
        person = department.head if level == "department" else rng.choice(department.people)
        fields |= {"department": department.id, "owner": person}
    fields |= {"period": "2025", "status": "active", "activated": "2025-01-15", "contributes_to": []}
    lag = number % 50 == 17
    checks = _CHECK_DAYS[: 3 if number % 50 == 29 else 6]
    fields["key_results"] = _key_results(department, name.zh, checks, 0.45 if lag else 1, rng)
    if rng.random() < 0.3:
        fields["acknowledgements"] = [
            {"person": person, "date": "2025-01-20"} for person in (department.people if department else [HEAD])
        ]
    if rng.random() < 0.25:
        fields["notes"] = "与相关部门逐月核对数字\n下半年视市场情况复核目标，但不降低质量要求"
    return fields


def _key_results(
    department: Department | None, zh: str, checks: tuple[str, ...], pace: float, rng: Random
) -> list[Fields]:
    first: Fields = {"id": "kr1", "title": f"{zh[2:]}按时完成率", "type": "percent", "nature": "quality"}
    if department is not None:
        first["metric"] = f"{department.id}-on-time"
    baseline, target = rng.choice((60, 70, 80)), rng.choice((90, 95, 98))
    first |= {"baseline": baseline, "target": target, "unit": "%"}
    results = [first | {"checkins": _checkins(baseline, target, checks, pace, rng)}]
    if rng.random() < 0.7:
        target = rng.randrange(200, 2000, 10)
        second: Fields = {"id": "kr2", "title": f"{zh[4:6]}处理量", "nature": "volume", "baseline": 0, "target": target}
        results.append(second | {"unit": "件", "checkins": _checkins(0, target, checks, pace, rng)})
    if rng.random() < 0.3:
        third: Fields = {"id": "kr3", "title": f"{zh[4:6]}差错", "direction": "decrease", "baseline": 120, "target": 20}
        results.append(third | {"unit": "次", "checkins": _checkins(120, 20, checks, pace, rng)})
    return results


def _checkins(baseline: int, target: int, checks: tuple[str, ...], pace: float, rng: Random) -> list[Fields]:
    found: list[Fields] = []
    factor = pace * rng.uniform(1.02, 1.3)
    for day in checks:
        share = (date.fromisoformat(day) - START).days / DAYS * factor
        entry: Fields = {"date": day, "value": round(baseline + (target - baseline) * share, 1)}
        if rng.random() < 0.25:
            entry["note"] = rng.choice(("按计划推进", "on plan", "两个重点项目推迟到下月", "数字已与财务核对"))
        if rng.random() < 0.2:
            entry["confidence"] = rng.choice((0.6, 0.7, 0.8, 0.9))
        found.append(entry)
    return found


def _link(records: dict[str, Fields], children: dict[str, list[str]], rng: Random) -> None:
    """Write the links upward; the weights of the children of one goal add up to exactly 1."""
    for parent, below in children.items():
        thousandths = [1000 // len(below)] * len(below)
        thousandths[0] += 1000 - sum(thousandths)
        for goal, part in zip(below, thousandths, strict=True):
            how = rng.choice(("直接带来份额和收入", "removes the main cause of delay", "减少返工，释放产能"))
            records[goal]["contributes_to"] = [{"goal": parent, "weight": part / 1000, "how": how}]
    for goal in [goal for goal, fields in records.items() if not fields["contributes_to"]]:
        del records[goal]["contributes_to"]
