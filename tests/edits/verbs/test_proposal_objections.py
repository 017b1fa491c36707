from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused, rewrite
from tests.edits.plans import english
from tests.rules.worlds import green_demo

PATH = "proposals/2025/prices.yaml"
TITLED = "Prices (prices)"
OPEN = "title: Prices\nsubjects: []\ntype: decision\naffected: [sales, production]\nopened: 2025-06-01\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    (root / PATH).write_text(OPEN, encoding="utf-8")
    return root


def notes(root: Path, command: str, **said: str) -> list[str]:
    return [english(note) for note in planned(root, command, "prices", **said).notes]


def test_an_objection_is_the_position_of_the_department_spoken_for(root: Path) -> None:
    said = {"reason": "Too late", "change": "From July", "by": "王强", "via": "oa", "evidence": "OA-7"}
    assert notes(root, "proposal object", **said) == []
    assert do(root, "proposal object", "prices", **said) == [
        "+positions:",
        "+  - department: production",
        "+    by: wang-qiang",
        "+    date: 2025-06-30",
        "+    position: object",
        "+    comment: Too late",
        "+    via: oa",
        "+    evidence: OA-7",
        "+objections:",
        "+  - by: wang-qiang",
        "+    reason: Too late",
        "+    resolving_change: From July",
    ]


def test_anybody_may_object(root: Path) -> None:
    assert notes(root, "proposal object", reason="Too late", by="刘芳") == [
        "刘芳 speaks for no department that is heard, so no position was entered"
    ]
    assert do(root, "proposal object", "prices", reason="Too late", by="刘芳") == [
        "+objections:",
        "+  - by: liu-fang",
        "+    reason: Too late",
    ]


def test_in_a_later_round_an_objection_belongs_to_it(root: Path) -> None:
    rewrite(root, PATH, "affected:", "round: 2\naffected:")
    assert "+    round: 2" in do(root, "proposal object", "prices", reason="Too late")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "collab proposal object needs REASON; collab proposal object --help shows how to write it"),
        ({"reason": "x", "department": "marketing"}, f"{TITLED} is not put to Marketing; "
            "it is put to Sales and Production"),
        ({"reason": "x", "department": "production"}, "张伟 does not speak for Production; name one of 王强 with --by"),
        ({"reason": "x", "by": "nobody"}, "there is no person nobody; collab person list shows what there is"),
    ],
)  # fmt: skip
def test_wrong_objections(root: Path, said: dict[str, str], expected: str) -> None:
    assert refused(root, "proposal object", "prices", **said) == expected


def test_the_same_objection_twice(root: Path) -> None:
    do(root, "proposal object", "prices", reason="Too late")
    assert refused(root, "proposal object", "prices", reason="Too late") == (
        f"张伟 objects to {TITLED} already, for this reason; "
        "change what is noted with collab proposal objection set prices 1 FIELD=VALUE"
    )
    assert "+    reason: Too dear" in do(root, "proposal object", "prices", reason="Too dear")


def test_who_speaks_for_several_names_one(root: Path) -> None:
    rewrite(root, "departments.yaml", "head: wang-qiang", "head: zhang-wei")
    assert refused(root, "proposal object", "prices", reason="x") == (
        "张伟 speaks for Sales and Production; name one with --department"
    )
    lines = do(root, "proposal object", "prices", reason="x", department="production")
    assert "+  - department: production" in lines


def test_the_only_open_objection_is_settled(root: Path) -> None:
    do(root, "proposal object", "prices", reason="Too late")
    assert notes(root, "proposal resolve", resolution="From July") == [
        "Sales still stands against it, until collab proposal position prices agree --department sales"
    ]
    assert do(root, "proposal resolve", "prices", resolution="From July") == [
        "+    status: resolved",
        "+    resolution: From July",
    ]
    assert refused(root, "proposal resolve", "prices", resolution="x") == (
        f"no objection to {TITLED} is open; collab proposal status prices shows where it stands"
    )
    assert refused(root, "proposal resolve", "prices", objection="1", resolution="x") == (
        "the objection of 张伟 is resolved already; "
        "change what is noted with collab proposal objection set prices 1 FIELD=VALUE"
    )


def test_where_it_is_enough_to_settle_nobody_is_asked_again(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: consent\naffected:")
    do(root, "proposal object", "prices", reason="Too late")
    assert notes(root, "proposal resolve", outcome="overruled", resolution="By Li Na") == []


@pytest.mark.parametrize("named", ["2", "wang-qiang", "王强", "Too d"])
def test_one_of_several_is_named(root: Path, named: str) -> None:
    do(root, "proposal object", "prices", reason="Too late")
    do(root, "proposal object", "prices", reason="Too dear", by="wang-qiang")
    assert refused(root, "proposal resolve", "prices", resolution="x") == (
        f"several objections to {TITLED} are open; name one by its number: 1 (张伟) and 2 (王强)"
    )
    planning = planned(root, "proposal resolve", "prices", objection=named, outcome="withdrawn")
    assert english(planning.sentence) == f"settled the objection of 王强 to {TITLED}: withdrawn"
    assert english(planning.notes[0]) == "still to be settled: the objections of 张伟"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "how it was settled is not said; say it with --resolution, or --outcome withdrawn"),
        ({"outcome": "overruled"}, "how it was settled is not said; say it with --resolution, or --outcome withdrawn"),
        ({"outcome": "open"}, "--outcome cannot be open; choose one of resolved, withdrawn, overruled"),
        ({"outcome": "gone"}, "outcome cannot be gone; use one of open, resolved, withdrawn, overruled"),
        ({"objection": "9", "resolution": "x"}, f"{TITLED} has no objection 9; count the entries from 1 to 1"),
        ({"resolution": " "}, "--resolution is empty; leave it out, or write something"),
    ],
)
def test_wrong_resolutions(root: Path, said: dict[str, str], expected: str) -> None:
    do(root, "proposal object", "prices", reason="Too late")
    assert refused(root, "proposal resolve", "prices", **said) == expected


def test_entries_with_faults_do_not_shift_the_others(root: Path) -> None:
    faulty = "objections:\n  - {reason: nobody}\n  - a text\n  - {by: liu-fang, reason: Too late}\n"
    (root / PATH).write_text(OPEN + faulty, encoding="utf-8")
    assert refused(root, "proposal resolve", "prices", resolution="x").startswith(f"several objections to {TITLED}")
    assert do(root, "proposal resolve", "prices", objection="3", resolution="x") == [
        "-  - {by: liu-fang, reason: Too late}",
        "+  - {by: liu-fang, reason: Too late, status: resolved, resolution: x}",
    ]


def test_an_objection_passed_over_is_settled_afterwards(root: Path) -> None:
    (root / PATH).write_text(
        OPEN + "objections: [{by: liu-fang, reason: x}]\nstatus: accepted\ndecided: 2025-06-12\n", encoding="utf-8"
    )
    assert len(do(root, "proposal resolve", "prices", resolution="y")) == 2
    assert "is for what is open" in refused(root, "proposal object", "prices", reason="x")
