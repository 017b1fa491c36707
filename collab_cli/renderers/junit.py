"""JUnit XML: a suite for each family of rules, a case for each rule, failed where it found something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from collab_cli.findings import Finding
from collab_cli.i18n import Language
from collab_cli.messages import msg, msgn
from collab_cli.page import Report, RuleRun
from collab_cli.renderers.cells import line_text
from collab_cli.renderers.cleaning import clean_path
from collab_cli.renderers.host_findings import findings_in, host_place, told, where

_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, not even escaped."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the check that ``report`` is about as test results.

    A rule is one case: servers show one failure of a case, so that holds all its findings. Findings below the
    threshold of the check fail nothing and stand in the output of their case. ``width``, ``color`` and ``show_all``
    change nothing. Raises CollabError where the report has no list of findings.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings_in(report):
        found.setdefault(finding.code, []).append(finding)
    rules = {rule.code: rule for rule in report.run.rules}
    rules |= {code: _unknown(findings[0]) for code, findings in found.items() if code not in rules}
    families: dict[str, list[RuleRun]] = {}
    for code in sorted(rules):
        families.setdefault(code[:1], []).append(rules[code])
    root = Xml.Element("testsuites", name="collab")
    for letter, members in families.items():
        family = line_text(members[0].family, language)
        suite = Xml.SubElement(root, "testsuite", name=_text(f"{letter} {family}".strip()))
        for rule in members:
            suite.append(_case(report, rule, found.get(rule.code, []), language))
        _count(suite, suite)
    _count(root, root.iter("testcase"))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _unknown(finding: Finding) -> RuleRun:
    """Return a rule of which nothing is known but what its finding says."""
    return RuleRun(finding.code, finding.slug, finding.slug, "", finding.severity, "")


def _case(report: Report, rule: RuleRun, findings: list[Finding], language: Language) -> Xml.Element:
    name = f"{rule.code} {rule.slug}"
    case = Xml.Element("testcase", classname=f"collab.{rule.code[:1]}", name=_text(name), time="0")
    if findings:
        case.set("file", _text(clean_path(host_place(report, findings[0].place).path)))
    failing = [finding for finding in findings if finding.severity.rank >= report.run.threshold.rank]
    if rule.state == "not checked":
        said = line_text(msg("not checked: records it depends on are faulty or cannot be read"), language)
        Xml.SubElement(case, "skipped", message=_text(said))
    elif failing:
        tag = "failure" if rule.state == "checked" and report.run.is_done else "error"
        said = line_text(failing[0].message, language)
        if len(failing) > 1:
            count = msgn("{count} finding", "{count} findings", len(failing))
            said = line_text(msg("{label}: {value}", label=count, value=said), language)
        Xml.SubElement(case, tag, message=_text(said), type=failing[0].severity.value).text = _lines(
            report, failing, language
        )
    rest = [finding for finding in findings if finding.severity.rank < report.run.threshold.rank]
    if rest:
        Xml.SubElement(case, "system-out").text = _lines(report, rest, language)
    return case


def _lines(report: Report, findings: list[Finding], language: Language) -> str:
    lines = []
    for finding in findings:
        fault, *others = told(report, finding, language)
        head = f"{where(report, finding.place)}: {finding.code} {finding.severity.value}: {fault}"
        lines += [head, *(f"  {other}" for other in others)]
    return _text("\n".join(["", *lines, ""]))


def _count(element: Xml.Element, cases: Iterable[Xml.Element]) -> None:
    """Note on a suite, or on all of them, how many cases it has and how they went."""
    kept = list(cases)
    element.set("tests", str(len(kept)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in kept)))


def _text(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
