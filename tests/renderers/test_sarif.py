from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from sarif_kit.validate import validation_errors

from collab_cli.findings import Fix, Patch, Place
from collab_cli.messages import Message
from collab_cli.page import CheckRun, FindingList, Report
from collab_cli.renderers.sarif import render
from tests.renderers.hosted import CHECK, CLEAN, DIM, RED, RUN, said_by
from tests.renderers.worlds import CHINESE, ENGLISH, naughty


def run_of(report: Report) -> dict[str, Any]:
    """Return the one run of a log that its schema accepts and that holds no hidden character."""
    written = render(report, ENGLISH)
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
    log = json.loads(written)
    assert validation_errors(log) == []
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def test_a_result_has_its_rule_its_places_and_its_fix() -> None:
    run = run_of(CHECK)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["R313", "R317", "X963"]
    assert rules[0] == {
        "id": "R313",
        "name": "duplicate-ownership",
        "shortDescription": {"text": "Duplicate ownership"},
        "fullDescription": {"text": "Two charters own one duty."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["responsibilities"], "problem.severity": "error"},
        "help": {"text": "Work is done twice.\n", "markdown": "Work is done twice.\n"},
    }
    assert "help" not in rules[1]
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in run["results"]] == [
        ("R317", 1, "warning"),
        ("R313", 0, "error"),
        ("X963", 2, "note"),
    ]
    artifact = {"uri": "agreements/charters/m.yaml", "uriBaseId": "%SRCROOT%"}
    other = {"uri": "agreements/charters/s.yaml", "uriBaseId": "%SRCROOT%"}
    assert run["results"][1] == {
        "ruleId": "R313",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "Research is owned by Marketing and Sales; keep one A"},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 3, "startColumn": 18}}}
        ],
        "partialFingerprints": {"collab/v1": RED.fingerprint},
        "properties": {"records": ["activity:research"]},
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {"artifactLocation": other, "region": {"startLine": 6, "startColumn": 40}},
                "message": {"text": "the other A"},
            }
        ],
        "fixes": [
            {
                "description": {"text": "keep the A of Marketing"},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [
                            {
                                "deletedRegion": {"startLine": 3, "startColumn": 31, "endLine": 3, "endColumn": 33},
                                "insertedContent": {"text": "R"},
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_the_run_says_how_it_went() -> None:
    run = run_of(CHECK)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["automationDetails"] == {"id": "collab/agreements/"}
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"description": {"text": "the top of the repository"}}}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [(one["level"], one["associatedRule"]["id"]) for one in invocation["toolExecutionNotifications"]] == [
        ("warning", "A503"),
        ("error", "X963"),
    ]
    done = replace(CLEAN, run=replace(RUN, rules=RUN.rules[:3]))
    assert run_of(done)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    refused = Report("s", (FindingList((RED,), {}),), run=CheckRun(is_done=False))
    assert run_of(refused)["invocations"][0]["executionSuccessful"] is False
    assert run_of(refused)["tool"]["driver"]["rules"] == [{"id": "R313", "name": "duplicate-ownership"}]
    chinese = json.loads(render(CHECK, CHINESE))["runs"][0]
    assert (chinese["language"], chinese["tool"]["driver"]["language"]) == ("zh-CN", "zh-CN")


def test_a_change_of_a_file_nobody_has_read_is_told_in_characters() -> None:
    new = Fix(True, Message("m"), (Patch("goals/new.yaml", 0, 0, "title: x\n"),))
    report = replace(CHECK, page=(FindingList((replace(DIM, fixes=(new,)),), {}),))
    (change,) = run_of(report)["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {"charOffset": 0, "charLength": 0}


def test_paths_are_addresses() -> None:
    odd = replace(DIM, place=Place("goals/市 %#?[1].yaml", 1, 1))
    report = replace(CHECK, page=(FindingList((odd,), {}),))
    location = run_of(report)["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "agreements/goals/%E5%B8%82%20%25%23%3F%5B1%5D.yaml"


def test_any_text_makes_a_valid_log_without_links() -> None:
    for text in [*naughty(), "[click](https://example.com)", "{0}"]:
        (result,) = run_of(said_by(text))["results"]
        for said in (result["message"], result["relatedLocations"][0].get("message", {"text": ""})):
            assert not re.search(r"\]\(|\{\d", said["text"])
