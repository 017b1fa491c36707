from __future__ import annotations

import json

from collab_cli.renderers.gitlab import render
from tests.renderers.hosted import CHECK, CLEAN, DIM, RED, said_by
from tests.renderers.worlds import ENGLISH, naughty


def test_findings_are_issues_of_a_code_quality_report() -> None:
    first, second, third = json.loads(render(CHECK, ENGLISH))
    assert first == {
        "description": "it lacks scope",
        "check_name": "R317 incomplete-duty",
        "fingerprint": DIM.fingerprint,
        "severity": "minor",
        "location": {"path": "agreements/charters/m.yaml", "lines": {"begin": 1}},
    }
    assert second["description"] == (
        "Research is owned by Marketing and Sales; keep one A\nalso: agreements/charters/s.yaml:6:40: the other A"
    )
    assert (second["severity"], second["fingerprint"]) == ("major", RED.fingerprint)
    assert third["severity"] == "info"
    assert render(CLEAN, ENGLISH) == "[]\n"


def test_any_text_can_be_read_back() -> None:
    for text in naughty():
        written = render(said_by(text), ENGLISH)
        assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
        (issue,) = json.loads(written)
        assert issue["location"]["path"] == f"agreements/goals/{text}.yaml"
