"""Change a target openly: the field and the entry that says from what to what, why and who approved it, in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from collab_cli.documents.writer import Value
from collab_cli.edits.checkin_notes import progress_line
from collab_cli.edits.key_result_meant import MeantKeyResult, goal_and_part, which_key_result
from collab_cli.edits.measured_value import measured_value
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.set_fields import Assignment, parse_assignment
from collab_cli.edits.states import check_not_closed
from collab_cli.edits.typed_values import exact
from collab_cli.edits.verb_fields import field_at
from collab_cli.errors import CollabError
from collab_cli.graph.agreements import accepted_proposals, is_current
from collab_cli.graph.lookup import find_part
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, msg, msgn
from collab_cli.model.field_path import find_field
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import KIND, Adjustment, Goal, KeyResult
from collab_cli.model.record import Record

_OF_KEY_RESULT = ("target", "baseline", "unit", "weight", "direction", "low", "high")
_OF_GOAL = ("period",)
_NUMBERS = frozenset({"target", "baseline", "low", "high"})
_NAMED = 5
"""How many goals that serve an adjusted one are named."""
_WORDS: Final[Mapping[str, Message]] = {
    "target": msg("target"),
    "baseline": msg("baseline"),
    "unit": msg("unit"),
    "weight": msg("weight"),
    "direction": msg("direction"),
    "low": msg("lower limit"),
    "high": msg("upper limit"),
    "period": msg("period"),
}
"""What is adjusted, in words."""
_GOAL_ORDER = tuple(info.name for info in fields_of(Goal))


def plan_adjust(plan: Plan, ref: str, assignments: Sequence[str], said: Mapping[str, str]) -> Planned:
    """Return the change of targets with its entries in `adjustments`; raise CollabError for what cannot be adjusted.

    ``said`` are the fields of the entry as typed: `reason`, and perhaps `note`, `approved_by`, `proposal`, `date`.
    With `was`, the value before, the one field named was changed already, and only its entry is written.
    """
    said = dict(said)
    was = said.pop("was", None)
    goal, part = goal_and_part(plan, ref)
    check_not_closed(goal, "key_results")
    if goal.value.status == "draft":
        raise CollabError(
            msg("{goal} is a draft, so nothing was promised yet", goal=goal.titled),
            msg("change it with {command}", command=f"collab set goal:{goal.id} FIELD=VALUE"),
        )
    entry = {name: plan.values.read(text, field_at(Adjustment, name).info.type, name) for name, text in said.items()}
    if "reason" not in entry:
        words = field_at(Adjustment, "reason").info.type
        raise CollabError(
            msg("a change of a target needs its reason"),
            msg("add --reason with one of {words}", words=", ".join(getattr(words, "values", ()))),
        )
    meant = _key_result(plan, goal, part) if part is not None else None
    changes = [_Change(plan, goal, meant, each) for each in map(parse_assignment, assignments)]
    if len({change.field for change in changes}) < len(changes):
        raise CollabError(msg("a field is given twice"), msg("give it once"))
    if was is not None and len(changes) != 1:
        raise CollabError(msg("--was tells of one field only"), msg("adjust the fields one by one"))
    told: list[Message] = []
    for change in sorted(changes, key=lambda change: change.name != "unit"):  # numbers are read in the new unit
        change.write(entry, plan, was)
        told.append(change.told)
    sentence = msg("adjusted {goal}: {changes}", goal=goal.titled, changes=tuple(told))
    planned = plan.finish(sentence)
    touched = {change.meant.ref: change.meant for change in changes if change.meant is not None}
    notes = (
        *(progress_line(plan.world, planned.after, each) for each in touched.values()),
        *_stale_agreements(plan.world, planned.after, goal),
    )
    return replace(planned, notes=(*planned.notes, *notes))


class _Change:
    """One field on its way to another value."""

    def __init__(self, plan: Plan, goal: Record[Goal], meant: MeantKeyResult | None, each: Assignment) -> None:
        if each.sign or not each.value:
            raise CollabError(
                msg("{field} takes one value", field=each.field), msg("write {example}", example=f"{each.field}=VALUE")
            )
        self.goal = goal
        self.each = each
        self.meant, self.name = _spot(plan, goal, meant, each.field)
        allowed = _OF_GOAL if self.meant is None else _OF_KEY_RESULT
        if self.name not in allowed:
            target = f"goal:{goal.id}" if self.meant is None else f"goal:{self.meant.ref}"
            raise CollabError(
                msg("{field} is nothing that is adjusted", field=each.field),
                msg(
                    "adjust {fields}; everything else is changed with {command}",
                    fields=allowed,
                    command=f"collab set {target} {each.field}=VALUE",
                ),
            )
        self.field = self.name if self.meant is None else f"{self.meant.key_result.id}.{self.name}"
        self.old: Value | None = None
        self.new: Value | None = None

    def write(self, entry: Mapping[str, Any], plan: Plan, was: str | None = None) -> None:
        """Plan the new value and the entry about it; raise CollabError if the field has that value already.

        With ``was``, the value as typed that it had before, plan the entry alone.
        """
        holder: Any = self.goal.written if self.meant is None else self.meant.key_result
        struct = Goal if self.meant is None else KeyResult
        old = getattr(holder, self.name)
        self.old = None if old is None else exact(old)
        self.new = self._read(plan, struct, self.each.value)
        if was is not None:
            self._check_changed(self.old)
            self.old = self._read(plan, struct, was)
        if self.new == self.old:
            raise CollabError(
                msg("{field} of {goal} is {value} already", field=self.field, goal=self.goal.titled,
                    value=_shown(self.new)),
                msg("write another value; if an earlier change lacks its entry, say what the value was with --was"),
            )  # fmt: skip
        if was is None:
            route = self.goal.route if self.meant is None else self.meant.route
            order = tuple(info.name for info in fields_of(struct))
            plan.changes.set(self.goal.path, (*route, self.name), self.new, order)
        both = {"from": self.old, "to": self.new}
        whole = {"date": plan.day, "field": self.field, **{k: v for k, v in both.items() if v is not None}, **entry}
        ordered = {info.name: whole[info.name] for info in fields_of(Adjustment) if info.name in whole}
        plan.changes.insert(self.goal.path, (*self.goal.route, "adjustments"), ordered, order=_GOAL_ORDER)

    @property
    def told(self) -> Message:
        """Return what was done."""
        word = _WORDS[self.name]
        field = word if self.meant is None else msg("{field} of {id}", field=word, id=self.meant.key_result.id)
        if self.old is None:
            return msg("{field} is {new}", field=field, new=_shown(self.new))
        return msg("{field} from {old} to {new}", field=field, old=_shown(self.old), new=_shown(self.new))

    def _check_changed(self, now: Value | None) -> None:
        """Raise CollabError unless the field has the new value, as one changed already has."""
        if self.new != now:
            raise CollabError(
                msg("{field} of {goal} is {value}, so it was not changed to {new}", field=self.field,
                    goal=self.goal.titled, value="-" if now is None else _shown(now), new=_shown(self.new)),
                msg("leave --was out to change it now"),
            )  # fmt: skip

    def _read(self, plan: Plan, struct: type[Goal] | type[KeyResult], text: str) -> Value:
        if self.name in _NUMBERS and self.meant is not None:
            unit = plan.changes.plain(self.goal.path, (*self.meant.route, "unit"))
            import msgspec

            return measured_value(msgspec.structs.replace(self.meant.key_result, unit=unit), text)
        return plan.values.read(text, field_at(struct, self.name).info.type, self.name)


def _spot(plan: Plan, goal: Record[Goal], meant: MeantKeyResult | None, path: str) -> tuple[MeantKeyResult | None, str]:
    """Return the key result and the name of the field a person named, the former None for one of the goal itself."""
    if meant is not None:
        plain = plan.changes.plain(goal.path, meant.route)
        return meant, find_field(KIND, KeyResult, plain, path, top=False).name
    first, dot, rest = path.removeprefix("key_results.").partition(".")
    if dot and rest:
        return _spot(plan, goal, _key_result(plan, goal, first), rest)
    plain = plan.changes.plain(goal.path, goal.route)
    names = {info.name for info in fields_of(Goal)}
    key_results = goal.written.key_results
    if path in _OF_KEY_RESULT and path not in names:
        if len(key_results) != 1:
            raise which_key_result(goal)
        return MeantKeyResult(goal, key_results[0], 0), path
    return None, find_field(KIND, Goal, plain, path).name


def _key_result(plan: Plan, goal: Record[Goal], part: str) -> MeantKeyResult:
    wanted = find_part(goal, part, plan.world.workspace)
    index = next(at for at, each in enumerate(goal.written.key_results) if each.id == wanted)
    return MeantKeyResult(goal, goal.written.key_results[index], index)


def _stale_agreements(before: World, after: World, goal: Record[Goal]) -> Iterator[Message]:
    """Yield which agreements were on the text before, and which command renews them."""
    new = after.get(Goal, goal.id)
    assert new is not None
    if before.digest(goal) == after.digest(new):
        return
    agreed = accepted_proposals(after.workspace).get(goal.ref)
    digest = agreed.subject.digest if agreed is not None else None
    if agreed is not None and digest is not None and not is_current(after.workspace, new, digest, after.digest(new)):
        yield msg(
            "{proposal} agreed to the text before this change; put the new one to the departments with {command}",
            proposal=agreed.proposal.titled,
            command=f"collab proposal open TITLE --type goal_adjust --subject goal:{goal.id}",
        )
    bound = [link.child for link in after.goal_tree.down.get(goal.id, ()) if link.entry.parent_digest is not None]
    if bound:
        yield _links_to_renew(goal, bound)


def _links_to_renew(goal: Record[Goal], bound: Sequence[Record[Goal]]) -> Message:
    """Return which goals are bound to the text before, the first by name, and the command that renews all links."""
    command = f"collab goal align {goal.id} --renew-below"
    shown, more = tuple(child.titled for child in bound[:_NAMED]), len(bound) - _NAMED
    if more <= 0:
        return msg("{goals} serve it as it was before; {command} renews their links", goals=shown, command=command)
    return msgn(
        "{goals} and {count} more serve it as it was before; {command} renews their links",
        "{goals} and {count} more serve it as it was before; {command} renews their links",
        more,
        goals=Items(shown),
        command=command,
    )


def _shown(value: Value | None) -> str | Decimal:
    return value if isinstance(value, Decimal) else str(value)
