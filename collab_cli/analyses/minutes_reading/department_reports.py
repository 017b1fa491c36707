"""What each department reports: progress, problems, next steps, the help it needs."""

from __future__ import annotations

import re
from typing import Any

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import is_han, level
from collab_cli.analyses.minutes_reading.label_words import REPORT_PARTS, Topic, topic_of
from collab_cli.analyses.minutes_reading.minutes_read import Route
from collab_cli.analyses.minutes_reading.numbered_entries import numbered_entries

_NONE = re.compile(
    r"(?:(?:暂时?|目前)?(?:无|没有)|暂无|(?:none|nothing)(?: (?:so far|yet|at present|this week|to report))*|n/a|nil|"
    r"-+|/|no (?:problems?|issues?))[。.]?",
    re.IGNORECASE,
)
_NO_PROBLEM = re.compile(
    r"(?:本周|本期|目前|当前|近期|暂时?|尚|均)*(?:无|没有?|未发现|未出现|不存在)(?:任何|什么|其他|明显|重大|大)?"
    r"(?:的)?(?:问题|异常|困难|风险)|(?:一切|各项)?(?:工作|运行|情况)?(?:均|都)?(?:正常|顺利)|"
    r"no (?:open |new |major |known )?(?:problems?|issues?|blockers?|risks?)(?: (?:so far|yet|at present|this week|"
    r"to report))*|(?:all|everything)(?: is| are)? (?:good|fine|well|ok|okay|in order|on track)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^(.*?)\s*(?:[(（]\s*([^()（）]{1,30})\s*[)）]|\s-+\s*(.{1,30})|[/／]\s*(.{1,30}))?\s*"
r"(?:汇报|报告|reports?|update)?$",
                      re.IGNORECASE | re.DOTALL)  # fmt: skip
_PART = re.compile(
    r"(?:^|(?<=[\s;；。,，、]))(?P<label>[A-Za-z][A-Za-z /&'-]{2,24}?|[\u3400-\u9fff/与及]{2,8})\s*[:：]\s*",
    re.IGNORECASE,
)


def says_none(text: str) -> bool:
    """Return whether a cell or part says that there is nothing to report."""
    return _NONE.fullmatch(level(text).strip()) is not None


def says_no_problem(text: str) -> bool:
    """Return whether the problems of a department are that it has none."""
    return says_none(text) or _NO_PROBLEM.fullmatch(level(text).strip().rstrip("。.!")) is not None


def department_of_heading(collected: Collected, text: str) -> tuple[str, str] | None:
    """Return the department a heading names and the person beside it, None where it names none."""
    plain = level(text).strip().strip("#*【】[]:：").strip()
    plain = re.sub(r"^(?:\(?[一二三四五六七八九十]+[)、.]|\d{1,2}[.)、]|\(\d{1,2}\))\s*", "", plain)
    found = _SPEAKER.match(plain)
    if found is None or len(plain) > 50:
        return None
    department = collected.people.department(found[1]) if found[1] else None
    if department is not None:
        return department, found[2] or found[3] or found[4] or ""
    swapped = found[2] and collected.people.department(found[2])
    return (swapped, found[1]) if swapped else None


def read_report_line(
    collected: Collected, route: Route | None, part: Topic | None, text: str, line: int
) -> tuple[Route | None, Topic | None]:
    """Take a line among reports: it names a department or person, or goes on with the report ``route``, at ``part``.

    Return the report and the part it leaves off at.
    """
    head, colon, _ = level(text).partition(":")
    named = department_of_heading(collected, head if colon else text)
    if named is None and colon and len(head) < 30:
        meant = collected.people.meant(head)
        own = collected.people.department_of(meant.person) if meant.person else None
        named = (own, head) if own is not None else None
    if named is not None:
        route, part = report_of(collected, named[0], named[1], line), None
        text = text[len(head) + 1 :].strip() if colon else ""
    if route is None:
        collected.leave(text, line)
        return None, None
    return route, read_report_text(collected, route, text, part, line) if text else part


def report_of(collected: Collected, department: str, by: str, line: int) -> Route:
    """Return the way to the report of a department, made where there is none yet."""
    reports = collected.fields.get("reports", [])
    at = next((at for at, one in enumerate(reports) if one["department"] == department), None)
    if at is None:
        route = collected.add("reports", {"department": department}, line)
        collected.names += 1
    else:
        route = ("reports", at)
    entry = collected.fields["reports"][route[1]]
    if by and "by" not in entry:
        person = collected.person(by, (*route, "by"), line)
        if person is not None:
            entry["by"] = person
    return route


def drop_empty_report(collected: Collected, route: Route) -> bool:
    """Take back the last report where it has no part yet; return whether it had none."""
    reports = collected.fields["reports"]
    if route[1] != len(reports) - 1 or set(reports[-1]) - {"department", "by"}:
        return False
    reports.pop()
    if not reports:
        del collected.fields["reports"]
    collected.understood = [one for one in collected.understood if one.route[:2] != route]
    collected.doubts = [one for one in collected.doubts if one.route[:2] != route]
    return True


def add_part(collected: Collected, route: Route, part: Topic, text: str, line: int) -> None:
    """Add a text to a part of a report; problems are a list, the others one text."""
    entry: dict[str, Any] = collected.fields["reports"][route[1]]
    text = text.strip().strip(";；").strip()
    collected.met((*route, part), line)
    if part == "issues":
        issues = entry.setdefault("issues", [])
        if text and not says_no_problem(text):
            pieces = [
                piece for entry in numbered_entries(text)
                for piece in re.split(r"[;；]\s*|(?:^|(?<=[。.\s]))\d[.、)]\s*", entry)
            ]  # fmt: skip
            issues.extend({"text": piece.strip().rstrip("。")} for piece in pieces if piece.strip(" 。."))
        return
    if not text or says_none(text):
        return
    before = entry.get(part)
    entry[part] = (
        text.rstrip("。") if before is None else f"{before}{'；' if is_han(before) else '; '}{text.rstrip('。')}"
    )


def read_report_text(collected: Collected, route: Route, text: str, part: Topic | None, line: int) -> Topic:
    """Take a line of a department's report, split where it says 进展：…；问题：…; return the part it ends in."""
    labels = [
        (found, topic) for found in _PART.finditer(text)
        if (topic := topic_of(found["label"])) is not None and topic in REPORT_PARTS
    ]  # fmt: skip
    if not labels:
        add_part(collected, route, part or "progress", text, line)
        return part or "progress"
    before = text[: labels[0][0].start()].strip(" ;；,，。")
    if before:
        add_part(collected, route, part or "progress", before, line)
    for at, (found, topic) in enumerate(labels):
        until = labels[at + 1][0].start() if at + 1 < len(labels) else len(text)
        add_part(collected, route, topic, text[found.end() : until].strip(" ;；,，"), line)
        part = topic
    return part or "progress"
