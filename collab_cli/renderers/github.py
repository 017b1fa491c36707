"""GitHub's workflow commands: each finding as an annotation at its line, the gravest first."""

from __future__ import annotations

from collab_cli.findings import Finding, Severity
from collab_cli.i18n import Language
from collab_cli.page import Report
from collab_cli.renderers.cells import line_text
from collab_cli.renderers.cleaning import clean_path
from collab_cli.renderers.host_findings import finding_lists, findings_in, host_place, told, where, worst_first

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_BREAK = "\u200b"


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the findings of ``report`` as workflow commands, and below them what the check has to say.

    GitHub shows ten annotations of a kind for each step: the gravest come first, and all of them stand in the log.
    ``width``, ``color`` and ``show_all`` change nothing. Raises CollabError where the report has no list of findings.
    """
    lines = [_command(report, finding, language) for finding in worst_first(findings_in(report))]
    for block in finding_lists(report):
        lines += [log_line(line_text(cell, language)) for cell in block.closing]
    return "".join(f"{line}\n" for line in lines)


def log_line(line: str) -> str:
    """Return a cleaned line as one that GitHub takes for no command: those begin with ``::`` or hold ``##[``."""
    line = line.replace("##[", f"##{_BREAK}[")
    return _BREAK + line if line.lstrip().startswith("::") else line


def _command(report: Report, finding: Finding, language: Language) -> str:
    place = host_place(report, finding.place)
    fault, *others = told(report, finding, language)
    properties = {
        "file": clean_path(place.path),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.code} {finding.slug}",
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join([f"{where(report, finding.place)}: {finding.code} {fault}", *others])
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
