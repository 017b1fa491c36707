"""Better sentences on goals and their key results: targets, check-ins, adjustments, links to other goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.field_types import Part
from collab_cli.model.fields import field_named, fields_of
from collab_cli.model.goal import Adjustment, CheckIn, Contribution, Goal, Guardrail, KeyResult
from collab_cli.model.metric import Metric, Point
from collab_cli.reports.change_subject import called, holder_of, label_in, owner_in, owner_of, subject_of
from collab_cli.reports.change_value import in_one_line, told, unit_of, with_approval, with_note, with_unit
from collab_cli.reports.field_values import field_label, named_in_words

Say = Callable[[World, Change], Message | None]


_REASONS: Final[Mapping[str, Message]] = {
    "market_change": msg("market change"),
    "company_change": msg("change in the company"),
    "correction": msg("correction"),
    "feasibility": msg("feasibility"),
    "other": msg("other"),
}
_STANDINGS: Final[Mapping[str, Message]] = {
    "on_track": msg("on track"),
    "at_risk": msg("at risk"),
    "off_track": msg("off track"),
    "done": msg("done"),
}


def _of_number(world: World, change: Change) -> Message | None:
    """Return that a number of a key result was raised or lowered, with the reason where one is written."""
    info, old, new = change.field, change.old, change.new
    if not isinstance(old, Decimal) or not isinstance(new, Decimal) or info is None:
        return None
    before = unit_of(world, owner_of(world, change, change.before), info)
    unit = unit_of(world, owner_of(world, change, change.after), info)
    what, field = subject_of(world, change), label_in(world, change)
    one, other = with_unit(old, before if before != unit else None), with_unit(new, unit)
    if new < old:
        said = msg("{field} of {what} lowered from {old} to {new}", field=field, what=what, old=one, new=other)
    else:
        said = msg("{field} of {what} raised from {old} to {new}", field=field, what=what, old=one, new=other)
    return with_reason(world, change, said)


def with_reason(world: World, change: Change, said: Message) -> Message:
    """Return ``said`` with the reason and who approved, where the goal has a new adjustment of the field."""
    adjustment = adjustment_of(world, change)
    if adjustment is None:
        return said
    return with_approval(world, said, _reason(adjustment), adjustment.approved_by)


def adjustment_of(world: World, change: Change) -> Adjustment | None:
    """Return the newest adjustment of the field that changed, of those that are in the goal since the change."""
    if change.field is None or not change.after or not change.before:
        return None
    goal, former = owner_in(world, change.after[0], Goal), owner_in(world, change.before[0], Goal)
    part = owner_in(world, change.after[0], KeyResult)
    if goal is None or former is None:
        return None
    path = f"{part.id}.{change.field.name}" if part is not None else change.field.name
    found = [one for one in goal.adjustments if one.field == path and one not in former.adjustments]
    return max(found, key=lambda one: one.date, default=None)


def _reason(adjustment: Adjustment) -> Param | None:
    word = _REASONS.get(adjustment.reason or "")
    if adjustment.note is None:
        return word
    note = in_one_line(adjustment.note)
    return note if word is None else msg("{reason}: {note}", reason=word, note=note)


def _of_check_in(world: World, change: Change) -> Message | None:
    """Return the value reported, against the target, with how it stands in the owner's own judgement."""
    entry = change.new
    part = owner_in(world, change.spot, KeyResult)
    if not isinstance(entry, CheckIn) or part is None:
        return None
    what = holder_of(world, change.spot)
    if entry.value is None:
        said = msg("{what} reported on, {day}", what=what, day=entry.date)
    elif entry.value.number is None:
        reached = msg("reached") if entry.value.flag else msg("not reached yet")
        said = msg("{what} reported as {value} on {day}", what=what, value=reached, day=entry.date)
    elif part.target is None:
        value = with_unit(entry.value.number, part.unit)
        said = msg("{what} reported at {value} on {day}", what=what, value=value, day=entry.date)
    else:
        target = with_unit(part.target, part.unit)
        said = msg(
            "{what} reported at {value} of {target} on {day}",
            what=what,
            value=entry.value.number,
            target=target,
            day=entry.date,
        )
    if entry.status is not None:
        said = msg("{said}, {status}", said=said, status=_STANDINGS[entry.status])
    return with_note(said, entry.note or (entry.gap_analysis.cause if entry.gap_analysis is not None else None))


def _of_adjustment(world: World, change: Change) -> Message | None:
    """Return which adjustment of a goal was written down."""
    entry = change.new
    if not isinstance(entry, Adjustment):
        return None
    what, field = _adjusted(world, change, entry)
    said = msg(
        "Adjustment of {what} recorded on {day}: {field} from {old} to {new}",
        what=what,
        day=entry.date,
        field=field,
        old=in_one_line(entry.from_ or "-"),
        new=in_one_line(entry.to or "-"),
    )
    return with_approval(world, said, _reason(entry), entry.approved_by)


def _adjusted(world: World, change: Change, entry: Adjustment) -> tuple[Param, Param]:
    """Return the goal or key result an adjustment is about, and the field."""
    part_id, _, name = entry.field.rpartition(".")
    struct: type[Part] = KeyResult if part_id else Goal
    known = any(info.name == name for info in fields_of(struct))
    field: Param = field_label(struct, field_named(struct, name)) if known else in_one_line(name)
    record, goal = change.spot.record, owner_in(world, change.spot, Goal)
    part = next((one for one in goal.key_results if one.id == part_id), None) if goal is not None else None
    if record is None or not part_id:
        return holder_of(world, change.spot), field
    said = called(world, part) if part is not None else in_one_line(part_id)
    return msg("{record} / {part}", record=record.name, part=said), field


