"""The questions of ``collab goal checkin`` on a terminal: which key result, which value, why there is a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from collab_cli.analyses.goals.checkins import newest_value
from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.edits.answers import fault_of_line, fault_of_weight
from collab_cli.edits.check_in import SaidCheckIn
from collab_cli.edits.implausible_value import implausible_value
from collab_cli.edits.key_result_meant import MeantKeyResult, check_is_tracked, goal_and_part, key_result_meant
from collab_cli.edits.measured_value import measured_value
from collab_cli.edits.milestone_meant import milestone_meant
from collab_cli.edits.plan import Plan
from collab_cli.edits.value_gap import value_gap
from collab_cli.edits.verb_fields import field_at
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, Titled, msg
from collab_cli.model.goal import CheckIn


def ask_check_in(context: Context, plan: Plan, said: SaidCheckIn) -> SaidCheckIn:
    """Return ``said`` with the key result, where its goal has several, and with the value, where nothing is said."""
    goal, part = goal_and_part(plan, said.key_result)
    check_is_tracked(goal)
    if part is None and len(goal.written.key_results) > 1:
        choices: list[tuple[str, Param]] = [(each.id, Titled(each.title, each.id)) for each in goal.written.key_results]
        chosen = Asking(context).choice(msg("Which key result of {goal}?", goal=goal.titled), choices)
        said = replace(said, key_result=f"{goal.id}/{chosen}")
    if said.says_something:
        return said
    meant = key_result_meant(plan, said.key_result)
    context.say(_known(plan, meant))
    return _asked(Asking(context), plan, meant, said, may_skip=False)


def ask_stale(
    context: Context, plan: Plan, found: Sequence[MeantKeyResult], fields: Mapping[str, str]
) -> list[SaidCheckIn]:
    """Return what was answered of each key result, those passed over left out."""
    said: list[SaidCheckIn] = []
    ask = Asking(context)
    for number, meant in enumerate(found, 1):
        context.say(msg("{number} of {count}: {known}", number=number, count=len(found), known=_known(plan, meant)))
        each = _asked(ask, plan, meant, SaidCheckIn(meant.ref, None, dict(fields)), may_skip=True)
        said += [each] if each.says_something else []
    return said


def _asked(ask: Asking, plan: Plan, meant: MeantKeyResult, said: SaidCheckIn, *, may_skip: bool) -> SaidCheckIn:
    day = _day(plan, said)
    value = _value(ask, meant, may_skip=may_skip)
    if not value:
        return said
    said = replace(said, value=value)
    confidence = ask.text(msg("How sure are you to reach it, such as 60%? (empty: not said)"), fault_of_weight)
    if confidence:
        said = replace(said, fields={**said.fields, "confidence": confidence})
    if _is_behind(plan, meant, value, day):
        cause = ask.text(msg("It is behind the plan. Why? (empty: later)"), fault_of_line)
        said = replace(said, cause=cause or None)
    return said


def _day(plan: Plan, said: SaidCheckIn) -> date:
    """Return the day the value holds for; raise CollabError for a text that is no day."""
    text = said.fields.get("date")
    day = plan.day if text is None else plan.values.read(text, field_at(CheckIn, "date").info.type, "date")
    assert isinstance(day, date)
    return day


def _value(ask: Asking, meant: MeantKeyResult, *, may_skip: bool) -> str:
    """Return the value typed, empty where it is passed over; one that is hard to believe is asked about."""
    while True:
        value = ask.text(_question(meant, may_skip=may_skip), lambda text: _fault(meant, text, may_skip=may_skip))
        is_measured = value and meant.key_result.type != "milestone"
        doubt = implausible_value(meant.key_result, measured_value(meant.key_result, value)) if is_measured else None
        if doubt is None or ask.confirm(msg("{doubt}. Is it so?", doubt=doubt)):
            return value


def _question(meant: MeantKeyResult, *, may_skip: bool) -> Message:
    if meant.key_result.type == "milestone":
        return msg("Which milestone was reached? (empty: none)") if may_skip else msg("Which milestone was reached?")
    unit = meant.key_result.unit or "-"
    if meant.key_result.type == "boolean":
        return msg("Is it reached? (yes, no; empty: pass over)") if may_skip else msg("Is it reached? (yes, no)")
    return (
        msg("The value now, in {unit}? (empty: pass over)", unit=unit)
        if may_skip
        else msg("The value now, in {unit}?", unit=unit)
    )


def _known(plan: Plan, meant: MeantKeyResult) -> Message:
    """Return what is known of a key result: its last value and, where it is a number, its target."""
    key_result = meant.key_result
    last = newest_value(key_result, plan.day)
    target: Param = key_result.target if key_result.target is not None else "-"
    unit = key_result.unit or ""
    if key_result.type in ("boolean", "milestone"):
        if last is None or last.entry.value is None:
            return msg("{key_result}: no value yet", key_result=meant.titled)
        said = msg("yes") if last.entry.value.flag else msg("no")
        return msg("{key_result}: {value} on {day}", key_result=meant.titled, value=said, day=last.entry.date)
    if last is None:
        return msg(
            "{key_result}: no value yet, target {target} {unit}", key_result=meant.titled, target=target, unit=unit
        )
    return msg(
        "{key_result}: {value} on {day}, target {target} {unit}",
        key_result=meant.titled,
        value=str(last.entry.value),
        day=last.entry.date,
        target=target,
        unit=unit,
    )


def _fault(meant: MeantKeyResult, text: str, *, may_skip: bool) -> Message | None:
    if not text.strip():
        return None if may_skip else msg("write something, or leave with Ctrl-C")
    try:
        if meant.key_result.type == "milestone":
            milestone_meant(meant.key_result, meant.titled, text)
        else:
            measured_value(meant.key_result, text)
    except CollabError as error:
        return error.hint or error.message
    return None


def _is_behind(plan: Plan, meant: MeantKeyResult, text: str, day: date) -> bool:
    """Return whether a value is less than was to be expected by its day."""
    if meant.key_result.type in ("milestone", "boolean"):
        return False
    gap = value_gap(plan.world, meant, day, measured_value(meant.key_result, text))
    return gap is not None and gap.is_behind
