"""The check-ins of a key result as a day sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from collab_cli.model.goal import CheckIn, KeyResult


@dataclass(frozen=True, slots=True)
class SeenCheckIn:
    """A check-in dated on or before the day; ``index`` is its place in the list."""

    entry: CheckIn
    index: int


def seen_checkins(key_result: KeyResult, day: date) -> tuple[SeenCheckIn, ...]:
    """Return the check-ins dated on or before ``day``, oldest first; of one date only the later in the file."""
    newest: dict[date, SeenCheckIn] = {}
    for index, entry in enumerate(key_result.checkins):
        if entry.date <= day:
            newest[entry.date] = SeenCheckIn(entry, index)
    return tuple(newest[when] for when in sorted(newest))


def newest_checkin(key_result: KeyResult, day: date) -> SeenCheckIn | None:
    """Return the newest check-in dated on or before ``day``, None if there is none."""
    return _newest(key_result, (index for index, entry in enumerate(key_result.checkins) if entry.date <= day))


def newest_value(key_result: KeyResult, day: date) -> SeenCheckIn | None:
    """Return the newest check-in with a value dated on or before ``day``, None if there is none."""
    entries = enumerate(key_result.checkins)
    return _newest(key_result, (index for index, entry in entries if entry.date <= day and entry.value is not None))


def _newest(key_result: KeyResult, places: Iterable[int]) -> SeenCheckIn | None:
    """Return the newest of the check-ins at ``places``, which ascend; of one date the later in the file."""
    entries, newest = key_result.checkins, None
    for index in places:
        if newest is None or entries[index].date >= entries[newest].date:
            newest = index
    return SeenCheckIn(entries[newest], newest) if newest is not None else None
