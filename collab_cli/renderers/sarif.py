"""SARIF 2.1.0: the findings with the rules that made them, for code scanning and for viewers."""

from __future__ import annotations

import re
from typing import Any

from collab_cli import __version__
from collab_cli.findings import Finding, Fix, Place, Severity
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Report, RuleRun
from collab_cli.renderers.cells import line_text
from collab_cli.renderers.host_findings import distinct_fingerprints, findings_in, host_place, told
from collab_cli.renderers.json_text import json_document, plain_data
from collab_cli.renderers.markdown import render as markdown_of
from collab_cli.renderers.plain import render as text_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOP = "%SRCROOT%"
"""What paths are relative to: whoever reads the log knows where the repository lies."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_LINK_OR_PLACE = re.compile(r"(?<=\])(?=\()|(?<=\{)(?=\d)")
"""Where a message would hold a link or a place to be filled: `[text](address)`, `{0}`."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the findings of ``report`` as a SARIF log of one run.

    ``width``, ``color`` and ``show_all`` change nothing. Raises CollabError where the report has no list of findings.
    """
    findings = findings_in(report)
    known = {rule.code: rule for rule in report.run.rules}
    codes = sorted({finding.code for finding in findings})
    results = [
        _result(report, finding, fingerprint, codes.index(finding.code), language)
        for finding, fingerprint in zip(findings, distinct_fingerprints(findings), strict=True)
    ]
    by_code = {finding.code: finding for finding in findings}
    driver = {
        "name": "collab",
        "version": __version__,
        "language": _LANGUAGES[language.code],
        "rules": [_rule(known.get(code), by_code[code], language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"collab/{_uri(report.run.folder)}"},
        "language": _LANGUAGES[language.code],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {TOP: {"description": _message(language.say(msg("the top of the repository")))}},
        "invocations": [_invocation(report, language)],
        "results": results,
    }
    return json_document({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _message(text: str) -> dict[str, Any]:
    """Return a cleaned text as a message that holds neither links nor places to be filled."""
    return {"text": _LINK_OR_PLACE.sub("\u200b", text)}


def _uri(path: str) -> str:
    """Return a path as a relative address, byte for byte."""
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in path.encode())


def _rule(rule: RuleRun | None, finding: Finding, language: Language) -> dict[str, Any]:
    if rule is None:
        return {"id": finding.code, "name": finding.slug}
    described = {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": _message(line_text(rule.term, language)),
        "fullDescription": _message(line_text(rule.summary, language)),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [line_text(rule.family, language)],
            "problem.severity": _WEIGHTS[rule.severity],
        },
    }
    if rule.explanation:
        page = Report("", rule.explanation)
        described["help"] = _message(text_of(page, language)) | {"markdown": markdown_of(page, language)}
    return described


def _invocation(report: Report, language: Language) -> dict[str, Any]:
    notices = []
    for rule in report.run.rules:
        if rule.state == "not checked":
            said = msg("not checked: records it depends on are faulty or cannot be read")
            notices.append(_notice(rule, "warning", language.say(said)))
        elif rule.state == "failed":
            notices.append(_notice(rule, "error", language.say(msg("it failed itself"))))
    is_whole = report.run.is_done and not any(rule.state == "failed" for rule in report.run.rules)
    return {"executionSuccessful": is_whole, "toolExecutionNotifications": notices}


def _notice(rule: RuleRun, level: str, said: str) -> dict[str, Any]:
    return {
        "level": level,
        "message": _message(f"{rule.code} {rule.slug}: {said}"),
        "associatedRule": {"id": rule.code},
    }


def _result(report: Report, finding: Finding, fingerprint: str, index: int, language: Language) -> dict[str, Any]:
    fault, *_ = told(report, finding, language)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(fault),
        "locations": [{"physicalLocation": _location(report, finding.place)}],
        "partialFingerprints": {"collab/v1": fingerprint},
        "properties": {"records": plain_data(finding.records, language)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(report, related.place),
                **({"message": _message(line_text(related.message, language))} if related.message else {}),
            }
            for number, related in enumerate(finding.related)
        ]
    fixes = [_fix(report, fix, language) for fix in finding.fixes if fix.patches]
    if fixes:
        result["fixes"] = fixes
    return result


def _location(report: Report, place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(report, place.path),
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _artifact(report: Report, path: str) -> dict[str, Any]:
    return {"uri": _uri(host_place(report, Place(path)).path), "uriBaseId": TOP}


def _fix(report: Report, fix: Fix, language: Language) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for patch in fix.patches:
        changes.setdefault(patch.path, []).append(
            {
                "deletedRegion": _region(report.run.texts.get(patch.path), patch.start, patch.end),
                "insertedContent": {"text": plain_data(patch.replacement, language)},
            }
        )
    return {
        "description": _message(line_text(fix.title, language)),
        "artifactChanges": [
            {"artifactLocation": _artifact(report, path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _region(text: str | None, start: int, end: int) -> dict[str, int]:
    """Return the part of a file, in lines and columns where its text is known."""
    if text is None:
        return {"charOffset": start, "charLength": end - start}
    lines = [text.count("\n", 0, offset) + 1 for offset in (start, end)]
    columns = [offset - text.rfind("\n", 0, offset) for offset in (start, end)]
    return {"startLine": lines[0], "startColumn": columns[0], "endLine": lines[1], "endColumn": columns[1]}
