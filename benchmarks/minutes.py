"""Minutes of one weekly meeting: reports, problems, opinions, a decision, what was agreed and carried over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.company import Department, Fields

_PROGRESS = (
    (
        "本周按计划完成，主要指标与上周持平，重点项目已进入验收阶段",
        "on plan; figures as last week, the main project is in acceptance",
    ),
    ("完成数据整理并提交初稿，比计划早一天，等待相关部门反馈", "data is ready and the draft went out a day early"),
    (
        "现场检查两次，发现的问题均已整改，未影响交付",
        "two inspections; what was found is repaired, deliveries were not touched",
    ),
)
_OPINIONS = ("建议把数据口径写进共享文档", "希望提前一天收到资料", "下次会前先看报表，会上只谈差异")


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action: of which department and duty, and when it was done (None: still open)."""

    id: str
    department: str
    activity: str
    done: date | None
    name: str
    fields: Fields


def minutes_of(
    series: str,
    plan: Fields,
    day: date,
    circle: list[Department],
    agreed: list[Agreed],
    carried: list[str],
    rng: Random,
) -> Fields:
    """Return the minutes of ``series`` on ``day``: complete, quorate and with every problem disposed of."""
    away = rng.choice(circle[1:]) if rng.random() < 0.05 and len(circle) > 1 else None
    chair = circle[0]
    fields: Fields = {
        "title": plan["name"],
        "series": series,
        "type": "weekly",
        "date": str(day),
        "start": "09:30",
        "end": "10:30",
        "mode": "in_person",
        "place": "二楼会议室",
        "chair": plan["chair"],
        "secretary": plan["secretary"],
        "present": [*(d.people[1] if d is away else d.head for d in circle), plan["secretary"]],
    }
    fields["present"] = list(dict.fromkeys(fields["present"]))
    if away is not None:
        fields["regrets"] = [{"person": away.head, "delegate": away.people[1]}]
    fields["agenda"] = plan["agenda"]
    fields["reports"] = [_report(department, agreed, rng) for department in circle]
    if rng.random() < 0.4:
        speaker = rng.choice(circle)
        opinion = {"department": speaker.id, "by": speaker.head, "text": rng.choice(_OPINIONS)}
        fields["opinions"] = [opinion | {"disposition": rng.choice(("accepted", "parked"))}]
    rationale = chair.says("减少等待，便于排产", "less waiting, easier planning")
    text = chair.says("资料改为每周五 17 点前提交", "papers are due on Fridays at five")
    decision = {"id": "dec1", "text": text, "rationale": rationale, "method": "consent", "owner": chair.head}
    fields |= {"decisions": [decision], "actions": [action.id for action in agreed], "carried_over": carried}
    fields |= {"next_meeting": str(day + timedelta(weeks=1)), "published": str(day), "status": "approved"}
    return {key: value for key, value in fields.items() if value != []}


def _report(department: Department, agreed: list[Agreed], rng: Random) -> Fields:
    progress = department.says(*rng.choice(_PROGRESS))
    report: Fields = {"department": department.id, "by": department.head, "progress": progress}
    report["issues"] = [
        {
            "text": f"{action.name}进度偏慢",
            "topic": action.activity,
            "disposition": "action",
            "ref": f"action:{action.id}",
        }
        for action in agreed
        if action.department == department.id
    ]
    report["next"] = department.says("继续推进重点项目，完成月度核对", "go on with the main project, close the month")
    if rng.random() < 0.3:
        report["needs"] = department.says("请相关部门提前提供数据", "data from the others a day earlier")
    return report
