"""Decisions of minutes, in a section of their own or marked: RESOLVED:, Decision:, 会议决定, AGREED."""

from __future__ import annotations

import re

from collab_cli.analyses.minutes_reading.action_text import read_action
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import level

_MARK = re.compile(
    r"^\s*(?:resolved|resolution|decision|decided|agreed|agreement|proposed resolution accepted|决议|决定|议定|"
    r"结论|决策|会议决议|会议决定|会议议定)"
    r"(?:\s*[-#]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,2}))?\s*(?:[:：]|\s-\s)\s*(?=\S)",
    re.IGNORECASE,
)
_MEETING_SAYS = re.compile(
    r"^\s*(?:经(?:讨论|研究|审议|协商|表决)[^，,：:]{0,6}[，,]?\s*(?:会议|与会人员|全体|各部门|大家)?(?:一致)?|"
    r"(?:会议|与会人员|全体|各部门|大家)一致|会议|与会人员|一致)"
    r"(?:决定|议定|同意|通过|确定|明确|商定|形成决议)(?![权性])了?[：:，,]?\s*(?=\S{4})|"
    r"^\s*(?:it was|the (?:meeting|board|committee))\s+(?:unanimously\s+)?(?:agreed|decided|"
    r"resolved)(?:\s+(?:that|to|on)\b\s*:?|\s*:|(?=\s+not\s+to\b))\s*",
    re.IGNORECASE,
)
"""That the meeting as a whole decided, wherever it stands."""
_SAYS = re.compile(
    r"^\s*(?:(?:全体|各部门|大家)同意|(?:全体|各部门|大家)?(?:决定|议定|商定|形成决议))(?![权性])了?[：:，,]?\s*(?=\S{4})|"
    r"^\s*(?:同意|通过|确定|明确)[：:，,]\s*(?=\S{4})|"
    r"^\s*(?:we|the (?:team|group))\s+(?:unanimously\s+)?(?:agreed|decided|"
    r"resolved)(?:\s+(?:that|to)\b\s*:?|\s*:|(?=\s+not\s+to\b))\s*",
    re.IGNORECASE,
)
"""That something was decided, which in the report of a department only that one did."""
_BELOW = re.compile(
    r"^\s*(?:经(?:讨论|研究|审议|协商|表决)[^，,：:]{0,6}[，,]?\s*)?(?:(会议|与会人员)|全体|各部门|大家)?(?:一致)?"
    r"(?:决定|议定|同意|通过|确定|明确|商定)(?:如下|以下事项|下列事项)?了?\s*:\s*$|"
    r"^\s*(?:(it was|the (?:meeting|board|committee))|we|the (?:team|group))\s+(?:unanimously\s+)?"
    r"(?:agreed|decided|resolved)"
    r"(?:\s+(?:that|to|on|the following))?\s*:\s*$",
    re.IGNORECASE,
)
"""That what stands below was decided: We agreed that:, 会议一致同意："""
_NUMBER = re.compile(
    r"^\s*(?:[DR]\d{1,2}|dec\d{1,2}|\d{1,2}[.)、]|\(\d{1,2}\)|第?[一二三四五六七八九十]{1,2}[、.])\s*[:：.]?\s*",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"[\s，,;；(（—-]*(?:责任人|负责人|owner|responsible)\s*[:：]\s*([^，,;；。()（）]{1,30})[)）]?[。.]?",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[\s，,;；(（—-]*(?:理由|原因|依据|rationale|reason)\s*(?:是)?\s*[:：]\s*([^;；()（）]{2,200}?)[)）]?[。.]?$",
    re.IGNORECASE,
)
_METHODS = (
    (re.compile(r"[\s，,(（]*(?:一致同意|一致通过|全体同意|无异议|unanimous(?:ly)?|by consensus|"
    r"consensus)[)）。.]*$", re.IGNORECASE), "consensus"),
    (re.compile(r"[\s，,(（]*(?:by consent|无反对意见)[)）。.]*$", re.IGNORECASE), "consent"),
    (re.compile(r"[\s，,(（]*(?:多数同意|表决通过|多数通过|by majority|"
    r"majority vote)[)）。.]*$", re.IGNORECASE), "majority"),
)  # fmt: skip
_DENIED = re.compile(
    r"(?:\b(?:not|no|non|un|never|without)|n't)(?:\s+\w+)?[\s-]*$|[非未没不难][\u3400-\u9fff]?$", re.IGNORECASE
)
"""Before how a decision was taken: it was not taken so."""
_NONE = re.compile(
    r"^(?:暂?无(?:决[议定])?|(?:暂时?)?没有(?:决[议定])?|"
    r"none(?: yet| so far)?|nothing(?: yet| so far)?|no decisions?(?: (?:taken|made))?|n/a|-|nil)[.。]?$",
    re.IGNORECASE,
)


