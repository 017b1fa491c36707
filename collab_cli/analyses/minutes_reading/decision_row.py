"""A row of the decisions of a form: what was decided, why, how and who sees to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.label_words import Topic
from collab_cli.analyses.minutes_reading.name_lists import split_names
from collab_cli.analyses.minutes_reading.named_by_id import person_text

_METHODS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("lazy", r"默认|\bsilence\b|\blazy\b"),
        ("consensus", r"一致|全票|全体(?:同意|通过)|共识|\bconsensus\b|\bunanimous|\ball agreed\b"),
        ("consent", r"[无没有]人?(?:提出)?(?:反对|异议)|^同意$|\bconsent\b|\bno objections?\b"),
        ("fist_to_five", r"五指|\bfist[ _-]to[ _-]five\b"),
        ("majority", r"多数|投票|举手|表决|\d\s*票|\bmajority\b|\bvot(?:es?|ed|ing)\b|\bshow of hands\b"),
        ("sign_off", r"签字|会签|签批|\bsign(?:ed|ing)?[ _-]?off\b|\bsignatures?\b|\bsigned\b"),
    )
)
_NOT = re.compile(
    r"[未不]|没有?(?:达成|通过|一致|形成|投票|表决|签)|\b(?:not|without|no (?:consensus|majority|vote))\b"
)


def add_decision_row(collected: Collected, cell: Mapping[Topic, str], line: int) -> None:
    """Take the decision of a row; a way of deciding that no method is called is doubtful."""
    text = cell.get("decisions") or cell.get("task") or ""
    if not text:
        return
    before = len(collected.fields.get("decisions", ()))
    entry: dict[str, Any] = {"id": f"dec{before + 1}", "text": text}
    if cell.get("rationale"):
        entry["rationale"] = cell["rationale"]
    said = cell.get("mode", "")
    method = _method(said)
    if method is not None:
        entry["method"] = method
    route = collected.add("decisions", entry, line)
    if re.search(r"\w", said) and method is None:
        collected.doubt("unknown_method", route, said, line)
    if cell.get("owner"):
        first, *others = split_names(cell["owner"]) or [cell["owner"]]
        person = collected.person(person_text(collected, first), (*route, "owner"), line)
        if others:
            collected.doubt("several_owners", route, ", ".join(others), line)
        if person is not None:
            entry["owner"] = person


def _method(said: str) -> str | None:
    plain = folded(said)
    return None if _NOT.search(plain) else next((name for name, words in _METHODS if words.search(plain)), None)
