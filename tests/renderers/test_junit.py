from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from junitparser import JUnitXml

from collab_cli.findings import Severity
from collab_cli.page import CheckRun, FindingList, Report
from collab_cli.renderers.junit import render
from tests.renderers.hosted import CHECK, CLEAN, DIM, RED, RUN, said_by
from tests.renderers.worlds import ENGLISH, naughty


def test_a_rule_is_a_case_and_a_family_a_suite() -> None:
    assert render(CHECK, ENGLISH) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="collab" tests="5" failures="1" errors="0" skipped="1">\n'
        '  <testsuite name="A actions" tests="1" failures="0" errors="0" skipped="1">\n'
        '    <testcase classname="collab.A" name="A503 overdue-action" time="0">\n'
        '      <skipped message="not checked: records it depends on are faulty or cannot be read" />\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="R responsibilities" tests="3" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="collab.R" name="R313 duplicate-ownership" time="0"'
        ' file="agreements/charters/m.yaml">\n'
        '      <failure message="Research is owned by Marketing and Sales" type="error">\n'
        "agreements/charters/m.yaml:3:18: R313 error: Research is owned by Marketing and Sales; keep one A\n"
        "  also: agreements/charters/s.yaml:6:40: the other A\n"
        "</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="collab.R" name="R317 incomplete-duty" time="0" file="agreements/charters/m.yaml">\n'
        "      <system-out>\n"
        "agreements/charters/m.yaml:1:8: R317 warning: it lacks scope\n"
        "</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="collab.R" name="R318 empty-row" time="0" />\n'
        "  </testsuite>\n"
        '  <testsuite name="X across kinds" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="collab.X" name="X963 goal-without-work" time="0" file="agreements/goals/g.yaml">\n'
        "      <system-out>\n"
        "agreements/goals/g.yaml:2:1: X963 info: nobody works at it\n"
        "</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def counts(report: Report) -> tuple[int, int, int, int]:
    """Return tests, failures, errors and skipped as a reader of these files counts them."""
    read = JUnitXml.fromstring(render(report, ENGLISH).encode())
    return read.tests, read.failures, read.errors, read.skipped


def test_the_threshold_decides_what_fails() -> None:
    assert counts(CHECK) == (5, 1, 0, 1)
    assert counts(replace(CHECK, run=replace(RUN, threshold=Severity.WARNING))) == (5, 2, 0, 1)
    assert counts(replace(CHECK, run=replace(RUN, threshold=Severity.INFO))) == (5, 2, 1, 1)  # one failed itself
    assert counts(CLEAN) == (5, 0, 0, 1)


def test_several_findings_of_a_rule_are_one_failure() -> None:
    report = replace(CHECK, page=(FindingList((RED, RED), {}),))
    (failure,) = ElementTree.fromstring(render(report, ENGLISH)).iter("failure")
    assert failure.get("message") == "2 findings: Research is owned by Marketing and Sales"
    assert failure.text is not None
    assert failure.text.count("R313 error") == 2


def test_a_check_that_could_not_be_done_is_an_error() -> None:
    report = Report("s", (FindingList((RED, DIM), {}),), run=CheckRun(is_done=False))
    assert counts(report) == (2, 0, 1, 0)
    assert '<testsuite name="R" ' in render(report, ENGLISH)


def test_any_text_is_xml() -> None:
    for text in [*naughty(), "\ufffe\uffff"]:
        (failure,) = ElementTree.fromstring(render(said_by(text), ENGLISH)).iter("failure")
        assert failure.text is not None
        assert failure.text.count("\n") == 3
        assert not set(failure.text) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
