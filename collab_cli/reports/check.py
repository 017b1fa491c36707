"""What ``collab check`` answers: the findings, and what the check as a whole has to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from collab_cli.findings import Finding, Severity
from collab_cli.messages import Message, msg, msgn
from collab_cli.page import Block, Cell, FindingList, Heading, Report, Styled, Table

SCHEMA = "collab/check/v1"
_SHORT = 10
Sources = Mapping[tuple[str, int], str]


class Since(NamedTuple):
    """What a check against the commit ``base`` has to say of it: how many of its findings are still there (``known``),
    and which are not. ``folds`` shows several of one code as one."""

    base: str
    known: int
    fixed: tuple[Finding, ...]
    folds: bool = False


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
    accepted: int = 0,
    gone: int = 0,
    since: Since | None = None,
) -> Report:
    """Return the report of a check that was done; ``not_checked`` are rules with the kinds they conclude about.

    ``accepted`` counts findings the baseline file accepts, ``gone`` what it accepts and nobody finds any more. With
    ``since`` the findings are those that are new.
    """
    closing: list[Cell] = [_summary(findings, records, is_new=since is not None)]
    if since is not None:
        closing += _said_since(since)
    if not_checked:
        codes = ", ".join(code for code, _ in not_checked)
        text = msg(
            "not checked, because records they depend on are faulty or cannot be read: {codes}",
            codes=codes,
        )
        closing.append(Styled(text, "warn"))
    if waived:
        closing.append(Styled(msgn("{count} finding is waived", "{count} findings are waived", waived), "muted"))
    if accepted:
        text = msgn(
            "{count} finding is accepted; {command} shows it too",
            "{count} findings are accepted; {command} shows them too",
            accepted,
            command="collab check --no-baseline",
        )
        closing.append(Styled(text, "muted"))
    if gone:
        text = msgn(
            "{count} accepted finding is found no more; {command} takes it off the list",
            "{count} accepted findings are found no more; {command} takes them off the list",
            gone,
            command="collab check --update-baseline",
        )
        closing.append(Styled(text, "good"))
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
        "accepted": accepted,
        "gone": gone,
        "base": since.base if since is not None else None,
        "known": since.known if since is not None else 0,
        "fixed": since.fixed if since is not None else (),
    }
    note = msg("{command} shows each of them", command="collab check --all")
    page: list[Block] = [FindingList(findings, sources, tuple(closing), folded_note=note)]
    if since is not None and since.fixed:
        page.append(Heading(msg("Fixed since {commit}", commit=since.base[:_SHORT]), 2))
        page.append(_fixed_table(since))
    return Report(SCHEMA, tuple(page), record)


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
        "accepted": 0,
        "gone": 0,
        "base": None,
        "known": 0,
        "fixed": (),
    }
    return Report(SCHEMA, (FindingList(findings, sources, (closing,), foldable=False),), record)


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}


def _said_since(since: Since) -> Iterator[Cell]:
    """Yield what is to be said of the base: how many findings it has too, and how many it had."""
    base = since.base[:_SHORT]
    if since.known:
        yield Styled(
            msgn(
                "{count} finding was there at {commit} already and is not shown",
                "{count} findings were there at {commit} already and are not shown",
                since.known,
                commit=base,
            ),
            "muted",
        )
    if since.fixed:
        fixed = len(since.fixed)
        yield Styled(
            msgn(
                "{count} finding is fixed since {commit}",
                "{count} findings are fixed since {commit}",
                fixed,
                commit=base,
            ),
            "good",
        )


def _fixed_table(since: Since) -> Table:
    """Return what is fixed, by code; of a code with several only the first where they are folded."""
    by_code: dict[str, list[Finding]] = {}
    for finding in sorted(since.fixed, key=lambda finding: (-finding.severity.rank, finding.code)):
        by_code.setdefault(finding.code, []).append(finding)
    rows: list[tuple[Cell, ...]] = []
    for code, found in by_code.items():
        shown = found[:1] if since.folds else found
        rows += [(Styled(code, "good"), finding.message) for finding in shown]
        if len(shown) < len(found):
            more = len(found) - len(shown)
            rows.append(("", Styled(msgn("and {count} more", "and {count} more", more), "muted")))
    return Table((msg("Code"), msg("What was wrong")), tuple(rows))


def _summary(findings: tuple[Finding, ...], records: int, *, is_new: bool) -> Cell:
    if not findings and is_new:
        return Styled(msgn("no new finding in {count} record", "no new finding in {count} records", records), "good")
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
    if is_new:
        whole = msgn("{count} new finding", "{count} new findings", len(findings))
    return Styled(msg("{findings}: {parts}", findings=whole, parts=tuple(parts)), "strong")
