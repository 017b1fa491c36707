from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused, rewrite
from tests.edits.plans import english, kind, plan_of
from tests.rules.worlds import check, found, green_demo

PATH = "proposals/2025/prices.yaml"
TITLED = "Prices (prices)"
OPEN = """\
title: Prices
subjects:
  - {ref: "goal:strengthen-brand", digest: "530ef8adc3da"}
type: goal_adjust
affected: [sales, marketing]
opened: 2025-06-01
"""
MISSING = "collab proposal status prices shows what is missing; --reject rejects it as it stands"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    (root / PATH).write_text(OPEN, encoding="utf-8")
    return root


def agree(root: Path, *words: str) -> None:
    for person, word in zip(("zhang-wei", "liu-fang"), words, strict=False):
        do(root, "proposal position", "prices", by=person, **{"score" if word.isdigit() else "position": word})


def notes(root: Path, **said: str) -> list[str]:
    return [english(note) for note in planned(root, "proposal close", "prices", **said).notes]


def test_what_is_agreed_is_accepted(root: Path) -> None:
    agree(root, "agree", "agree")
    assert english(planned(root, "proposal close", "prices").sentence) == f"closed {TITLED}: accepted"
    assert do(root, "proposal close", "prices", review_on="2025-10-01") == [
        "+decided: 2025-06-30",
        "+review_on: 2025-10-01",
        "+status: accepted",
    ]
    assert found(check(root), "P2") == []
    assert refused(root, "proposal close", "prices") == (
        f"{TITLED} is accepted, and collab proposal close is for what is open; accepted is a final state"
    )


def test_it_keeps_its_round(root: Path) -> None:
    rewrite(root, "goals/2025/strengthen-brand.yaml", "target: 45", "target: 46")
    agree(root, "agree", "agree")
    do(root, "proposal amend", "prices")
    assert refused(root, "proposal close", "prices") == (
        f"{TITLED} is not decided: too few have taken position: Sales and Marketing did not; {MISSING}"
    )
    agree(root, "agree", "agree")
    do(root, "proposal close", "prices")
    assert "round: 2\n" in (root / PATH).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("agree",), "too few have taken position: Marketing did not"),
        (("agree", "reserve"), "Marketing did not agree"),
    ],
)
def test_what_is_not_decided_stays_open(root: Path, words: tuple[str, ...], reason: str) -> None:
    agree(root, *words)
    assert refused(root, "proposal close", "prices") == f"{TITLED} is not decided: {reason}; {MISSING}"
    assert do(root, "proposal close", "prices", reject="yes", date="6/28") == [
        "+decided: 2025-06-28",
        "+status: rejected",
    ]


