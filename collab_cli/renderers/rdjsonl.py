"""Reviewdog's diagnostic format: one finding a line as JSON, with the changes that would mend it."""

from __future__ import annotations

from typing import Any

import msgspec

from collab_cli.findings import Finding, Fix, Severity
from collab_cli.i18n import Language
from collab_cli.page import Report
from collab_cli.renderers.cleaning import escape_json
from collab_cli.renderers.host_findings import finding_lists, findings_in, host_place, told
from collab_cli.renderers.json_text import plain_data

LONGEST = 64_000
"""Bytes of a line: the reader gives up, without a word, at one of 65,536."""

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_WORDS = 5_000
"""Characters of a message that is too long for its line."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the findings of ``report``, one JSON object a line; columns count bytes, as the format wants them.

    ``width``, ``color`` and ``show_all`` change nothing. Raises CollabError where the report has no list of findings.
    """
    sources = {place: line for block in finding_lists(report) for place, line in block.sources.items()}
    lines = []
    for finding in findings_in(report):
        diagnostic = _diagnostic(report, finding, sources.get((finding.place.path, finding.place.line), ""), language)
        line = _line(diagnostic)
        if len(line.encode()) > LONGEST:
            line = _line({**diagnostic, "message": diagnostic["message"][:_WORDS], "suggestions": []})
        lines.append(line)
    return "".join(lines)


def _line(diagnostic: dict[str, Any]) -> str:
    return escape_json(msgspec.json.encode(diagnostic).decode()) + "\n"


def _diagnostic(report: Report, finding: Finding, source: str, language: Language) -> dict[str, Any]:
    place = host_place(report, finding.place)
    column = len(source[: place.column - 1].encode("utf-8", "replace")) + 1 if source else place.column
    suggestions = [_suggestion(report, fix, finding.place.path) for fix in finding.fixes]
    return {
        "message": "\n".join(told(report, finding, language)),
        "location": {
            "path": plain_data(place.path, language),
            "range": {"start": {"line": place.line, "column": column}},
        },
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "collab"},
        "code": {"value": finding.code},
        "suggestions": [suggestion for suggestion in suggestions if suggestion is not None],
    }


def _suggestion(report: Report, fix: Fix, path: str) -> dict[str, Any] | None:
    """Return a fix as one replacement, None for one that changes another file than that of its finding."""
    text = report.run.texts.get(path)
    if text is None or not fix.patches or any(patch.path != path for patch in fix.patches):
        return None
    patches = sorted(fix.patches, key=lambda patch: (patch.start, patch.end))
    start = at = patches[0].start
    written = []
    for patch in patches:
        written += [text[at : patch.start], patch.replacement]
        at = patch.end
    return {"range": {"start": _position(text, start), "end": _position(text, at)}, "text": "".join(written)}


def _position(text: str, offset: int) -> dict[str, int]:
    line_start = text.rfind("\n", 0, offset) + 1
    return {
        "line": text.count("\n", 0, offset) + 1,
        "column": len(text[line_start:offset].encode("utf-8", "replace")) + 1,
    }
