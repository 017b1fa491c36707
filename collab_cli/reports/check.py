"""What ``collab check`` answers: the findings, and what the check as a whole has to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from collab_cli.findings import Finding, Severity
from collab_cli.messages import Message, msg, msgn
from collab_cli.page import Cell, FindingList, Report, Styled

SCHEMA = "collab/check/v1"
Sources = Mapping[tuple[str, int], str]


def build(
    findings: tuple[Finding, ...],
    sources: Sources,
    *,
    records: int,
    profile: str,
    as_of: date,
    revision: str | None,
    not_checked: tuple[tuple[str, tuple[str, ...]], ...],
    unread: tuple[str, ...],
    waived: int,
) -> Report:
    """Return the report of a check that was done; ``not_checked`` are rules with the kinds they conclude about."""
    closing: list[Cell] = [_summary(findings, records)]
    if not_checked:
        codes = ", ".join(code for code, _ in not_checked)
        text = msg(
            "not checked, because records they depend on are faulty or cannot be read: {codes}",
            codes=codes,
        )
        closing.append(Styled(text, "warn"))
    if waived:
        closing.append(Styled(msgn("{count} finding is waived", "{count} findings are waived", waived), "muted"))
    if findings:
        worst = max(findings, key=lambda finding: finding.severity.rank)
        command = f"collab explain {worst.code}"
        closing.append(Styled(msg("{command} says what it means and how to mend it", command=command), "muted"))
    record: dict[str, Any] = {
        "profile": profile,
        "as_of": as_of,
        "revision": revision,
        "records": records,
        "findings": findings,
        "summary": _counts(findings),
        "not_checked": [code for code, _ in not_checked],
        "unread_kinds": list(unread),
        "waived": waived,
    }
    note = msg("{command} shows each of them", command="collab check --all")
    return Report(SCHEMA, (FindingList(findings, sources, tuple(closing), folded_note=note),), record)


def build_refusal(findings: tuple[Finding, ...], sources: Sources) -> Report:
    """Return the report of a check that could not be done because collab.yaml cannot be used."""
    closing = Styled(msg("nothing was checked: collab.yaml cannot be used"), "bad")
    record: dict[str, Any] = {
        "profile": None,
        "as_of": None,
        "revision": None,
        "records": 0,
        "findings": findings,
        "summary": _counts(findings),
        "not_checked": [],
        "unread_kinds": [],
        "waived": 0,
    }
    return Report(SCHEMA, (FindingList(findings, sources, (closing,), foldable=False),), record)


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}


def _summary(findings: tuple[Finding, ...], records: int) -> Cell:
    if not findings:
        return Styled(msgn("no finding in {count} record", "no finding in {count} records", records), "good")
    counts = _counts(findings)
    parts: list[Message] = []
    if counts["error"]:
        parts.append(msgn("{count} error", "{count} errors", counts["error"]))
    if counts["warning"]:
        parts.append(msgn("{count} warning", "{count} warnings", counts["warning"]))
    if counts["info"]:
        parts.append(msgn("{count} info", "{count} infos", counts["info"]))
    whole = msgn("{count} finding", "{count} findings", len(findings))
    return Styled(msg("{findings}: {parts}", findings=whole, parts=tuple(parts)), "strong")
