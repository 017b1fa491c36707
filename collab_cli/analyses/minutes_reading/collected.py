"""What has been understood so far while minutes are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.known_people import Meant, People
from collab_cli.analyses.minutes_reading.minutes_read import Doubt, Reason, Route, Understood, Unplaced
from collab_cli.analyses.minutes_reading.said_days import Days, Said

_SIGNS = re.compile(r"[\W_]")


@dataclass
class Collected:
    """Fields with their lines, doubts, and the lines that found no place; ``days`` reads days near the meeting."""

    people: People
    days: Days
    fields: dict[str, Any] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    names: int = 0
    dates: int = 0
    _told: set[Doubt] = field(default_factory=set)
    _wordings: dict[tuple[str, str], int] = field(default_factory=dict)

    def put(self, name: str, value: Any, line: int, text: str = "") -> bool:
        """Give a field its value; a second one that differs is doubtful and not taken. Return whether it was."""
        if name in self.fields:
            if self.fields[name] != value:
                self.doubt("second_value", (name,), text or str(value), line)
            else:
                self.met((name,), line)
            return False
        self.fields[name] = value
        self.met((name,), line)
        return True

    def add(self, name: str, value: Any, line: int) -> Route:
        """Add an entry to a list and return the way to it."""
        entries = self.fields.setdefault(name, [])
        entries.append(value)
        route: Route = (name, len(entries) - 1)
        self.met(route, line)
        return route

    def met(self, route: Route, line: int) -> None:
        """Note that a line tells of a value, though perhaps not for the first time."""
        self.understood.append(Understood(route, line))

    def known(self, name: str, text: str) -> int | None:
        """Return where an entry of the same wording stands in a list, but for case and punctuation, or None."""
        return self._wordings.get((name, _SIGNS.sub("", folded(text))))

    def know(self, name: str, text: str, at: int) -> None:
        """Note the wording of the entry ``at`` of a list."""
        self._wordings[name, _SIGNS.sub("", folded(text))] = at

    def doubt(self, reason: Reason, route: Route, text: str, line: int, proposed: str = "") -> None:
        """Note that a value is not certain."""
        found = Doubt(reason, route, text.strip(" \t\n."), line, proposed)
        if found not in self._told:
            self._told.add(found)
            self.doubts.append(found)

    def leave(self, text: str, line: int) -> None:
        """Note a line that belongs to no field."""
        if text.strip():
            self.unplaced.append(Unplaced(text.strip(), line))

    def person(self, text: str, route: Route, line: int) -> str | None:
        """Return the person a text means, or None; note what is not certain."""
        return self.taken(self.people.meant(text), route, line)

    def taken(self, meant: Meant, route: Route, line: int) -> str | None:
        """Return the person that was meant, or None; note what is not certain."""
        if meant.is_known:
            self.names += 1
        if meant.why is not None:
            self.doubt(meant.why, route, meant.text, line, meant.person or "")
        return meant.person

    def day(self, said: Said, text: str, route: Route, line: int) -> str | None:
        """Return a day that was said as files hold it, or None for one on no calendar; note what is not certain."""
        self.dates += 1
        proposed = said.day.isoformat() if said.day is not None else ""
        if said.how != "exact":
            self.doubt(said.how, route, text[said.start : said.end], line, proposed)
        return proposed or None
