"""A further check-in of one day: what it keeps of the earlier one, which counts no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from collab_cli.documents.writer import Value
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.edits.value_gap import gap_analysis, value_gap
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.exact_numbers import whole_percent
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import CheckIn


@dataclass(frozen=True, slots=True)
class CorrectedEntry:
    """An entry as it is written; ``notes`` tell what a corrected value keeps of the earlier entry, and what not."""

    entry: dict[str, Value]
    notes: tuple[Message, ...] = ()


def corrected_entry(
    world: World, meant: MeantKeyResult, day: date, entry: Mapping[str, Value], last: Mapping[str, Any]
) -> CorrectedEntry:
    """Return an entry in the usual order of fields, with what ``last``, the one of the same day, says besides.

    Cause and actions are kept where the value is behind, or where there is no other value: with nothing behind they
    have nothing to explain. A status was a judgement of the value before, and goes with it.
    """
    kept: dict[str, Value] = {}
    notes: list[Message] = []
    value = entry.get("value")
    explains = bool(last.get("gap_analysis") or last.get("actions"))
    gap = value_gap(world, meant, day, value) if explains and isinstance(value, bool | Decimal) else None
    is_behind = gap is None or gap.is_behind
    if "confidence" in last and "confidence" not in entry:
        kept["confidence"] = share = Decimal(str(last["confidence"]))
        percent = whole_percent(share)
        notes.append(msg("the confidence is kept from the entry before: {percent} %", percent=percent))
    if "status" in last and "status" not in entry and value is None:
        kept["status"] = last["status"]
    cause = _cause(last) if "gap_analysis" not in entry else None
    if cause and is_behind:
        kept["gap_analysis"] = gap_analysis(world, meant, day, value, cause)
        notes.append(msg("the cause is kept from the entry before: {cause}", cause=cause))
    elif cause:
        notes.append(msg("the cause given before is not kept, as nothing is behind: {cause}", cause=cause))
    actions = tuple(last.get("actions") or ()) if "actions" not in entry else ()
    if actions and is_behind:
        kept["actions"] = list(actions)
        notes.append(msg("the actions are kept from the entry before: {actions}", actions=actions))
    elif actions:
        notes.append(msg("the actions given before are not kept, as nothing is behind: {actions}", actions=actions))
    both = {**kept, **entry}
    ordered = {info.name: both[info.name] for info in fields_of(CheckIn) if info.name in both}
    return CorrectedEntry(ordered, tuple(notes) if value is not None else ())


def _cause(last: Mapping[str, Any]) -> str | None:
    gap = last.get("gap_analysis")
    return gap.get("cause") if isinstance(gap, dict) else None
