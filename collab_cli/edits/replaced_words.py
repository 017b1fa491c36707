"""What a form of minutes says in place of what a department had reported already, in few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, msg
from collab_cli.model.fields import label_of

_PARTS = ("progress", "issues", "next", "needs")
_LONGEST = 24
"""Characters of a text that are shown."""


def replaced_words(
    world: World, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Message]:
    """Yield a line for each text of a report that a form has replaced: what it was, and what it is."""
    new = {report.get("department"): report for report in after}
    for report in before:
        now = new.get(report.get("department"), {})
        for part in _PARTS:
            was, is_now = _words(report.get(part)), _words(now.get(part))
            if was and is_now and was != is_now:
                yield msg(
                    "replaced in the report of {department}, {part}: {before} → {after}",
                    department=world.parties.name(report["department"]),
                    part=Label(label_of(part).text, "departmentreport"),
                    before=_short(was),
                    after=_short(is_now),
                )


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_words(one.get("text")) for one in value)
    return " ".join(str(value or "").split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
