"""Begin the minutes of the next meeting of a series: a draft with what is known before people meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from collab_cli.analyses.action_figures import ActionFigures
from collab_cli.analyses.agenda_items import Agenda, ReportDue
from collab_cli.analyses.meeting_slots import next_slot
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.derived_fields import complete
from collab_cli.edits.new_id import dated_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, msg
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import KIND, Meeting
from collab_cli.model.record import Record

_LISTED = frozenset({"minutes", "goal", "overlap", "gap", "issue", "proposal", "resource"})
"""The topics that are lines of the minutes; actions and reports have fields of their own."""


def plan_minutes(
    plan: Plan, agenda: Agenda, say: Callable[[Message], str], extras: Mapping[str, str] = MappingProxyType({})
) -> Planned:
    """Return the change that adds the draft of a meeting; raise CollabError where its slot has minutes already.

    ``extras`` are fields as typed, which take the place of what the series says.
    """
    slot = agenda.meeting.occurrence.slot
    if slot.meeting is not None:
        raise CollabError(
            msg("there are minutes {meeting} already", meeting=slot.meeting.titled),
            msg("open them with {command}", command=f"collab meeting edit {slot.meeting.id}"),
        )
    fields = _known_before(plan, agenda, say)
    typed = {name: (text,) for name, text in extras.items()}
    fields = {name: value for name, value in fields.items() if name not in typed}
    record_id, _ = add_to_plan(plan, Said(KIND, fields=typed, record=fields))
    return plan.finish(msg("began the minutes {meeting}", meeting=record_id))


def plan_prefilled(plan: Plan, meeting: Record[Meeting], agenda: Agenda, say: Callable[[Message], str]) -> Planned:
    """Return the change that gives a draft, in what it leaves empty, what a new one of its slot would begin with."""
    begun = plan.values.part(_known_before(plan, agenda, say), Meeting)
    complete(plan, KIND, begun, {})
    held = plan.changes.plain(meeting.path, meeting.route)
    order = tuple(info.name for info in fields_of(Meeting))
    for name in order:
        if name in begun and held.get(name) in (None, "", []):
            plan.changes.set(meeting.path, (*meeting.route, name), begun[name], order)
    return plan.finish(msg("filled in the minutes {meeting}", meeting=meeting.titled))


def plan_other_minutes(plan: Plan, day: date | None, extras: Mapping[str, str]) -> Planned:
    """Return the change that adds the draft of a meeting of no series; raise CollabError where something is lacking.

    ``extras`` are fields as typed.
    """
    missing = [f"--{name}" for name in ("date", "title", "chair") if name not in extras and (name != "date" or not day)]
    if missing or day is None:
        raise CollabError(
            msg("a meeting of no series needs {options}", options=tuple(missing)), msg("give them, or name a series")
        )
    own = dated_id(day, extras["title"])
    known = plan.world.get(Meeting, own)
    if known is not None:
        raise CollabError(
            msg("there are minutes {meeting} already", meeting=known.titled),
            msg("open them with {command}", command=f"collab meeting edit {known.id}"),
        )
    fields = {name: (text,) for name, text in extras.items()} | {"date": (day.isoformat(),)}
    record_id, _ = add_to_plan(plan, Said(KIND, fields=fields))
    return plan.finish(msg("began the minutes {meeting}", meeting=record_id))


def _known_before(plan: Plan, agenda: Agenda, say: Callable[[Message], str]) -> dict[str, Any]:
    """Return the fields that are known before people meet."""
    series = agenda.meeting.series
    name: Param = series.name
    fields: dict[str, Any] = {
        "title": say(msg("{name}", name=name)),
        "series": series.id,
        "date": agenda.meeting.occurrence.slot.day.isoformat(),
        "chair": series.value.chair,
        "secretary": series.value.secretary,
    }
    last, following = agenda.meeting.last, _following(plan, agenda)
    if last is not None and last.value.status == "approved":
        fields["previous_approved"] = "true"
    if following is not None:
        fields["next_meeting"] = following.isoformat()
    open_points = [say(_point(plan, item.ref)) for item in agenda.items if item.topic in _LISTED]
    reports = [_report(item.about) for item in agenda.items if isinstance(item.about, ReportDue)]
    carried = [item.about.action.id for item in agenda.items if isinstance(item.about, ActionFigures)]
    lists = {"agenda": [*series.value.agenda, *open_points], "reports": reports, "carried_over": carried}
    return fields | {key: values for key, values in lists.items() if values}


def _following(plan: Plan, agenda: Agenda) -> date | None:
    """Return the day of the meeting after, None where the series has none."""
    slot = agenda.meeting.occurrence.slot
    after = next_slot(plan.world, agenda.meeting.series, slot.last + timedelta(days=1))
    return after.day if after is not None else None


def _point(plan: Plan, ref: str) -> Message:
    record = plan.world.workspace.find(ref.partition("/")[0])
    name: Param = record.name if record is not None else ""
    if record is not None and isinstance(record.value, Meeting):
        name = msg("{name}, {day}", name=name, day=record.value.date)
    return msg("{name} ({ref})", name=name, ref=ref)


def _report(due: ReportDue) -> dict[str, str]:
    found = {"department": due.answering.party}
    return found | {"by": due.answering.now} if due.answering.now is not None else found
