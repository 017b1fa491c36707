"""Lay what a form of minutes says over the draft it came from: what it leaves empty, and what it cannot show, stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.action import Action
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import ActionStub, DepartmentReport
from collab_cli.model.series import Series


def merged_minutes(world: World, base: Mapping[str, Any], said: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return the fields of a draft with what a form says of them; ``title`` is that of the form."""
    found = dict(base)
    series = world.get(Series, base.get("series"))
    usual = {"mode": "in_person"}
    if series is not None:
        usual |= {"chair": series.value.chair, "secretary": series.value.secretary}
    known = (*_forms(base.get("title")), *(forms_of(series.name) if series is not None and base.get("title") else ()))
    if title and title not in known:
        found["title"] = title
    for name, value in said.items():
        before = base.get(name)
        if name == "reports":
            found[name] = _reports(before or [], value)
        elif name == "decisions":
            found[name] = _decisions(before or [], value)
        elif name == "opinions":
            found[name] = [_same(before or [], one, "text") | one for one in value]
        elif name == "actions":
            found[name] = [_action(world, before or [], one) for one in value]
        elif name in ("present", "carried_over", "regrets"):
            found[name] = before if before is not None and _as_set(before) == _as_set(value) else value
        elif name not in base and value == usual.get(name):
            continue
        else:
            found[name] = _text(before, value)
    if not found.get("reports", True):
        del found["reports"]
    return found


def _text(before: Any, value: Any) -> Any:
    """Return a text as the draft has it where the form says the same but for blanks."""
    if isinstance(before, str) and isinstance(value, str) and before.split() == value.split():
        return before
    if isinstance(before, list) and isinstance(value, list):
        if "、".join(map(str, before)) == "、".join(map(str, value)):
            return before
        if len(before) == len(value):
            return [_text(one, other) for one, other in zip(before, value, strict=True)]
    return value


def _as_set(value: Sequence[Any]) -> set[str]:
    return {repr(sorted(one.items())) if isinstance(one, dict) else str(one) for one in value}


def _forms(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value.values())) if isinstance(value, dict) else (str(value),) if value is not None else ()


def _same(entries: Sequence[Any], one: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the entry of a list that says the same in the field ``name``, its own spelling kept; nothing for none."""
    for entry in entries:
        if isinstance(entry, dict) and any(form.split() == str(one[name]).split() for form in _forms(entry.get(name))):
            one[name] = entry[name]  # type: ignore[index]
            return dict(entry)
    return {}


def _reports(before: Sequence[Any], said: Sequence[Mapping[str, Any]]) -> list[Value]:
    order = [info.name for info in fields_of(DepartmentReport)]
    new = {one["department"]: one for one in said}
    found: list[Value] = []
    for entry in before:
        own = new.pop(entry.get("department"), {})
        whole = dict(entry)
        for name, value in own.items():
            known = entry.get(name) or []
            whole[name] = [_same(known, one, "text") | one for one in value] if name == "issues" else _text(
                entry.get(name), value
            )  # fmt: skip
        found.append({name: whole[name] for name in (*order, *whole) if name in whole})
    for one in new.values():
        if set(one) - {"department", "by"}:
            found.append({name: one[name] for name in order if name in one})
    return found


def _decisions(before: Sequence[Any], said: Sequence[Mapping[str, Any]]) -> list[Value]:
    used = {str(entry.get("id")) for entry in before}
    numbers: Iterator[str] = (f"dec{number}" for number in range(1, 10_000) if f"dec{number}" not in used)
    found: list[Value] = []
    for one in said:
        known = _same(before, one, "text")
        whole = {**known, **one, "id": known.get("id") or next(numbers)}
        if known.get("rationale"):
            whole["rationale"] = _text(known["rationale"], whole["rationale"])
        found.append({name: whole[name] for name in ("id", *whole)})
    return found


def _action(world: World, before: Sequence[Any], one: Mapping[str, Any]) -> Value:
    """Return an action of the form as the draft holds it: its id where it is a record, else the stub."""
    for entry in before:
        action = world.get(Action, entry) if isinstance(entry, str) else None
        if action is not None and one["title"] in (*forms_of(action.name), action.id):
            return str(entry)
        if isinstance(entry, str) and one["title"] in (entry, f"{one['title']} ({entry})"):
            return entry
    whole = _same(before, one, "title") | dict(one)
    order = [info.name for info in fields_of(ActionStub)]
    return {name: whole[name] for name in (*order, *whole) if name in whole}
