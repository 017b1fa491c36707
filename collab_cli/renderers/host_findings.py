"""Findings as build servers are told of them: paths from the top of the repository, fingerprints told apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from collab_cli.errors import CollabError
from collab_cli.findings import Finding, Place
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import FindingList, Report, unfolded
from collab_cli.renderers.cells import fault_text, line_text, place_text


def finding_lists(report: Report) -> list[FindingList]:
    """Return the lists of a report whose findings are there; raise CollabError where it has no list of findings."""
    lists = [block for block in unfolded(report.page) if isinstance(block, FindingList)]
    if not lists:
        raise CollabError(msg("there are no findings to write in this format"), msg("choose another format"))
    return [block for block in lists if not block.is_settled]


def findings_in(report: Report) -> list[Finding]:
    """Return the findings of a report in their order; raise CollabError where it has no list of findings."""
    return [finding for block in finding_lists(report) for finding in block.findings]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the gravest first, else in their order: of too many, the last ones are not shown."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def host_place(report: Report, place: Place) -> Place:
    """Return a place with its path from the top of the repository."""
    return Place(report.run.folder + place.path, place.line, place.column, place.route)


def where(report: Report, place: Place) -> str:
    """Return ``path:line:column`` from the top of the repository, cleaned."""
    place = host_place(report, place)
    return place_text(place.path, place.line, place.column)


def told(report: Report, finding: Finding, language: Language) -> list[str]:
    """Return the lines that tell a finding: message and hint, then each of its other places; all cleaned."""
    lines = [fault_text(finding, language)]
    for related in finding.related:
        also = line_text(msg("also: {place}", place=where(report, related.place)), language)
        said = line_text(related.message, language) if related.message else ""
        lines.append(f"{also}: {said}" if said else also)
    return lines


def distinct_fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return the fingerprints of findings, each another: the second with one gets the next of it, and so on."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        own = finding.fingerprint
        seen[own] += 1
        found.append(own if seen[own] == 1 else hashlib.sha256(f"{own}\n{seen[own]}".encode()).hexdigest()[:16])
    return found