def is_decision(text: str, *, in_report: bool = False) -> bool:
    """Return whether a line says by its beginning that something was decided; in a report, by the meeting as such."""
    return _marked(text, in_report=in_report) is not None


def announces_decisions(text: str, *, in_report: bool = False) -> bool:
    """Return whether a line only says that what stands below was decided; in a report, by the meeting as such."""
    found = _BELOW.match(level(text))
    return found is not None and (not in_report or bool(found[1] or found[2]))


def _marked(text: str, *, in_report: bool = False) -> re.Match[str] | None:
    """Return the words at the beginning of a line that say that something was decided."""
    plain = level(text)
    found = _MARK.match(plain) or _MEETING_SAYS.match(plain)
    return found if found is not None or in_report else _SAYS.match(plain)


def add_decision(collected: Collected, text: str, line: int, *, owner: str = "", reason: str = "") -> None:
    """Take a decision; one of the same wording is not taken twice."""
    plain = _unnumbered(text.strip())
    mark = _marked(plain)
    if mark is not None and mark.end() < len(plain):
        plain = plain[mark.end() :]
    plain = _unnumbered(plain)
    if _NONE.match(plain.strip()):
        collected.met(("decisions",), line)
        return
    said_owner = _OWNER.search(plain)
    if said_owner is not None and not owner:
        owner, plain = said_owner[1], plain[: said_owner.start()] + plain[said_owner.end() :]
    said_reason = _REASON.search(plain)
    if said_reason is not None and not reason:
        reason, plain = said_reason[1], plain[: said_reason.start()]
    method = None
    for pattern, name in _METHODS:
        found = pattern.search(plain)
        if found is not None and found.start() > 0 and not _is_denied(plain, found):
            method, plain = name, plain[: found.start()]
            break
    plain = plain.strip().strip("。.;；")
    plain = plain[:1].upper() + plain[1:] if plain[:1].isascii() else plain
    if not plain:
        return
    known = collected.fields.get("decisions", [])
    at = collected.known("decisions", plain)
    if at is not None:
        collected.met(("decisions", at), line)
        return
    collected.know("decisions", plain, len(known))
    entry = {"id": f"dec{len(known) + 1}", "text": plain}
    if reason:
        entry["rationale"] = reason.strip()
    if method is not None:
        entry["method"] = method
    route = collected.add("decisions", entry, line)
    if owner.strip(" -/"):
        person = collected.person(owner, (*route, "owner"), line)
        if person is not None:
            entry["owner"] = person


def complete_decision(collected: Collected, text: str, line: int) -> bool:
    """Take owner or reason from a line below a decision; return whether it says one."""
    known = collected.fields.get("decisions")
    if not known:
        return False
    said = read_action(f"- {text}", collected.people, collected.days)
    reason = re.fullmatch(r"\s*(?:理由|原因|依据|rationale|reason)\s*[:：]\s*(.+)", text, re.IGNORECASE)
    route = ("decisions", len(known) - 1)
    if (said.owners or said.due_text) and not said.is_guess and not re.sub(r"[\W_]", "", said.title):
        if said.owners and "owner" not in known[-1]:
            person = collected.taken(said.owners[0], (*route, "owner"), line)
            if person is not None:
                known[-1]["owner"] = person
        if said.due_text:
            collected.doubt("text_kept", (*route, "due"), said.due_text, line)
        return True
    if reason is not None and "rationale" not in known[-1]:
        known[-1]["rationale"] = reason[1].strip().rstrip("。.")
        return True
    return False


def _is_denied(text: str, method: re.Match[str]) -> bool:
    """Return whether the words before those on the method, with no comma or bracket between, say that it was not so."""
    return method[0].lstrip()[:1] not in ("，", ",", "(", "（") and _DENIED.search(text[: method.start()]) is not None


def _unnumbered(text: str) -> str:
    mark = _NUMBER.match(level(text))
    return text[mark.end() :] if mark is not None else text
