"""What was understood of minutes: fields of a record, where each was read, what is doubtful, what found no place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Route = tuple[str | int, ...]
"""The way to a value from the top of the record, as in `("actions", 0, "owner")`."""

Reason = Literal[
    "unknown_name", "several_of_name", "family_name", "part_of_name", "alike", "post", "department_as_owner",
    "everyone", "several_owners", "no_owner", "name_in_text", "no_due", "no_year", "relative_date", "day_or_month",
    "date_in_text", "no_such_day", "earlier_date", "no_date", "weekday_differs", "spoke", "sent_it", "guest_unknown",
    "series_alike", "second_value", "ticked", "unknown_department", "unknown_action", "no_title", "open_ended",
    "two_lists", "here_and_away", "not_a_person", "text_kept", "department_of_owner", "from_series",
    "unclear_mark", "unknown_method", "too_many_cells", "span", "open_already",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """A value that was read: the way to it and the line it stands in."""

    route: Route
    line: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was not certain: what is written, what was proposed for it (empty: nothing), and why to look."""

    reason: Reason
    route: Route
    text: str
    line: int
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that belongs to no field; it goes into the notes."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class MinutesRead:
    """What minutes say.

    ``fields`` is plain data as a record of the kind meeting holds it. ``names`` counts the people and departments of
    the workspace that were met, ``days`` the dates, so that a text without either can be told.
    """

    fields: Mapping[str, Any]
    understood: tuple[Understood, ...]
    doubts: tuple[Doubt, ...]
    unplaced: tuple[Unplaced, ...]
    names: int
    days: int

    @property
    def is_hopeless(self) -> bool:
        """Return whether nothing in the text makes it the minutes of a meeting here: no known name and no date."""
        return not self.names and not self.days
