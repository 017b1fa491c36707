"""Lay what a form of minutes says over the draft it came from: what it leaves empty, and what it cannot show, stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.paired_entries import bare, paired_entries
from collab_cli.edits.unseen_entries import Unseen, unseen_entries
from collab_cli.graph.world import World
from collab_cli.messages import forms_of
from collab_cli.model.action import Action
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import ActionStub, DepartmentReport
from collab_cli.model.series import Series


def merged_minutes(
    world: World,
    base: Mapping[str, Any],
    said: Mapping[str, Any],
    title: str,
    known: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], Unseen]:
    """Return the fields of a draft with what a form says of them, and what of the draft is not in the form.

    ``title`` is that of the form; ``known`` is what the form said before, where that is known.
    """
    said = _with_delegates(base, said)
    unseen = unseen_entries(world, base, said, known)
    found = dict(base)
    series = world.get(Series, base.get("series"))
    usual = {"mode": "in_person"}
    if series is not None:
        usual |= {"chair": series.value.chair, "secretary": series.value.secretary}
    titles = (*_forms(base.get("title")), *(forms_of(series.name) if series is not None and base.get("title") else ()))
    if title and title not in titles:
        found["title"] = title
    for name, value in said.items():
        before = base.get(name)
        shown = None if known is None else known.get(name) or []
        if name == "reports":
            found[name] = _reports(before or [], value, shown)
        elif name == "decisions":
            found[name] = _decisions(before or [], value, shown)
        elif name == "opinions":
            found[name] = _texts_over(value, paired_entries(before or [], value, "text", shown))
        elif name == "actions":
            found[name] = _actions(world, before or [], value, shown)
        elif name in ("present", "carried_over", "regrets"):
            found[name] = before if before is not None and _as_set(before) == _as_set(value) else value
        elif name not in base and value == usual.get(name):
            continue
        else:
            found[name] = _text(before, value)
    for name, entries in unseen.kept.items():
        held = found[name]
        found[name] = [*held, *(one for one in entries if one not in held)]
    if not found.get("reports", True):
        del found["reports"]
    return found, unseen


def _with_delegates(base: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a form says with delegates, who have no box to tick, among those present, and nobody who is away."""
    regrets, before, here = said.get("regrets", ()), base.get("regrets") or [], base.get("present") or []
    away = {one["person"] for one in regrets if one not in before}
    told = said.get("present") or [one for one in here if one not in away]
    come = [one["delegate"] for one in regrets if "delegate" in one and (one not in before or one["delegate"] in here)]
    present = list(dict.fromkeys((*told, *come)))
    return said if present == said.get("present", here) else {**said, "present": present}


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


def _reports(
    before: Sequence[Any], said: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]] | None
) -> list[Value]:
    was = None if shown is None else {one["department"]: one.get("issues") or [] for one in shown}
    order = [info.name for info in fields_of(DepartmentReport)]
    new = {one["department"]: one for one in said}
    found: list[Value] = []
    for entry in before:
        own = new.pop(entry.get("department"), {})
        whole = dict(entry)
        for name, value in own.items():
            if name == "issues":
                held = None if was is None else was.get(entry.get("department"), [])
                whole[name] = _issues(entry.get(name) or [], value, held)
            else:
                whole[name] = _text(entry.get(name), value)
        found.append({name: whole[name] for name in (*order, *whole) if name in whole})
    for one in new.values():
        if set(one) - {"department", "by"}:
            found.append({name: one[name] for name in order if name in one})
    return found


def _issues(
    before: Sequence[Any], said: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]] | None
) -> list[Value]:
    """Return the problems a form says, and those reported meanwhile, which it never showed, where that is known."""
    pairs = paired_entries(before, said, "text", shown)
    texts = {text for one in (*said, *(shown or ())) for text in bare(one["text"])}
    new = [one for one in before if shown is not None and not bare(one["text"]) & texts]
    return [*_texts_over(said, pairs), *(one for one in new if not any(one is entry for entry in pairs))]


def _texts_over(said: Sequence[Mapping[str, Any]], pairs: Sequence[Mapping[str, Any] | None]) -> list[Value]:
    """Return the entries of a form with what the draft has beside their texts."""
    over = zip(said, pairs, strict=True)
    return [{**entry, **one, "text": _spelt(entry, one, "text")} if entry else dict(one) for one, entry in over]


def _decisions(
    before: Sequence[Any], said: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]] | None
) -> list[Value]:
    used = {str(entry.get("id")) for entry in before}
    numbers: Iterator[str] = (f"dec{number}" for number in range(1, 10_000) if f"dec{number}" not in used)
    found: list[Value] = []
    for one, entry in zip(said, paired_entries(before, said, "text", shown), strict=True):
        known = entry or {}
        whole = {**known, **one, "text": _spelt(known, one, "text"), "id": known.get("id") or next(numbers)}
        if known.get("rationale"):
            whole["rationale"] = _text(known["rationale"], whole["rationale"])
        found.append({name: whole[name] for name in ("id", *whole)})
    return found


def _actions(
    world: World, before: Sequence[Any], said: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]] | None
) -> list[Value]:
    pairs = zip(said, paired_entries(before, said, "title", shown), strict=True)
    return [_action(world, before, one, entry or {}) for one, entry in pairs]


def _action(world: World, before: Sequence[Any], one: Mapping[str, Any], known: Mapping[str, Any]) -> Value:
    """Return an action of the form as the draft holds it: its id where it is a record, else the stub."""
    for entry in before:
        action = world.get(Action, entry) if isinstance(entry, str) else None
        if action is not None and one["title"] in (*forms_of(action.name), action.id):
            return str(entry)
        if isinstance(entry, str) and one["title"] in (entry, f"{one['title']} ({entry})"):
            return entry
    whole = {**known, **one, "title": _spelt(known, one, "title")}
    order = [info.name for info in fields_of(ActionStub)]
    return {name: whole[name] for name in (*order, *whole) if name in whole}


def _spelt(known: Mapping[str, Any], one: Mapping[str, Any], name: str) -> Any:
    """Return a text of the form in the spelling of the draft where that says the same."""
    same = any(form.split() == str(one[name]).split() for form in _forms(known.get(name)))
    return known[name] if same else one[name]
