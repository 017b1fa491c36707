"""The boxes of a form beside the names of those who were to come."""

from __future__ import annotations

import re

from collab_cli.analyses.minutes_reading.attendance import read_attendance
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded, level
from collab_cli.analyses.minutes_reading.named_by_id import person_text
from collab_cli.messages import forms_of
from collab_cli.model.person import Person

_BOX = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:(?P<bracket>[\[【(])\s*(?P<mark>[^\]】)]{0,12}?)\s*[\]】)]|(?P<sign>[☑☒✅✔✓√☐□]))"
    r"\s*(?P<rest>\S.*)$"
)
_TICKS = frozenset(("x", "v", "y", "yes", "ok", "o", "1", "*", "是", "到", "已到", "到会", "出席", *"√✓✔✅☑☒●■"))
_NO_TICKS = frozenset(("", "n", "no", "0", "否", "未", "没到", *"☐□○"))
_TICKED_BEHIND = re.compile(r"\s*[☑✅✔✓√]\s*$")
_AWAY = re.compile(
    r"假|缺席|未到|出差|不在|代|\b(?:absent|away|sick|on leave|apolog\w+|regrets?|instead|excused)\b",
    re.IGNORECASE,
)

_SIGNS = re.compile(r"[\W_]")


def read_ticked(collected: Collected, text: str, line: int) -> None:
    """Take a line of those who were to come: with a tick before or behind the name, or without a box, they came.

    A mark that is a reason to be away makes them absent; one that tells neither is doubtful.
    """
    found = _BOX.match(level(text))
    if found is None:
        read_attendance(collected, "present", person_text(collected, text), line)
        return
    mark, rest = folded(found["mark"] or found["sign"] or ""), text[found.start("rest") :]
    if mark in _NO_TICKS:
        if (behind := _TICKED_BEHIND.search(rest)) is None:
            _not_ticked(collected, rest, line)
            return
        read_attendance(collected, "present", person_text(collected, rest[: behind.start()]), line)
    elif mark in _TICKS or (found["bracket"] == "(" and _is_no_box(collected, mark)):
        read_attendance(collected, "present", person_text(collected, rest), line)
    elif _AWAY.search(mark):
        read_attendance(collected, "absent", person_text(collected, rest), line)
    else:
        collected.doubt("unclear_mark", ("present",), text.strip(), line)


def _is_no_box(collected: Collected, mark: str) -> bool:
    """Return whether round brackets before a name hold its number or department and are no box."""
    return mark.isdecimal() or collected.people.department(mark) is not None


def _not_ticked(collected: Collected, text: str, line: int) -> None:
    """Take what is noted beside a name that is not ticked: a reason to be away, or something to be kept."""
    named = person_text(collected, text)
    meant = collected.people.meant(named)
    person = collected.people.world.get(Person, meant.person)
    rest = text if named == text else ""
    for form in forms_of(person.name) if person is not None else ():
        rest = rest.replace(form, "")
    if _AWAY.search(rest):
        read_attendance(collected, "absent", text.replace("~~", ""), line)
    elif person is None or (len(_SIGNS.sub("", rest)) > 1 and collected.people.department(rest) is None):
        collected.leave(text, line)
