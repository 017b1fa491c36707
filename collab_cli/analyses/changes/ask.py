"""Who is asked about a change, and what the answer was, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from collab_cli.model.record import Record

Wanted = Literal["agree", "acknowledge"]
"""What is asked for: to agree to the text, or to say that one has read it."""

Reason = Literal[
    "owning",
    "affected",
    "no-longer-affected",
    "own-part",
    "informed",
    "editorial",
    "goal-owner",
    "goal-department",
    "agreed-before",
    "receiver",
    "received-before",
    "supplier",
    "project-owner",
    "tasks",
    "new-head",
]
"""Why somebody is asked.

``owning`` is the department a charter belongs to, ``affected`` one that holds a letter other than I in it, which
``no-longer-affected`` did, ``own-part`` a person who gained or lost such a letter, ``agreed-before`` one that was heard
in the proposal a goal was agreed in, ``tasks`` one that gains or loses tasks of a project.
"""

Answer = Literal["given", "carried-over", "older", "missing", "elsewhere"]
"""What was answered: yes to this text, yes to one that differs in wording only, yes to an older one, nothing.

``elsewhere`` is what no record holds: they answer where the change is reviewed.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer was given; ``proposal`` is the id of the one it was given in."""

    by: str | None
    date: date | None
    via: str | None = None
    evidence: str | None = None
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How many of the people of a department have read the present version, and who has not."""

    read: int
    readers: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who is asked about one record that changed.

    ``department`` is None where a person is asked who speaks for none. ``head`` is the one it falls to, ``person`` who
    is to be asked now: the head or whoever stands in, None where nobody does. Of a record that ``is_gone`` no file can
    hold the answer.
    """

    record: Record[Any]
    wanted: Wanted
    department: str | None
    head: str | None
    person: str | None
    reasons: tuple[Reason, ...]
    answer: Answer
    given: Given | None = None
    reading: Reading | None = None
    is_gone: bool = False

    @property
    def is_answered(self) -> bool:
        """Return whether the answer holds for the present text."""
        return self.answer in ("given", "carried-over")
