from __future__ import annotations

import json
from dataclasses import replace

from collab_cli.findings import Fix, Patch
from collab_cli.messages import Message
from collab_cli.page import FindingList
from collab_cli.renderers.rdjsonl import LONGEST, render
from tests.renderers.hosted import CHARTER, CHECK, CLEAN, RED, SOURCES, said_by
from tests.renderers.worlds import ENGLISH, naughty


def test_each_line_is_a_finding_with_columns_in_bytes() -> None:
    dim, red, faint = map(json.loads, render(CHECK, ENGLISH).splitlines())
    assert red == {
        "message": "Research is owned by Marketing and Sales; keep one A\n"
        "also: agreements/charters/s.yaml:6:40: the other A",
        "location": {"path": "agreements/charters/m.yaml", "range": {"start": {"line": 3, "column": 18}}},
        "severity": "ERROR",
        "source": {"name": "collab"},
        "code": {"value": "R313"},
        "suggestions": [
            {"range": {"start": {"line": 3, "column": 31}, "end": {"line": 3, "column": 33}}, "text": "R"},
        ],
    }
    assert CHARTER[49:51] == "AR"
    assert (dim["severity"], dim["suggestions"]) == ("WARNING", [])
    assert (faint["severity"], faint["location"]["range"]) == ("INFO", {"start": {"line": 2, "column": 1}})
    behind = replace(RED, place=replace(RED.place, line=1, column=9))
    line = json.loads(render(replace(CHECK, page=(FindingList((behind,), SOURCES),)), ENGLISH))
    assert line["location"]["range"] == {"start": {"line": 1, "column": len("title: 市".encode()) + 1}}
    assert render(CLEAN, ENGLISH) == ""


def test_several_changes_of_one_file_are_one_suggestion() -> None:
    patches = (Patch("charters/m.yaml", 49, 51, "R"), Patch("charters/m.yaml", 7, 8, "x"))
    (suggestion,) = suggestions(Fix(True, Message("m"), patches))
    assert suggestion["range"] == {"start": {"line": 1, "column": 8}, "end": {"line": 3, "column": 33}}
    assert suggestion["text"] == "x" + CHARTER[8:49] + "R"


def suggestions(*fixes: Fix) -> list[dict[str, object]]:
    found = replace(RED, fixes=fixes)
    line: dict[str, list[dict[str, object]]] = json.loads(
        render(replace(CHECK, page=(FindingList((found,), {}),)), ENGLISH)
    )
    return line["suggestions"]


def test_a_change_of_another_file_is_no_suggestion() -> None:
    elsewhere = Fix(True, Message("m"), (Patch("charters/s.yaml", 0, 1, "x"),))
    assert suggestions(elsewhere, Fix(True, Message("m"), ())) == []


def test_no_line_is_longer_than_its_reader_takes() -> None:
    long = replace(
        RED,
        message=Message("字" * 50_000),
        fixes=(Fix(True, Message("m"), (Patch("charters/m.yaml", 0, 1, "x" * 70_000),)),),
    )
    line = render(replace(CHECK, page=(FindingList((long,), {}),)), ENGLISH)
    assert len(line.encode()) < LONGEST
    assert json.loads(line)["suggestions"] == []


def test_any_text_stays_on_its_line() -> None:
    for text in naughty():
        written = render(said_by(text), ENGLISH)
        assert written.count("\n") == 1
        assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\ufeff\u2028")
        assert json.loads(written)["code"] == {"value": "R313"}