def test_nothing_is_accepted_over_an_objection(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: majority\naffected:")
    agree(root, "agree", "agree")
    do(root, "proposal object", "prices", by="wang-qiang", reason="Too late")
    assert refused(root, "proposal close", "prices") == (
        f"{TITLED} is not decided: the objection of 王强 is not settled; {MISSING}"
    )
    do(root, "proposal resolve", "prices", outcome="overruled", resolution="By Li Na")
    assert "+status: accepted" in do(root, "proposal close", "prices")
    assert found(check(root), "P203") == []


def test_a_vote_that_is_lost_is_rejected(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: fist_to_five\naffected:")
    agree(root, "4", "2")
    assert english(planned(root, "proposal close", "prices").sentence) == f"closed {TITLED}: rejected"
    assert "+status: rejected" in do(root, "proposal close", "prices")


def test_silence_is_judged_on_the_day_it_is_closed(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: lazy\ndeadline: 2025-06-20\naffected:")
    assert refused(root, "proposal close", "prices", date="2025-06-20") == (
        f"{TITLED} is not decided: the deadline 2025-06-20 has not passed; {MISSING}"
    )
    assert "+decided: 2025-06-21" in do(root, "proposal close", "prices", date="2025-06-21")


def test_what_was_not_put_to_the_vote_is_not_accepted(root: Path) -> None:
    agree(root, "agree", "agree")
    goal = "goals/2025/strengthen-brand.yaml"
    rewrite(root, goal, "target: 45", "target: 46")
    named = "Strengthen brand and customer relations (strengthen-brand)"
    assert refused(root, "proposal close", "prices") == (
        f"{named} has changed since it was put to the vote; "
        "put its present text to the vote with collab proposal amend prices"
    )
    assert "+status: rejected" in "".join(do(root, "proposal close", "prices", reject="yes"))


def test_nothing_is_accepted_while_a_position_cannot_be_read(root: Path) -> None:
    rewrite(
        root, PATH, "affected: [sales, marketing]", "affected: []\nmethod: consent\npositions: [{department: sales}]"
    )
    assert refused(root, "proposal close", "prices") == (
        f"{TITLED} has faults, so nobody can tell how departments stand; mend it first; collab check names them"
    )
    assert "+status: rejected" in do(root, "proposal close", "prices", reject="yes")


def test_texts_that_are_not_there(root: Path) -> None:
    agree(root, "agree", "agree")
    goal = "goals/2025/strengthen-brand.yaml"
    rewrite(root, goal, "target: 45", "target: many")
    assert refused(root, "proposal close", "prices") == (
        "Strengthen brand and customer relations (strengthen-brand) has faults, so nobody can tell whether its text "
        "was agreed; mend it first; collab check names them"
    )
    (root / goal).unlink()
    assert refused(root, "proposal close", "prices") == (
        f"{TITLED} is about goal:strengthen-brand, which does not exist; reject it with --reject, and open another"
    )


def test_what_comes_next_is_told(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: consent\nquorum: 0.5\naffected:")
    rewrite(root, PATH, "530ef8adc3da", plan_digest(root, "status: active", "status: proposed"))
    agree(root, "agree")
    (root / PATH).write_text(
        (root / PATH).read_text("utf-8") + "ideas:\n  - {by: chen-jie, text: A fair}\n", encoding="utf-8"
    )
    assert notes(root) == [
        "not heard: Marketing",
        "what becomes of 1 idea is not said: collab proposal dispose prices NUMBER --disposition parked",
        "nobody has said when to look at it again; --review-on says so",
        "it can take effect now: collab goal activate strengthen-brand",
    ]
    assert len(notes(root, review_on="2025-10-01")) == 3
    do(root, "proposal close", "prices")
    assert do(root, "proposal dispose", "prices", disposition="parked", reason="Next year") == [
        "-  - {by: chen-jie, text: A fair}",
        "+  - {by: chen-jie, text: A fair, disposition: parked, reason: Next year}",
    ]
    assert found(check(root), "P205") == []
    assert do(root, "goal activate", "strengthen-brand")[0] == "-status: proposed"


def plan_digest(root: Path, old: str, new: str) -> str:
    rewrite(root, "goals/2025/strengthen-brand.yaml", old, new)
    world = plan_of(root).world
    return world.digest(world.workspace.records[kind("goal").name]["strengthen-brand"])


def test_what_becomes_of_several_ideas(root: Path) -> None:
    text = "ideas:\n  - {by: chen-jie, text: A fair}\n  - {by: chen-jie, text: A film}\n"
    (root / PATH).write_text(OPEN + text, encoding="utf-8")
    assert refused(root, "proposal dispose", "prices", disposition="accepted") == (
        f"of several ideas of {TITLED} it is not said what becomes of them; name one by its number: 1 and 2"
    )
    planning = planned(root, "proposal dispose", "prices", idea="A fi", disposition="accepted")
    assert english(planning.sentence) == f"noted what becomes of idea 2 of {TITLED}: accepted"
    for number in "12":
        do(root, "proposal dispose", "prices", idea=number, disposition="merged")
    assert refused(root, "proposal dispose", "prices", disposition="accepted") == (
        f"of all ideas of {TITLED} it is said what became of them; name one by its number to say otherwise"
    )
    assert refused(root, "proposal dispose", "prices", idea="1") == (
        "collab proposal dispose needs --disposition; collab proposal dispose --help shows how to write it"
    )


def test_a_proposal_is_withdrawn_for_good(root: Path) -> None:
    assert do(root, "proposal withdraw", "prices") == ["+status: withdrawn"]
    for command in ("close", "amend", "object", "resolve", "dispose"):
        assert refused(root, f"proposal {command}", "prices").endswith("withdrawn is a final state")
