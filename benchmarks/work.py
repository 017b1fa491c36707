"""What happened in half a year: weekly minutes, actions, issues and hand-offs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.company import Company, Department, Fields
from benchmarks.duties import Duties
from benchmarks.goals import Goals
from benchmarks.minutes import Agreed, minutes_of
from benchmarks.plan import Plan

LAST_MONDAY = date(2025, 6, 23)
_NOTES = (
    "已与对方部门核对数据口径，按会议结论执行\n每周五更新一次进展，有偏差当天说明",
    "Checked with the other department; figures follow the decision of the meeting\nProgress is noted every Friday",
    "先在一个区域试行两周，再决定是否推广\n试行期间保留原流程，出现异常立即停止并上报\n试行结果连同对比数据一并提交例会，由各部门负责人逐项确认",
)


@dataclass
class Work:
    """The records of the half-year, by id."""

    series: dict[str, Fields] = field(default_factory=dict)
    meetings: dict[str, Fields] = field(default_factory=dict)
    actions: dict[str, Fields] = field(default_factory=dict)
    issues: dict[str, Fields] = field(default_factory=dict)
    handoffs: dict[str, Fields] = field(default_factory=dict)


def do_work(company: Company, plan: Plan, duties: Duties, goals: Goals, rng: Random) -> Work:
    """Return half a year of work; one action in a hundred is overdue, one delivery in a hundred late."""
    work = Work()
    for number in range(plan.issues):
        ident, fields = _issue(number, company, duties, rng)
        work.issues[ident] = fields
    dates = _meetings(company, plan, work)
    agreed: dict[str, list[Agreed]] = defaultdict(list)
    meetings, raised = list(dates), list(work.issues)
    for number in range(plan.actions):
        kind = rng.choices(("meeting", "goal", "issue"), (60, 25, 15 if raised else 0))[0]
        if kind == "meeting":
            meeting = rng.choice(meetings)
            circle = work.series[meeting[11:]]["required"]
            department = company.by_id[rng.choice(circle)]
            action = _action(number, f"meeting:{meeting}", dates[meeting], department, company, duties, goals, rng)
            agreed[meeting].append(action)
        else:
            department = rng.choice(company.departments)
            issue = rng.choice(raised) if kind == "issue" else ""
            if issue:
                department = company.by_id[work.issues[issue]["assigned"]]
            start = date.fromisoformat(issue[:10]) if issue else LAST_MONDAY - timedelta(weeks=rng.randrange(20))
            origin = f"issue:{issue}" if issue else f"goal:{rng.choice(goals.of(department.id))}"
            action = _action(number, origin, start, department, company, duties, goals, rng)
        work.actions[action.id] = action.fields
    for series in work.series:
        mine = [meeting for meeting in meetings if meeting[11:] == series]
        for meeting in mine:
            earlier = [action for before in mine if before < meeting for action in agreed[before]]
            carried = [action.id for action in earlier if action.done is None or action.done > dates[meeting]]
            circle = [company.by_id[department] for department in work.series[series]["required"]]
            work.meetings[meeting] = minutes_of(
                series, work.series[series], dates[meeting], circle, agreed[meeting], carried, rng
            )
    for number in range(plan.handoffs):
        ident, fields = _handoff(number, company, duties, rng)
        work.handoffs[ident] = fields
    return work


def _meetings(company: Company, plan: Plan, work: Work) -> dict[str, date]:
    """Add the series; return the meetings to hold, one every Monday up to the last, with their dates."""
    dates: dict[str, date] = {}
    for number in range(plan.series):
        first = company.departments[number * len(company.departments) // plan.series]
        circle = [first.id, *first.partners[:3]]
        count = plan.meetings // plan.series + (number < plan.meetings % plan.series)
        days = [LAST_MONDAY - timedelta(weeks=weeks) for weeks in reversed(range(count))]
        series = f"{first.id}-weekly-{number + 1}"
        work.series[series] = {
            "name": {"zh": f"{first.zh}周例会", "en": f"Weekly meeting of {first.en}"},
            "cadence": {"unit": "week", "interval": 1, "weekday": "mon"},
            "starts": str(days[0]),
            "chair": first.head,
            "secretary": first.people[1],
            "required": circle,
            "quorum": 0.67,
            "time": "09:30",
            "duration": "1h",
            "agenda": ["上次督办事项", "各部门汇报", "问题与决议", "下周计划"],
        }
        dates |= {f"{day}-{series}": day for day in days}
    return dates


def _action(
    number: int,
    origin: str,
    start: date,
    department: Department,
    company: Company,
    duties: Duties,
    goals: Goals,
    rng: Random,
) -> Agreed:
    activity = rng.choice(duties.owned[department.id])
    zh, en = duties.names[activity]
    owner = rng.choice(department.people)
    done: date | None = start + timedelta(days=2 - start.weekday() + 7 * rng.randint(0, 3) + 7)
    due = start + timedelta(days=4 - start.weekday() + 7 * rng.randint(2, 4))
    if done is None or done > LAST_MONDAY or rng.random() < 0.01:
        done = None
    if done is None and start > LAST_MONDAY - timedelta(weeks=5):
        due = date(2025, 7, 4) + timedelta(weeks=rng.randrange(3))
    state = "done" if done else rng.choice(("open", "in_progress"))
    title = {"zh": f"落实{zh}改进措施", "en": f"Act on {en}"}
    fields: Fields = {"title": title, "owner": owner, "due": str(due), "origin": origin}
    if rng.random() < 0.5:
        fields["goal"] = rng.choice(goals.of(department.id))
    fields |= {"duty": f"{department.id}/{activity}", "assist": [rng.choice(department.partners)]}
    fields |= {"supervisor": company.departments[0].people[1], "acceptance": f"{zh[4:]}结果经{department.zh}确认"}
    if done:
        fields["evidence"] = department.says("验收记录与对比数据已归档", "record and figures are filed")
    fields |= {"priority": rng.choice(("high", "normal", "low")), "status": state}
    fields["history"] = _history(start, done, state, owner, department, rng)
    if rng.random() < 0.9:
        fields["notes"] = rng.choice(_NOTES)
    if rng.random() < 0.3:
        fields["tags"] = [en.split()[2], "2025-h1"]
    return Agreed(_dated(start, "act", number, activity), department.id, activity, done, zh, fields)


def _dated(day: date, word: str, number: int, activity: str) -> str:
    return f"{day}-{word}-{number + 1}-{activity}"[:64].rstrip("-")


def _history(
    start: date, done: date | None, state: str, owner: str, department: Department, rng: Random
) -> list[Fields]:
    history: list[Fields] = [{"date": str(start), "by": department.head, "status": "open", "note": "会上布置"}]
    middle = start + timedelta(days=1)
    if state != "open":
        history.append({"date": str(middle), "by": owner, "status": "in_progress", "note": "已开始，先核对数据"})
    for days in range(2, rng.randint(2, 5)):
        history.append({"date": str(start + timedelta(days=days)), "by": owner, "note": "进展正常，等待协办部门反馈"})
    if done:
        history.append({"date": str(done), "by": owner, "status": "done", "note": "完成并通知相关部门"})
    return history


def _issue(number: int, company: Company, duties: Duties, rng: Random) -> tuple[str, Fields]:
    department = rng.choice(company.departments)
    asking = company.by_id[rng.choice(department.partners)]
    activity = rng.choice(duties.owned[department.id])
    zh, en = duties.names[activity]
    day = LAST_MONDAY - timedelta(weeks=rng.randrange(24), days=-rng.randrange(4))
    is_open = day > LAST_MONDAY + timedelta(days=2)
    fields: Fields = {
        "title": {"zh": f"{zh}信息不完整", "en": f"Incomplete data for {en}"},
        "category": rng.choice(("duty", "information", "goal", "resource", "customer", "other")),
        "raised_by": rng.choice(asking.people),
        "raised_at": f"{day}T{rng.randint(9, 11):02}:{rng.randrange(60):02}",
        "first_contact": rng.choice(department.people),
        "activity": activity,
        "assigned": department.id,
        "sla": "5wd" if is_open else rng.choice(("2wd", "3wd")),
    }
    if rng.random() < 0.4:
        fields["handovers"] = [{"from": asking.id, "to": department.id, "at": str(day), "reason": "按职责转交主责部门"}]
    if rng.random() < 0.1:
        fields["escalations"] = [{"to": department.head, "at": str(day + timedelta(days=1))}]
    fields |= {"customer_impact": rng.choice(("none", "none", "low", "high")), "source": "channel:all-departments"}
    if not is_open:
        resolution = department.says("补齐数据并修订模板，双方确认", "data completed, template revised, both agree")
        fields |= {"resolution": resolution, "resolved_at": f"{day + timedelta(days=1)}T16:00"}
    fields["status"] = "assigned" if is_open else rng.choice(("resolved", "closed"))
    if rng.random() < 0.9:
        fields["notes"] = rng.choice(_NOTES)
    return _dated(day, "gap", number, activity), fields


def _handoff(number: int, company: Company, duties: Duties, rng: Random) -> tuple[str, Fields]:
    supplier = company.departments[number % len(company.departments)]
    receiver = company.by_id[rng.choice(supplier.partners)]
    activity = rng.choice(duties.owned[supplier.id])
    zh, en = duties.names[activity]
    late = rng.random() < 0.01
    deliveries = []
    for weeks in reversed(range(8)):
        due = LAST_MONDAY - timedelta(weeks=weeks)
        delivered = due + timedelta(days=2) if late and weeks == 1 else due
        deliveries.append({"due": str(due), "delivered": str(delivered), "accepted": True})
    return f"{supplier.id}-delivers-{number + 1}", {
        "title": {"zh": f"{zh}结果", "en": f"Results of {en}"},
        "from": supplier.id,
        "to": receiver.id,
        "item": supplier.says(f"{zh}周报及明细表", f"weekly report of {en} with details"),
        "frequency": "week",
        "sla": supplier.says("每周一 12 点前", "every Monday by noon"),
        "channel": "all-departments",
        "quality": supplier.says("数据与系统一致，差异有说明", "figures match the system, differences are explained"),
        "duty": f"{supplier.id}/{activity}",
        "accepted_by": {"person": receiver.head, "date": "2025-01-20"},
        "deliveries": deliveries,
        "status": "agreed",
    }