def _of_key_result(world: World, change: Change) -> Message | None:
    part = change.old if change.act == "removed" else change.new
    if not isinstance(part, KeyResult):
        return None
    what, goal = called(world, part), holder_of(world, change.spot)
    if change.act == "removed":
        return msg("Key result {part} taken out of {goal}", part=what, goal=goal)
    said = msg("Key result {part} added to {goal}", part=what, goal=goal)
    if part.target is not None and part.baseline is not None:
        target = with_unit(part.target, part.unit)
        return msg("{said}: from {old} to {new}", said=said, old=part.baseline, new=target)
    if part.target is not None:
        return msg("{said}: {target}", said=said, target=with_unit(part.target, part.unit))
    if part.low is not None and part.high is not None:
        high = with_unit(part.high, part.unit)
        return msg("{said}: between {low} and {high}", said=said, low=part.low, high=high)
    return said


def _of_link(world: World, change: Change) -> Message | None:
    part = change.old if change.act == "removed" else change.new
    if not isinstance(part, Contribution):
        return None
    what, goal = holder_of(world, change.spot), _goal(world, part)
    if change.act == "removed":
        return msg("{what} no longer serves {goal}", what=what, goal=goal)
    if part.weight is None:
        return msg("{what} now serves {goal}", what=what, goal=goal)
    return msg("{what} now serves {goal} and carries {share} of it", what=what, goal=goal, share=_percent(part.weight))


def _of_link_weight(world: World, change: Change) -> Message | None:
    link = owner_in(world, change.spot, Contribution)
    goal = owner_in(world, change.spot, Goal)
    if link is None or goal is None or change.old is None or change.new is None or change.spot.record is None:
        return None
    return msg(
        "{what} now carries {new} of {goal}, before {old}",
        what=change.spot.record.titled,
        new=_percent(change.new),
        goal=_goal(world, link),
        old=_percent(change.old),
    )


def _goal(world: World, link: Contribution) -> Param:
    return named_in_words(world, link.goal, field_named(Contribution, "goal").type)


def _percent(share: Decimal) -> Message:
    return msg("{percent} %", percent=share * 100)


def _of_owner(world: World, change: Change) -> Message | None:
    if change.new is None or change.spot.record is None:
        return None
    what, new = subject_of(world, change), world.parties.name(f"person:{change.new}")
    if change.old is None:
        return msg("{person} now answers for {what}", person=new, what=what)
    old = world.parties.name(f"person:{change.old}")
    return msg("{person} now answers for {what} instead of {old}", person=new, what=what, old=old)


def _of_guardrail(world: World, change: Change) -> Message | None:
    part: Part | None = change.old if change.act == "removed" else change.new
    if not isinstance(part, Guardrail):
        return None
    metric = world.get(Metric, part.metric)
    unit = metric.value.unit if metric is not None else None
    name: Param = part.name or (metric.name if metric is not None else part.metric or "")
    what = holder_of(world, change.spot)
    if change.act == "removed":
        return msg("Limit {name} of {what} is taken out", name=name, what=what)
    if part.at_most is not None:
        return msg(
            "New limit of {what}: {name} at most {value}", what=what, name=name, value=with_unit(part.at_most, unit)
        )
    if part.at_least is not None:
        value = with_unit(part.at_least, unit)
        return msg("New limit of {what}: {name} at least {value}", what=what, name=name, value=value)
    return msg("New limit of {what}: {name}", what=what, name=name)


def _of_limit(world: World, change: Change) -> Message | None:
    """Return that a limit was raised or lowered."""
    part, info, old, new = owner_in(world, change.spot, Guardrail), change.field, change.old, change.new
    goal = change.spot.record
    if part is None or goal is None or info is None or not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return None
    name, value = called(world, part), with_unit(new, unit_of(world, part, info))
    if new < old:
        return msg(
            "Limit {name} of {what} lowered from {old} to {new}", name=name, what=goal.titled, old=old, new=value
        )
    return msg("Limit {name} of {what} raised from {old} to {new}", name=name, what=goal.titled, old=old, new=value)


def _of_milestone_done(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    return msg("{what} reached on {day}", what=subject_of(world, change), day=change.new)


def _of_point(world: World, change: Change) -> Message | None:
    entry, metric = change.new, change.spot.record
    if not isinstance(entry, Point) or metric is None:
        return None
    value = with_unit(entry.value, getattr(metric.written, "unit", None))
    said = msg("{what} was {value} on {day}", what=metric.titled, value=value, day=entry.date)
    return with_note(said, entry.note)


def _of_score(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    return msg(
        "{what} scored {score}",
        what=subject_of(world, change),
        score=told(world, change.new, field_named(Goal, "score")),
    )


GOAL_FIELDS: Final[Mapping[tuple[str, str], Say]] = {
    **{("KeyResult", name): _of_number for name in ("target", "baseline", "low", "high", "weight")},
    ("Goal", "owner"): _of_owner,
    ("Goal", "score"): _of_score,
    ("Project", "owner"): _of_owner,
    ("Action", "owner"): _of_owner,
    ("Contribution", "weight"): _of_link_weight,
    ("Milestone", "done"): _of_milestone_done,
    ("Guardrail", "at_most"): _of_limit,
    ("Guardrail", "at_least"): _of_limit,
    ("Standard", "target"): _of_number,
    ("ResponsibilityRow", "weight"): _of_number,
}
GOAL_ENTRIES: Final[Mapping[type[Part], Say]] = {
    CheckIn: _of_check_in,
    Adjustment: _of_adjustment,
    KeyResult: _of_key_result,
    Contribution: _of_link,
    Guardrail: _of_guardrail,
    Point: _of_point,
}
