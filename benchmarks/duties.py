"""The catalogue and the charters, with overlaps and gaps that are known because they were planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.company import Company, Department, Fields
from benchmarks.plan import Plan
from benchmarks.words import duty_name

_STEPS = ("受理登记", "原因分析", "方案审批", "执行落实", "回访归档")


@dataclass
class Duties:
    """The duties of the corpus: which department owns which catalogued activity, and what was planted."""

    catalogue: list[Fields] = field(default_factory=list)
    charters: dict[str, Fields] = field(default_factory=dict)
    owned: dict[str, list[str]] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)
    overlaps: list[list[str]] = field(default_factory=list)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)


def assign_duties(company: Company, plan: Plan, rng: Random) -> Duties:
    """Return catalogue and charters: each activity owned once, but for the planted overlaps and gaps.

    An overlap is the pair of rows (`charter/row`) that R313 finds, a gap the activity that R315 finds.
    """
    duties = Duties()
    numbers = iter(rng.sample(range(17**3), plan.activities))
    for department, count in zip(company.departments, plan.duties, strict=True):
        owned = [_catalogue(next(numbers), duties, rng) for _ in range(count)]
        duties.owned[department.id] = owned
        rows = [_row(activity, department, duties, rng) for activity in owned]
        duties.charters[department.id] = _charter(department, rows)
    duties.gaps = [_catalogue(number, duties, rng) for number in numbers]
    _plant(company, plan, duties, rng)
    rng.shuffle(duties.catalogue)
    for number in range(plan.processes):
        department = company.departments[number * 5]
        duties.charters[f"{department.id}-process"] = _process(department, company, duties, rng)
    return duties


def affected(charter: Fields, owner: str) -> list[str]:
    """Return the departments that must agree: those with a letter other than I, and the owning one."""
    parties = [party for row in charter["duties"] for party, cell in row["raci"].items() if cell != "I"]
    return list(dict.fromkeys([owner, *parties]))


def _catalogue(number: int, duties: Duties, rng: Random) -> str:
    name = duty_name(number)
    ident = name.en.replace(" ", "-")
    duties.names[ident] = (name.zh, name.en)
    entry: Fields = {"id": ident, "name": {"zh": name.zh, "en": name.en.capitalize()}, "domain": name.en.split()[2]}
    if rng.random() < 0.15:
        entry["aliases"] = [_alias(name.zh)]
    duties.catalogue.append(entry)
    return ident


def _alias(zh: str) -> str:
    """Return another way to say a duty: its parts in another order, so that no other name is like it."""
    return f"{zh[4:]}（{zh[:4]}）"


def _row(activity: str, department: Department, duties: Duties, rng: Random) -> Fields:
    zh, en = duties.names[activity]
    first, second = rng.sample(department.partners, 2)
    days = rng.randint(1, 9)
    fields: Fields = {
        "id": activity,
        "scope": department.says(f"{zh[:2]}范围内的{zh[2:]}", f"all matters of {en}"),
        "content": department.says(
            f"收集{zh[2:6]}资料|组织{zh[4:]}|编写报告", "collect data|hold the review|report"
        ).split("|"),
        "workflow": department.says("立项|执行|复核|归档", "plan|do|check|file").split("|"),
        "standards": [department.says(f"{days} 个工作日内完成", f"done within {days} working days")],
        "raci": {department.id: "AR", first: "C", second: "I"},
    }
    if rng.random() < 0.3:
        fields["weight"] = rng.choice((0.5, 2, 3))
    if rng.random() < 0.2:
        fields["decision_rights"] = [department.says(f"{days} 万元以内自行决定", f"up to {days}0,000 alone")]
    return fields


def _charter(department: Department, rows: list[Fields]) -> Fields:
    return {
        "title": department.says(f"{department.zh}职责说明书", f"Charter of {department.en}"),
        "version": 2,
        "status": "effective",
        "effective_from": "2025-03-01",
        "review_by": "2026-03-01",
        "purpose": department.says("按目标履职并与相关部门协同", "serve the goals together with the others"),
        "duties": rows,
        "change_log": [{"version": 2, "date": "2025-03-01", "by": department.head, "note": "年度修订"}],
    }


def _plant(company: Company, plan: Plan, duties: Duties, rng: Random) -> None:
    """Give some duties a second owner: the same activity, or a duty outside the catalogue named by an alias."""
    owners = [(department, activity) for department in company.departments for activity in duties.owned[department.id]]
    kinds = ["same"] * plan.same + ["alias"] * plan.alias
    for kind, (department, activity) in zip(kinds, rng.sample(owners, len(kinds)), strict=True):
        room = [d for d in company.departments if d is not department and len(duties.charters[d.id]["duties"]) < 20]
        second = rng.choice(room)
        row = _row(activity, second, duties, rng)
        if kind == "alias":
            entry = next(entry for entry in duties.catalogue if entry["id"] == activity)
            entry["aliases"] = [_alias(duties.names[activity][0])]
            row = {**row, "id": f"own-{activity}", "title": entry["aliases"][0]}
            row = {key: row[key] for key in ("id", "title", *row)}
        duties.charters[second.id]["duties"].append(row)
        duties.overlaps.append([f"{department.id}/{activity}", f"{second.id}/{row['id']}"])


def _process(department: Department, company: Company, duties: Duties, rng: Random) -> Fields:
    """Return a process charter whose steps hand over without a break."""
    whole = rng.choice(duties.owned[department.id])
    hands = [department.id, *rng.sample(department.partners, 2), department.id, department.id]
    rows: list[Fields] = []
    for number, (title, hand) in enumerate(zip(_STEPS, hands, strict=True)):
        raci = {hand: "AR"}
        if number + 1 < len(hands):
            raci.setdefault(hands[number + 1], "I")
        if len(raci) == 1:
            raci[department.partners[0]] = "C"
        row: Fields = {"id": f"step-{number + 1}", "within": whole, "title": title, "scope": "全部情形"}
        row |= {"content": ["登记", "处理"], "workflow": ["接收", "处理", "转交"], "standards": ["2 个工作日内完成"]}
        row |= {"raci": raci}
        if number + 1 < len(hands):
            row |= {"output": f"{title}单", "next": [f"step-{number + 2}"]}
        rows.append(row)
    return {
        "title": f"{duties.names[whole][0]}流程",
        "type": "process",
        "owner": department.head,
        "version": 1,
        "status": "effective",
        "effective_from": "2025-03-01",
        "duties": rows,
        "change_log": [{"version": 1, "date": "2025-03-01", "note": "首版"}],
    }
