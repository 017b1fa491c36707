from __future__ import annotations

from dataclasses import replace

import pytest

from collab_cli.errors import CollabError
from collab_cli.findings import Place
from collab_cli.messages import Message
from collab_cli.page import FindingList, Fold, Report
from collab_cli.renderers import renderer
from collab_cli.renderers.host_findings import (
    distinct_fingerprints,
    finding_lists,
    findings_in,
    host_place,
    told,
    where,
    worst_first,
)
from tests.renderers.hosted import CHECK, DIM, FAINT, NO_LIST, RED
from tests.renderers.worlds import ENGLISH

HOSTS = ["github", "gitlab", "sarif", "junit", "rdjsonl"]


def test_the_worst_come_first_and_the_rest_keeps_its_order() -> None:
    assert findings_in(CHECK) == [DIM, RED, FAINT]
    assert worst_first([DIM, FAINT, RED, DIM]) == [RED, DIM, DIM, FAINT]


def test_paths_start_at_the_top_of_the_repository() -> None:
    assert host_place(CHECK, Place("goals/g.yaml", 2, 3)) == Place("agreements/goals/g.yaml", 2, 3)
    assert where(CHECK, Place("goals/a\tb.yaml", 2, 3)) == "agreements/goals/a\\u0009b.yaml:2:3"


def test_a_finding_is_told_with_its_other_places() -> None:
    assert told(CHECK, RED, ENGLISH) == [
        "Research is owned by Marketing and Sales; keep one A",
        "also: agreements/charters/s.yaml:6:40: the other A",
    ]
    assert told(CHECK, DIM, ENGLISH) == ["it lacks scope"]


def test_what_is_settled_is_told_to_people_alone() -> None:
    settled = FindingList((RED,), {}, is_settled=True)
    both = Report("s", (FindingList((DIM,), {}), settled))
    assert findings_in(both) == [DIM]
    assert findings_in(Report("s", (Fold("more", (FindingList((DIM, FAINT), {}),)), settled))) == [DIM, FAINT]
    assert [block.findings for block in finding_lists(Report("s", (settled,)))] == []
    assert "R313" in str(renderer("markdown")(both, ENGLISH))


def test_fingerprints_are_told_apart_and_hold_when_lines_move() -> None:
    moved = [replace(one, place=Place(one.place.path, one.place.line + 7, 1)) for one in (RED, DIM, DIM, DIM)]
    prints = distinct_fingerprints([RED, DIM, DIM, DIM])
    assert len(set(prints)) == 4
    assert prints == distinct_fingerprints(moved)
    assert prints[:2] == [RED.fingerprint, DIM.fingerprint]
    assert distinct_fingerprints([replace(RED, message=Message("other words"))]) == [RED.fingerprint]


@pytest.mark.parametrize("name", HOSTS)
def test_a_report_without_findings_is_refused(name: str) -> None:
    with pytest.raises(CollabError) as caught:
        renderer(name)(NO_LIST, ENGLISH)
    assert ENGLISH.say(caught.value.message) == "there are no findings to write in this format"
    assert caught.value.hint is not None
    assert ENGLISH.say(caught.value.hint) == "choose another format"
