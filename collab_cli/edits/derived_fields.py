"""What a new record of a kind gets that nobody said, and the id it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from collab_cli.analyses.meeting_slots import slot_on
from collab_cli.documents.writer import Value
from collab_cli.edits.new_goal import check_link, complete_goal, stamped_links
from collab_cli.edits.new_id import dated_id
from collab_cli.edits.new_proposal import complete_proposal
from collab_cli.edits.plan import Plan
from collab_cli.edits.spoken_cadence import read_cadence
from collab_cli.errors import CollabError
from collab_cli.messages import Titled, msg
from collab_cli.model.department import KIND as DEPARTMENT
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.series import Series

TITLED_BY = {"meeting": frozenset({"series"}), "charter": frozenset({"department"})}
"""Kinds whose title follows from something else that was said."""


def complete(
    plan: Plan, kind: Kind, values: dict[str, Value], extras: Mapping[str, str], typed_id: str | None = None
) -> str | None:
    """Give a new record what follows from what was said, and return the id that follows, None for one of its title.

    ``extras`` is what was said that is no field, ``typed_id`` the id asked for. Raises CollabError for what does not
    fit together.
    """
    derive = _DERIVED.get(kind.name)
    if typed_id is not None:
        extras = {**extras, "id": typed_id}
    found = derive(plan, values, extras) if derive is not None else None
    if isinstance(values.get("contributes_to"), list):
        values["contributes_to"] = stamped_links(plan.world, list(values["contributes_to"]))  # type: ignore[arg-type]
    return found


def check_extras(plan: Plan, kind: Kind, extras: Mapping[str, str]) -> None:
    """Raise CollabError for what was said beside the fields and does not fit."""
    if kind.name == "goal":
        check_link(plan.world, extras)
    if kind.name == "series" and "every" in extras:
        read_cadence(extras["every"])


def _goal(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> None:
    complete_goal(plan, values, extras)


def _charter(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    """A department's charter has the department's id; the department's name alone is title enough."""
    if values.get("type", "department") != "department":
        if "department" in extras:
            raise CollabError(
                msg("a charter of a process or project has no department"), msg("name who keeps it with --owner")
            )
        if "owner" not in values:
            raise CollabError(
                msg("a charter of a process or project needs an owner"), msg("name who keeps it with --owner")
            )
        return None
    title = values.get("title")
    named = extras.get("department") or extras.get("id") or title
    if not isinstance(named, str):
        raise CollabError(msg("a new charter needs a department"), msg("name it with --department"))
    found = plan.names.id_of(DEPARTMENT, named)
    if title in (None, named):
        record = plan.world.get(Department, found)
        values["title"] = _charter_title(record.name if record is not None else named)
    return found


def _charter_title(name: Any) -> Value:
    if isinstance(name, Name) and name.zh and name.en:
        return {"zh": f"{name.zh}职责说明书", "en": f"Charter of {name.en}"}
    word = (name.zh or name.en) if isinstance(name, Name) else str(name)
    return f"Charter of {word}" if str(word).isascii() else f"{word}职责说明书"


def _meeting(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    series = plan.world.get(Series, str(values["series"])) if "series" in values else None
    if series is not None:
        name = series.value.name
        values.setdefault("title", {"zh": name.zh, "en": name.en} if isinstance(name, Name) else name)  # type: ignore[dict-item]
    elif "title" not in values:
        raise CollabError(msg("a new meeting needs a title"), msg("give one, or name its series with --series"))
    day = values.setdefault("date", plan.day)
    if series is not None and isinstance(day, date):
        _take_from_series(plan, values, series, day)
        return f"{day.isoformat()}-{series.id}"
    return dated_id(day, values.get("title")) if isinstance(day, date) else None


def _take_from_series(plan: Plan, values: dict[str, Value], series: Record[Series], day: date) -> None:
    """Give a new meeting what its series says of every meeting; note a day that is not of its rhythm."""
    usual = series.value
    is_weekly = usual.cadence.unit == "week" and usual.cadence.interval == 1
    found = {
        "type": "weekly" if is_weekly else None,
        "mode": usual.mode,
        "start": usual.time,
        "place": usual.place,
        "agenda": list(usual.agenda) or None,
    }
    for name, value in found.items():
        if value is not None:
            values.setdefault(name, value)
    slot = slot_on(plan.world, series, day)
    if slot is None or day not in (slot.planned, slot.day):
        plan.names.notes.append(msg("{day} is no day on which {series} meets", day=day, series=series.titled))


def _series(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> None:
    """A rhythm said in words is the cadence; the first slot is today's unless another day is said."""
    if "every" not in extras:
        return
    if "cadence" in values:
        raise CollabError(msg("the rhythm is given twice"), msg("give it with --every or as the field cadence"))
    values["cadence"] = read_cadence(extras["every"])
    values.setdefault("starts", plan.day)


def _action(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    return dated_id(plan.day, values.get("title"))


def _issue(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    raised = values.setdefault("raised_at", plan.moment)
    day = raised.date() if isinstance(raised, datetime) else raised
    return dated_id(day, values.get("title")) if isinstance(day, date) else None


def _waiver(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    target = str(values.get("target", "")).rpartition(":")[2].replace("/", "-")
    return f"{values.get('rule', '')}-{target}".casefold()[:48].strip("-") if target else None


def _evaluation(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> str | None:
    if str(values.get("subject", "")).startswith("person:") and not plan.world.settings.restricted.enabled:
        raise CollabError(
            msg("an evaluation of a person is kept under restricted/, which is not enabled"),
            msg("set restricted.enabled to true in collab.yaml first"),
        )
    return None


def _proposal(plan: Plan, values: dict[str, Value], extras: Mapping[str, str]) -> None:
    complete_proposal(plan, values)


Derive = Callable[[Plan, dict[str, Value], Mapping[str, str]], "str | None"]
_DERIVED: dict[str, Derive] = {
    "goal": _goal,
    "charter": _charter,
    "meeting": _meeting,
    "series": _series,
    "action": _action,
    "issue": _issue,
    "proposal": _proposal,
    "waiver": _waiver,
    "evaluation": _evaluation,
}


def titled(values: Mapping[str, Value], kind: Kind, record_id: str) -> Titled:
    """Return a new record as messages name it."""
    title = values.get(kind.title_field)
    if isinstance(title, Mapping):
        return Titled(Name(zh=_text(title.get("zh")), en=_text(title.get("en"))), record_id)
    return Titled(title if isinstance(title, str) else None, record_id)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def is_restricted(kind: Kind, values: Mapping[str, Value]) -> bool:
    """Return whether a new record judges a person and belongs under restricted/."""
    return kind.name == "evaluation" and str(values.get("subject", "")).startswith("person:")
