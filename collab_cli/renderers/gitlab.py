"""GitLab's Code Quality report: one JSON list of what is wrong, where, and how to recognise it next time."""

from __future__ import annotations

from typing import Any

from collab_cli.findings import Finding, Severity
from collab_cli.i18n import Language
from collab_cli.page import Report
from collab_cli.renderers.host_findings import distinct_fingerprints, findings_in, host_place, told
from collab_cli.renderers.json_text import json_document, plain_data

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the findings of ``report`` as a Code Quality report.

    ``width``, ``color`` and ``show_all`` change nothing. Raises CollabError where the report has no list of findings.
    """
    findings = findings_in(report)
    prints = distinct_fingerprints(findings)
    return json_document([_issue(report, *pair, language) for pair in zip(findings, prints, strict=True)])


def _issue(report: Report, finding: Finding, fingerprint: str, language: Language) -> dict[str, Any]:
    place = host_place(report, finding.place)
    return {
        "description": "\n".join(told(report, finding, language)),
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": plain_data(place.path, language), "lines": {"begin": place.line}},
    }
