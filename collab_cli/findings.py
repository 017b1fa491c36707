"""Values about the user's data: where something stands, what is wrong there, how to mend it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from collab_cli.messages import Message

Route = tuple[str | int, ...]
"""The way from the top of a file to a value: keys, ids of list entries, or indexes of entries without id."""


class Severity(Enum):
    """How much a finding matters; ``rank`` grows with it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 3 for an error, 2 for a warning, 1 for an info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: path relative to the root with ``/``; line and column 1-based, in characters."""

    path: str
    line: int = 1
    column: int = 1
    route: Route = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace the characters ``start`` to ``end`` of the text of ``path`` by ``replacement``.

    A file that is not there yet is made with the replacement as its text.
    """

    path: str
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a finding: safe ones keep the meaning, others a person must accept."""

    safe: bool
    title: Message
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place a finding is about."""

    place: Place
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, as its finder sees it: the catalogue of rules gives it slug and severity.

    ``code`` may stay empty inside a rule, whose code it gets; ``severity`` is set only where the rule
    knows two. ``records`` are the ids of the records concerned, as ``kind:id``.
    """

    place: Place
    message: Message
    hint: Message | None = None
    records: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    code: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the name and weight the catalogue of rules gives it."""

    code: str
    slug: str
    severity: Severity
    place: Place
    message: Message
    hint: Message | None = None
    records: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the sort key of findings: path, line, column, code."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message.text)

    @property
    def fingerprint(self) -> str:
        """Return 16 hex digits made of rule, records and key route, never of a line number.

        A finding keeps its fingerprint when its file is reformatted, so the baseline file and the CI
        hosts recognise it.
        """
        route = "/".join(str(step) for step in self.place.route)
        where = "" if self.records else self.place.path
        key = "\n".join([self.code, *self.records, where, route])
        return hashlib.sha256(key.encode()).hexdigest()[:16]
